import PlainEnglish
package import StatusModel

extension Incident.Update {
  /// `## Identified - 2026-11-20 10:35 UTC - SEV2 - web: operational - next: 12:30 UTC`.
  var heading: String {
    let changes = statusChanges.map { "\($0.component): \($0.status.rawValue)" }
    return updateHeading(
      state?.headingName, time,
      [severity].compactMap { $0 } + changes + [nextUpdate.map(promise)].compactMap { $0 }
        + (isQuiet ? ["quiet"] : []))
  }

  /// A time of day where that is clear, else a whole time.
  private func promise(_ next: Timestamp) -> String {
    next.seconds(since: time) <= 86_400 ? "next: \(next.writtenClock)" : "next: \(next.written)"
  }
}

extension Maintenance.Update {
  /// `## In progress - 2026-12-01 02:00 UTC`.
  var heading: String { updateHeading(state?.headingName, time, isQuiet ? ["quiet"] : []) }
}

/// - Parameter state: nil: no change of state.
private func updateHeading(_ state: String?, _ time: Timestamp, _ changes: [String]) -> String {
  "## " + ([state ?? "Update", time.written] + changes).joined(separator: " - ")
}

extension Incident.State {
  /// `Investigating`.
  package var headingName: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

extension Maintenance.State {
  /// `In progress`.
  package var headingName: String {
    self == .inProgress ? "In progress" : rawValue.prefix(1).uppercased() + rawValue.dropFirst()
  }
}
