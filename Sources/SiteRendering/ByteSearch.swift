#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The first place of `needle`, which is not empty, at or after `start`.
///
/// By bytes: to look through a page by `Character` takes fifty times as long.
func find(_ needle: String, in bytes: [UInt8], from start: Int) -> Int? {
  var needle = needle
  return needle.withUTF8 { needle in
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, let word = needle.baseAddress else { return nil }
      var place = start
      while place + needle.count <= bytes.count {
        let rest = bytes.count - needle.count + 1 - place
        guard let found = memchr(base + place, Int32(word.pointee), rest) else { return nil }
        if memcmp(found, word, needle.count) == 0 {
          return base.distance(to: UnsafeRawPointer(found))
        }
        place = base.distance(to: UnsafeRawPointer(found)) + 1
      }
      return nil
    }
  }
}

/// What stands before, between and after each `mark`: one part more than there are marks.
func parts(of bytes: [UInt8], between mark: String) -> [ArraySlice<UInt8>] {
  var parts: [ArraySlice<UInt8>] = []
  var start = 0
  while let place = find(mark, in: bytes, from: start) {
    parts.append(bytes[start..<place])
    start = place + mark.utf8.count
  }
  return parts + [bytes[start...]]
}

extension String {
  /// The text with each `mark` replaced.
  func replacing(_ mark: String, by replacement: String) -> String {
    let bytes = Array(utf8)
    guard find(mark, in: bytes, from: 0) != nil else { return self }
    let joined = parts(of: bytes, between: mark).joined(separator: replacement.utf8)
    return String(decoding: Array(joined), as: UTF8.self)
  }
}
