import Addresses
package import StatusModel

// Where entries stand now, and which one is meant where none is named.

extension PresentSite {
  /// An incident as readers see it now; a draft as if it were published.
  package func snapshot(of incident: Incident) throws(AuthoringError) -> IncidentSnapshot {
    // Updates may be dated a little later than now.
    let moment = max(latest, incident.updates.map(\.time).max() ?? latest)
    let alone = Site(
      settings: site.settings, catalog: site.catalog, severities: site.severities,
      history: History(incidents: [incident.replacing(updates: incident.updates, isDraft: false)]))
    guard let found = alone.snapshot(at: moment).incidents.first else {
      throw .notShown(.incident, id: incident.id)
    }
    return found
  }

  /// A maintenance as readers see it now, by its updates and the clock; a draft as if it were published.
  package func snapshot(
    of maintenance: Maintenance
  ) throws(AuthoringError) -> MaintenanceSnapshot {
    let moment = max(now, maintenance.updates.map(\.time).max() ?? now)
    let published = Maintenance(
      id: maintenance.id, title: maintenance.title,
      titleTranslations: maintenance.titleTranslations, components: maintenance.components,
      window: maintenance.window, isAutomatic: maintenance.isAutomatic,
      updates: maintenance.updates)
    let alone = Site(
      settings: site.settings, catalog: site.catalog, severities: site.severities,
      history: History(maintenances: [published]))
    guard let found = alone.snapshot(at: moment).maintenances.first else {
      throw .notShown(.maintenance, id: maintenance.id)
    }
    return found
  }

  /// The incidents that are open for readers, the newest first.
  package func openIncidents() -> [Incident] {
    let open = site.history.incidents.filter { incident in
      let last = incident.updates.last { $0.state != nil }
      return !incident.isDraft && last?.state?.isOpen ?? true
    }
    return open.sorted { ($1.updates[0].time, $0.id) < ($0.updates[0].time, $1.id) }
  }

  /// The one that is meant where none is named.
  package func onlyOpenIncident() throws(AuthoringError) -> Incident.ID {
    let open = openIncidents().map(\.id)
    let broken = brokenOpenIncidents()
    if open.count == 1 {
      guard broken.isEmpty else { throw .mayNotBeTheOnlyOne(open[0], others: broken) }
      return open[0]
    }
    if open.isEmpty { for id in broken { try refuseBroken(id, in: .incidents) } }
    throw open.isEmpty ? .noneFits : .severalFit(open)
  }

  /// Those that are not over, the next one first; no drafts.
  package func comingMaintenances() throws(AuthoringError) -> [MaintenanceSnapshot] {
    var coming: [MaintenanceSnapshot] = []
    for maintenance in site.history.maintenances where !maintenance.isDraft {
      let snapshot = try snapshot(of: maintenance)
      if !snapshot.state.isOver { coming.append(snapshot) }
    }
    return coming.sorted { ($0.window.start, $0.id) < ($1.window.start, $1.id) }
  }

  /// The one that is meant where none is named.
  ///
  /// - Parameter fits: which states it may have.
  package func onlyMaintenance(
    where fits: (Maintenance.State) -> Bool
  ) throws(AuthoringError) -> Maintenance.ID {
    let coming = try comingMaintenances().filter { fits($0.state) }.map(\.id)
    if coming.count == 1 { return coming[0] }
    throw coming.isEmpty ? .noneFits : .severalFit(coming)
  }
}

extension Site {
  /// The same site with one incident no longer a draft.
  package func publishing(_ id: Incident.ID) -> Site {
    guard history.incidents.contains(where: { $0.id == id && $0.isDraft }) else { return self }
    let incidents = history.incidents.map {
      $0.id == id ? $0.replacing(updates: $0.updates, isDraft: false) : $0
    }
    return with(
      History(
        incidents: incidents, maintenances: history.maintenances,
        postmortems: history.postmortems))
  }
}
