import Markdown
import StatusModel

/// Maintenances as a calendar to subscribe to.
///
/// Without METHOD, since it is no invitation. Nothing in an event depends on the moment of the
/// build: what the clock alone moves, its readers' clocks know.
///
/// - Source: RFC 5545 and RFC 7986.
struct MaintenanceCalendar: Sendable {
  let name: String
  let maintenances: [MaintenanceSnapshot]
  /// Every component, by its index.
  let components: [ComponentSnapshot]
  /// The site's address, without a slash at its end.
  let url: String
  let words: FeedWords

  var bytes: [UInt8] {
    let head = [
      calendarLine("BEGIN", "VCALENDAR"),
      calendarLine("VERSION", "2.0"),
      calendarLine("PRODID", "-//Allclear//Status page//EN"),
      calendarLine("NAME", calendarText(name)),
      calendarLine("X-WR-CALNAME", calendarText(name)),
      calendarLine("REFRESH-INTERVAL;VALUE=DURATION", "PT1H"),
      calendarLine("X-PUBLISHED-TTL", "PT1H"),
    ]
    let events = maintenances.flatMap(event)
    // A calendar holds at least one component. Who has nothing to announce still knows the time.
    return (head + (events.isEmpty ? coordinatedTime : events) + [calendarLine("END", "VCALENDAR")])
      .flatMap { $0 }
  }

  private func event(_ maintenance: MaintenanceSnapshot) -> [[UInt8]] {
    let span = maintenance.calendarSpan
    let changedAt = maintenance.updates.last?.time ?? maintenance.createdAt
    return [
      calendarLine("BEGIN", "VEVENT"),
      calendarLine("UID", "\(maintenance.id)@\(host(of: url))"),
      calendarLine("DTSTAMP", changedAt.calendarForm),
      calendarLine("CREATED", maintenance.createdAt.calendarForm),
      calendarLine("LAST-MODIFIED", changedAt.calendarForm),
      calendarLine("SEQUENCE", String(maintenance.updates.count - 1)),
      calendarLine("DTSTART", span.start.calendarForm),
    ] + (span.end.map { [calendarLine("DTEND", $0.calendarForm)] } ?? []) + [
      calendarLine("STATUS", maintenance.isCalledOff ? "CANCELLED" : "CONFIRMED"),
      calendarLine("TRANSP", "TRANSPARENT"),
      calendarLine("SUMMARY", calendarText(summary(of: maintenance))),
    ] + descriptionLine(of: maintenance) + categoriesLine(of: maintenance) + [
      calendarLine("URL", "\(url)/\(maintenance.page)"),
      calendarLine("END", "VEVENT"),
    ]
  }

  /// Not every program shows STATUS, so the title says it too.
  private func summary(of maintenance: MaintenanceSnapshot) -> String {
    guard maintenance.isCalledOff else { return maintenance.title }
    return "[\(words.word(for: .maintenance(maintenance.state)))] \(maintenance.title)"
  }

  private func descriptionLine(of maintenance: MaintenanceSnapshot) -> [[UInt8]] {
    let text = plainText(
      fromMarkdown: maintenance.updates.last?.text ?? "", base: url + "/",
      page: "\(url)/\(maintenance.page)")
    let isOpenEnded = maintenance.window.end == nil && !maintenance.state.isOver
    let lines = [isOpenEnded ? words.endNotKnown : "", text].filter { !$0.isEmpty }
    return lines.isEmpty
      ? [] : [calendarLine("DESCRIPTION", calendarText(lines.joined(separator: "\n\n")))]
  }

  private func categoriesLine(of maintenance: MaintenanceSnapshot) -> [[UInt8]] {
    let names = maintenance.components.map { calendarText(components[$0].component.name) }
    return names.isEmpty ? [] : [calendarLine("CATEGORIES", names.joined(separator: ","))]
  }
}

/// UTC as a time zone of the calendar.
private let coordinatedTime = [
  calendarLine("BEGIN", "VTIMEZONE"),
  calendarLine("TZID", "Etc/UTC"),
  calendarLine("BEGIN", "STANDARD"),
  calendarLine("DTSTART", "20000101T000000"),
  calendarLine("TZOFFSETFROM", "+0000"),
  calendarLine("TZOFFSETTO", "+0000"),
  calendarLine("TZNAME", "UTC"),
  calendarLine("END", "STANDARD"),
  calendarLine("END", "VTIMEZONE"),
]

/// `status.acme.example`: no user, no port, in lower case.
func host(of url: String) -> String {
  let authority = url.split(separator: "/").dropFirst().first ?? ""
  let place = authority.split(separator: "@").last ?? ""
  let end = place.hasPrefix("[") ? place.firstIndex(of: "]").map(place.index(after:)) : nil
  return place[..<(end ?? place.firstIndex(of: ":") ?? place.endIndex)].lowercased()
}

extension Timestamp {
  /// `20261120T103500Z`.
  fileprivate var calendarForm: String {
    String(iso8601.filter { $0 != "-" && $0 != ":" })
  }
}
