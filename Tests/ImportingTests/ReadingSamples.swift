import Importing
import SiteFiles
import StatusModel
import Testing

/// An import that has to give files that read back as the same site.
func importing(
  _ name: String, _ files: [String: String],
  _ change: (inout ImportOptions) -> Void = { _ in }
) async throws -> Sample {
  let system = try #require(ImportSystem.all.first { $0.name == name })
  let sample = try await Sample(system, files, change)
  #expect(sample.problems == [])
  return sample
}

/// Why nothing is imported, as people see it; nil where something is.
func refusal(
  _ name: String, _ files: [String: [UInt8]],
  _ change: (inout ImportOptions) -> Void = { _ in }
) -> String? {
  guard let system = ImportSystem.all.first(where: { $0.name == name }) else { return "none" }
  var options = ImportOptions(at: now)
  change(&options)
  do throws(ImportError) {
    _ = try system.read(files.map { SourceFile(path: $0.key, bytes: $0.value) }, options)
    return nil
  } catch {
    return error.text
  }
}

func refusal(
  _ name: String, _ files: [String: String],
  _ change: (inout ImportOptions) -> Void = { _ in }
) -> String? {
  refusal(name, files.mapValues { Array($0.utf8) }, change)
}

extension Incident {
  /// `investigating 2026-01-02T10:00:00Z We look.` for each update.
  var story: [String] {
    updates.map { "\($0.state?.rawValue ?? "update") \($0.time.iso8601) \($0.text)" }
  }
}

extension Maintenance {
  var story: [String] {
    updates.map { "\($0.state?.rawValue ?? "update") \($0.time.iso8601) \($0.text)" }
  }
}

extension Sample {
  /// `kept/approximated/lost` of a field.
  func tally(_ field: String) -> String? {
    report.fields.fields[field].map { "\($0.kept)/\($0.approximated)/\($0.lost)" }
  }

  /// Findings, but that no component is named.
  var told: [String] { findings.filter { !$0.hasPrefix("changed Service: ") } }

  var groupNames: [String] {
    site.catalog.entries.compactMap { entry in
      if case .group(let group) = entry { group.name } else { nil }
    }
  }
}
