package import FileSystem

/// What publishing changed in the output folder.
package struct PublishReport: Hashable, Sendable {
  /// Files that are new or whose bytes changed.
  package let written: Int
  /// Files that kept their bytes and their modification time; those that were not rendered are not
  /// counted.
  package let unchanged: Int
  /// Files of the last build that this one does not have.
  package let removed: Int
  /// Of all files that were rendered, written and unchanged.
  package let bytes: Int
  /// Paths of the files that are new, have other bytes, or are gone; in byte order.
  package let changed: [String]
  /// All files that were rendered, as they lie in the output now, in the byte order of their paths.
  package let placed: [PlacedFile]

  package struct PlacedFile: Hashable, Sendable {
    package let path: String
    package let stamp: FileStamp
  }
}
