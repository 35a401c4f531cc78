import Escaping
import PlainEnglish
import StatusModel

extension Message {
  /// As Statuspage tells its subscribers of an incident or a maintenance, or of one component.
  ///
  /// Never of both at once: receivers look for a `component` first.
  package func statuspage(from sender: Sender) -> OutgoingRequest {
    fitting(within: 60_000) { room in
      let common = statuspageFrame(from: sender)
      let body =
        newest.part == nil
        ? ["incident": incident(from: sender, room: room)] : component(from: sender)
      return OutgoingRequest(json: .object(common.merging(body) { mine, _ in mine }))
    }
  }

  private func statuspageFrame(from sender: Sender) -> [String: JSONNode] {
    [
      "meta": [
        "unsubscribe": .string(sender.url + "/subscribe/"),
        "documentation":
          "https://support.atlassian.com/statuspage/docs/enable-webhook-notifications/",
        "generated_at": .string(sender.zone.rfc3339(newest.time)),
      ],
      "page": [
        "id": .string(sender.host),
        "status_indicator": .string(sender.page.indicator.rawValue),
        "status_description": .string(sender.page.description.rawValue),
      ],
    ]
  }

  private func component(from sender: Sender) -> [String: JSONNode] {
    guard let change = newest.components.first else { return [:] }
    return [
      "component": component(of: change, from: sender),
      "component_update": [
        "id": .string(newest.id), "component_id": .string(change.id),
        "component_type": "Component", "old_status": .string(change.old.rawValue),
        "new_status": .string(change.new.rawValue),
        "created_at": .string(sender.zone.rfc3339(newest.time)),
      ],
    ]
  }

  private func incident(from sender: Sender, room: Int) -> JSONNode {
    let entry = newest.entry
    func time(_ moment: Timestamp?) -> JSONNode { .string(orNull: moment.map(sender.zone.rfc3339)) }
    let share = room / (2 * items.count)
    let planned = entry.window
    return [
      "id": .string(entry.id), "page_id": .string(sender.host),
      "name": .string(cut(singleLine(newest.title), to: 1_000)),
      "status": .string(newest.statuspageState), "impact": .string(newest.statuspageImpact),
      "impact_override": nil, "shortlink": .string(newest.link),
      "created_at": time(entry.createdAt), "updated_at": time(newest.time),
      "monitoring_at": time(items.first { $0.state == "monitoring" }?.time),
      "resolved_at": time(entry.closedAt), "backfilled": false,
      "postmortem_ignored": false,
      "postmortem_body": newest.state == "postmortem"
        ? .string(cut(withoutControls(newest.text), to: share)) : nil,
      "postmortem_body_last_updated_at": newest.state == "postmortem" ? time(newest.time) : nil,
      "postmortem_published_at": newest.state == "postmortem" ? time(newest.time) : nil,
      "postmortem_notified_subscribers": false, "postmortem_notified_twitter": false,
      "scheduled_for": time(planned?.start), "scheduled_until": time(planned?.end),
      "scheduled_remind_prior": .boolean(planned != nil),
      "scheduled_reminded_at": newest.kind == .reminder ? time(newest.time) : nil,
      "scheduled_auto_in_progress": .boolean(planned != nil),
      "scheduled_auto_completed": .boolean(planned != nil),
      "components": .array(newest.components.map { component(of: $0, from: sender) }),
      "incident_updates": .array(items.reversed().map { $0.update(from: sender, room: share) }),
    ]
  }

  private func component(
    of component: NewsItem.AffectedComponent, from sender: Sender
  ) -> JSONNode {
    [
      "id": .string(component.id), "page_id": .string(sender.host), "group_id": nil,
      "name": .string(singleLine(component.name)), "description": nil, "position": 1,
      "showcase": true, "status": .string(component.new.rawValue),
      "created_at": .string(sender.zone.rfc3339(newest.entry.createdAt)),
      "updated_at": .string(sender.zone.rfc3339(newest.time)),
    ]
  }
}

extension NewsItem {
  /// Statuspage knows no state for a retracted or cancelled one, and no reminder.
  fileprivate var statuspageState: String {
    switch state {
    case "retracted": "resolved"
    case "cancelled": "completed"
    case "reminder": "scheduled"
    default: state
    }
  }

  fileprivate var statuspageImpact: String {
    kind == .incident ? (impact ?? .none).rawValue : "maintenance"
  }

  fileprivate func update(from sender: Sender, room: Int) -> JSONNode {
    let time = JSONNode.string(sender.zone.rfc3339(time))
    return [
      "id": .string(id), "incident_id": .string(entry.id), "status": .string(statuspageState),
      "body": .string(cut(withoutControls(text), to: room)), "created_at": time,
      "updated_at": time, "display_at": time, "wants_twitter_update": false,
      "twitter_updated_at": nil, "custom_tweet": nil, "deliver_notifications": true,
      "affected_components": .array(
        components.map {
          [
            "code": .string($0.id), "name": .string(singleLine($0.name)),
            "old_status": .string($0.old.rawValue), "new_status": .string($0.new.rawValue),
          ]
        }),
    ]
  }
}
