/// A run of words of one look.
struct HTMLRun: Hashable {
  enum Content: Hashable {
    /// References decoded, blanks as they came.
    case words(String)
    case lineBreak
  }

  var content: Content
  var isStrong = false
  var isEmphasized = false
  var isCode = false
  /// An `http`, `https` or `mailto` address.
  var link: String?
}

/// A list's item or a quote around a block.
struct HTMLContainer: Hashable {
  enum Kind: Hashable {
    case quote
    case bullet
    case number(Int)
  }

  let kind: Kind
  /// Of the item or the quote; no two have the same.
  let id: Int
  /// Of the list, so that its items stand close together.
  let list: Int
}

struct HTMLBlock: Hashable {
  enum Kind: Hashable {
    case paragraph
    /// 1 to 6.
    case heading(Int)
    case code(String)
    case lineAcross
  }

  let kind: Kind
  /// From the outside in.
  let containers: [HTMLContainer]
  var runs: [HTMLRun]
}

/// The blocks of a text of HTML, flat: each knows the lists and quotes around it.
///
/// Nothing here recurses, so a thousand open tags cost no stack. What is nested more deeply than people
/// read loses its depth and keeps its words.
struct HTMLBlocks {
  private static let deepest = 6

  private(set) var blocks: [HTMLBlock] = []
  private let base: String?
  /// Line feeds of the source are line breaks: no tag says where lines end.
  private let keepsLines: Bool
  private var containers: [HTMLContainer] = []
  /// The lists that are open, within `containers` or too deep for it.
  private var lists: [List] = []
  private var runs: [HTMLRun] = []
  private var heading: Int?
  private var code: String?
  private var strong = 0
  private var emphasis = 0
  private var codeSpans = 0
  private var links: [String?] = []
  private var nextID = 0

  private struct List {
    let id: Int
    let isOrdered: Bool
    var number: Int
    /// How many containers stood around it.
    let depth: Int
  }

  /// - Parameter base: the address of the old page, for links without a host.
  init(_ tokens: [HTMLToken], base: String?) {
    self.base = base
    keepsLines = !tokens.contains { token in
      switch token {
      case .open(let name, _): name == "p" || name == "br" || name == "div"
      case .text, .close: false
      }
    }
    for token in tokens {
      switch token {
      case .text(let text): take(decodedReferences(text))
      case .open(let name, let attributes): open(name, attributes)
      case .close(let name): close(name)
      }
    }
    endBlock()
    endCode()
  }

  private mutating func take(_ text: String) {
    if code != nil {
      code? += text
      return
    }
    let lines = Importing.lines(of: text)
    for (place, line) in lines.enumerated() {
      if place > 0 { endLine(followedBy: lines[place...]) }
      put(String(line))
    }
  }

  /// At a line feed of the source; a blank line ends a paragraph.
  private mutating func endLine(followedBy rest: ArraySlice<Substring>) {
    guard let next = rest.first else { return }
    let isBlank = trimmedLine(next).isEmpty && rest.count > 1
    if heading == nil, isBlank {
      endBlock()
    } else if keepsLines, heading == nil, !isAtStart, !trimmedLine(next).isEmpty || rest.count == 1
    {
      putBreak()
    } else {
      put(" ")
    }
  }

  private var isAtStart: Bool {
    runs.allSatisfy {
      if case .words(let words) = $0.content { words.allSatisfy(\.isWhitespace) } else { true }
    }
  }

  private mutating func put(_ words: String) {
    guard !words.isEmpty else { return }
    runs.append(
      HTMLRun(
        content: .words(words), isStrong: strong > 0, isEmphasized: emphasis > 0,
        isCode: codeSpans > 0, link: links.last ?? nil))
  }

  private mutating func putBreak() { runs.append(HTMLRun(content: .lineBreak)) }

  private mutating func newID() -> Int {
    nextID += 1
    return nextID
  }

  private mutating func endBlock() {
    let finished = runs
    runs = []
    defer { heading = nil }
    guard finished.contains(where: \.showsWords) else { return }
    let kind = heading.map(HTMLBlock.Kind.heading) ?? .paragraph
    blocks.append(HTMLBlock(kind: kind, containers: containers, runs: finished))
  }

  private mutating func endCode() {
    guard let text = code else { return }
    code = nil
    guard text.contains(where: { !$0.isWhitespace }) else { return }
    blocks.append(HTMLBlock(kind: .code(text), containers: containers, runs: []))
  }
}

extension HTMLBlocks {
  private mutating func open(_ name: String, _ attributes: [String: String]) {
    if code != nil {
      if name == "br" { code? += "\n" }
      return
    }
    switch name {
    case "br": if heading == nil { putBreak() } else { put(" ") }
    case "b", "strong": strong += 1
    case "i", "em": emphasis += 1
    case "code", "tt", "kbd", "samp": codeSpans += 1
    case "a": links.append(attributes["href"].flatMap { address($0) })
    case "img": showImage(attributes)
    case "td", "th": put(" ")
    case "h1", "h2", "h3", "h4", "h5", "h6":
      endBlock()
      heading = name.utf8.last.map { Int($0) - 0x30 }
    case "pre":
      endBlock()
      code = ""
    case "hr":
      endBlock()
      blocks.append(HTMLBlock(kind: .lineAcross, containers: containers, runs: []))
    case "ul", "ol": openList(isOrdered: name == "ol", start: attributes["start"])
    case "li": openItem()
    case "blockquote": openQuote()
    case _ where isBlockElement(name): endBlock()
    default: break
    }
  }

  private mutating func close(_ name: String) {
    if code != nil {
      if name == "pre" { endCode() }
      return
    }
    switch name {
    case "b", "strong": strong = max(0, strong - 1)
    case "i", "em": emphasis = max(0, emphasis - 1)
    case "code", "tt", "kbd", "samp": codeSpans = max(0, codeSpans - 1)
    case "a": _ = links.popLast()
    case "ul", "ol": closeList()
    case "li": closeItem()
    case "blockquote": closeQuote()
    case _ where isBlockElement(name): endBlock()
    default: break
    }
  }

  private func isBlockElement(_ name: String) -> Bool {
    switch name {
    case "address", "article", "aside", "center", "dd", "details", "div", "dl", "dt", "figcaption",
      "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "main", "nav", "p",
      "section",
      "summary", "table", "tbody", "tfoot", "thead", "tr":
      true
    default: false
    }
  }

  private mutating func openList(isOrdered: Bool, start: String?) {
    endBlock()
    let first = start.flatMap { Int($0) }.flatMap { (0...999_999).contains($0) ? $0 : nil } ?? 1
    lists.append(
      List(id: newID(), isOrdered: isOrdered, number: first, depth: containers.count))
  }

  private mutating func closeList() {
    endBlock()
    guard let list = lists.popLast() else { return }
    containers.removeLast(max(0, containers.count - list.depth))
  }

  private mutating func openItem() {
    if lists.isEmpty { openList(isOrdered: false, start: nil) }
    closeItem()
    let place = lists.count - 1
    let list = lists[place]
    guard list.depth < Self.deepest else { return }
    containers.append(
      HTMLContainer(
        kind: list.isOrdered ? .number(list.number) : .bullet, id: newID(), list: list.id))
    lists[place].number += 1
  }

  private mutating func closeItem() {
    endBlock()
    guard let list = lists.last else { return }
    containers.removeLast(max(0, containers.count - list.depth))
  }

  private mutating func openQuote() {
    endBlock()
    guard containers.count < Self.deepest else { return }
    containers.append(HTMLContainer(kind: .quote, id: newID(), list: 0))
  }

  private mutating func closeQuote() {
    endBlock()
    if containers.last?.kind == .quote { containers.removeLast() }
  }

  /// A picture is not ours to show: its description leads to it.
  private mutating func showImage(_ attributes: [String: String]) {
    let words = decodedReferences(attributes["alt"] ?? "")
    guard links.last ?? nil == nil, let source = attributes["src"].flatMap({ address($0) }) else {
      put(words)
      return
    }
    links.append(source)
    put(words.isEmpty ? source : words)
    links.removeLast()
  }

  private func address(_ written: String) -> String? {
    linkAddress(decodedReferences(written), base: base)
  }
}

extension HTMLRun {
  var showsWords: Bool {
    if case .words(let words) = content { words.contains { !$0.isWhitespace } } else { false }
  }
}

/// Where a link of the old page leads; nil where it leads nowhere that readers may go.
///
/// - Parameter base: the old page's address; nil: links without a host lead nowhere.
func linkAddress(_ written: String, base: String?) -> String? {
  let address = String(
    String.UnicodeScalarView(written.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F }))
  let lower = address.lowercased()
  if lower.hasPrefix("mailto:") { return address.count > 7 ? escapedAddress(address) : nil }
  if lower.hasPrefix("http://") || lower.hasPrefix("https://") {
    return escapedAddress(address)
  }
  if address.hasPrefix("//") { return escapedAddress("https:" + address) }
  let hasScheme = address.prefix { !"/?#".contains($0) }.contains(":")
  guard let base, let host = origin(of: base), !address.isEmpty, !hasScheme,
    !address.hasPrefix("#"), !address.contains("\\")
  else { return nil }
  return escapedAddress(host + (address.hasPrefix("/") ? "" : "/") + address)
}

/// `https://status.example`.
func origin(of url: String) -> String? {
  guard let start = url.firstRange(of: "://") else { return nil }
  let host = url[start.upperBound...].prefix { !"/?#".contains($0) }
  return host.isEmpty ? nil : String(url[..<start.upperBound] + host)
}

/// Without what would end the address of a Markdown link, or be an escape or a reference in it.
private func escapedAddress(_ address: String) -> String {
  address.unicodeScalars.map { scalar in
    switch scalar {
    case "(", ")", "<", ">", "\\", "\"", "`":
      "%" + String(scalar.value, radix: 16, uppercase: true)
    default: String(scalar)
    }
  }.joined()
}
