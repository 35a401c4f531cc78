import Addresses
import Diagnostics
import SiteFiles

/// A file that the listing of a folder named.
struct ListedFile: Sendable {
  /// Relative to the site folder.
  let path: String
  /// Where it truly lies, relative to the site folder: no part of this is a link.
  let place: String
  /// False for the files of a folder whose name is a typo: their paths say enough.
  let isWanted: Bool
  /// It lies in a folder of entries.
  let isEntry: Bool

  /// In bytes. Pictures and style may be large, texts may not.
  var limit: Int {
    SiteListing.foldersOfFiles.contains(topFolder(of: path)) ? 16 * 1024 * 1024 : 256 * 1024
  }
}

/// Where the listing has come to.
private struct Spot {
  /// Relative to the site folder, as its names lead there.
  let path: String
  /// The same without links.
  let place: String
  /// In a folder of entries, or one itself.
  let isEntry: Bool
  /// Or itself what a link leads to.
  var isInLinkedFolder = false

  func appending(_ name: String) -> Spot {
    let inner = path + "/" + name
    return Spot(
      path: inner, place: place == path ? inner : place == "" ? name : place + "/" + name,
      isEntry: isEntry, isInLinkedFolder: isInLinkedFolder)
  }

  /// By whole names; all lies in the empty folder, the root.
  func lies(in folder: String) -> Bool {
    folder == "" || (place + "/").utf8.starts(with: (folder + "/").utf8)
  }
}

/// The files of a site folder, found but not yet read.
struct SiteListing: Sendable {
  static let foldersOfEntries = EntryFolder.allCases.map(\.name).sorted()
  static let foldersOfFiles = ["root", "static", "theme"]
  static let folders = foldersOfEntries + foldersOfFiles

  let root: SiteRoot
  /// In the byte order of their paths, whatever order the file system has.
  private(set) var files: [ListedFile] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(of folder: String) throws(LoadError) {
    let top: [FolderEntry]
    do throws(SiteRootError) {
      root = try SiteRoot(folder)
      top = try entries(ofFolder: "", in: root)
    } catch {
      throw error.loadError(ofFolder: folder)
    }
    for entry in top { try add(top: entry) }
    files.sort { pathPrecedes($0.path, $1.path) }
  }

  static func sorted(_ sources: [SourceFile]) -> [SourceFile] {
    sources.sorted { pathPrecedes($0.path, $1.path) }
  }

  private mutating func add(top entry: FolderEntry) throws(LoadError) {
    guard let name = entry.name else { return }
    let spot = Spot(path: name, place: name, isEntry: Self.foldersOfEntries.contains(name))
    if name == "status.yml" || Self.folders.contains(name) {
      try add(entry.kind, at: spot, isWanted: true)
    } else if entry.kind == .folder, !isSkipped(name, in: ""),
      nearest(to: name, among: Self.folders) != nil
    {
      try addFolder(spot, isWanted: false)
    }
  }

  private mutating func add(
    _ kind: FolderEntry.Kind, at spot: Spot, isWanted: Bool
  ) throws(LoadError) {
    switch kind {
    case .folder where spot.path == "status.yml":
      diagnostics.append(.notAFile("folder", at: spot.path))
    case .folder: try addFolder(spot, isWanted: isWanted)
    case .file where Self.folders.contains(spot.path):
      diagnostics.append(.notAFolder(at: spot.path))
    case .link where isWanted: try addTarget(ofLinkAt: spot)
    case .file, .link:
      // Pictures and styles are looked for by nobody but in these two.
      guard
        isWanted || spot.path.hasSuffix(".md")
          || nearest(to: topFolder(of: spot.path), among: Self.foldersOfFiles, most: 1) != nil
      else { return }
      files.append(
        ListedFile(
          path: spot.path, place: spot.place, isWanted: isWanted, isEntry: spot.isEntry))
    case .other(let kind): diagnostics.append(.notAFile(kind, at: spot.path))
    }
  }

  /// A link counts as what it leads to.
  ///
  /// In a linked folder no link to a folder is followed, so that the walk ends.
  private mutating func addTarget(ofLinkAt spot: Spot) throws(LoadError) {
    let place: String
    let kind: FolderEntry.Kind
    do throws(SiteRootError) {
      place = try root.resolved(spot.place)
      kind = FolderEntry.Kind(mode: try root.mode(of: place))
    } catch {
      return diagnostics.append(try error.diagnostic(ofLinkAt: spot.path))
    }
    guard kind != .folder || !spot.lies(in: place) else {
      return diagnostics.append(.linkLoop(at: spot.path))
    }
    guard kind != .folder || !spot.isInLinkedFolder else {
      return diagnostics.append(.linkToFolder(at: spot.path))
    }
    try add(
      kind,
      at: Spot(path: spot.path, place: place, isEntry: spot.isEntry, isInLinkedFolder: true),
      isWanted: true)
  }

  private mutating func addFolder(_ folder: Spot, isWanted: Bool) throws(LoadError) {
    let entries: [FolderEntry]
    do throws(SiteRootError) {
      entries = try SiteLoading.entries(ofFolder: folder.place, in: root)
    } catch {
      return diagnostics.append(try error.diagnostic(ofFileAt: folder.path))
    }
    for entry in entries {
      guard let name = entry.name else {
        diagnostics.append(.fileName(at: folder.path + "/" + entry.shownName))
        continue
      }
      guard !isSkipped(name, in: folder.path) else { continue }
      try add(entry.kind, at: folder.appending(name), isWanted: isWanted)
    }
  }

  /// Dotfiles, `text~`, `#text#`, `text.swp`. What hosts look for under a dot name stays: in `root/` any
  /// but those of git and of a desktop.
  private func isSkipped(_ name: String, in folder: String) -> Bool {
    if folder == "static", name == ".well-known" || name == ".nojekyll" { return false }
    if topFolder(of: folder) == "root", name.hasPrefix("."), !isLitter(name) { return false }
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

/// Dotfiles that programs leave behind, and nobody means to publish.
private func isLitter(_ name: String) -> Bool {
  name.hasPrefix(".git") || name.hasPrefix("._") || name.hasPrefix(".#") || name.hasSuffix(".swp")
    || name.hasSuffix("~") || name == ".DS_Store"
}
