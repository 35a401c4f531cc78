import Diagnostics
import Planning
import SiteFiles

/// What a host looks for at the root of a page, from `root/` of the site folder: `CNAME`, `.well-known/`, a
/// file that proves whose page it is.
struct RootFiles: Sendable {
  private let sources: [SourceFile]

  init(among sources: [SourceFile]) {
    self.sources = sources.filter { $0.path.hasPrefix("root/") }
  }

  var isEmpty: Bool { sources.isEmpty }

  var files: [PlannedFile] {
    sources.map { PlannedFile($0.bytes, copiedTo: Self.path(of: $0)) }
  }

  var paths: [String] { sources.map(Self.path) }

  private static func path(of file: SourceFile) -> String {
    String(file.path.dropFirst("root/".count))
  }

  /// An error for each whose place the build needs itself.
  ///
  /// - Parameter paths: of everything else that is written.
  func diagnostics(beside paths: some Sequence<String>) -> [Diagnostic] {
    guard !isEmpty else { return [] }
    let files = Set(paths)
    let folders = Set(files.flatMap(foldersAbove))
    return sources.compactMap { source in
      let path = Self.path(of: source)
      let own = [".allclear", ".allclear.new"].first { path == $0 || path.hasPrefix($0 + "/") }
      let taken =
        own ?? (foldersAbove(path) + [path]).first(where: files.contains)
        ?? (folders.contains(path) ? path : nil)
      return taken.map { .takenName($0, path: source.path) }
    }
  }
}

/// Every finding of this module, by its stable id.
package enum RootFileDiagnosticID: String, CaseIterable, Sendable {
  case takenName = "taken-name"
  case takenAddress = "taken-address"
}

extension Diagnostic {
  /// - Parameters:
  ///   - taken: what a build writes itself: the same path, a folder of it, or a file in it.
  ///   - path: of a file in `root/`.
  fileprivate static func takenName(_ taken: String, path: String) -> Diagnostic {
    Diagnostic(
      .error, RootFileDiagnosticID.takenName.rawValue, "'\(taken)' is a name of Allclear's own",
      hint: "give the file another name, or take it out of root/", at: SourcePosition(path: path))
  }
}

extension SourceFile {
  /// Its bytes are readers' bytes: it decides nothing else.
  var isCopied: Bool { path.hasPrefix("static/") || path.hasPrefix("root/") }
}

extension [SourceFile] {
  /// Copied as they are.
  var statics: [SourceFile] { filter { $0.path.hasPrefix("static/") } }
}

/// `a` and `a/b` of `a/b/c`.
func foldersAbove(_ path: String) -> [String] {
  path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
}
