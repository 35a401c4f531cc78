/// One way to damage what people write.
struct Damage: Sendable {
  enum Kind: Sendable {
    /// Front matter and CommonMark with headings of updates.
    case entry
    case yaml
    case json
    /// CommonMark alone.
    case text
  }

  let name: String
  let change: @Sendable ([UInt8], Mutator, inout Dice) -> [UInt8]

  func apply(_ bytes: [UInt8], from mutator: Mutator, _ dice: inout Dice) -> [UInt8] {
    change(bytes, mutator, &dice)
  }

  /// Every change that makes sense for a kind of file; those worth more stand in it more than once.
  static func all(of kind: Kind) -> [Damage] {
    switch kind {
    case .entry: common + text + keys + times + headings + headings
    case .yaml: common + keys + keys
    case .json: common + times
    case .text: common + text + text
    }
  }
}

extension Damage {
  /// Of a text that is cut into lines, each without its line feed.
  init(
    lines name: String, _ change: @escaping @Sendable ([[UInt8]], inout Dice) -> [[UInt8]]
  ) {
    self.init(name: name) { bytes, _, dice in
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
      return Array(change(lines, &dice).joined(separator: [0x0A]))
    }
  }

  /// Something put in at any place, between two characters.
  init(inserting name: String, _ pieces: [String]) {
    self.init(name: name) { bytes, _, dice in
      let piece = dice.pick(pieces)
      let place = characterStart(atOrBefore: dice.number(0...bytes.count), in: bytes)
      return Array(bytes[..<place]) + Array(piece.utf8) + Array(bytes[place...])
    }
  }
}

/// The nearest place at which a character of UTF-8 starts, or the end.
func characterStart(atOrBefore place: Int, in bytes: [UInt8]) -> Int {
  var place = place
  while place > 0, place < bytes.count, bytes[place] & 0xC0 == 0x80 { place -= 1 }
  return place
}
