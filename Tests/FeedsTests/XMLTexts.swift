import Foundation
import FoundationXML
import Testing

/// The texts of an XML document, by the name of their element; a document that is not well formed
/// is an error.
func texts(inXML document: String) throws -> [String: [String]] {
  let reader = TextReader()
  let parser = XMLParser(data: Data(document.utf8))
  parser.delegate = reader
  try #require(parser.parse(), "\(String(describing: parser.parserError))")
  return reader.texts
}

private final class TextReader: NSObject, XMLParserDelegate {
  private(set) var texts: [String: [String]] = [:]
  private var current = ""

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    current = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    current += string
  }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    texts[element, default: []].append(current)
  }
}
