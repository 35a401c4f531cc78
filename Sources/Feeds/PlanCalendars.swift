import SiteFiles
import StatusModel

/// The maintenance calendars of the site and of each component.
///
/// Each holds what is to come, what runs, and what ended less than a year ago.
func planCalendars(
  of settings: SiteSettings, _ snapshot: Snapshot, in words: FeedWords
) -> [OutputFile] {
  let oldest = snapshot.moment.advanced(by: -365 * 86_400)
  let shown = snapshot.maintenances
    .filter {
      $0.state.isActive || ($0.calendarSpan.end ?? $0.overAt ?? snapshot.moment) > oldest
    }
    .sorted { ($0.window.start, $0.id) < ($1.window.start, $1.id) }
  @Sendable func calendar(_ name: String, _ maintenances: [MaintenanceSnapshot]) -> [UInt8] {
    MaintenanceCalendar(
      name: filled(words.maintenanceOf, ["{name}": name]), maintenances: maintenances,
      components: snapshot.components, url: settings.url, words: words
    ).bytes
  }
  let byComponent = byComponent(shown, of: snapshot)
  let ofComponents = snapshot.toldComponents.map { index in
    let own = byComponent[index]
    let subject = FeedSubject.component(snapshot.components[index], settings)
    return OutputFile(path: subject.folder + "maintenance.ics") { calendar(subject.title, own) }
  }
  return [OutputFile(path: "maintenance.ics") { calendar(settings.name, shown) }] + ofComponents
}

private func byComponent(
  _ maintenances: [MaintenanceSnapshot], of snapshot: Snapshot
) -> [[MaintenanceSnapshot]] {
  var result = [[MaintenanceSnapshot]](repeating: [], count: snapshot.components.count)
  for maintenance in maintenances {
    for component in maintenance.components { result[component].append(maintenance) }
  }
  return result
}
