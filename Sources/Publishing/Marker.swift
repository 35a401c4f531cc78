/// The file by which we know an output folder for our own, and our files in it from others'.
enum Marker {
  static let name = ".allclear"
  private static let sentence =
    "Allclear writes this folder as a whole; files that are not listed here are kept."

  /// One line each, so that two builds' markers can be compared by eye.
  static func text(listing paths: [String]) -> String {
    ([sentence] + paths).map { $0 + "\n" }.joined()
  }

  /// The paths that a marker lists, or nil when it is none of ours.
  static func paths(in bytes: [UInt8]) -> [String]? {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    guard let first = lines.first, first.elementsEqual(sentence.utf8) else { return nil }
    return lines.dropFirst().map { String(decoding: $0, as: UTF8.self) }
  }
}
