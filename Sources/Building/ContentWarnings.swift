package import ContentChecking
package import ContentReading
package import Diagnostics
import Feeds
import Ledger
import PlainEnglish
import Planning
import ProgramOutputs
package import SiteFiles
import SiteRendering
package import StatusModel

extension ReadFolder {
  /// What `check` says beyond the grammar; nothing while there are errors.
  ///
  /// A build does not ask for it: it reads every word of every text.
  ///
  /// - Parameter builtIn: the files of the starter; those of the theme count.
  package func contentWarnings(
    of parsed: Parsed<Site>, _ snapshot: Snapshot, builtIn: [SourceFile]
  ) -> [Diagnostic] {
    let site = parsed.value
    let lists = site.settings.languages.map { language in
      (language, readCheckWords(builtIn: builtIn, site: sources, language: language))
    }
    let words = Dictionary(lists.map { ($0, $1.words) }) { one, _ in one }
    let findings = checkContent(of: site, snapshot, with: words)
    let places = parsed.places.of(Set(findings.map(\.file)))
    return lists.flatMap(\.1.diagnostics) + findings.map { $0.diagnostic(at: places[$0.file]) }
  }

  /// What is to be said of links into the site, and of files that are in its way; nothing while there are
  /// errors.
  package func addressFindings(
    of parsed: Parsed<Site>, _ snapshot: Snapshot
  ) async throws -> [Diagnostic] {
    guard let themes else { return [] }
    let links = try await InnerLinks(in: parsed)
    let rootFiles = RootFiles(among: sources)
    let planned = { paths(of: PublicSite(of: parsed.value, snapshot), themes) }
    return await links.diagnostics(in: snapshot) { planned() + rootFiles.paths }
      + (rootFiles.isEmpty ? [] : rootFiles.diagnostics(beside: planned() + [ledgerPath]))
      + (snapshot.formerAddresses.isEmpty
        ? []
        : snapshot.formerAddressDiagnostics(beside: planned()) { path in
          sources.first { pathWithoutSubfolders($0.path) == path }?.path
        })
  }

  private func paths(of shown: PublicSite, _ themes: [Theme]) -> [String] {
    let pages = pagePlanner(themes: themes, statics: sources.statics)(shown).map(\.path)
    let others: [Planner] = [feedPlanner(), programPlanner(pages: pages)]
    return pages + others.flatMap { $0(shown).map(\.path) }
  }
}

/// The word lists of `theme/checks`: the built-in ones, with the site's own in place of those of the
/// same key.
///
/// - Parameter language: BCP 47. `en-GB` takes the lists of `en` where it has none of its own; a
///   language without a file has none.
package func readCheckWords(
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
package struct SiftedDiagnostics: Sendable {
  package let kept: [Diagnostic]
  /// Of entries that were closed long ago.
  package let leftOut: Int

  package init(kept: [Diagnostic], leftOut: Int) {
    self.kept = kept
    self.leftOut = leftOut
  }

  /// For a person; nil where all are kept.
  package var words: String? {
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
  package func sifted(
    for site: Site, _ snapshot: Snapshot, keepsOld: Bool = false
  ) -> SiftedDiagnostics {
    guard containsWarningsOfWords else { return SiftedDiagnostics(kept: self, leftOut: 0) }
    let imported = site.history.importedFiles
    let old = keepsOld ? [] : site.filesClosedLongAgo(in: snapshot)
    return sifted { path in
      let file = pathWithoutSubfolders(path)
      return (imported.contains(file), old.contains(file))
    }
  }

  /// The same for what a build knows of its entries.
  func sifted(among entries: SiteEntries) -> SiftedDiagnostics {
    guard containsWarningsOfWords else { return SiftedDiagnostics(kept: self, leftOut: 0) }
    return sifted { path in
      entries.entry(at: path).map { ($0.isImported, entries.isClosedLongAgo($0)) }
        ?? (false, false)
    }
  }

  /// - Parameter look: at a file.
  private func sifted(
    _ look: (_ path: String) -> (isImported: Bool, isOld: Bool)
  ) -> SiftedDiagnostics {
    var leftOut = 0
    // Those of a file stand together.
    var last = (path: "", file: (isImported: false, isOld: false))
    let kept = filter { found in
      guard found.isWarningOfWords else { return true }
      if found.position.path != last.path {
        last = (found.position.path, look(found.position.path))
      }
      if last.file.isOld, !last.file.isImported { leftOut += 1 }
      return !last.file.isOld && !last.file.isImported
    }
    return SiftedDiagnostics(kept: kept, leftOut: leftOut)
  }

  private var containsWarningsOfWords: Bool { contains(where: \.isWarningOfWords) }
}

extension Diagnostic {
  fileprivate var isWarningOfWords: Bool {
    severity == .warning && idsOfWords.contains(id)
  }
}

private let idsOfWords = Set(
  ContentFindingID.allCases.filter { $0 != .badWordPattern }.map(\.rawValue)
    + DiagnosticCatalog.ofWords.map(\.rawValue) + [LinkDiagnosticID.deadLink.rawValue])
