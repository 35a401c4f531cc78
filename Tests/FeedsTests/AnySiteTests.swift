import Feeds
import Foundation
import SiteFiles
import StatusModel
import TestSupport
import Testing

@Suite struct AnySiteTests {
  @Test(arguments: 0..<30 as Range<UInt64>)
  func `a strict client reads every site at every moment`(seed: UInt64) throws {
    let random = RandomSite(seed: seed)
    for moment in random.moments.shuffled(seed).prefix(3) {
      let summary = try read(
        "api/v2/summary.json", as: StrictSummary.self, of: random.site, at: moment)
      let all = try read(
        "api/v2/incidents.json", as: StrictIncidents.self, of: random.site, at: moment)
      let open = try read(
        "api/v2/incidents/unresolved.json", as: StrictIncidents.self, of: random.site, at: moment)
      let planned = try read(
        "api/v2/scheduled-maintenances.json", as: StrictMaintenances.self, of: random.site,
        at: moment)
      try check(all.incidents, words: ["investigating", "identified", "monitoring", "resolved"])
      try check(
        planned.scheduledMaintenances,
        words: ["scheduled", "in_progress", "verifying", "completed"])
      #expect(all.incidents.allSatisfy { $0.status == $0.updates.first?.status })
      #expect(summary.incidents.map(\.id) == open.incidents.map(\.id))
      #expect(
        open.incidents.map(\.id)
          == all.incidents.filter { $0.resolvedAt == nil }.map(\.id))
      #expect(
        summary.scheduledMaintenances.map(\.id)
          == planned.scheduledMaintenances.filter { $0.status != "completed" }.map(\.id))
      let rows = Dictionary(grouping: summary.components, by: \.id)
      #expect(rows.values.allSatisfy { $0.count == 1 })
      #expect(summary.components.allSatisfy { row in row.groupId.map { rows[$0] != nil } ?? true })
    }
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `the feeds of any site agree, newest first, each item once`(seed: UInt64) throws {
    let random = RandomSite(seed: seed, shape: .long)
    for moment in random.moments.shuffled(seed).prefix(2) {
      let rss = try texts(inXML: published("feed.xml", of: random.site, at: moment))
      let data = Data(try published("feed.json", of: random.site, at: moment).utf8)
      let feed = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      let items = try #require(feed["items"] as? [[String: Any]])
      let dates = items.compactMap { $0["date_published"] as? String }
      let ids = items.compactMap { $0["id"] as? String }
      let recent = moment.advanced(by: -2 * 86_400).iso8601
      #expect(dates.dropFirst(50).allSatisfy { $0 >= recent })
      #expect(dates == dates.sorted().reversed() && dates.count == items.count)
      #expect(dates.allSatisfy { $0 <= moment.iso8601 })
      #expect(Set(ids).count == items.count)
      #expect((rss["guid"] ?? []) == ids)
      #expect((rss["title"] ?? []).dropFirst() == items.compactMap { $0["title"] as? String }[...])
      let atom = try texts(inXML: published("atom.xml", of: random.site, at: moment))
      #expect((atom["id"] ?? []).dropFirst() == ids[...])
      #expect((atom["published"] ?? []) == dates)
      #expect(dates.isEmpty || atom["updated"] == [dates[0]] + dates)
    }
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `a component's feed is what names it of the whole, in the same order`(seed: UInt64) throws {
    let random = RandomSite(seed: seed)
    let moment = try #require(random.moments.last)
    let snapshot = random.site.snapshot(at: moment)
    let all = try texts(inXML: published("feed.xml", of: random.site, at: moment))["guid"] ?? []
    #expect(all.count < 50)
    for (index, component) in snapshot.components.enumerated() {
      let naming =
        snapshot.incidents.filter { $0.effects.contains { $0.component == index } }.map(\.id)
        + snapshot.maintenances.filter { $0.components.contains(index) }.map(\.id)
      let feed = try texts(
        inXML: published(
          "components/\(component.component.id)/feed.xml", of: random.site, at: moment))
      #expect(
        (feed["guid"] ?? []) == all.filter { guid in naming.contains { guid.contains("/\($0)/") } })
    }
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `every event of a calendar lasts, and was changed before the build`(seed: UInt64) throws {
    let random = RandomSite(seed: seed)
    for moment in random.moments.shuffled(seed).prefix(3) {
      let text = try published("maintenance.ics", of: random.site, at: moment)
      let lines = try #require(calendarLines(text))
      let events = lines.split(separator: "BEGIN:VEVENT").dropFirst().map { Array($0) }
      let maintenances = random.site.snapshot(at: moment).maintenances
      let known = maintenances.count { $0.window.end != nil }
      let now = moment.iso8601.filter { $0 != "-" && $0 != ":" }
      let changes = calendarValues(of: "DTSTAMP", in: lines)
      for event in events {
        let start = try #require(calendarValues(of: "DTSTART", in: event).first)
        #expect(calendarValues(of: "DTEND", in: event).allSatisfy { start < $0 })
      }
      #expect(calendarValues(of: "DTEND", in: lines).count >= known)
      #expect(changes.allSatisfy { $0 <= now })
      #expect(changes.count == maintenances.count)
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `two builds of one site at one moment are equal, byte for byte`(seed: UInt64) throws {
    let random = RandomSite(seed: seed)
    let moment = try #require(random.moments.last)
    let files = madeFiles(by: feedPlanner(), of: random.site, random.site.snapshot(at: moment))
    let again = madeFiles(
      by: feedPlanner(), of: RandomSite(seed: seed).site, random.site.snapshot(at: moment))
    #expect(files.map(\.path) == again.map(\.path))
    #expect(Set(files.map(\.path)).count == files.count)
    for (one, other) in zip(files, again) {
      #expect(one.bytes() == other.bytes(), "\(one.path)")
      #expect(one.bytes() == one.bytes(), "\(one.path)")
    }
  }

  /// What holds for a list of incidents and of maintenances alike.
  private func check(_ entries: [StrictIncident], words: Set<String>) throws {
    let form = ISO8601DateFormatter()
    form.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    func times(_ texts: [String]) throws -> [Date] {
      try texts.map { try #require(form.date(from: $0)) }
    }
    let created = try times(entries.map(\.createdAt))
    #expect(created == created.sorted(by: >))
    for entry in entries {
      let told = try times(entry.updates.map(\.displayAt))
      #expect(told == told.sorted(by: >) && !told.isEmpty)
      #expect(words.union(["postmortem"]).isSuperset(of: [entry.status]))
      #expect(words.union(["postmortem"]).isSuperset(of: entry.updates.map(\.status)))
      #expect(Set(entry.updates.map(\.id)).count == entry.updates.count)
    }
  }
}

extension Array {
  /// In an order that a seed fixes.
  fileprivate func shuffled(_ seed: UInt64) -> [Element] {
    var random = SeededGenerator(seed: seed)
    return shuffled(using: &random)
  }
}
