/// A file that readers will see: where it lies in the output folder, and how its bytes are made.
///
/// The bytes are made when they are asked for, so that ten thousand pages never lie in memory at
/// once. Making them is pure: asked twice, the same bytes come back.
package struct OutputFile: Sendable {
  /// Relative to the output folder, parted by slashes: `incidents/api-errors/index.html`.
  package let path: String
  /// Written only where it has bytes.
  package let isOptional: Bool
  package let bytes: @Sendable () -> [UInt8]

  package init(
    path: String, isOptional: Bool = false, bytes: @escaping @Sendable () -> [UInt8]
  ) {
    self.path = path
    self.isOptional = isOptional
    self.bytes = bytes
  }

  /// The same file, whose bytes are being made from now on, beside other work.
  package func begun() -> OutputFile {
    let made = MadeOnce(bytes)
    Task { _ = made.value }
    return OutputFile(path: path, isOptional: isOptional) { made.value }
  }

  package init(path: String, text: String) {
    self.init(path: path) { Array(text.utf8) }
  }
}
