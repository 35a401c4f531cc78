import SystemPackage

/// The way from a folder to others below it, one after another; no link is followed on it.
///
/// The folders on the way to the last one stay open, since the next one mostly lies beside it.
package struct FolderTrail {
  /// What was found at the end of the way, or where it ended too soon.
  package enum End {
    case folder(Folder)
    /// Nothing lies at this path.
    case nothing(at: String)
    /// Something that is no folder lies at this path.
    case obstacle(at: String)
  }

  private let root: Folder
  private var opened: [(name: Substring, folder: Folder)] = []

  package init(from root: Folder) { self.root = root }

  /// - Parameter path: relative to the root; empty for the root itself.
  package mutating func follow(_ path: String) throws(FileSystemError) -> End {
    let names = path.split(separator: "/")
    // By their bytes: names that look the same are two names.
    let known = zip(names, opened).prefix { $0.utf8.elementsEqual($1.name.utf8) }.count
    opened.removeSubrange(known...)
    for name in names[known...] {
      let above = opened.last?.folder ?? root
      do throws(FileSystemError) {
        opened.append((name, try above.subfolder(String(name))))
      } catch {
        let place = names[...opened.count].joined(separator: "/")
        switch error.code {
        case .noSuchFileOrDirectory: return .nothing(at: place)
        case .notDirectory, .tooManySymbolicLinkLevels: return .obstacle(at: place)
        default: throw error
        }
      }
    }
    return .folder(opened.last?.folder ?? root)
  }

  /// To be called where a folder was moved or removed.
  package mutating func forget() { opened = [] }
}
