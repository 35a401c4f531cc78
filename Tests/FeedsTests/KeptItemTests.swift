import Feeds
import Foundation
import SiteFiles
import StatusModel
import TestSupport
import Testing

/// An item, once out, keeps its words: what posts it elsewhere would post it again.
@Suite struct KeptItemTests {
  /// Every item of every feed whose item is an update, by feed and id, as it is written there.
  private func items(of site: Site, at moment: Timestamp) throws -> [String: [UInt8]] {
    var items: [String: [UInt8]] = [:]
    for file in madeFiles(by: feedPlanner(), of: site, site.snapshot(at: moment)) {
      let name = file.path.split(separator: "/").last.map(String.init) ?? ""
      let text = String(decoding: file.bytes(), as: UTF8.self)
      switch name {
      case "feed.xml":
        for item in cut(text, "<item>", "</item>") {
          items["\(file.path) \(try first(item, "<guid isPermaLink=\"true\">", "</guid>"))"] =
            Array(item.utf8)
        }
      case "atom.xml":
        for item in cut(text, "<entry>", "</entry>") {
          items["\(file.path) \(try first(item, "<id>", "</id>"))"] = Array(item.utf8)
        }
      case "feed.json":
        let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        for item in try #require(json?["items"] as? [[String: Any]]) {
          let id = try #require(item["id"] as? String)
          items["\(file.path) \(id)"] = Array(
            try JSONSerialization.data(withJSONObject: item, options: .sortedKeys))
        }
      default: break
      }
    }
    return items
  }

  private func cut(_ text: String, _ start: String, _ end: String) -> [String] {
    text.components(separatedBy: start).dropFirst().map { $0.components(separatedBy: end)[0] }
  }

  private func first(_ text: String, _ start: String, _ end: String) throws -> String {
    try #require(cut(text, start, end).first)
  }

  /// How many items of the earlier build are in the later one; each must be the same.
  private func kept(
    from one: (site: Site, moment: Timestamp), to other: (site: Site, moment: Timestamp)
  ) throws -> Int {
    let before = try items(of: one.site, at: one.moment)
    let after = try items(of: other.site, at: other.moment)
    for (id, item) in before {
      guard let later = after[id] else { continue }
      #expect(
        later == item,
        "\(id)\n\(String(decoding: item, as: UTF8.self))\n\(String(decoding: later, as: UTF8.self))"
      )
    }
    return before.keys.count { after[$0] != nil }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `in any site, whatever comes later`(seed: UInt64) throws {
    let random = RandomSite(seed: seed)
    let moments = stride(from: 0, to: random.moments.count, by: 9).map { random.moments[$0] }
    let counts = try zip(moments, moments.dropFirst()).map { one, other in
      try kept(from: (random.site, one), to: (random.site, other))
    }
    #expect(counts.contains { $0 > 0 })
  }

  struct Later: CustomTestStringConvertible {
    let testDescription: String
    let updates: [Incident.Update]
    let postmortem: Bool

    init(_ name: String, _ updates: [Incident.Update], postmortem: Bool = false) {
      testDescription = name
      self.updates = updates
      self.postmortem = postmortem
    }
  }

  @Test(arguments: [
    Later("the promise is kept", [.init(state: .monitoring, time: utc("2026-11-20 10:55"))]),
    Later("the promise is missed", [.init(state: nil, time: utc("2026-11-20 11:30"))]),
    Later("it is over", [.init(state: .resolved, time: utc("2026-11-20 11:20"))]),
    Later(
      "it was a false alarm", [.init(state: .retracted, time: utc("2026-11-20 11:20"))]),
    Later(
      "it is over, a false alarm, and told of",
      [
        .init(state: .resolved, time: utc("2026-11-20 11:20")),
        .init(state: .retracted, time: utc("2026-11-20 11:40")),
      ], postmortem: true),
    Later(
      "it comes back",
      [
        .init(state: .resolved, time: utc("2026-11-20 11:20")),
        .init(state: .investigating, time: utc("2026-11-20 11:40"), severity: "SEV1"),
      ]),
    Later(
      "it is worse, and elsewhere too",
      [
        .init(
          state: nil, time: utc("2026-11-20 10:50"), severity: "SEV1",
          statusChanges: [.init(component: "mobile", status: .majorOutage)])
      ]),
    Later("another word of the same minute", [.init(state: nil, time: utc("2026-11-20 10:35"))]),
    Later("nothing but time", []),
  ])
  func `of an incident`(later: Later) throws {
    let now = acme(History(incidents: [apiErrors]))
    let then = acme(
      History(
        incidents: [later.updates.reduce(apiErrors) { $0 + $1 }],
        postmortems: later.postmortem
          ? [
            Postmortem(
              incident: apiErrors.id, published: CivilDate(year: 2026, month: 11, day: 20),
              text: "It was a change.")
          ] : []))
    let count = try kept(
      from: (now, utc("2026-11-20 10:40")), to: (then, utc("2026-11-20 12:00")))
    // Two items in three feeds of the site, three of each component, and one of the incident.
    #expect(count == 2 * (3 + 3 + 3 + 1))
  }

  /// The ids of a maintenance's items, newest first, and their titles.
  private func told(
    _ updates: [Maintenance.Update], isAutomatic: Bool = true, at moment: String
  ) throws -> [String] {
    let maintenance = Maintenance(
      id: "upgrade", title: "Upgrade", components: ["api"],
      window: utc("2026-12-01 02:00")..<utc("2026-12-01 04:00"), isAutomatic: isAutomatic,
      updates: updates)
    let feed = try published(
      "feed.json", of: acme(History(maintenances: [maintenance])), at: utc(moment))
    let json = try JSONSerialization.jsonObject(with: Data(feed.utf8)) as? [String: Any]
    let items = try #require(json?["items"] as? [[String: Any]])
    return try items.map { item in
      let id = try #require(item["id"] as? String)
      let title = try #require(item["title"] as? String)
      let date = try #require(item["date_published"] as? String)
      #expect(id.contains(date.replacing(":", with: "-")))
      return "\(id.split(separator: "#")[1]) \(title.split(separator: "]")[0].dropFirst())"
    }
  }

  private static let plan = Maintenance.Update(state: .scheduled, time: utc("2026-11-24 09:00"))
  private static let announced = "2026-11-24T09-00-00Z Scheduled"
  private static let began = "2026-12-01T02-00-00Z-in-progress In progress"
  private static let ended = "2026-12-01T04-00-00Z-completed Completed"

  struct ByClock: CustomTestStringConvertible {
    let testDescription: String
    let updates: [Maintenance.Update]
    let isAutomatic: Bool
    let moment: String
    let items: [String]

    init(
      _ name: String, _ updates: [Maintenance.Update] = [plan], isAutomatic: Bool = true,
      at moment: String, _ items: [String]
    ) {
      testDescription = name
      self.updates = updates
      self.isAutomatic = isAutomatic
      self.moment = moment
      self.items = items
    }
  }

  @Test(arguments: [
    ByClock("before", at: "2026-12-01 01:59", [announced]),
    ByClock("at its start", at: "2026-12-01 02:00", [began, announced]),
    ByClock("at its end", at: "2026-12-01 04:00", [ended, began, announced]),
    ByClock("by hand", isAutomatic: false, at: "2026-12-02 00:00", [announced]),
    ByClock(
      "done early", [plan, .init(state: .completed, time: utc("2026-12-01 03:00"))],
      at: "2026-12-02 00:00", ["2026-12-01T03-00-00Z Completed", began, announced]),
    ByClock(
      "begun early, by hand", [plan, .init(state: .inProgress, time: utc("2026-12-01 01:30"))],
      at: "2026-12-02 00:00", [ended, "2026-12-01T01-30-00Z In progress", announced]),
    ByClock(
      "told at the very start and end",
      [
        plan, .init(state: .inProgress, time: utc("2026-12-01 02:00")),
        .init(state: .completed, time: utc("2026-12-01 04:00")),
      ],
      at: "2026-12-02 00:00",
      ["2026-12-01T04-00-00Z Completed", "2026-12-01T02-00-00Z In progress", announced]),
    ByClock(
      "a word without a state at the very start",
      [plan, .init(state: nil, time: utc("2026-12-01 02:00"))],
      at: "2026-12-01 03:00", ["2026-12-01T02-00-00Z Update", began, announced]),
    ByClock(
      "cancelled before", [plan, .init(state: .cancelled, time: utc("2026-11-30 12:00"))],
      at: "2026-12-02 00:00", ["2026-11-30T12-00-00Z Cancelled", announced]),
    ByClock(
      "cancelled in the middle", [plan, .init(state: .cancelled, time: utc("2026-12-01 02:40"))],
      at: "2026-12-02 00:00", ["2026-12-01T02-40-00Z Cancelled", began, announced]),
    ByClock(
      "running on", [plan, .init(state: .inProgress, time: utc("2026-12-01 04:10"))],
      at: "2026-12-02 00:00", ["2026-12-01T04-10-00Z In progress", ended, began, announced]),
    ByClock(
      "announced when it had begun", [.init(state: .scheduled, time: utc("2026-12-01 03:00"))],
      at: "2026-12-01 03:00",
      ["2026-12-01T03-00-00Z-in-progress In progress", "2026-12-01T03-00-00Z Scheduled"]),
  ])
  func `what the clock does to a maintenance is an item once`(_ course: ByClock) throws {
    #expect(
      try told(course.updates, isAutomatic: course.isAutomatic, at: course.moment)
        == course.items)
  }

  @Test func `what the clock did says so in words, and which components it concerns`() throws {
    let feed = try published(
      "components/api/feed.json", of: acme(History(maintenances: [upgrade])),
      at: utc("2026-12-01 04:00"))
    let page = "https://status.acme.example/maintenance/2026-12-01-db-upgrade/"
    #expect(
      feed.contains(
        compact(
          #"""
          {"id":"\#(page)#2026-12-01T04-00-00Z-completed",
          "url":"\#(page)#2026-12-01T04-00-00Z-completed",
          "title":"[Completed] Database upgrade",
          "content_html":"\u003cp\u003eEnded as planned. Public API: operational.\u003c/p\u003e\n",
          "content_text":"Ended as planned. Public API: operational.",
          "date_published":"2026-12-01T04:00:00Z","tags":["Public API"],
          "_allclear":{"incident":"2026-12-01-db-upgrade","kind":"maintenance",
          "state":"completed","severity":null,
          "components":[{"id":"api","name":"Public API","status":"operational"}],
          "next_update_at":null}}
          """#)))
  }

  @Test func `the page of a maintenance has every address of its items`() throws {
    let site = acme(History(maintenances: [upgrade]))
    let maintenance = try #require(site.snapshot(at: utc("2026-12-02 00:00")).maintenances.first)
    #expect(
      maintenance.clockMoves.map(\.anchor) == [
        "2026-12-01T02-00-00Z-in-progress", "2026-12-01T04-00-00Z-completed",
      ])
  }
}
