import ContentChecking
import ContentReading
import Diagnostics
import Feeds
import PlainEnglish
import ProgramOutputs
import SiteFiles
import SiteRendering
import StatusModel

extension ReadFolder {
  /// What `check` says beyond the grammar; nothing while there are errors.
  ///
  /// A build does not ask for it: it reads every word of every text.
  ///
  /// - Parameter builtIn: the files of the starter; those of the theme count.
  func contentWarnings(at moment: Moment, builtIn: [SourceFile]) throws -> [Diagnostic] {
    guard let site else { return [] }
    return contentWarnings(
      of: site, site.snapshot(at: try moment.timestamp(of: site)), builtIn: builtIn)
  }

  func contentWarnings(
    of site: Site, _ snapshot: Snapshot, builtIn: [SourceFile]
  ) -> [Diagnostic] {
    let lists = site.settings.languages.map { language in
      (language, readCheckWords(builtIn: builtIn, site: sources, language: language))
    }
    let words = Dictionary(lists.map { ($0, $1.words) }) { one, _ in one }
    let findings = checkContent(of: site, snapshot, with: words)
    let places = entryPlaces(of: Set(findings.map(\.file)), in: sources)
    return lists.flatMap(\.1.diagnostics) + findings.map { $0.diagnostic(at: places[$0.file]) }
  }
}

extension ReadFolder {
  /// What is to be said of links into the site; nothing while there are errors.
  func linkWarnings(at moment: Moment) async throws -> [Diagnostic] {
    guard let site, let themes else { return [] }
    let snapshot = site.snapshot(at: try moment.timestamp(of: site))
    return try await InnerLinks(in: sources, of: site).diagnostics(in: snapshot) {
      let pages = planPages(of: site, snapshot, with: themes, statics: statics).map(\.path)
      return await pages + planFeeds(of: site, snapshot).map(\.path)
        + planProgramOutputs(of: site, snapshot, pages: pages).map(\.path)
    }
  }
}

/// The word lists of `theme/checks`: the built-in ones, with the site's own in place of those of the
/// same key.
///
/// - Parameter language: BCP 47. `en-GB` takes the lists of `en` where it has none of its own; a
///   language without a file has none.
func readCheckWords(
  builtIn: [SourceFile], site: [SourceFile], language: String
) -> (words: CheckWords, diagnostics: [Diagnostic]) {
  let primary = String(language.prefix { $0 != "-" })
  let names = primary == language ? [language] : [primary, language]
  let files = names.flatMap { name in
    [builtIn, site].compactMap { files in
      files.first { $0.path == "theme/checks/\(name).yml" }
    }
  }
  var lists: [String: [Located<String>]] = [:]
  var diagnostics: [Diagnostic] = []
  for file in files {
    let (read, faults) = readLists(
      file, of: "a file of word lists", known: CheckWords.List.allCases.map(\.rawValue))
    lists.merge(read) { _, overriding in overriding }
    diagnostics += faults
  }
  let (words, faults) = CheckWords.make(lists)
  return (words, diagnostics + faults)
}

/// The warnings that somebody can still act upon, and how many others there are.
struct SiftedDiagnostics {
  let kept: [Diagnostic]
  /// Of entries that were closed long ago.
  let leftOut: Int

  /// For a person; nil where all are kept.
  var words: String? {
    guard leftOut > 0 else { return nil }
    return "\(plural(leftOut, "warning")) about entries closed more than 90 days ago left out: "
      + "`allclear check --all` shows \(leftOut == 1 ? "it" : "them")"
  }
}

extension [Diagnostic] {
  /// Without the warnings about words and promises in entries that were closed long ago, or came from
  /// another page.
  ///
  /// - Parameter keepsOld: those of the former stay.
  func sifted(for site: Site, _ snapshot: Snapshot, keepsOld: Bool = false) -> SiftedDiagnostics {
    let ofWords = ContentFindingID.allCases.filter { $0 != .badWordPattern }.map(\.rawValue)
    let ids = Set(
      ofWords + DiagnosticCatalog.ofWords.map(\.rawValue) + [LinkDiagnosticID.deadLink.rawValue])
    guard contains(where: { $0.severity == .warning && ids.contains($0.id) }) else {
      return SiftedDiagnostics(kept: self, leftOut: 0)
    }
    let imported = site.history.importedFiles
    let old = keepsOld ? [] : site.filesClosedLongAgo(in: snapshot)
    var leftOut = 0
    // Those of a file stand together.
    var last = (path: "", isImported: false, isOld: false)
    let kept = filter { found in
      guard found.severity == .warning, ids.contains(found.id) else { return true }
      if found.position.path != last.path {
        let file = pathWithoutSubfolders(found.position.path)
        last = (found.position.path, imported.contains(file), old.contains(file))
      }
      if last.isOld, !last.isImported { leftOut += 1 }
      return !last.isOld && !last.isImported
    }
    return SiftedDiagnostics(kept: kept, leftOut: leftOut)
  }
}
