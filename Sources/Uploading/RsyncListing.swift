/// The paths of the files that `rsync --list-only` prints, without folders and links.
func rsyncListing(_ output: [UInt8]) -> [String] {
  output.split(separator: UInt8(ascii: "\n")).compactMap { line in
    // `-rw-r--r--          1,234 2026/11/20 12:00:00 api/ledger.json`
    let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 4)
    guard parts.count == 5, parts[0].first == UInt8(ascii: "-") else { return nil }
    return rsyncName(parts[4])
  }
}

/// A name as rsync prints it: a control character, and a backslash that would look like one, is `\#134`.
func rsyncName(_ printed: some Collection<UInt8>) -> String {
  var bytes: [UInt8] = []
  var rest = Array(printed)[...]
  while let byte = rest.popFirst() {
    if byte == UInt8(ascii: "\\"), let escaped = escapedByte(rest.prefix(4)) {
      bytes.append(escaped)
      rest = rest.dropFirst(4)
    } else {
      bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// - Parameter code: what follows a backslash: `#134`.
private func escapedByte(_ code: ArraySlice<UInt8>) -> UInt8? {
  let digits = code.dropFirst()
  guard code.first == UInt8(ascii: "#"), digits.count == 3,
    digits.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "7")).contains)
  else { return nil }
  return UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
}

/// Whether rsync found no folder to list: it could not go there, said nothing else, and listed nothing. Where only
/// a part could not be listed, it has listed the folder itself.
func rsyncLacksFolder(status: Int32, output: [UInt8], errors: [UInt8]) -> Bool {
  // A daemon may also say that the connection was reset, which follows from it.
  let lines = String(decoding: errors, as: UTF8.self).split(separator: "\n").filter {
    $0.hasPrefix("rsync: ") && $0.contains(" failed: ")
  }
  return status == 23 && output.isEmpty && lines.count == 1
    && lines[0].contains("change_dir \"")
    && lines[0].hasSuffix(" failed: No such file or directory (2)")
}
