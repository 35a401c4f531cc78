extension Snapshot {
  /// The same, with the timelines of these incidents beside those that it has.
  ///
  /// - Parameter timelines: by the places of the incidents.
  package func reading(_ timelines: [Int: IncidentSnapshot.Timeline]) -> Snapshot {
    var incidents = incidents
    for (place, timeline) in timelines { incidents[place] = incidents[place].with(timeline) }
    return with(incidents)
  }

  /// The same, without any timeline but those of these incidents.
  ///
  /// - Parameter places: of the incidents.
  package func forgettingTimelines(but places: Set<Int>) -> Snapshot {
    var incidents = incidents
    for place in incidents.indices where !places.contains(place) {
      incidents[place] = incidents[place].with(nil)
    }
    return with(incidents)
  }

  private func with(_ incidents: [IncidentSnapshot]) -> Snapshot {
    Snapshot(
      moment: moment, today: today, pageStatus: pageStatus, breadth: breadth,
      since: since, updatedAt: updatedAt, components: components, groups: groups,
      incidents: incidents, maintenances: maintenances, announcements: announcements,
      holdsUntil: holdsUntil, quietUntil: quietUntil)
  }
}
