/// A piece of HTML.
enum HTMLToken: Hashable {
  /// As it is written, entities and all.
  case text(String)
  case open(name: String, attributes: [String: String])
  case close(name: String)
}

/// Elements whose tags are dropped while their words stay, beside those that mean something.
let htmlElements: Set<String> = Set(
  """
  a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd
  del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins
  kbd label li main mark nav ol p pre q s samp script section small span strike strong style sub
  summary sup table tbody td tfoot th thead time tr tt u ul var wbr
  """.split(whereSeparator: \.isWhitespace).map(String.init))

/// Elements that need no end tag.
private let openElements: Set<String> = ["br", "hr", "img", "wbr", "p", "li", "col"]

/// Elements whose names people write between angle brackets for what readers are to fill in.
private let lonelyElements: Set<String> = ["br", "hr", "img", "p", "li", "ul", "ol"]

/// The pieces of a text, as far as it is HTML: a tag counts where its element is known, its attributes are well
/// formed and, where it needs one, its end tag follows.
///
/// - Complexity: O(bytes).
struct HTMLTokens {
  private let bytes: [UInt8]
  private(set) var tokens: [HTMLToken] = []
  /// How many end tags of each element are still to come.
  private var endings: [String: Int] = [:]
  /// How many start tags of each element wait for their end.
  private var open: [String: Int] = [:]

  init(_ text: String) {
    bytes = Array(text.utf8)
    endings = countEndings()
    split()
  }

  /// Whether any of it is HTML.
  var hasTags: Bool {
    tokens.contains {
      switch $0 {
      case .text: false
      case .open, .close: true
      }
    }
  }

  private func countEndings() -> [String: Int] {
    var counts: [String: Int] = [:]
    var index = 0
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      if case .close(let name)? = tag(at: start)?.token { counts[name, default: 0] += 1 }
      index = start + 1
    }
    return counts
  }

  private mutating func split() {
    var textStart = 0
    var index = 0
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = start + 1
      guard let end = take(from: start, textStart: textStart) else { continue }
      index = end
      textStart = end
    }
    putText(textStart..<bytes.count)
  }

  /// - Returns: the end of what was taken; nil where it stays text.
  private mutating func take(from start: Int, textStart: Int) -> Int? {
    if bytes[start...].starts(with: "<!--".utf8) {
      guard let end = place(of: "-->", from: start + 4) else { return nil }
      putText(textStart..<start)
      return end + 3
    }
    guard let (token, end) = tag(at: start), counts(token) else { return nil }
    putText(textStart..<start)
    if case .open(let name, _) = token, name == "script" || name == "style" {
      return endOfHidden(name, from: end)
    }
    tokens.append(token)
    return end
  }

  private mutating func counts(_ token: HTMLToken) -> Bool {
    switch token {
    case .text: return false
    case .open(let name, _):
      if openElements.contains(name) { return true }
      guard open[name, default: 0] < endings[name, default: 0] else {
        // Never closed: a list counts all the same, a script hides the rest.
        return lonelyElements.contains(name) || name == "script" || name == "style"
      }
      open[name, default: 0] += 1
      return true
    case .close(let name):
      endings[name, default: 0] -= 1
      if open[name, default: 0] > 0 { open[name, default: 0] -= 1 }
      return true
    }
  }

  private mutating func endOfHidden(_ name: String, from start: Int) -> Int {
    open[name, default: 0] = 0
    var index = start
    while let next = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      if case (.close(name), let end)? = tag(at: next) {
        endings[name, default: 0] -= 1
        return end
      }
      index = next + 1
    }
    return bytes.count
  }

  private mutating func putText(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    tokens.append(.text(String(decoding: bytes[range], as: UTF8.self)))
  }

  private func place(of word: String, from start: Int) -> Int? {
    let word = Array(word.utf8)
    guard start <= bytes.count else { return nil }
    return bytes[start...].indices.first {
      bytes[$0] == word[0] && bytes[$0...].starts(with: word)
    }
  }
}

extension HTMLTokens {
  /// The tag that starts at a `<`, of a known element and in good form.
  private func tag(at start: Int) -> (token: HTMLToken, end: Int)? {
    var index = start + 1
    let isClosing = index < bytes.count && bytes[index] == UInt8(ascii: "/")
    if isClosing { index += 1 }
    let name = bytes[index...].prefix(12).prefix { isNameByte($0) }
    let element = String(decoding: name, as: UTF8.self).lowercased()
    guard htmlElements.contains(element) else { return nil }
    index = name.endIndex
    var attributes: [String: String] = [:]
    while true {
      let afterBlanks = skipBlanks(from: index)
      guard afterBlanks < bytes.count else { return nil }
      if bytes[afterBlanks] == UInt8(ascii: ">") {
        let token: HTMLToken =
          isClosing ? .close(name: element) : .open(name: element, attributes: attributes)
        return (token, afterBlanks + 1)
      }
      if bytes[afterBlanks] == UInt8(ascii: "/") {
        index = afterBlanks + 1
        continue
      }
      guard !isClosing, afterBlanks > index || bytes[index - 1] == UInt8(ascii: "/"),
        let (key, value, end) = attribute(at: afterBlanks)
      else { return nil }
      attributes[key] = attributes[key] ?? value
      index = end
    }
  }

  /// With a value: `a<b and c>d` is no tag.
  private func attribute(at start: Int) -> (key: String, value: String, end: Int)? {
    let key = bytes[start...].prefix(64).prefix { isNameByte($0) || "-_:.".utf8.contains($0) }
    var index = skipBlanks(from: key.endIndex)
    guard !key.isEmpty, index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return nil }
    index = skipBlanks(from: index + 1)
    guard index < bytes.count else { return nil }
    let name = String(decoding: key, as: UTF8.self).lowercased()
    let quote = bytes[index]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let rest = bytes[(index + 1)...].prefix(8_192)
      guard let end = rest.firstIndex(of: quote) else { return nil }
      return (name, String(decoding: bytes[(index + 1)..<end], as: UTF8.self), end + 1)
    }
    let value = bytes[index...].prefix(8_192).prefix {
      $0 > 0x20 && !"\"'<>=`".utf8.contains($0)
    }
    guard !value.isEmpty else { return nil }
    return (name, String(decoding: value, as: UTF8.self), value.endIndex)
  }

  private func skipBlanks(from start: Int) -> Int {
    bytes[start...].firstIndex { $0 > 0x20 } ?? bytes.count
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }
}
