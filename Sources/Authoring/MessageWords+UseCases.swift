import PlainEnglish
package import StatusModel

// What the blanks of a prewritten message stand for, in each thing that is written.

extension PresentSite {
  package func messageWords(
    for opening: IncidentOpening, at time: Timestamp
  ) throws(AuthoringError) -> MessageWords {
    let severity = try knownSeverity(opening.severity)
    let next = opening.nextUpdate ?? severity.updateEvery.map { time.advanced(by: $0) }
    return MessageWords(
      components: try names(of: opening.components.map(\.component)), severity: severity.id,
      nextUpdate: next.map { zone.words(for: $0, on: time) }, language: site.settings.language)
  }

  package func messageWords(
    for change: IncidentChange, to incident: Incident, at time: Timestamp
  ) throws(AuthoringError) -> MessageWords {
    let shown = try snapshot(of: incident)
    let level = try level(of: incident, after: change)
    let next = change.nextUpdate ?? level.updateEvery.map { time.advanced(by: $0) }
    let isClosed = change.state?.isOpen == false
    let affected = shown.effects.filter {
      isClosed ? !$0.intervals.isEmpty : $0.status != .operational
    }
    let all = site.catalog.components
    let already = affected.map { all[$0.component].name }
    let named = try names(of: change.components.map(\.component))
    return MessageWords(
      components: already + named.filter { !already.contains($0) }, severity: level.id,
      nextUpdate: isClosed ? nil : next.map { zone.words(for: $0, on: time) },
      language: site.settings.language)
  }

  /// For planned work, whose messages name no level and promise nothing.
  package func messageWords(
    for components: [Component.ID]
  ) throws(AuthoringError) -> MessageWords {
    MessageWords(
      components: try names(of: components), severity: nil, nextUpdate: nil,
      language: site.settings.language)
  }

  package func messageWords(for maintenance: Maintenance) -> MessageWords {
    let affected = site.catalog.components.filter { maintenance.components.contains($0.id) }
    return MessageWords(
      components: affected.map(\.name), severity: nil, nextUpdate: nil,
      language: site.settings.language)
  }

  private func names(of ids: [Component.ID]) throws(AuthoringError) -> [String] {
    var names: [String] = []
    for id in ids { names.append(try component(id).name) }
    return names
  }
}
