import StatusModel

extension FeedTimeline {
  func item(at place: FeedPlace) -> FeedItem {
    switch place.entry {
    case .maintenance(let index):
      return item(of: snapshot.maintenances[index], update: place.number)
    case .clock(let index):
      let maintenance = snapshot.maintenances[index]
      return item(of: maintenance, maintenance.clockMoves[place.number])
    case .incident(let index):
      let incident = snapshot.incidents[index]
      guard place.number == incident.updates.count, let postmortem = incident.postmortem else {
        return item(of: incident, update: place.number)
      }
      return item(of: incident, postmortem: postmortem)
    }
  }

  private func item(of incident: IncidentSnapshot, update number: Int) -> FeedItem {
    let update = incident.updates[number]
    return FeedItem(
      page: incident.page, anchor: update.anchor, entry: incident.id, title: incident.title,
      state: .incident(update.state), changesState: update.declared != nil, time: update.time,
      edited: edits.time(ofEditOn: incident.page, anchor: update.anchor),
      severity: update.severity, newSeverity: update.newSeverity,
      components: affected(by: update.saidChanges), nextUpdate: update.nextUpdate, window: nil,
      text: update.text)
  }

  private func item(
    of incident: IncidentSnapshot, postmortem: PostmortemSnapshot
  ) -> FeedItem {
    let last = incident.updates.prefix(postmortem.updatesBefore).last
    return FeedItem(
      page: incident.page, anchor: PostmortemSnapshot.anchor, entry: incident.id,
      title: incident.title, state: .postmortem, changesState: true, time: postmortem.publishedAt,
      edited: edits.time(ofEditOn: incident.page, anchor: PostmortemSnapshot.anchor),
      severity: last?.severity, newSeverity: nil,
      components: affected(by: last?.saidChanges ?? []).map(\.unchanged),
      nextUpdate: nil, window: nil, text: postmortem.text)
  }

  private func item(of maintenance: MaintenanceSnapshot, update number: Int) -> FeedItem {
    let update = maintenance.updates[number]
    return FeedItem(
      page: maintenance.page, anchor: update.anchor, entry: maintenance.id,
      title: maintenance.title, state: .maintenance(update.state),
      changesState: update.declared != nil, time: update.time,
      edited: edits.time(ofEditOn: maintenance.page, anchor: update.anchor),
      severity: nil, newSeverity: nil,
      components: affected(by: update.saidChanges), nextUpdate: nil,
      window: maintenance.window(saidIn: number), text: update.text)
  }

  private func item(
    of maintenance: MaintenanceSnapshot, _ move: MaintenanceSnapshot.ClockMove
  ) -> FeedItem {
    FeedItem(
      page: maintenance.page, anchor: move.anchor, entry: maintenance.id,
      title: maintenance.title, state: .maintenance(move.state), changesState: true,
      isByClock: true, time: move.time, edited: nil, severity: nil, newSeverity: nil,
      components: affected(by: move.changes), nextUpdate: nil, window: maintenance.window,
      text: "")
  }

  private func affected(by changes: [ComponentChange]) -> [FeedItem.AffectedComponent] {
    changes.map { change in
      let component = snapshot.components[change.component].component
      return FeedItem.AffectedComponent(
        id: component.id, name: component.name, old: change.old, new: change.new)
    }
  }
}
