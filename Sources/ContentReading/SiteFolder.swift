import Addresses
import Diagnostics
import SiteFiles

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
  /// The files that lie in no folder of entries, in the order of their paths.
  let others: [SourceFile]
  let diagnostics: [Diagnostic]

  init(_ sources: [SourceFile]) {
    var entries: [EntryFile] = []
    var others: [SourceFile] = []
    var diagnostics: [Diagnostic] = []
    entries.reserveCapacity(sources.count)
    var firstPaths = [[String: String]](repeating: [:], count: EntryFolder.allCases.count)
    let sources = sources.sorted { pathPrecedes($0.path, $1.path) }
    for file in sources {
      do throws(Refusal) {
        guard let entry = try EntryFile(file) else {
          others.append(file)
          continue
        }
        let isID = isID(entry.id)
        let key = isID ? entry.id : entry.id.lowercased()
        let first = firstPaths[entry.folder.rawValue].updateValue(file.path, forKey: key)
        if let first {
          firstPaths[entry.folder.rawValue][key] = first
          throw Refusal(.duplicateID(entry.id, first: first, path: file.path))
        }
        guard isID else { throw Refusal(.badID(entry.id, path: file.path)) }
        if entry.folder == .pages, reservedNames.contains(entry.id) {
          throw Refusal(.reservedID(entry.id, at: SourcePosition(path: file.path)))
        }
        entries.append(entry)
      } catch {
        diagnostics.append(error.diagnostic)
      }
    }
    statusFile = others.first { $0.path == "status.yml" }
    self.entries = entries
    self.others = others
    self.diagnostics =
      diagnostics + misspeltFolders(in: others) + misspeltFoldersOfFiles(in: others)
      + (statusFile == nil ? [.missingStatusFile] : [])
  }
}

extension EntryFile {
  /// Nil for a file that holds no entry.
  fileprivate init?(_ file: SourceFile) throws(Refusal) {
    var path = file.path
    // By bytes, since this is asked of every file before the work is spread over the cores.
    let found = path.withUTF8 { path -> Result<(EntryFolder, id: String)?, Refusal> in
      let parts = PathParts(path)
      guard !parts.hasEmptyOrDots else { return .failure(Refusal(.badPath(file.path))) }
      guard let first = parts.firstSlash, let last = parts.lastSlash, !parts.hasDotName,
        let folder = EntryFolder(name: path[..<first])
      else { return .success(nil) }
      guard path.suffix(3).elementsEqual(".md".utf8) else {
        return .failure(Refusal(.notMarkdown(path: file.path)))
      }
      let name = path[(last + 1)..<(path.count - 3)]
      return .success((folder, String(decoding: name, as: UTF8.self)))
    }
    guard let (folder, id) = try found.get() else { return nil }
    self.folder = folder
    self.id = id
    self.file = file
  }
}

/// What has to be known of a path, found in one walk.
private struct PathParts {
  private(set) var firstSlash: Int?
  private(set) var lastSlash: Int?
  /// A part is empty, `.` or `..`.
  private(set) var hasEmptyOrDots = false
  /// A part begins with a dot.
  private(set) var hasDotName = false

  init(_ path: UnsafeBufferPointer<UInt8>) {
    var length = 0
    var dots = 0
    for index in path.indices {
      if path[index] == UInt8(ascii: "/") {
        if length < 3, length == dots { hasEmptyOrDots = true }
        firstSlash = firstSlash ?? index
        lastSlash = index
        (length, dots) = (0, 0)
      } else {
        if path[index] == UInt8(ascii: ".") {
          dots += 1
          if length == 0 { hasDotName = true }
        }
        length += 1
      }
    }
    if length < 3, length == dots { hasEmptyOrDots = true }
  }
}

/// The first file of each folder at the top, of those that `isCounted` counts.
///
/// - Parameter sources: in the order of their paths.
private func firstFiles(
  in sources: [SourceFile], _ isCounted: (_ isMarkdown: Bool) -> Bool
) -> [String: String] {
  var firstFiles: [String: String] = [:]
  var last: Substring.UTF8View?
  // By bytes, as above. Neighbours lie in the same folder, of which the first one tells enough.
  for file in sources where isCounted(file.path.utf8.suffix(3).elementsEqual(".md".utf8)) {
    let path = file.path.utf8
    guard let slash = path.firstIndex(of: UInt8(ascii: "/")) else { continue }
    if last?.elementsEqual(path[..<slash]) == true { continue }
    last = path[..<slash]
    let folder = String(file.path[..<slash])
    firstFiles[folder] = min(file.path, firstFiles[folder] ?? file.path)
  }
  return firstFiles
}

/// Copied, or what pages are made with.
let foldersOfFiles = ["root", "static", "theme"]

/// `Static/` beside no `static/` would too. A warning, since a site may lie in a repository with much
/// beside it.
private func misspeltFoldersOfFiles(in sources: [SourceFile]) -> [Diagnostic] {
  let ours = foldersOfFiles
  let known = Set(ours + EntryFolder.allCases.map(\.name))
  let firstFiles = firstFiles(in: sources) { !$0 }.filter { !known.contains($0.key) }
  return firstFiles.sorted { $0.key < $1.key }.compactMap { folder, path in
    nearest(to: folder, among: ours, most: 1).map {
      .unreadFolder(folder, nearest: $0, path: path)
    }
  }
}

/// `incident/` beside no `incidents/` would publish nothing and say nothing.
private func misspeltFolders(in sources: [SourceFile]) -> [Diagnostic] {
  let ours = EntryFolder.allCases.map(\.name)
  let known = Set(ours + foldersOfFiles)
  let firstFiles = firstFiles(in: sources) { $0 }.filter { !known.contains($0.key) }
  return firstFiles.sorted { $0.key < $1.key }.compactMap { folder, path in
    nearest(to: folder, among: ours).map {
      .unknownFolder(folder, nearest: $0, path: path)
    }
  }
}
