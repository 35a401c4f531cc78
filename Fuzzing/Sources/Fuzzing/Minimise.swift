/// Takes out of some bytes whatever can go while the fault stays: first lines, then single characters.
///
/// - Parameters:
///   - tries: how often at most the fault is looked for.
///   - isFaulty: whether it is still there.
/// - Source: Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input".
package func minimise(
  _ bytes: [UInt8], tries: Int, _ isFaulty: ([UInt8]) async throws -> Bool
) async rethrows -> [UInt8] {
  var left = tries
  let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
  let fewer = try await minimised(lines, tries: &left) {
    try await isFaulty(Array($0.joined(separator: [0x0A])))
  }
  let characters = characters(of: Array(fewer.joined(separator: [0x0A])))
  guard characters.count <= 2_000 else { return characters.flatMap(\.self) }
  return try await minimised(characters, tries: &left) {
    try await isFaulty($0.flatMap(\.self))
  }.flatMap(\.self)
}

private func minimised(
  _ parts: [[UInt8]], tries: inout Int, _ isFaulty: ([[UInt8]]) async throws -> Bool
) async rethrows -> [[UInt8]] {
  var parts = parts
  var size = max(1, parts.count / 2)
  while tries > 0, !parts.isEmpty {
    var start = 0
    var hasShrunk = false
    while start < parts.count, tries > 0 {
      let fewer = Array(parts[..<start]) + Array(parts[min(parts.count, start + size)...])
      tries -= 1
      if try await isFaulty(fewer) {
        parts = fewer
        hasShrunk = true
      } else {
        start += size
      }
    }
    if size == 1, !hasShrunk { break }
    size = max(1, size / 2)
  }
  return parts
}

/// Each with its continuation bytes.
private func characters(of bytes: [UInt8]) -> [[UInt8]] {
  var result: [[UInt8]] = []
  for byte in bytes {
    if byte & 0xC0 == 0x80, !result.isEmpty {
      result[result.count - 1].append(byte)
    } else {
      result.append([byte])
    }
  }
  return result
}
