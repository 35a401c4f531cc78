import Foundation
import StatusModel
import Testing

/// Readers that come back: what they take for new is told by ids alone.
@Suite struct FollowingTests {
  static let updateFeeds = [
    "feed.xml", "atom.xml", "feed.json", "components/api/feed.xml", "components/api/atom.xml",
    "components/api/feed.json", "incidents/2026-11-20-api-errors/feed.xml",
  ]
  static let historyFeeds = ["history.rss", "history.atom"]

  @Test(arguments: updateFeeds)
  func `a corrected typo is no news, an update and a resolution are one each`(
    path: String
  ) throws {
    var reader = Reader(path: path)
    #expect(
      try Self.story.map { try reader.news(of: $0.site, at: $0.moment).count } == [2, 0, 1, 1, 0])
  }

  @Test(arguments: historyFeeds)
  func `in the history an incident stays the one entry it is`(path: String) throws {
    var reader = Reader(path: path)
    #expect(
      try Self.story.map { try reader.news(of: $0.site, at: $0.moment).count } == [1, 0, 0, 0, 0])
  }

  @Test func `an entry of the history moves with each update, and its publication does not`() throws
  {
    let entries = try Self.story.map {
      try texts(inXML: published("history.atom", of: $0.site, at: $0.moment))
    }
    #expect(
      entries.map { $0["updated"]?.last } == [
        "2026-11-20T10:35:00Z", "2026-11-20T10:35:00Z", "2026-11-20T10:50:00Z",
        "2026-11-20T11:20:00Z", "2026-11-20T11:20:00Z",
      ])
    #expect(entries.allSatisfy { $0["published"] == ["2026-11-20T10:10:00Z"] })
  }

  @Test(arguments: updateFeeds + historyFeeds)
  func `a rebuild with nothing changed writes the same bytes`(path: String) throws {
    let last = Self.story.suffix(2)
    let bytes = try last.map { try published(path, of: $0.site, at: $0.moment) }
    #expect(bytes.first == bytes.last)
  }

  @Test func `a calendar keeps its event through every change`() throws {
    let changes: [Maintenance.Update] = [
      .init(state: nil, time: utc("2026-11-25 09:00"), text: "It is still planned."),
      .init(state: .completed, time: utc("2026-12-01 03:00"), text: "Done."),
    ]
    let seen = try (0...2).map { count in
      let maintenance = Maintenance(
        id: upgrade.id, title: upgrade.title, components: upgrade.components,
        window: upgrade.window, updates: upgrade.updates + changes.prefix(count))
      let calendar = try published(
        "maintenance.ics", of: acme(History(maintenances: [maintenance])),
        at: utc("2026-12-02 00:00"))
      return (calendarLines(calendar) ?? []).filter {
        $0.hasPrefix("UID:") || $0.hasPrefix("SEQUENCE:")
      }
    }
    let uid = "UID:2026-12-01-db-upgrade@status.acme.example"
    #expect(seen == [[uid, "SEQUENCE:0"], [uid, "SEQUENCE:1"], [uid, "SEQUENCE:2"]])
  }

  @Test(arguments: updateFeeds)
  func `who polls once a day for ten days gets each update once`(path: String) throws {
    var reader = Reader(path: path)
    let days = (0..<10).map { utc("2026-11-18 23:00").advanced(by: $0 * 86_400) }
    let news = try days.map { try reader.news(of: Self.tenDays, at: $0) }
    let first = path.hasPrefix("incidents/") ? [0, 0] : [2, 1]
    #expect(news.map(\.count) == first + [3, 1, 1, 1, 1, 1, 1, 0])
    let last = try #require(days.last)
    #expect(try Set(news.flatMap { $0 }) == Set(reader.ids(of: Self.tenDays, at: last)))
  }

  @Test(arguments: updateFeeds)
  func `on days with more than fifty updates a daily reader still gets each once`(
    path: String
  ) throws {
    let busy = (0..<216).reduce(apiErrors) { incident, number in
      incident
        + .init(
          state: nil, time: utc("2026-11-21 00:00").advanced(by: number * 1_200), text: "News.")
    }
    let site = acme(History(incidents: [busy]))
    var reader = Reader(path: path)
    let news = try (0..<7).map {
      try reader.news(of: site, at: utc("2026-11-20 23:59").advanced(by: $0 * 86_400)).count
    }
    #expect(news == [2, 72, 72, 72, 0, 0, 0])
    let later = try reader.ids(of: site, at: utc("2026-11-26 00:00")).count
    #expect(later == (path.hasPrefix("incidents/") ? 218 : 50), "fifty, once the days are past")
  }

  @Test(arguments: historyFeeds)
  func `who polls the history for ten days gets each entry once`(path: String) throws {
    var reader = Reader(path: path)
    let news = try (0..<10).map {
      try reader.news(of: Self.tenDays, at: utc("2026-11-18 23:00").advanced(by: $0 * 86_400))
    }
    #expect(news.map(\.count) == [1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
  }

  /// Two updates and a wrong letter; it is corrected; one update; resolved; nothing.
  static let story: [(site: Site, moment: Timestamp)] = {
    let typo = acme(History(incidents: [apiErrors]))
    let corrected = Incident(
      id: apiErrors.id, title: "Higher API error rates", severity: apiErrors.severity,
      components: apiErrors.components, started: apiErrors.started,
      updates: apiErrors.updates.map {
        .init(
          state: $0.state, time: $0.time, severity: $0.severity, statusChanges: $0.statusChanges,
          nextUpdate: $0.nextUpdate, text: $0.text + " Sorry.")
      })
    let updated =
      corrected + .init(state: .monitoring, time: utc("2026-11-20 10:50"), text: "Better.")
    let resolved = updated + .init(state: .resolved, time: utc("2026-11-20 11:20"), text: "Good.")
    return [
      (typo, utc("2026-11-20 10:40")),
      (acme(History(incidents: [corrected])), utc("2026-11-20 10:45")),
      (acme(History(incidents: [updated])), utc("2026-11-20 10:55")),
      (acme(History(incidents: [resolved])), utc("2026-11-20 11:25")),
      (acme(History(incidents: [resolved])), utc("2026-11-20 12:00")),
    ]
  }()

  /// One site as it stands at the end; each day shows a part of it.
  static let tenDays = acme(
    History(
      incidents: [
        (0..<7).reduce(apiErrors) { incident, day in
          incident
            + .init(
              state: day == 6 ? .resolved : nil,
              time: utc("2026-11-20 12:00").advanced(by: day * 80_000), text: "Day \(day).")
        }
      ], maintenances: [called, upgrade],
      postmortems: [
        Postmortem(
          incident: apiErrors.id, published: CivilDate(year: 2026, month: 12, day: 30), text: "")
      ]))

  /// A client that remembers every id it saw.
  struct Reader {
    let path: String
    private var seen: Set<String> = []

    init(path: String) {
      self.path = path
    }

    /// The ids that were not there before.
    mutating func news(of site: Site, at moment: Timestamp) throws -> [String] {
      let news = try ids(of: site, at: moment).filter { !seen.contains($0) }
      seen.formUnion(news)
      return news
    }

    /// An incident's own feed is not there before the incident.
    func ids(of site: Site, at moment: Timestamp) throws -> [String] {
      let isTooEarly = path.hasPrefix("incidents/") && moment < utc("2026-11-20 10:10")
      guard !isTooEarly else { return [] }
      let text = try published(path, of: site, at: moment)
      if path.hasSuffix(".json") {
        let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        let items = try #require(json?["items"] as? [[String: Any]])
        return items.compactMap { $0["id"] as? String }
      }
      let texts = try texts(inXML: text)
      return texts["guid"] ?? Array((texts["id"] ?? []).dropFirst())
    }
  }
}
