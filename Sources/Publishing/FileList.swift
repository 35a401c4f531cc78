/// The list of our own files. It marks a folder as an output, and tells our files in it from those of
/// others.
enum FileList {
  private static let sentence =
    "Allclear writes this folder as a whole; files that are not listed here are kept."

  /// One line each, so that two builds' lists can be compared by eye.
  static func text(of paths: SortedPaths) -> String {
    ([sentence] + paths.all).map { $0 + "\n" }.joined()
  }

  /// The paths that a list names, or nil where others wrote it. A path that leads out of the folder is
  /// left out.
  static func paths(in bytes: [UInt8]) -> SortedPaths? {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    guard let first = lines.first, first.elementsEqual(sentence.utf8) else { return nil }
    return SortedPaths(
      lines.dropFirst().map { String(decoding: $0, as: UTF8.self) }.filter(isSafe))
  }
}
