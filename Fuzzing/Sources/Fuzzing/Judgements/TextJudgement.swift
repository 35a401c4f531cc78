/// Whether a file is UTF-8 without a character that changes a terminal or a reader.
package func judgeText(_ bytes: [UInt8], at path: String) -> [Finding] {
  guard String(validating: bytes, as: UTF8.self) != nil else {
    return [Finding(.text, at: path, "not UTF-8")]
  }
  let allowsReturns = path.hasSuffix(".ics")
  var last: UInt8 = 0
  for (place, byte) in bytes.enumerated() {
    let isControl =
      (byte < 0x20 && byte != 0x09 && byte != 0x0A && !(allowsReturns && byte == 0x0D))
      || byte == 0x7F
      || (last == 0xC2 && byte < 0xA0)
    if isControl {
      return [
        Finding(.text, at: path, "holds a control character near \(excerpt(of: bytes, at: place))")
      ]
    }
    last = byte
  }
  return []
}

/// Whether every path is one below the output, and planned once.
package func judgePaths(_ paths: [String]) -> [Finding] {
  var seen: Set<String> = []
  return paths.flatMap { path -> [Finding] in
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let isSafe = !path.isEmpty && !parts.contains { $0.isEmpty || $0 == "." || $0 == ".." }
    return (isSafe ? [] : [Finding(.paths, at: path, "not a path below the output")])
      + (seen.insert(path).inserted ? [] : [Finding(.paths, at: path, "planned twice")])
  }
}
