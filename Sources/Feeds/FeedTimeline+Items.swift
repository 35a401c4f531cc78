import StatusModel

extension FeedTimeline {
  func item(at place: FeedPlace) -> FeedItem {
    switch place.entry {
    case .maintenance(let index):
      return item(of: snapshot.maintenances[index], update: place.number)
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
    // The next update answers the promise of the one before it.
    let isNewest = number == incident.updates.count - 1
    return FeedItem(
      page: incident.page, anchor: update.anchor, entry: incident.id, title: incident.title,
      state: .incident(update.state), changesState: update.declared != nil, time: update.time,
      edited: edits.time(ofEditOn: incident.page, anchor: update.anchor),
      severity: update.severity, newSeverity: update.newSeverity,
      components: affected(by: update.changes), nextUpdate: isNewest ? update.nextUpdate : nil,
      window: nil, text: update.text)
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
      components: affected(by: last?.changes ?? []).map(\.unchanged),
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
      components: affected(by: update.changes), nextUpdate: nil, window: maintenance.window,
      text: update.text)
  }

  private func affected(by changes: [ComponentChange]) -> [FeedItem.AffectedComponent] {
    changes.map { change in
      let component = snapshot.components[change.component].component
      return FeedItem.AffectedComponent(
        id: component.id, name: component.name, old: change.old, new: change.new)
    }
  }
}
