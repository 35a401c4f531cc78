/// Where the parts of a file stand, for what is found after it was read.
///
/// Ten thousand of these are kept and few are asked for. So they are offsets in the file's text, all in one
/// array, and no line is counted before `EntryPositions` answers.
package final class FilePositions: Sendable {
  /// A text of the entry.
  package struct Text: Sendable {
    /// Of the level-2 heading above it; the first byte below the front matter in an entry whose text is one.
    let heading: Int
    /// Its bytes, without blank lines around it; empty where there is no word.
    let bytes: Range<Int>
    /// Those of its parts whose language a heading names.
    let translations: [Translation]

    package init(below heading: Int, _ bytes: Range<Int>, translations: [Translation] = []) {
      self.heading = heading
      self.bytes = bytes
      self.translations = translations
    }
  }

  /// A part of a text.
  package struct Translation: Sendable {
    /// In lower case.
    let language: String
    let bytes: Range<Int>

    package init(_ language: String, _ bytes: Range<Int>) {
      self.language = language.lowercased()
      self.bytes = bytes
    }
  }

  /// Relative to the site folder.
  package let path: String
  /// Line feeds alone separate its lines.
  package let text: [UInt8]
  private let keyNames: [String]
  /// The first byte below the front matter; the key of each of `keyNames`; and of each text three: its
  /// heading, its first byte, its length.
  private let offsets: [UInt32]
  /// By the number of their text; nearly all files have none.
  private let translations: [Int: [Translation]]

  /// - Parameters:
  ///   - keyNames: all that may stand at the top of the front matter.
  ///   - key: where one of them does; nil where it does not.
  package init(
    path: String, text: [UInt8], bodyStart: Int, keyNames: [String], key: (String) -> Int?,
    texts: [Text] = []
  ) {
    self.path = path
    self.text = text
    self.keyNames = keyNames
    var offsets: [UInt32] = []
    offsets.reserveCapacity(1 + keyNames.count + 3 * texts.count)
    offsets.append(UInt32(bodyStart))
    for name in keyNames { offsets.append(key(name).map(UInt32.init) ?? .max) }
    for text in texts {
      offsets.append(UInt32(text.heading))
      offsets.append(UInt32(text.bytes.lowerBound))
      offsets.append(UInt32(text.bytes.count))
    }
    self.offsets = offsets
    var translations: [Int: [Translation]] = [:]
    for (number, text) in texts.enumerated() where !text.translations.isEmpty {
      translations[number] = text.translations
    }
    self.translations = translations
  }

  /// The first byte below the front matter.
  package var bodyStart: Int { Int(offsets[0]) }

  func key(_ name: String) -> Int? {
    guard let number = keyNames.firstIndex(of: name) else { return nil }
    let offset = offsets[1 + number]
    return offset == .max ? nil : Int(offset)
  }

  var textCount: Int { (offsets.count - 1 - keyNames.count) / 3 }

  /// - Parameter number: from 0; nil for one that is not there.
  func text(_ number: Int) -> Text? {
    guard number >= 0, number < textCount else { return nil }
    let place = 1 + keyNames.count + 3 * number
    let start = Int(offsets[place + 1])
    return Text(
      below: Int(offsets[place]), start..<start + Int(offsets[place + 2]),
      translations: translations[number] ?? [])
  }
}
