import Diagnostics
import SiteFiles

/// The folders of a site that hold entries.
enum EntryFolder: String, CaseIterable, Sendable {
  case incidents, maintenance, postmortems, announcements, pages, messages
}

/// A file that is an entry: its folder, its id, its bytes.
struct EntryFile: Sendable {
  let folder: EntryFolder
  let id: String
  let file: SourceFile
}

/// The files of a site, each where it belongs.
struct SiteFolder: Sendable {
  /// Nil when there is none.
  let statusFile: SourceFile?
  /// In the order of their paths; those of a wrong or repeated id are left out.
  let entries: [EntryFile]
  let diagnostics: [Diagnostic]

  init(_ sources: [SourceFile]) {
    var entries: [EntryFile] = []
    var diagnostics: [Diagnostic] = []
    var firstPaths: [String: String] = [:]
    firstPaths.reserveCapacity(sources.count)
    for file in sources.sorted(by: { $0.path < $1.path }) {
      do throws(Refusal) {
        guard let entry = try EntryFile(file) else { continue }
        let key = entry.folder.rawValue + "/" + entry.id.lowercased()
        if let first = firstPaths.updateValue(firstPaths[key] ?? file.path, forKey: key) {
          throw Refusal(.duplicateID(entry.id, first: first, path: file.path))
        }
        guard isID(entry.id) else { throw Refusal(.badID(entry.id, path: file.path)) }
        if entry.folder == .pages, reservedPageIDs.contains(entry.id) {
          throw Refusal(.reservedID(entry.id, at: SourcePosition(path: file.path)))
        }
        entries.append(entry)
      } catch {
        diagnostics.append(error.diagnostic)
      }
    }
    statusFile = sources.first { $0.path == "status.yml" }
    self.entries = entries
    self.diagnostics =
      diagnostics + misspeltFolders(in: sources) + (statusFile == nil ? [.missingStatusFile] : [])
  }
}

extension EntryFile {
  /// Nil for a file that holds no entry.
  fileprivate init?(_ file: SourceFile) throws(Refusal) {
    // By bytes, since this is asked of every file before the work is spread over the cores.
    let parts = file.path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard !parts.contains(where: isEmptyOrDots) else { throw Refusal(.badPath(file.path)) }
    guard parts.count > 1, let folder = EntryFolder(rawValue: String(parts[0]) ?? ""),
      let name = parts.last, !parts.contains(where: { $0.first == UInt8(ascii: ".") })
    else { return nil }
    guard name.suffix(3).elementsEqual(".md".utf8), let id = String(name.dropLast(3)) else {
      throw Refusal(.notMarkdown(path: file.path))
    }
    self.folder = folder
    self.id = id
    self.file = file
  }
}

/// ``, `.` or `..`
private func isEmptyOrDots(_ part: Substring.UTF8View) -> Bool {
  part.count < 3 && part.allSatisfy { $0 == UInt8(ascii: ".") }
}

/// Addresses at the root of the page that are Allclear's own, in any language tree.
private let reservedPageIDs: Set = [
  "404", "api", "assets", "badge", "components", "favicon", "feed", "history", "incidents", "index",
  "maintenance", "metrics", "postmortems", "robots", "severity-levels", "sitemap", "static",
  "status", "theme",
]

/// `incident/` beside no `incidents/` would publish nothing and say nothing.
private func misspeltFolders(in sources: [SourceFile]) -> [Diagnostic] {
  let ours = EntryFolder.allCases.map(\.rawValue)
  let ignored: Set = ["static", "theme"]
  var firstFiles: [String: String] = [:]
  // By bytes, as above.
  for file in sources where file.path.utf8.suffix(3).elementsEqual(".md".utf8) {
    guard let slash = file.path.utf8.firstIndex(of: UInt8(ascii: "/")) else { continue }
    let folder = String(file.path[..<slash])
    guard !ours.contains(folder), !ignored.contains(folder) else { continue }
    firstFiles[folder] = min(file.path, firstFiles[folder] ?? file.path)
  }
  return firstFiles.sorted { $0.key < $1.key }.compactMap { folder, path in
    nearest(to: folder, among: ours).map {
      .unknownFolder(folder, nearest: $0, path: path)
    }
  }
}
