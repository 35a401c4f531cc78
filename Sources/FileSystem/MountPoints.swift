import SystemPackage

/// Where file systems and folders are mounted, absolute: in what the kernel lists, on Linux; none
/// elsewhere, and where nothing is listed.
///
/// Two folders of one device may be mounted apart from each other, and then a file cannot be renamed
/// from the one into the other.
package func mountPoints() throws(FileSystemError) -> [String] {
  let bytes: [UInt8]
  do throws(FileSystemError) {
    bytes = try Folder(at: "/proc/self").withFile("mountinfo") { file throws(FileSystemError) in
      try file.read()
    }
  } catch .system(_, _, Errno.noSuchFileOrDirectory.rawValue) {
    return []
  }
  return mountPoints(in: String(decoding: bytes, as: UTF8.self))
}

/// The fifth field of each line, in which blanks and the like are written as `\040`.
func mountPoints(in list: String) -> [String] {
  list.split(separator: "\n").compactMap { line in
    let fields = line.split(separator: " ")
    return fields.count > 4 ? unescaped(fields[4]) : nil
  }
}

private func unescaped(_ text: Substring) -> String {
  let parts = text.split(separator: "\\", omittingEmptySubsequences: false)
  let bytes = parts.dropFirst().flatMap { part -> [UInt8] in
    guard let byte = UInt8(part.prefix(3), radix: 8) else { return Array("\\\(part)".utf8) }
    return [byte] + part.dropFirst(3).utf8
  }
  return String(decoding: Array(parts[0].utf8) + bytes, as: UTF8.self)
}
