import PlainEnglish
import StatusModel

/// Ninety days of every component as figures, which the hosted standard's API does not give.
func uptimeDocument(of settings: SiteSettings, _ snapshot: Snapshot) -> JSONValue {
  [
    "as_of": .string(settings.timeZone.rfc3339(snapshot.moment)),
    "window_days": 90,
    "time_zone": .string(settings.timeZone.identifier),
    "components": .array(snapshot.presentComponents.map(uptime)),
  ]
}

private func uptime(of component: ComponentSnapshot) -> JSONValue {
  [
    "id": .string(component.component.id),
    "name": .string(component.component.name),
    "uptime": percentage(component.uptime.uptime),
    "days": .array(component.uptime.days.map(uptime)),
  ]
}

private func uptime(on day: UptimeRecord.Day) -> JSONValue {
  [
    "date": .string(day.date.iso8601),
    "status": .string(orNull: day.status?.rawValue),
    "uptime": percentage(day.uptime),
    "seconds": [
      "under_maintenance": .integer(day.seconds.underMaintenance),
      "degraded_performance": .integer(day.seconds.degradedPerformance),
      "partial_outage": .integer(day.seconds.partialOutage),
      "major_outage": .integer(day.seconds.majorOutage),
    ],
  ]
}

private func percentage(_ share: UptimeShare?) -> JSONValue {
  share.map { .hundredths($0.hundredths) } ?? .null
}
