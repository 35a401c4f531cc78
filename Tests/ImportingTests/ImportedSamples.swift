import ContentReading
import Diagnostics
import Importing
import SiteFiles
import StatusModel

/// 2026-11-20 12:00 UTC.
let now = Timestamp(seconds: 1_795_176_000)

/// What an import of invented files makes, as text by path.
struct Sample {
  let files: [String: String]
  let report: ImportReport
  let site: Site
  /// Of reading the files again.
  let problems: [String]

  init(
    _ system: ImportSystem, _ sources: [String: String],
    _ change: (inout ImportOptions) -> Void = { _ in }
  ) async throws {
    var options = ImportOptions(at: now)
    change(&options)
    let files = sources.map { SourceFile(path: $0.key, bytes: Array($0.value.utf8)) }
    try await self.init(try system.read(files, options), system.name, options)
  }

  init(
    _ history: ImportedHistory, _ change: (inout ImportOptions) -> Void = { _ in }
  ) async throws {
    var options = ImportOptions(at: now)
    change(&options)
    try await self.init(SourceReading(history), "test", options)
  }

  private init(
    _ reading: SourceReading, _ system: String, _ options: ImportOptions
  ) async throws {
    let imported = try await mapHistory(reading, from: system, with: options)
    files = Dictionary(
      imported.files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) },
      uniquingKeysWith: { first, _ in first })
    report = imported.report
    site = imported.site
    let read = try await readSite(imported.files, latest: now)
    let isSame = read.site?.value == imported.site
    problems =
      read.diagnostics.filter { $0.severity == .error }.map(\.text)
      + (isSame ? [] : ["the files read back as another site"])
  }

  /// Kind, subject and reason of each finding, but that the page's address is not known.
  var findings: [String] {
    report.findings.filter { $0.subject != "url" }.map {
      "\($0.kind.rawValue) \($0.subject): \($0.reason)"
    }
  }
}

func time(_ text: String) -> Timestamp { foreignTime(text, in: .utc) ?? Timestamp(seconds: 0) }

let nowhere = SourcePosition(path: "source.json")

extension ImportedHistory.Update {
  init(
    _ state: Incident.State, _ time: String, _ text: String,
    _ reports: [ImportedHistory.Report] = []
  ) {
    self.init(
      .incident(state), time: Importing.foreignTime(time, in: .utc) ?? Timestamp(seconds: 0),
      text: .init(text, .htmlOrPlain), reports: reports, at: nowhere)
  }
}

extension ImportedHistory.Entry {
  static func incident(
    _ id: String?, _ title: String = "Slow", impact: Impact? = .minor,
    of components: [ImportedHistory.Affected] = [], updates: [ImportedHistory.Update],
    started: Timestamp? = nil, closed: Timestamp? = nil, isDraft: Bool = false
  ) -> Self {
    Self(
      .incident, id: id, title: title, impact: impact, components: components, updates: updates,
      started: started, closed: closed, isDraft: isDraft, at: nowhere)
  }
}

extension ImportedHistory.Component {
  init(_ id: String?, _ name: String, group: String? = nil) {
    self.init(id: id, name: name, group: group, at: nowhere)
  }
}
