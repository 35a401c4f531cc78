import ContentChecking
import ContentReading
import Diagnostics
import SiteFiles
import StatusModel

extension ReadFolder {
  /// What `check` says beyond the grammar; nothing while there are errors.
  ///
  /// A build does not ask for it: it reads every word of every text.
  ///
  /// - Parameter builtIn: the files of the starter; those of the theme count.
  func contentWarnings(at moment: Moment, builtIn: [SourceFile]) throws -> [Diagnostic] {
    guard let site else { return [] }
    let lists = site.settings.languages.map { language in
      (language, readCheckWords(builtIn: builtIn, site: sources, language: language))
    }
    let words = Dictionary(lists.map { ($0, $1.words) }) { one, _ in one }
    let snapshot = site.snapshot(at: try moment.timestamp(of: site))
    let findings = checkContent(of: site, snapshot, with: words)
    let places = entryPlaces(of: Set(findings.map(\.file)), in: sources)
    return lists.flatMap(\.1.diagnostics) + findings.map { $0.diagnostic(at: places[$0.file]) }
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
