/// Whether a page is well-formed HTML, stricter than a browser is: every tag closed in order, every
/// attribute quoted and given once, every id once, no bare `<` or `&`, nothing that could run.
///
/// All HTML of a build is this program's own, so it can be held to more than the standard asks.
package func judgeHTML(_ bytes: [UInt8], at path: String) -> [Finding] {
  var page = HTMLReader(bytes, path: path)
  page.read()
  return page.findings
}

private struct HTMLReader {
  private let bytes: [UInt8]
  private let path: String
  private var index = 0
  private var open: [String] = []
  private var ids: Set<String> = []
  private(set) var findings: [Finding] = []

  init(_ bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
  }

  mutating func read() {
    guard starts(with: "<!DOCTYPE html>") else { return found("no doctype") }
    index += 15
    while index < bytes.count, findings.isEmpty {
      switch bytes[index] {
      case UInt8(ascii: "<"): readTag()
      case UInt8(ascii: "&"): readReference()
      default: index += 1
      }
    }
    if findings.isEmpty, !open.isEmpty { found("never closed: \(open)") }
  }

  private mutating func found(_ what: String) {
    findings.append(Finding(.html, at: path, "\(what), near \(excerpt(of: bytes, at: index))"))
  }

  private func starts(with text: String, at place: Int? = nil) -> Bool {
    bytes[(place ?? index)...].starts(with: text.utf8)
  }

  // MARK: Text

  /// `&amp;`, `&#8203;`, `&#x200b;`
  private mutating func readReference(until limit: Int? = nil) {
    let end = bytes[index...].prefix(12).firstIndex(of: UInt8(ascii: ";"))
    guard let end, end < limit ?? bytes.count else { return found("a bare &") }
    let name = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
    let isNumber =
      name.hasPrefix("#x")
      ? UInt32(name.dropFirst(2), radix: 16).map(isCharacter) == true
      : name.hasPrefix("#") && UInt32(name.dropFirst()).map(isCharacter) == true
    guard isNumber || knownReferences.contains(name) else { return found("&\(name); is unknown") }
    index = end + 1
  }

  private func isCharacter(_ value: UInt32) -> Bool {
    Unicode.Scalar(value) != nil && (value >= 0x20 || value == 9 || value == 10)
      && !(0x7F...0x9F).contains(value)
  }

  // MARK: Tags

  private mutating func readTag() {
    if starts(with: "</") { return readEnd() }
    let start = index
    index += 1
    let name = word { isNameByte($0) }
    guard let first = name.utf8.first, first >= UInt8(ascii: "a") else {
      index = start
      return found("a bare <")
    }
    guard let isEmpty = readAttributes(of: name) else { return }
    checkPlace(of: name)
    if isEmpty {
      if !open.contains("svg"), !voidElements.contains(name) { found("<\(name)/> outside an svg") }
    } else if !voidElements.contains(name) {
      open.append(name)
      if rawElements.contains(name) { skipRaw(name) }
    }
  }

  private mutating func readEnd() {
    index += 2
    let name = word { isNameByte($0) }
    guard index < bytes.count, bytes[index] == UInt8(ascii: ">") else {
      return found("no end of </\(name)")
    }
    guard open.last == name else { return found("</\(name)> in \(open.suffix(4))") }
    index += 1
    open.removeLast()
  }

  private mutating func word(_ belongs: (UInt8) -> Bool) -> String {
    let start = index
    while index < bytes.count, belongs(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// - Returns: whether the tag closes itself; nil after a finding.
  private mutating func readAttributes(of tag: String) -> Bool? {
    var names: Set<String> = []
    while index < bytes.count {
      _ = word { $0 == 0x20 || $0 == 0x0A }
      if starts(with: "/>") {
        index += 2
        return true
      }
      if starts(with: ">") {
        index += 1
        return false
      }
      let name = word { isNameByte($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "_") }
      guard !name.isEmpty else {
        found("no attribute in <\(tag)")
        return nil
      }
      guard names.insert(name.lowercased()).inserted else {
        found("\(name) twice in <\(tag)")
        return nil
      }
      guard starts(with: "=") else { continue }
      index += 1
      guard let value = readValue() else { return nil }
      check(name, value, of: tag)
      if !findings.isEmpty { return nil }
    }
    found("<\(tag) never ends")
    return nil
  }

  private mutating func readValue() -> [UInt8]? {
    guard starts(with: "\"") else {
      found("a value without quotes")
      return nil
    }
    let start = index + 1
    guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\"")) else {
      found("a value that never ends")
      return nil
    }
    index = start
    while index < end {
      if bytes[index] == UInt8(ascii: "<") { found("< in a value") }
      if bytes[index] == UInt8(ascii: "&") { readReference(until: end) } else { index += 1 }
      if !findings.isEmpty { return nil }
    }
    index = end + 1
    return Array(bytes[start..<end])
  }

  private mutating func check(_ name: String, _ value: [UInt8], of tag: String) {
    let text = String(decoding: value, as: UTF8.self)
    if name == "id", !ids.insert(text).inserted { found("the id \(text) twice") }
    if name.hasPrefix("on") || name == "style" || name == "srcdoc" { found("<\(tag) \(name)=") }
    if name == "href" || name == "src" || name == "action" { checkAddress(text, of: tag) }
  }

  /// What a browser would follow: blanks and control characters within a scheme count for nothing there.
  private mutating func checkAddress(_ text: String, of tag: String) {
    let shown = text.lowercased().replacing("&#x3a;", with: ":").replacing("&#58;", with: ":")
      .unicodeScalars.filter { $0.value > 0x20 }
    guard let colon = shown.firstIndex(of: ":") else { return }
    let scheme = String(String.UnicodeScalarView(shown[..<colon]))
    guard
      scheme.unicodeScalars.allSatisfy({
        $0.properties.isAlphabetic || "+-.".unicodeScalars.contains($0)
      })
    else { return }
    if !["http", "https", "mailto", "tel", "webcal"].contains(scheme) {
      found("<\(tag)> leads to \(scheme):")
    }
  }

  // MARK: What may stand where

  private mutating func checkPlace(of name: String) {
    if name == "a", open.contains("a") { found("<a> in <a>") }
    if blocks.contains(name), open.last == "p" || open.contains(where: headings.contains) {
      found("<\(name)> in \(open.suffix(3))")
    }
    if name == "li", !["ul", "ol", "menu"].contains(open.last) {
      found("<li> in \(open.suffix(3))")
    }
    if ["ul", "ol"].contains(open.last), !["li", "script", "template"].contains(name) {
      found("<\(name)> directly in a list")
    }
  }

  private mutating func skipRaw(_ name: String) {
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      if starts(with: "</\(name)>") { return }
      if name == "script", starts(with: "<!--") || starts(with: "<script") {
        return found("<!-- or <script in a script")
      }
      index += 1
    }
  }
}

private func isNameByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x30...0x39,
    UInt8(ascii: "-"):
    true
  default: false
  }
}

private let voidElements: Set = [
  "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
  "wbr",
]
private let rawElements: Set = ["script", "style"]
private let headings: Set = ["h1", "h2", "h3", "h4", "h5", "h6"]
private let blocks = headings.union([
  "p", "ul", "ol", "div", "table", "pre", "blockquote", "section", "article", "hr", "form", "dl",
  "main",
  "header", "footer", "nav", "details",
])
private let knownReferences: Set = ["amp", "lt", "gt", "quot", "apos", "nbsp"]
