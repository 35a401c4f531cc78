/// A file that people wrote: where it lies in the site folder, and its bytes.
package struct SourceFile: Hashable, Sendable {
  /// Relative to the site folder, parted by slashes: `incidents/2026/api.md`.
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
