import Authoring
import ContentReading
import Diagnostics
import StatusModel
import TestSupport
import Testing

/// 2026-11-20 10:35 UTC.
let halfPastTen = Timestamp(seconds: 1_795_170_900)

/// A site in memory, as a command has read it at 10:35:20.
func presentSite(
  _ files: KeyValuePairs<String, String>, languages: [String] = ["en"]
) async throws -> PresentSite {
  let status = TinySite.statusFile + "languages: [\(languages.joined(separator: ", "))]\n"
  let tiny = files.reduce(TinySite(status: status)) { $0.with($1.key, $1.value) }
  let now = halfPastTen.advanced(by: 20)
  let read = try await readSoundSite(tiny.files, latest: PresentSite.latest(at: now))
  return PresentSite(
    sources: tiny.files, site: try #require(read.site), now: now,
    problems: read.diagnostics.filter { $0.severity == .error })
}

extension PlannedEdit {
  /// The new file.
  var file: String { String(decoding: edit.after, as: UTF8.self) }

  /// The line at which its text begins.
  var firstLineOfText: String {
    let lines = file.replacing("\r\n", with: "\n").split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.contains(textLine - 1) ? String(lines[textLine - 1]) : ""
  }
}
