/// A file that readers will see: where it lies, what decides its bytes, and how they are made. A class,
/// since ten thousand are passed from hand to hand.
package final class PlannedFile: Sendable {
  /// What has to be read whole before the bytes can be made.
  package enum Needs: Hashable, Sendable {
    case nothing
    /// The timeline of an incident, by its place in `Snapshot.incidents`.
    case incident(Int)
    case incidents([Int])

    package var places: [Int] {
      switch self {
      case .nothing: []
      case .incident(let place): [place]
      case .incidents(let places): places
      }
    }
  }

  /// Relative to the output folder: `incidents/api-errors/index.html`.
  package let path: String
  /// Equal keys mean equal bytes.
  package let key: FileKey
  package let needs: Needs
  /// Written only where it has bytes.
  package let isOptional: Bool
  /// Pure. Given the site for which it was planned, with the timelines that it needs.
  package let bytes: @Sendable (PublicSite) -> [UInt8]

  package init(
    path: String, key: FileKey, needs: Needs = .nothing, isOptional: Bool = false,
    bytes: @escaping @Sendable (PublicSite) -> [UInt8]
  ) {
    self.path = path
    self.key = key
    self.needs = needs
    self.isOptional = isOptional
    self.bytes = bytes
  }

  /// A file that people made, as it is.
  package convenience init(_ bytes: [UInt8], copiedTo path: String) {
    // Nothing else decides what it holds.
    self.init(
      path: path, key: FileKey(frame: ContentKey { _ in }, content: ContentKey(of: bytes))
    ) { _ in bytes }
  }
}

/// What decides the bytes of a file, in two parts: what all files share, and what is its own.
package struct FileKey: Hashable, Sendable {
  /// Of the program, the settings and the theme.
  package let frame: ContentKey
  package let content: ContentKey

  package init(frame: ContentKey, content: ContentKey) {
    self.frame = frame
    self.content = content
  }
}

/// What a stage makes of a site: the files, without their bytes.
///
/// Pure; no path is planned twice.
package typealias Planner = @Sendable (PublicSite) -> [PlannedFile]
