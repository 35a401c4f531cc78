import Authoring
import Building
import ContentChecking
import ContentReading
import Diagnostics
import PlainEnglish
import SiteFiles
import SiteRendering
import StatusModel

// What a person is shown of an entry beside the entry, before saying yes to it.

extension PresentSite {
  /// What the page says at its top, in the words of its first language; in English where the
  /// theme cannot be read, which a build will tell.
  func words(for status: ComponentStatus, builtIn: [SourceFile]) -> String {
    statusText(
      of: status, builtIn: builtIn, site: sources, language: site.settings.language)
      ?? status.headline
  }

  /// What `check` would say of the new words of an entry: its title and its text.
  ///
  /// The entry is looked at alone: the words of ten thousand others take their time.
  func warnings(about planned: PlannedEdit, builtIn: [SourceFile]) -> [Diagnostic] {
    let around = sources.filter { $0.path == "status.yml" || $0.path.hasPrefix("theme/") }
    let before = PresentSite(sources: around, site: parsed.withoutEntries, now: now)
    // Some entries cannot stand alone; then it is left to `check`.
    guard let parsed = try? before.checked(planned).site.parsed else { return [] }
    let alone = parsed.value
    let language = alone.settings.language
    let lists = readCheckWords(builtIn: builtIn, site: around, language: language)
    let snapshot = alone.snapshot(at: max(now, planned.time))
    let findings = checkContent(of: alone, snapshot, with: [language: lists.words])
    let path = planned.edit.path
    let places = parsed.places.of(path)
    let words = planned.newLinesOfWords
    return findings.filter { $0.file == path }.map { $0.diagnostic(at: places) }
      .filter { words.contains($0.position.line) }.inStableOrder()
  }
}

extension PlannedEdit {
  /// From 1, of the file as it will be: without what nobody reads, such as who leads the response.
  fileprivate var newLinesOfWords: Set<Int> {
    let same = edit.before.map { zip($0, edit.after).prefix { $0 == $1 }.count } ?? 0
    let first = edit.after.prefix(same).count { $0 == UInt8(ascii: "\n") } + 1
    let lines = edit.after.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let matterEnd = lines.dropFirst().firstIndex { $0.elementsEqual("---".utf8) } ?? 0
    let title = lines.prefix(matterEnd).firstIndex { $0.starts(with: "title:".utf8) }
    let new = (title.map { [$0 + 1] } ?? []) + Array(max(first, matterEnd + 1)...lines.count)
    return Set(new.filter { $0 >= first })
  }
}

extension [Diagnostic] {
  /// For a person who may still change the text; empty without any.
  func spokenWarnings(columns: Int?) -> String {
    guard !isEmpty else { return "" }
    let lines = flatMap { warning in
      let message = warning.message.brokenIntoLines(of: columns.map { $0 - 4 })
      let hint = warning.hint.brokenIntoLines(of: columns.map { $0 - 4 })
      return ["  - " + message[0]] + (message.dropFirst() + hint).map { "    " + $0 }
    }
    return (["", "`allclear check` would warn:"] + lines).joined(separator: "\n")
  }
}
