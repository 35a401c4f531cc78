import Markdown
import StatusModel

extension StatusAPI {
  func incident(_ incident: IncidentSnapshot) -> JSONValue {
    let entry = Entry(
      id: ids.id(of: incident), title: incident.title, page: incident.page,
      status: incident.postmortem == nil
        ? apiWord(for: incident.state) : wordAfterPostmortem(for: incident.state),
      impact: incident.impact.rawValue, createdAt: incident.createdAt,
      updatedAt: incident.updatedAt, monitoringAt: incident.monitoringAt,
      resolvedAt: incident.resolvedAt, startedAt: incident.startedAt,
      components: incident.effects.map(\.component))
    return members(of: entry, updates: updates(of: incident)).adding([
      "_severity": .string(incident.severity.id),
      "_next_update_at": time(orNull: incident.nextUpdateDue),
    ])
  }

  func maintenance(_ maintenance: MaintenanceSnapshot) -> JSONValue {
    let entry = Entry(
      id: ids.id(of: maintenance), title: maintenance.title, page: maintenance.page,
      status: apiWord(for: maintenance.state), impact: "maintenance",
      createdAt: maintenance.createdAt, updatedAt: maintenance.updatedAt,
      monitoringAt: maintenance.verifyingAt, resolvedAt: maintenance.overAt,
      startedAt: maintenance.createdAt, components: maintenance.components)
    let updates = maintenance.updates.reversed().map {
      update($0, status: apiWord(for: $0.state), of: entry.id, on: maintenance.page)
    }
    return members(of: entry, updates: updates).adding([
      "scheduled_for": time(maintenance.window.start),
      // Strict clients take no null. Until the end is known, the window has no length.
      "scheduled_until": time(
        maintenance.window.end ?? maintenance.overAt.map { max($0, maintenance.window.start) }
          ?? maintenance.window.start),
    ])
  }

  /// The members that incidents and maintenances share.
  private func members(of entry: Entry, updates: [JSONValue]) -> JSONValue {
    [
      "id": .string(entry.id),
      "name": .string(entry.title),
      "status": .string(entry.status),
      "created_at": time(entry.createdAt),
      "updated_at": time(entry.updatedAt),
      "monitoring_at": time(orNull: entry.monitoringAt),
      "resolved_at": time(orNull: entry.resolvedAt),
      "impact": .string(entry.impact),
      "shortlink": .string("\(url)/\(entry.page)"),
      "started_at": time(entry.startedAt),
      "page_id": .string(pageID),
      "incident_updates": .array(updates),
      "components": .array(entry.components.map { componentRows[$0] }),
      "reminder_intervals": nil,
    ]
  }

  /// Newest first, with the postmortem in its place.
  private func updates(of incident: IncidentSnapshot) -> [JSONValue] {
    let id = ids.id(of: incident)
    guard let postmortem = incident.postmortem else {
      return incident.updates.reversed().map {
        update($0, status: apiWord(for: $0.state), of: id, on: incident.page)
      }
    }
    let after = incident.updates.dropFirst(postmortem.updatesBefore)
    return after.reversed().map {
      update($0, status: wordAfterPostmortem(for: $0.state), of: id, on: incident.page)
    }
      + [update(postmortem, of: incident)]
      + incident.updates.prefix(postmortem.updatesBefore).reversed().map {
        update($0, status: apiWord(for: $0.state), of: id, on: incident.page)
      }
  }

  private func update<State>(
    _ update: UpdateSnapshot<State>, status: String, of entry: String, on page: String
  ) -> JSONValue {
    members(
      ofUpdate: update.anchor, status: status, text: update.text, of: entry, on: page,
      at: update.time,
      affected: update.changes.map { affectedComponent($0.component, $0.old, $0.new) })
  }

  private func update(
    _ postmortem: PostmortemSnapshot, of incident: IncidentSnapshot
  ) -> JSONValue {
    let last = incident.updates.prefix(postmortem.updatesBefore).last
    return members(
      ofUpdate: PostmortemSnapshot.anchor,
      status: wordAfterPostmortem(for: last?.state ?? .resolved), text: postmortem.text,
      of: ids.id(of: incident), on: incident.page, at: postmortem.publishedAt,
      affected: (last?.changes ?? []).map { affectedComponent($0.component, $0.new, $0.new) })
  }

  private func members(
    ofUpdate anchor: String, status: String, text: String, of entry: String, on page: String,
    at moment: Timestamp, affected: [JSONValue]
  ) -> JSONValue {
    [
      // Unlike an anchor, an update's id is unique in the whole API: clients keep a flat set of them.
      "id": .string("\(entry)-\(anchor)"),
      "status": .string(status),
      "body": .string(plainText(fromMarkdown: text, base: url + "/", page: "\(url)/\(page)")),
      "incident_id": .string(entry),
      "created_at": time(moment),
      "updated_at": time(moment),
      "display_at": time(moment),
      "affected_components": .array(affected),
      "deliver_notifications": true,
      "custom_tweet": nil,
      "tweet_id": nil,
    ]
  }

  private func affectedComponent(
    _ index: ComponentIndex, _ old: ComponentStatus, _ new: ComponentStatus
  ) -> JSONValue {
    let component = snapshot.components[index].component
    return [
      "code": .string(component.id),
      "name": .string(component.name),
      "old_status": .string(old.rawValue),
      "new_status": .string(new.rawValue),
    ]
  }
}

/// What the API says of an incident and of a maintenance alike.
private struct Entry {
  let id: String
  let title: String
  /// The path of its permanent page.
  let page: String
  let status: String
  let impact: String
  let createdAt: Timestamp
  let updatedAt: Timestamp
  let monitoringAt: Timestamp?
  let resolvedAt: Timestamp?
  let startedAt: Timestamp
  let components: [ComponentIndex]
}

/// The standard's word; it has none for a retraction, after which nothing is wrong either.
private func apiWord(for state: Incident.State) -> String {
  state == .retracted ? Incident.State.resolved.rawValue : state.rawValue
}

/// The standard knows a postmortem only as the state after resolved; who opens an incident again, or
/// takes it back, says something newer.
private func wordAfterPostmortem(for state: Incident.State) -> String {
  state == .resolved ? "postmortem" : apiWord(for: state)
}

/// The standard's word; it has none for a cancellation, which only a work that was put back on the
/// plan can have among its updates.
private func apiWord(for state: Maintenance.State) -> String {
  state == .cancelled ? Maintenance.State.completed.rawValue : state.rawValue
}
