import SiteFiles

/// The list of our own files, as it lies in the output. It marks a folder as an output, and tells our
/// files in it from those of others.
struct FileList: Hashable, Sendable {
  private static let sentence =
    "Allclear writes this folder as a whole; files that are not listed here are kept."

  let bytes: [UInt8]

  /// One line each, so that two builds' lists can be compared by eye.
  init(of paths: SortedPaths) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(paths.all.reduce(128) { $0 + $1.utf8.count + 1 })
    for line in CollectionOfOne(Self.sentence) + paths.all {
      bytes += line.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    self.bytes = bytes
  }

  /// Nil for one that others wrote.
  init?(_ bytes: [UInt8]) {
    let first = bytes.prefix { $0 != UInt8(ascii: "\n") }
    guard first.elementsEqual(Self.sentence.utf8) else { return nil }
    self.bytes = bytes
  }

  /// Those that it names. A path that leads out of the folder is left out.
  var paths: SortedPaths {
    let lines = bytes.split(separator: UInt8(ascii: "\n")).dropFirst()
    return SortedPaths(lines.map { String(decoding: $0, as: UTF8.self) }.filter(isSafe))
  }
}
