import Addresses
import Planning
import StatusModel

/// The maintenance calendars of the site and of each component, and of each maintenance that is not over.
///
/// Those of the site and of a component hold what is to come, what runs, and what ended less than a year
/// ago.
func planCalendars(of site: PublicSite, in words: FeedWords) -> [PlannedFile] {
  let snapshot = site.snapshot
  let oldest = snapshot.moment.advanced(by: -365 * 86_400)
  let shown = snapshot.maintenances.indices
    .filter { place in
      let maintenance = snapshot.maintenances[place]
      return maintenance.state.isActive
        || (maintenance.calendarSpan.end ?? maintenance.overAt ?? snapshot.moment) > oldest
    }
    .sorted { one, other in
      let (one, other) = (snapshot.maintenances[one], snapshot.maintenances[other])
      return (one.window.start, one.id) < (other.window.start, other.id)
    }
  func calendar(_ folder: String, _ name: String, _ places: [Int]) -> PlannedFile {
    let key = ContentKey { parts in
      parts.add(each: places) { $0.add(site.keys.maintenances[$1]) }
    }
    return PlannedFile(
      path: folder + "maintenance.ics", key: FileKey(frame: site.keys.frame, content: key)
    ) { site in
      MaintenanceCalendar(
        name: filled(words.maintenanceOf, ["{name}": name]),
        maintenances: places.map { site.snapshot.maintenances[$0] },
        components: site.snapshot.components, url: site.settings.url, words: words
      ).bytes
    }
  }
  let byComponent = byComponent(shown, of: snapshot)
  let ofComponents = snapshot.mentionedComponents.map { index in
    let subject = FeedSubject.component(snapshot.components[index], site.settings)
    return calendar(subject.folder, subject.title, byComponent[index])
  }
  let ofMaintenances = shown.filter { !snapshot.maintenances[$0].state.isOver }.map { place in
    let maintenance = snapshot.maintenances[place]
    return calendar(
      PageAddress.maintenance(maintenance.id).folder, maintenance.title, [place])
  }
  return [calendar("", site.settings.name, shown)] + ofComponents + ofMaintenances
}

private func byComponent(_ places: [Int], of snapshot: Snapshot) -> [[Int]] {
  var result = [[Int]](repeating: [], count: snapshot.components.count)
  for place in places {
    for component in snapshot.maintenances[place].components { result[component].append(place) }
  }
  return result
}
