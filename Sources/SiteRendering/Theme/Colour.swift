import Foundation

/// A colour of a screen, without transparency.
struct Colour: Sendable, Hashable {
  /// 0 to 255 each.
  let red: Int
  let green: Int
  let blue: Int

  static let white = Colour(red: 255, green: 255, blue: 255)
  static let black = Colour(red: 0, green: 0, blue: 0)

  init(red: Int, green: Int, blue: Int) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// Nil for anything but `#05a` or `#0055aa`.
  init?(hex text: some StringProtocol) {
    guard text.utf8.first == UInt8(ascii: "#"), text.utf8.count == 4 || text.utf8.count == 7 else {
      return nil
    }
    let digits = text.dropFirst().compactMap { $0.isASCII ? $0.hexDigitValue : nil }
    switch digits.count {
    case 3 where text.utf8.count == 4:
      self.init(red: digits[0] * 17, green: digits[1] * 17, blue: digits[2] * 17)
    case 6:
      self.init(
        red: digits[0] * 16 + digits[1], green: digits[2] * 16 + digits[3],
        blue: digits[4] * 16 + digits[5])
    default: return nil
    }
  }

  /// `#0055aa`.
  var hex: String { String(format: "#%02x%02x%02x", red, green, blue) }

  /// From 1 for a colour on itself to 21 for black on white.
  ///
  /// - Source: WCAG 2.2, "contrast ratio" and "relative luminance".
  func contrast(with other: Colour) -> Double {
    let (one, another) = (luminance + 0.05, other.luminance + 0.05)
    return max(one, another) / min(one, another)
  }

  private var luminance: Double {
    func linear(_ part: Int) -> Double {
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// The colour with so many hundredths of another in it.
  func mixed(with other: Colour, hundredths: Int) -> Colour {
    func mix(_ one: Int, _ another: Int) -> Int {
      (one * (100 - hundredths) + another * hundredths + 50) / 100
    }
    return Colour(
      red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }

  /// The least mixture with `end` that can be read on every one of `backgrounds`: the colour itself
  /// where it can be; nil where not even `end` can.
  func readable(on backgrounds: [Colour], towards end: Colour) -> Colour? {
    (0...100).lazy.map { mixed(with: end, hundredths: $0) }.first {
      $0.leastContrast(with: backgrounds) >= Colour.readableContrast
    }
  }

  /// Infinite without backgrounds.
  func leastContrast(with backgrounds: [Colour]) -> Double {
    backgrounds.map(contrast).min() ?? .infinity
  }

  /// What text of common size needs.
  ///
  /// - Source: WCAG 2.2, success criterion 1.4.3, level AA.
  static let readableContrast = 4.5
}
