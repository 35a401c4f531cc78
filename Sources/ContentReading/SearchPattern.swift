import _FoundationICU

/// A regular expression whose search ends: it counts its steps, and gives up where a text takes too many.
///
/// Steps, and not seconds, so that every machine finds the same. Foundation's own search has no end, and
/// tells a text that was too long for it from one without a match in no way.
///
/// - Source: ICU's `uregex.h`, by the names that Foundation's copy gives its functions.
final class SearchPattern: Sendable {
  /// The address of what ICU compiled. Nothing changes it: each search works on a clone of its own.
  private let compiled: UInt

  /// Nil for what is no regular expression.
  init?(_ pattern: String) {
    var status = U_ZERO_ERROR
    let units = Array(pattern.utf16)
    let expression = swift_uregex_open(
      units, Int32(units.count), UInt32(UREGEX_CASE_INSENSITIVE.rawValue), nil, &status)
    guard let expression else { return nil }
    guard status.rawValue <= U_ZERO_ERROR.rawValue else {
      swift_uregex_close(expression)
      return nil
    }
    compiled = UInt(bitPattern: expression)
  }

  deinit { swift_uregex_close(OpaquePointer(bitPattern: compiled)) }

  /// The place of each match, in order; of empty ones none. Nil where it takes too many steps, or too
  /// much memory, to find them all.
  func ranges(in bytes: ArraySlice<UInt8>) -> [Range<Int>]? {
    let text = String(decoding: bytes, as: UTF8.self)
    let units = Array(text.utf16)
    guard let matches = matches(in: units) else { return nil }
    return matches.map { match in
      let start = String.Index(utf16Offset: match.lowerBound, in: text)
      let end = String.Index(utf16Offset: match.upperBound, in: text)
      let offset = bytes.startIndex + text.utf8.distance(from: text.startIndex, to: start)
      return offset..<offset + text.utf8.distance(from: start, to: end)
    }
  }

  private func matches(in units: [UInt16]) -> [Range<Int>]? {
    guard !units.isEmpty else { return [] }
    var status = U_ZERO_ERROR
    guard let search = swift_uregex_clone(OpaquePointer(bitPattern: compiled), &status) else {
      return nil
    }
    defer { swift_uregex_close(search) }
    swift_uregex_setTimeLimit(search, Self.patience(forLength: units.count), &status)
    swift_uregex_setStackLimit(search, 64 << 20, &status)
    return units.withUnsafeBufferPointer { units in
      swift_uregex_setText(search, units.baseAddress, Int32(units.count), &status)
      var matches: [Range<Int>] = []
      while swift_uregex_findNext(search, &status) != 0 {
        let start = Int(swift_uregex_start(search, 0, &status))
        let end = Int(swift_uregex_end(search, 0, &status))
        if start < end { matches.append(start..<end) }
      }
      return status.rawValue <= U_ZERO_ERROR.rawValue ? matches : nil
    }
  }

  /// In ICU's unit, ten thousand steps. What grows with the square of a text is let pass up to ten million
  /// steps, about half a second; what grows faster is found out early, on a text of any length.
  private static func patience(forLength length: Int) -> Int32 {
    Int32(min(1_000, 20 + length * length / 5_000))
  }
}
