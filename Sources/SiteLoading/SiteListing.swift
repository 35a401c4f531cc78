import Diagnostics
import SiteFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that the listing of a folder named.
struct ListedFile: Sendable {
  /// Relative to the site folder.
  let path: String
  let isLink: Bool
  /// False for the files of a folder whose name is a typo: their paths say enough.
  let isWanted: Bool

  /// In bytes. Pictures and style may be large, texts may not.
  var limit: Int {
    path.hasPrefix("static/") || path.hasPrefix("theme/") ? 16 * 1024 * 1024 : 256 * 1024
  }
}

/// The files of a site folder, found but not yet read.
struct SiteListing: Sendable {
  static let foldersOfEntries = [
    "announcements", "incidents", "maintenance", "messages", "pages", "postmortems",
  ]
  static let foldersOfFiles = ["static", "theme"]
  static let folders = foldersOfEntries + foldersOfFiles

  private let root: String
  /// In the byte order of their paths, whatever order the file system has.
  private(set) var files: [ListedFile] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(of root: String) throws(LoadError) {
    self.root = root
    for entry in try topEntries() { try add(top: entry) }
    files.sort { pathPrecedes($0.path, $1.path) }
  }

  /// Whether a path leads into a folder of entries.
  static func isEntry(_ path: String) -> Bool {
    let folder = path.utf8.prefix { $0 != UInt8(ascii: "/") }
    return foldersOfEntries.contains { $0.utf8.elementsEqual(folder) }
  }

  static func sorted(_ sources: [SourceFile]) -> [SourceFile] {
    sources.sorted { pathPrecedes($0.path, $1.path) }
  }

  private func topEntries() throws(LoadError) -> [FolderEntry] {
    do throws(LoadError) {
      return try entries(ofFolder: root)
    } catch .system(_, _, ENOENT) {
      throw .noSuchFolder(path: root)
    } catch .system(_, _, ENOTDIR) {
      throw .notAFolder(path: root)
    } catch {
      throw error
    }
  }

  private mutating func add(top entry: FolderEntry) throws(LoadError) {
    guard let name = entry.name else { return }
    if name == "status.yml" {
      try add(entry, at: name, isWanted: true)
    } else if Self.folders.contains(name) {
      guard entry.kind == .file else { return try add(entry, at: name, isWanted: true) }
      diagnostics.append(.notAFolder(at: name))
    } else if entry.kind == .folder, !isSkipped(name, in: ""),
      nearest(to: name, among: Self.folders) != nil
    {
      try addFolder(name, isWanted: false)
    }
  }

  private mutating func add(
    _ entry: FolderEntry, at path: String, isWanted: Bool
  ) throws(LoadError) {
    switch entry.kind {
    case .folder where path == "status.yml": diagnostics.append(.notAFile("folder", at: path))
    case .folder: try addFolder(path, isWanted: isWanted)
    case .file, .link:
      // Pictures and styles are looked for by nobody but in these two.
      guard
        isWanted || path.hasSuffix(".md")
          || nearest(to: topFolder(of: path), among: Self.foldersOfFiles, most: 1) != nil
      else { return }
      files.append(ListedFile(path: path, isLink: entry.kind == .link, isWanted: isWanted))
    case .other(let kind): diagnostics.append(.notAFile(kind, at: path))
    }
  }

  private mutating func addFolder(_ folder: String, isWanted: Bool) throws(LoadError) {
    let entries: [FolderEntry]
    do throws(LoadError) {
      entries = try SiteLoading.entries(ofFolder: root + "/" + folder)
    } catch .system(_, _, ENOENT) {
      diagnostics.append(.vanished(at: folder))
      return
    } catch {
      throw error
    }
    for entry in entries {
      guard let name = entry.name else {
        diagnostics.append(.fileName(at: folder + "/" + entry.shownName))
        continue
      }
      guard !isSkipped(name, in: folder) else { continue }
      try add(entry, at: folder + "/" + name, isWanted: isWanted)
    }
  }

  /// Dotfiles, `text~`, `#text#`, `text.swp`. What hosts look for under a dot name stays.
  private func isSkipped(_ name: String, in folder: String) -> Bool {
    if folder == "static", name == ".well-known" || name == ".nojekyll" { return false }
    // By bytes: the library compares ends character by character.
    let (first, last) = (name.utf8.first, name.utf8.last)
    return first == UInt8(ascii: ".") || last == UInt8(ascii: "~")
      || (first == UInt8(ascii: "#") && last == UInt8(ascii: "#"))
      || name.utf8.suffix(4).elementsEqual(".swp".utf8)
  }
}

private func topFolder(of path: String) -> String {
  String(path.prefix { $0 != "/" })
}
