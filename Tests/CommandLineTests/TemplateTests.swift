import Foundation
import Testing

/// The starter site, against values that a person worked out from the rules.
struct TemplateTests {
  /// A line of `site-template-by-hand.txt`.
  private struct Held: Hashable {
    let component: String
    let date: String
    let status: String
    let seconds: Int
  }

  @Test func `every second of the starter's ninety days is as worked out by hand`() throws {
    let built = try builtTemplate()
    let uptime = try JSONDecoder().decode(
      UptimeFile.self, from: try #require(built["api/uptime.json"]))
    let derived = uptime.components.flatMap { component in
      component.days.flatMap { day in
        day.seconds.filter { $0.value > 0 }.map {
          Held(component: component.id, date: day.date, status: $0.key, seconds: $0.value)
        }
      }
    }
    #expect(Set(derived) == Set(try heldByHand()))
    #expect(
      Dictionary(uniqueKeysWithValues: uptime.components.map { ($0.id, $0.uptime) }) == [
        "api": 99.93, "labels": 99.91, "pickups": 99.95, "tracking": 99.97, "webhooks": 100,
        "dashboard": 99.95, "billing": 100, "sandbox": 99.98,
      ])
  }

  @Test func `the starter shows an open incident, breadth and a promise`() throws {
    let built = try builtTemplate()
    let file = try #require(built["api/v2/summary.json"])
    let summary = try #require(JSONSerialization.jsonObject(with: file) as? [String: Any])
    #expect(
      summary["status"] as? [String: String]
        == ["indicator": "minor", "description": "Minor Service Outage"])
    #expect(summary["_breadth"] as? [String: Int] == ["affected": 3, "total": 8])
    let incidents = try #require(summary["incidents"] as? [[String: Any]])
    #expect(incidents.map { $0["id"] as? String } == ["2026-11-20-late-tracking"])
    #expect(incidents.first?["_next_update_at"] as? String == "2026-11-20T13:15:00.000+01:00")
    let rows = try #require(summary["components"] as? [[String: Any]])
    let statuses = rows.filter { $0["group"] as? Bool == false }
      .map { "\($0["id"] ?? "") \($0["status"] ?? "")" }
    #expect(
      Set(statuses) == [
        "api operational", "labels operational", "pickups operational", "tracking partial_outage",
        "webhooks degraded_performance", "dashboard operational", "billing under_maintenance",
        "sandbox operational",
      ])
  }

  @Test func `every feed that a page names is there, and every feed is named by its page`() throws {
    let built = try builtTemplate()
    var named: Set<String> = []
    for (path, bytes) in built where path.hasSuffix("index.html") {
      let folder = path.dropLast("index.html".count)
      let page = String(decoding: bytes, as: UTF8.self)
      let links = page.matches(of: /<link rel="alternate" [^>]*href="([^"]+)">/)
      named.formUnion(links.map { target(of: String($0.output.1), in: String(folder)) })
    }
    let names = ["feed.xml", "atom.xml", "feed.json", "maintenance.ics"]
    let written = built.keys.filter { path in
      path != "maintenance.ics" && names.contains { path.split(separator: "/").last ?? "" == $0 }
    }
    #expect(written.count > 3 + 8 * 4)
    #expect(named == Set(written))
  }

  @Test func `the starter has nothing that check complains about`() throws {
    let run = try Program.run(
      ["check", "--strict", "--site", projectFolder + "/site-template"], environment: atTheDemo)
    #expect(run.errors == "")
    #expect(run.status == 0)
  }

  private func builtTemplate() throws -> [String: Data] {
    let output = try TemporaryFolder()
    let run = try Program.run([
      "build", "--site", projectFolder + "/site-template", "--output", output.path + "/public",
      "--as-of", "2026-11-20T11:50:00Z",
    ])
    #expect(run.status == 0, "\(run.errors)")
    return try tree(output.path + "/public")
  }

  /// The path in the output that a page's relative link leads to.
  private func target(of link: String, in folder: String) -> String {
    link.split(separator: "/").reduce(into: folder.split(separator: "/")) { path, step in
      if step == ".." { path.removeLast() } else { path.append(step) }
    }.joined(separator: "/")
  }

  private func heldByHand() throws -> [Held] {
    let file = projectFolder + "/Tests/CommandLineTests/site-template-by-hand.txt"
    return try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { line in
        let parts = line.split(separator: " ").map(String.init)
        return Held(
          component: parts[0], date: parts[1], status: parts[2],
          seconds: try #require(Int(parts[3])))
      }
  }
}

/// `api/uptime.json`.
private struct UptimeFile: Decodable {
  struct Component: Decodable {
    let id: String
    let uptime: Double?
    let days: [Day]
  }

  struct Day: Decodable {
    let date: String
    let seconds: [String: Int]
  }

  let components: [Component]
}
