/// A piece of raw HTML, as CommonMark knows it: a tag, or what begins with `<!` or `<?`.
enum HTMLMark: Hashable {
  case opening(HTMLTag)
  case closing(name: String)
  /// A comment, an instruction, a document type: nothing of it is for readers.
  case hidden
  /// Between `<![CDATA[` and `]]>`.
  case words(String)
  /// It only looks like HTML: `<!channel>`.
  case text
}

struct HTMLTag: Hashable {
  /// In lower case.
  let name: String
  /// What stands between the name and `>`.
  let attributes: String
}

extension HTMLMark {
  /// - Parameter literal: from `<` to `>`.
  init(_ literal: String) {
    let text = literal.utf8
    if literal.hasPrefix("<!--") || literal.hasPrefix("<?") {
      self = .hidden
    } else if literal.hasPrefix("<![CDATA[") {
      self = .words(String(literal.dropFirst(9).dropLast(3)))
    } else if literal.hasPrefix("<!") {
      self = literal.dropFirst(2).lowercased().hasPrefix("doctype") ? .hidden : .text
    } else {
      let isClosing = text.dropFirst().first == UInt8(ascii: "/")
      let inner = literal.dropFirst(isClosing ? 2 : 1).dropLast(literal.hasSuffix(">") ? 1 : 0)
      let name = inner.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
      self =
        isClosing
        ? .closing(name: name.lowercased())
        : .opening(
          HTMLTag(
            name: name.lowercased(), attributes: String(inner.dropFirst(name.count))))
    }
  }
}

extension HTMLTag {
  /// Whether `<name>` alone says nothing in HTML, and much as a word: `<token>`, `<address>`.
  var isBare: Bool { attributes.allSatisfy { $0.isWhitespace } }

  /// Of an attribute, with its references resolved; nil without one.
  func value(of wanted: String) -> String? {
    var rest = attributes[...]
    while true {
      rest = rest.drop { $0.isWhitespace || $0 == "/" || $0 == "=" }
      if rest.isEmpty { return nil }
      let name = rest.prefix { !$0.isWhitespace && $0 != "=" && $0 != "/" }
      rest = rest.dropFirst(name.count)
      let afterBlanks = rest.drop { $0.isWhitespace }
      guard afterBlanks.first == "=" else { continue }
      rest = afterBlanks.dropFirst().drop { $0.isWhitespace }
      let value: Substring
      if let quote = rest.first, quote == "\"" || quote == "'" {
        value = rest.dropFirst().prefix { $0 != quote }
        rest = rest.dropFirst(value.count + 2)
      } else {
        value = rest.prefix { !$0.isWhitespace }
        rest = rest.dropFirst(value.count)
      }
      if name.lowercased() == wanted { return withoutReferences(String(value)) }
    }
  }
}

/// What a tag of HTML does to the words around it, since its own name is not shown.
enum HTMLEffect: Hashable {
  /// It changes their look at most.
  case none
  case lineBreak
  /// It stands on a line of its own, as a row of a table does.
  case newLine
  case listItem
  case cell
  case paragraph
}

extension HTMLEffect {
  /// Nil for what is no element of HTML.
  init?(ofElement name: String) {
    switch name {
    case "br": self = .lineBreak
    case "li": self = .listItem
    case "td", "th": self = .cell
    case _ where paragraphElements.contains(name): self = .paragraph
    case _ where lineElements.contains(name): self = .newLine
    case _ where inlineElements.contains(name): self = .none
    default: return nil
    }
  }
}

private let paragraphElements: Set<String> = [
  "address", "article", "aside", "blockquote", "body", "center", "details", "dialog", "dir", "div",
  "dl", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
  "header", "hgroup", "hr", "html", "iframe", "main", "menu", "nav", "ol", "p", "pre", "search",
  "section", "table", "ul",
]

private let lineElements: Set<String> = [
  "button", "canvas", "caption", "dd", "dt", "figcaption", "legend", "listing", "noscript",
  "object", "optgroup", "option", "select", "summary", "svg", "tbody", "template", "textarea",
  "tfoot", "thead", "title", "tr", "video", "xmp",
]

private let inlineElements: Set<String> = [
  "a", "abbr", "acronym", "applet", "area", "audio", "b", "base", "basefont", "bdi", "bdo", "big",
  "blink", "circle", "cite", "code", "col", "colgroup", "command", "data", "datalist", "defs",
  "del", "dfn", "ellipse", "em", "embed", "font", "foreignobject", "frame", "frameset", "g", "i",
  "image", "img", "input", "ins", "kbd", "keygen", "label", "line", "link", "map", "mark",
  "marquee", "math", "meta", "meter", "nobr", "output", "param", "path", "picture", "polygon",
  "polyline", "progress", "q", "rect", "rp", "rt", "ruby", "s", "samp", "script", "slot", "small",
  "source", "span", "strike", "strong", "style", "sub", "sup", "text", "time", "track", "tspan",
  "tt", "u", "use", "var", "wbr",
]

/// Elements whose names are words that people put between angle brackets for what readers are to fill
/// in. Without attributes, and never closed, they are such words.
private let placeholderElements: Set<String> = [
  "address", "applet", "area", "article", "aside", "audio", "base", "body", "button", "canvas",
  "caption", "circle", "cite", "code", "command", "data", "details", "dialog", "embed", "figure",
  "footer", "form", "frame", "head", "header", "html", "image", "input", "label", "legend", "line",
  "link", "listing", "main", "map", "mark", "menu", "meta", "meter", "nav", "object", "option",
  "output", "param", "path", "picture", "progress", "script", "search", "section", "select",
  "slot", "source", "style", "summary", "table", "template", "text", "textarea", "time", "title",
  "track", "use", "var", "video",
]

extension HTMLTag {
  /// Whether a tag that nothing closes is shown as it is written.
  ///
  /// - Parameter follows: the character before it.
  func isWord(following follows: Character?) -> Bool {
    guard isBare else { return false }
    if placeholderElements.contains(name) { return true }
    // `List<A>`, `Map<S>`.
    guard name.utf8.count == 1, follows.map({ $0.isLetter || $0.isNumber }) ?? false else {
      return false
    }
    return name != "p"
  }
}

/// A value with its references resolved: `&amp;`, `&#38;`, and the few names that addresses and
/// descriptions hold.
func withoutReferences(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
  var result = ""
  var rest = text[...]
  while let start = rest.firstIndex(of: "&") {
    result += rest[..<start]
    rest = rest[start...]
    let name = rest.dropFirst().prefix(10).prefix { $0 != ";" }
    let isClosed = rest.dropFirst(1 + name.count).first == ";"
    guard isClosed, let character = character(named: name) else {
      result += "&"
      rest = rest.dropFirst()
      continue
    }
    result.append(character)
    rest = rest.dropFirst(name.count + 2)
  }
  return result + rest
}

private func character(named name: Substring) -> Character? {
  let named: [Substring: Character] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
  ]
  if let character = named[name] { return character }
  guard name.first == "#" else { return nil }
  let digits = name.dropFirst()
  let isHex = digits.first == "x" || digits.first == "X"
  let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
  return value.map { Character(Unicode.Scalar($0) ?? "\u{FFFD}") }
}
