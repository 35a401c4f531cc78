import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The text of an XML document's elements, by the element's name.
final class XMLTexts: NSObject, XMLParserDelegate {
  private var texts: [String: [String]] = [:]
  private var current = ""

  /// - Throws: where the document is not well-formed.
  init(of document: String) throws {
    super.init()
    let parser = XMLParser(data: Data(document.utf8))
    parser.delegate = self
    guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
  }

  subscript(element: String) -> [String]? { texts[element] }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
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
