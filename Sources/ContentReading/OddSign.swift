import Diagnostics

/// A sign that nobody sees, or that looks like one of ASCII, where the structure of a file is ASCII: a
/// no-break space after `##`, a byte-order mark in a key, a full-width colon.
struct OddSign: Hashable, Sendable {
  let scalar: Unicode.Scalar
  /// The sign that was meant; nil where none was.
  let meant: Unicode.Scalar?

  /// Nil for a sign that is what it looks like.
  init?(_ scalar: Unicode.Scalar) {
    guard scalar.value >= 0x80, let look = Look(scalar) else { return nil }
    self.scalar = scalar
    switch look {
    case .nothing: meant = nil
    case .sign(let sign): meant = sign
    }
  }

  /// It takes no room, or that of a space.
  var isInvisible: Bool { meant == nil || meant == " " }

  /// `U+00A0 no-break space`.
  var name: String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let number = "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    // Unicode's own name tells of another use, which it gave up.
    if scalar.value == 0xFEFF { return number + " byte-order mark" }
    guard let name = scalar.properties.name ?? scalar.properties.nameAlias else { return number }
    return number + " " + name.lowercased()
  }
}

extension String {
  /// The first odd sign, and the bytes before it; nil in a text of which every sign is what it looks like.
  ///
  /// A letter that looks like an ASCII one counts only in a word of ASCII: Cyrillic in a Cyrillic word is
  /// itself.
  var oddSign: (sign: OddSign, offset: Int)? {
    guard utf8.contains(where: { $0 >= 0x80 }) else { return nil }
    let isLatin = plainLook.utf8.allSatisfy { $0 < 0x80 }
    var offset = 0
    for scalar in unicodeScalars {
      if let sign = OddSign(scalar), isLatin || !scalar.properties.isAlphabetic {
        return (sign, offset)
      }
      offset += UTF8.width(scalar)
    }
    return nil
  }

  /// The first sign that takes no room, or that of a space without being one.
  var invisibleSign: OddSign? {
    guard utf8.contains(where: { $0 >= 0x80 }) else { return nil }
    return unicodeScalars.lazy.compactMap(OddSign.init).first { $0.isInvisible }
  }

  /// The text as it looks: odd signs give way to those that were meant.
  var plainLook: String {
    guard utf8.contains(where: { $0 >= 0x80 }) else { return self }
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if let sign = OddSign(scalar) {
        if let meant = sign.meant { scalars.append(meant) }
      } else {
        scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}

extension Located<String> {
  /// For a text that may be of any script, but in which a sign without a look is a mistake: an address.
  func checkIsVisible() throws(Refusal) {
    guard let sign = value.invisibleSign else { return }
    throw Refusal(.oddSign(sign, in: value, at: position))
  }
}

extension OddSign {
  fileprivate enum Look {
    case nothing
    case sign(Unicode.Scalar)

    init?(_ scalar: Unicode.Scalar) {
      switch scalar.value {
      // What Unicode lets programs leave out, but for those of the category `format`.
      case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x3164, 0xFFA0,
        0xFE00...0xFE0F, 0xE0100...0xE01EF:
        self = .nothing
      case 0xFF01...0xFF5E:
        guard let sign = Unicode.Scalar(scalar.value - 0xFEE0) else { return nil }
        self = .sign(sign)
      case 0x1D400...0x1D6A3:
        let place = UInt8((scalar.value - 0x1D400) % 52)
        self = .sign(Unicode.Scalar(place < 26 ? 0x41 + place : 0x61 + place - 26))
      case 0x2800: self = .sign(" ")
      default:
        if let sign = lookAlikes[scalar] {
          self = .sign(sign)
        } else {
          self.init(category: scalar.properties)
        }
      }
    }

    private init?(category properties: Unicode.Scalar.Properties) {
      switch properties.generalCategory {
      case .format: self = .nothing
      case .spaceSeparator, .lineSeparator, .paragraphSeparator: self = .sign(" ")
      case .dashPunctuation: self = .sign("-")
      case .decimalNumber:
        let digit = UInt8(properties.numericValue ?? 0)
        self = .sign(Unicode.Scalar(0x30 + digit))
      default: return nil
      }
    }
  }
}

/// Signs of other scripts that look like one of ASCII, by that one.
///
/// - Source: those of Unicode's `confusables.txt` that a keyboard or a word processor makes.
private let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = {
  let groups: KeyValuePairs<Unicode.Scalar, String> = [
    "a": "аα", "c": "сϲ", "d": "ԁ", "e": "еҽ", "g": "ɡ", "h": "һ", "i": "іιı", "j": "јϳ", "k": "кκ",
    "l": "ӏ", "m": "м", "o": "оοօ", "p": "рρ", "q": "ԛ", "s": "ѕ", "t": "т", "u": "υ", "v": "νѵ",
    "w": "ԝ", "x": "хχ", "y": "уγ",
    "A": "АΑ", "B": "ВΒ", "C": "СϹ", "E": "ЕΕ", "H": "НΗ", "I": "ІΙ", "J": "ЈͿ", "K": "КΚ\u{212A}",
    "M": "МΜ", "N": "Ν", "O": "ОΟ", "P": "РΡ", "S": "Ѕ", "T": "ТΤ", "V": "Ѵ", "X": "ХΧ", "Y": "ҮΥ",
    "Z": "Ζ",
    "#": "\u{FE5F}\u{266F}", ":": "\u{FE55}\u{A789}\u{2236}\u{2D0}\u{5C3}\u{589}",
    "-": "\u{2212}\u{2043}\u{2D7}", "'": "‘’‚‛′ʼ", "\"": "“”„‟″«»", ",": "、", ".": "․。",
    "/": "⁄∕", ";": "\u{37E}", "*": "∗", "|": "∣ǀ", "{": "﹛", "}": "﹜", "`": "\u{1FEF}ˋ", "+": "﹢",
  ]
  var signs: [Unicode.Scalar: Unicode.Scalar] = [:]
  for (sign, looks) in groups {
    for look in looks.unicodeScalars { signs[look] = sign }
  }
  return signs
}()

extension Diagnostic {
  /// - Parameter text: what the sign stands in.
  static func oddSign(_ sign: OddSign, in text: String, at place: SourcePosition) -> Diagnostic {
    let cure =
      switch sign.meant {
      case nil: "delete it"
      case " ": "write a plain space in its place"
      case let meant?: "write '\(meant)' in its place"
      }
    let plain = text.plainLook.trimmingBlanks
    let isShort = plain.utf8.count <= 120
    return .error(
      .oddSign, "\(sign.name) stands in \(quoted(text)), where it changes what the file says",
      hint: isShort ? "\(cure): \(plain)" : cure, at: place)
  }

  /// An error about a text that is spelt in ASCII. A sign in it that is not what it looks like is the
  /// mistake, whatever it led to.
  static func misspelt(
    _ id: DiagnosticCatalog, _ message: String, hint: String, _ text: Located<String>
  ) -> Diagnostic {
    if let (sign, _) = text.value.oddSign {
      return .oddSign(sign, in: text.value, at: text.position)
    }
    return .error(id, message, hint: hint, at: text.position)
  }
}
