import Ccmark

/// Whether a text may hold a bare address, by its bytes alone.
func mayHoldAddress(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  place(of: UInt8(ascii: "@"), in: text[...]) != nil
    || holds(":", text) { text[$0...].starts(with: "://".utf8) }
    || holds(".", text) { dot in
      text[..<dot].suffix(3).elementsEqual("www".utf8, by: { $0 | 0x20 == $1 })
    }
}

/// Whether every web address of a text is that of a link by its bytes alone, `[words](https://…)`: most are,
/// and then nobody need look for bare ones. False wherever a mark could make it anything else.
func holdsOnlyLinks(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  var isOpen = false
  var index = 0
  while index < text.count {
    switch text[index] {
    case UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: "@"): return false
    case UInt8(ascii: "["):
      if isOpen { return false }
      isOpen = true
    case UInt8(ascii: "\n"), UInt8(ascii: "`"): if isOpen { return false }
    case UInt8(ascii: "]"):
      guard isOpen else { return false }
      isOpen = false
      if text[index...].starts(with: "](http".utf8) {
        index = text[(index + 2)...].prefix(while: isPlainAddress).endIndex
        guard index < text.count, text[index] == UInt8(ascii: ")") else { return false }
      }
    case UInt8(ascii: ":"): if text[index...].starts(with: "://".utf8) { return false }
    case UInt8(ascii: "w"), UInt8(ascii: "W"):
      if text[index...].prefix(4).elementsEqual("www.".utf8, by: { $0 | 0x20 == $1 | 0x20 }) {
        return false
      }
    default: break
    }
    index += 1
  }
  return !isOpen
}

/// Makes links of the web and mail addresses that stand bare in the text, by the rules of GitHub's
/// CommonMark, but that letters of all scripts may stand in them.
func linkAddresses(in root: OpaquePointer) {
  cmark_consolidate_text_nodes(root)
  var openLinks = 0
  walk(root) { node, isEntering in
    switch cmark_node_get_type(node) {
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE: openLinks += isEntering ? 1 : -1
    case CMARK_NODE_TEXT where openLinks == 0: linkAddresses(within: node)
    default: break
    }
  }
}

private func linkAddresses(within node: OpaquePointer) {
  let text = literal(of: node)
  let bytes = Array(text.utf8)
  let found = bareAddresses(in: bytes)
  guard !found.isEmpty else { return }
  func insert(_ range: Range<Int>) {
    guard !range.isEmpty, let words = newTextNode(bytes[range]) else { return }
    cmark_node_insert_before(node, words)
  }
  var end = 0
  for address in found {
    guard let link = cmark_node_new(CMARK_NODE_LINK), let words = newTextNode(bytes[address.range])
    else { continue }
    insert(end..<address.range.lowerBound)
    cmark_node_set_url(
      link, address.prefix + String(decoding: bytes[address.range], as: UTF8.self))
    cmark_node_append_child(link, words)
    cmark_node_insert_before(node, link)
    end = address.range.upperBound
  }
  insert(end..<bytes.count)
  remove(node)
}

/// A web or mail address that stands in a text without any mark.
struct BareAddress: Hashable {
  let range: Range<Int>
  /// What the link needs before it: `mailto:`, `https://`, or nothing.
  let prefix: String
}

/// In the order in which they stand.
///
/// - Complexity: linear in the bytes.
func bareAddresses(in text: [UInt8]) -> [BareAddress] {
  var found: [BareAddress] = []
  var index = 0
  /// No address begins before it.
  var free = 0
  while index < text.count {
    let address: BareAddress? =
      switch text[index] {
      case UInt8(ascii: ":"): webAddress(withColonAt: index, in: text, from: free)
      case UInt8(ascii: "w"), UInt8(ascii: "W"): nameOfHost(at: index, in: text, from: free)
      case UInt8(ascii: "@"): mailAddress(withSignAt: index, in: text, from: free)
      default: nil
      }
    if let address {
      found.append(address)
      free = address.range.upperBound
      index = max(free, index + 1)
    } else {
      index += 1
    }
  }
  return found
}

private func webAddress(
  withColonAt colon: Int, in text: [UInt8], from free: Int
) -> BareAddress? {
  guard text[colon...].starts(with: "://".utf8) else { return nil }
  let scheme = ["https", "http"].first { scheme in
    let start = colon - scheme.utf8.count
    return start >= free
      && text[start..<colon].elementsEqual(scheme.utf8, by: { $0 | 0x20 == $1 })
      && !endsInWord(text, before: start, from: free)
  }
  guard let scheme, colon + 3 < text.count, isLetterOrDigit(text[colon + 3]),
    lengthInAddress(at: colon + 3, in: text) > 0
  else { return nil }
  let end = endOfAddress(from: colon + 3, in: text)
  return BareAddress(range: colon - scheme.utf8.count..<end, prefix: "")
}

/// `www.acme.example`.
private func nameOfHost(at start: Int, in text: [UInt8], from free: Int) -> BareAddress? {
  guard text[start...].prefix(4).elementsEqual("www.".utf8, by: { $0 | 0x20 == $1 | 0x20 }),
    !endsInWord(text, before: start, from: free),
    start == free || !"./@-:_".utf8.contains(text[start - 1])
  else { return nil }
  guard labelsOfHost(from: start, in: text).count >= 3 else { return nil }
  return BareAddress(range: start..<endOfAddress(from: start, in: text), prefix: "https://")
}

private func mailAddress(withSignAt sign: Int, in text: [UInt8], from free: Int) -> BareAddress? {
  // The longest that mail knows, so that a long run of letters is not looked through at each sign.
  var start = sign
  while start > free, sign - start < 64, isMailByte(text[start - 1]) { start -= 1 }
  while start < sign, text[start] == UInt8(ascii: ".") { start += 1 }
  guard start < sign, text[sign - 1] != UInt8(ascii: "."),
    start == free || !(isMailByte(text[start - 1]) || text[start - 1] == UInt8(ascii: "/"))
  else { return nil }
  let labels = labelsOfHost(from: sign + 1, in: text)
  guard labels.count >= 2, let last = labels.last, last.count >= 2,
    last.allSatisfy({ !(0x30...0x39).contains($0) })
  else { return nil }
  let end = last.endIndex
  let next = text[end...].prefix(2)
  // `git@github.com:acme/api` is no mail address, nor is the front of `a@b.example@c`.
  if next.first == UInt8(ascii: "@") || next.first == UInt8(ascii: "/") { return nil }
  if next.first == UInt8(ascii: ":"), next.last.map(isLetterOrDigit) ?? false { return nil }
  let scheme = "mailto:"
  if start - free >= scheme.utf8.count,
    text[start - scheme.utf8.count..<start].elementsEqual(
      scheme.utf8, by: { $0 | 0x20 == $1 | 0x20 })
  {
    return BareAddress(range: start - scheme.utf8.count..<end, prefix: "")
  }
  if start > free, text[start - 1] == UInt8(ascii: ":"), start - 1 > free,
    isLetterOrDigit(text[start - 2])
  {
    return nil
  }
  return BareAddress(range: start..<end, prefix: "mailto:")
}

/// The parts of the name of a host that begins here, without the dots between them; none where one is
/// empty.
private func labelsOfHost(from start: Int, in text: [UInt8]) -> [ArraySlice<UInt8>] {
  var end = start
  while end < text.count, end - start < 253, isHostByte(text[end]) || text[end] == UInt8(ascii: ".")
  {
    let length = lengthInAddress(at: end, in: text)
    if length == 0 { break }
    end += length
  }
  let host = text[start..<min(end, text.count)]
  guard let last = host.lastIndex(where: isLetterOrDigit) else { return [] }
  let labels = host[...last].split(
    separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  return labels.contains { $0.isEmpty } ? [] : labels
}

/// Where an address ends that goes on from here: before a blank, an angle bracket or a quotation mark,
/// and without the marks of the sentence around it.
private func endOfAddress(from start: Int, in text: [UInt8]) -> Int {
  var end = start
  while end < text.count {
    let length = lengthInAddress(at: end, in: text)
    if length == 0 { break }
    end += length
  }
  var open = [0, 0]
  let pairs = [(UInt8(ascii: "("), UInt8(ascii: ")")), (UInt8(ascii: "["), UInt8(ascii: "]"))]
  for byte in text[start..<end] {
    for (kind, pair) in pairs.enumerated() {
      if byte == pair.0 { open[kind] += 1 } else if byte == pair.1 { open[kind] -= 1 }
    }
  }
  while end > start {
    let last = text[end - 1]
    if let kind = pairs.firstIndex(where: { $0.1 == last }) {
      guard open[kind] < 0 else { break }
      open[kind] += 1
    } else if let kind = pairs.firstIndex(where: { $0.0 == last }) {
      // A bracket that nothing closes belongs to the sentence.
      open[kind] -= 1
    } else if !"?!.,:;*_~'".utf8.contains(last) {
      break
    }
    end -= 1
  }
  return end
}

/// Of the character at a place of an address; 0 where it ends the address.
private func lengthInAddress(at index: Int, in text: [UInt8]) -> Int {
  let byte = text[index]
  if byte < 0x80 {
    return byte <= 0x20 || byte == 0x7F || "<>\"`|{}\\^".utf8.contains(byte) ? 0 : 1
  }
  let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
  let scalar = String(decoding: text[index...].prefix(length), as: UTF8.self).unicodeScalars.first
  guard let properties = scalar?.properties else { return 0 }
  switch properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
    .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
    return length
  default: return 0
  }
}

/// Letters beyond ASCII count as such, but in Chinese and the like no blank parts a word from what
/// follows it.
private func endsInWord(_ text: [UInt8], before index: Int, from free: Int) -> Bool {
  index > free && (isLetterOrDigit(text[index - 1]) && text[index - 1] < 0x80)
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
}

private func isHostByte(_ byte: UInt8) -> Bool {
  isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
}

private func isMailByte(_ byte: UInt8) -> Bool {
  byte < 0x80 && (isLetterOrDigit(byte) || ".+-_".utf8.contains(byte))
}

/// Text to be put into the tree that is being looked at.
func newTextNode(_ words: some Sequence<UInt8>) -> OpaquePointer? {
  cmark_node_new(CMARK_NODE_TEXT).map { node in
    cmark_node_set_literal(node, String(decoding: Array(words), as: UTF8.self))
    return node
  }
}
