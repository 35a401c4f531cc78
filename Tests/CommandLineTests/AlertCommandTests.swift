import Foundation
import Testing

private let mark = "# alertmanager: {}:{alertname=\"Err\"}"

private func jsonText(_ text: String) throws -> String {
  String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
}

/// A group with one alert for each pair of a start and an end; one without an end fires.
private func payload(
  _ spans: [(start: String, end: String?)], saying summary: String = "High error rate",
  key: String = "{}:{alertname=\"Err\"}", truncated: Int = 0
) throws -> String {
  let alerts = try spans.enumerated().map { number, span in
    """
    {"status": "\(span.end == nil ? "firing" : "resolved")",
     "labels": {"alertname": "Err", "instance": "i\(number)"},
     "annotations": {"summary": \(try jsonText(summary)), "description": \(try jsonText(summary))},
     "startsAt": "2026-11-20T\(span.start):00.123456789Z",
     "endsAt": "\(span.end.map { "2026-11-20T\($0):00Z" } ?? "0001-01-01T00:00:00Z")"}
    """
  }
  let status = spans.contains { $0.end == nil } ? "firing" : "resolved"
  return """
    {"version": "4", "groupKey": \(try jsonText(key)), "status": "\(status)",
     "truncatedAlerts": \(truncated), "alerts": [\(alerts.joined(separator: ","))]}
    """
}

/// `incident draft`: no payload of a known sender is ever lost.
struct AlertCommandTests {
  private func site(_ settings: String = "") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(["status.yml": smallSite[0].value + "\n" + settings])
    return folder
  }

  /// - Parameter clock: on 20 November 2026.
  private func send(_ json: String, to folder: TemporaryFolder, at clock: String = "15:00") throws
    -> Run
  {
    let input = try TemporaryFolder()
    try input.write(["alert.json": json])
    return try Program.run(
      ["incident", "draft", "--from", "alertmanager", input.path + "/alert.json"], in: folder.path,
      environment: environment(clock))
  }

  private func environment(_ clock: String) -> [String: String] {
    let parts = clock.split(separator: ":").compactMap { Int($0) }
    return ["SOURCE_DATE_EPOCH": "\(1_795_132_800 + parts[0] * 3_600 + parts[1] * 60)"]
  }

  private func drafts(in folder: TemporaryFolder) throws -> [String: String] {
    try tree(folder.path).filter { $0.key.hasPrefix("incidents/") }
      .mapValues { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    String(repeating: "x", count: 119) + " and more", String(repeating: "ab ", count: 60),
    String(repeating: "e\u{301}", count: 130), String(repeating: "👩‍👩‍👧‍👦", count: 125),
    "- API: down", "---", "# 5", "\"quoted\"", "'single'", "a: b", "a #b", "*.acme.example",
    "[EU] API",
    "{x}", "&anchor", "!tag", "%", "@api", "`x`", "> y", "| z", "null", "true", "~", "2026-11-20",
    "", " ", "\n\n", "one\r\ntwo\nthree", "\u{0}\u{1}\u{7F}", "a\u{202E}b", "\u{FEFF}a\u{200B}",
    "a\u{85}b\u{2028}c", "## Resolved - 2026-11-20 10:00 UTC\n\n---\n",
    "---\ndraft: false\n---\n\n## Resolved - 2026-11-20 11:00 UTC",
    "<<<<<<< HEAD\n=======\n>>>>>>> x",
    "<script>alert(1)</script>", "<!-- never closed", "![x](javascript:x)", "10.1.2.7 is down",
    "password=hunter2hunter2 AKIAIOSFODNN7EXAMPLE", "kestrel is down", "日本語のエラー", "\u{FFFD}",
    String(repeating: "\u{300}", count: 4_000), String(repeating: "long ", count: 20_000),
  ])
  func `whatever an alert says, it becomes a draft that can be published`(summary: String) throws {
    let folder = try site("never_publish: [kestrel]\n")
    let json = try payload([("10:30", nil)], saying: summary)
    let run = try send(json, to: folder)
    #expect(run.status == 0, "\(run.errors)")
    let written = try drafts(in: folder)
    let (path, text) = try #require(written.first)
    #expect(written.count == 1)
    #expect(text.contains("\nstarted: 2026-11-20 10:30 UTC\n"))
    #expect(text.contains("\ndraft: true\n\(mark)\n"))
    #expect(try send(json, to: folder).output.hasSuffix(" says this already.\n"))
    #expect(try drafts(in: folder) == written)
    for text in [text, text.replacing("draft: true\n", with: "")] {
      try folder.write(Data(text.utf8), to: path)
      let check = try Program.run(["check"], in: folder.path, environment: environment("15:00"))
      #expect(check.status == 0, "\(check.errors)")
      #expect(check.output == "2 files read: nothing stops a build\n")
    }
    #expect(
      try Program.run(["build"], in: folder.path, environment: environment("15:00")).status == 0)
  }

  @Test func `hundreds of alerts, and those left out, are counted`() throws {
    let folder = try site()
    let spans = (0..<300).map { _ in (start: "10:30", end: String?.none) }
    let run = try send(try payload(spans, truncated: 12), to: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors == "note: Alertmanager left out 12 alerts of this group\n")
    let text = try #require(try drafts(in: folder).values.first)
    #expect(
      text.contains("\n# alert: and 280 more\n# alert: and 12 more that Alertmanager left out\n"))
  }

  @Test func `what fires again begins a new draft, and the first span stays`() throws {
    let folder = try site()
    _ = try send(try payload([("10:00", nil)]), to: folder, at: "10:01")
    _ = try send(try payload([("10:00", "10:20")]), to: folder, at: "10:21")
    let first = try drafts(in: folder)
    let again = try payload([("14:00", nil)])
    #expect(try send(again, to: folder, at: "14:01").status == 0)
    let both = try drafts(in: folder)
    #expect(both.count == 2)
    #expect(both["incidents/2026-11-20-high-error-rate.md"] == first.values.first)
    #expect(
      both["incidents/2026-11-20-high-error-rate.md"]?.contains(
        "\n# alert: resolved, began 2026-11-20 10:00 UTC, over since 2026-11-20 10:20 UTC: ")
        == true)
    let second = try #require(both["incidents/2026-11-20-high-error-rate-2.md"])
    #expect(second.contains("\nstarted: 2026-11-20 14:00 UTC\n"))
    #expect(second.contains("\n# alert: firing, began 2026-11-20 14:00 UTC: "))
    // Whatever comes once more, or late, changes nothing.
    #expect(try send(again, to: folder).status == 0)
    #expect(try send(try payload([("10:00", nil)]), to: folder).status == 0)
    #expect(try send(try payload([("10:00", "10:20")]), to: folder).status == 0)
    #expect(try drafts(in: folder) == both)
    // The end goes to the draft of its span.
    _ = try send(try payload([("14:00", "14:30")]), to: folder)
    let after = try drafts(in: folder)
    #expect(after["incidents/2026-11-20-high-error-rate.md"] == first.values.first)
    #expect(
      after["incidents/2026-11-20-high-error-rate-2.md"]?.contains(
        "over since 2026-11-20 14:30 UTC: ") == true)
  }

  @Test func `what fires again without a word of its end ends before that`() throws {
    let folder = try site()
    _ = try send(try payload([("10:00", nil)]), to: folder, at: "10:01")
    let again = try payload([("14:00", nil)])
    _ = try send(again, to: folder, at: "14:01")
    let both = try drafts(in: folder)
    #expect(both.count == 2)
    #expect(
      both["incidents/2026-11-20-high-error-rate.md"]?.contains(
        """
        # alert: RESOLVED: every alert of this group is over; publish only what customers noticed
        # alert: resolved, began 2026-11-20 10:00 UTC, over before 2026-11-20 14:00 UTC: alertname=Err, instance=i0

        """) == true)
    _ = try send(again, to: folder, at: "14:02")
    #expect(try drafts(in: folder) == both)
  }

  @Test func `an alert that joins while others fire belongs to the same outage`() throws {
    let folder = try site()
    _ = try send(try payload([("10:00", nil)]), to: folder, at: "10:01")
    _ = try send(try payload([("10:00", nil), ("10:20", nil)]), to: folder, at: "10:21")
    _ = try send(try payload([("10:00", "10:30"), ("10:20", nil)]), to: folder, at: "10:31")
    #expect(try drafts(in: folder).count == 1)
    #expect(
      try drafts(in: folder).values.first?.contains("\nstarted: 2026-11-20 10:00 UTC\n") == true)
  }

  @Test func `two keys that are cut alike stay two drafts`() throws {
    let folder = try site()
    let long = String(repeating: "k", count: 1_200)
    for key in [long + "a", long + "b", "one\ntwo", "one two"] {
      #expect(try send(try payload([("10:00", nil)], key: key), to: folder).status == 0)
    }
    #expect(try drafts(in: folder).count == 4)
  }

  @Test func `an alert that begins after the end of an incident is not hidden by one that goes on`()
    throws
  {
    let folder = try site()
    _ = try send(try payload([("10:00", nil)]), to: folder, at: "10:01")
    let path = "incidents/2026-11-20-high-error-rate.md"
    let text = try folder.text(path).replacing("draft: true\n", with: "")
    try folder.write([
      path: text + "\n## Resolved - 2026-11-20 10:40 UTC\n\nAll is well. No data was lost.\n"
    ])
    let more = try payload([("10:00", nil), ("12:00", nil)])
    #expect(try send(more, to: folder, at: "12:01").status == 0)
    let second = try #require(try drafts(in: folder)["incidents/2026-11-20-high-error-rate-2.md"])
    #expect(second.contains("\nstarted: 2026-11-20 12:00 UTC\n"))
    #expect(try send(more, to: folder, at: "12:02").output.hasSuffix("says this already.\n"))
  }

  @Test func `due shows a draft whose alerts are over as over`() throws {
    let folder = try site()
    _ = try send(try payload([("10:00", nil)]), to: folder, at: "10:01")
    let late = try Program.run(["due"], in: folder.path, environment: environment("14:00"))
    #expect(late.status == 1)
    #expect(late.output.hasPrefix("Overdue\n  first update  "))
    _ = try send(try payload([("10:00", "10:20")]), to: folder, at: "10:21")
    let due = try Program.run(["due"], in: folder.path, environment: environment("14:00"))
    #expect(
      due
        == Run(
          status: 0,
          output: """
            Drafts of alerts that are over: publish or delete them
              draft  over since 10:20 UTC  nobody  SEV3
                  High error rate
                  2026-11-20-high-error-rate

            Nothing is overdue at 14:00 UTC.

            """, errors: ""))
    let json = try Program.run(
      ["due", "--json"], in: folder.path, environment: environment("14:00"))
    #expect(json.status == 0)
    #expect(json.output.contains("\"kind\":\"draft_over\",\"overdue\":false,"))
  }

  @Test(arguments: ["{", "[]", "{\"version\": \"4\"}", "\u{0}"])
  func `what cannot be used is kept when it came over a pipe`(json: String) throws {
    let folder = try site()
    try folder.write(["in.json": json])
    let run = try Program.shell(
      "$allclear incident draft --from alertmanager - <in.json", in: folder.path,
      environment: environment("15:00"))
    #expect(run.status == 64)
    let names = try tree(folder.path + "/.unsent").keys.filter { $0.hasSuffix(".md") }
    let place = "\(folder.path)/.unsent/\(try #require(names.first))"
    #expect(
      run.errors.hasSuffix(
        "The alert is kept in \(place)\n  hint: to use it, run "
          + "`allclear incident draft --from alertmanager \(place)`\n"), "\(run.errors)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: place)) == Data(json.utf8))
  }

  @Test func `an alert in a site with broken files becomes a draft all the same`() throws {
    let folder = try site("alerts:\n  - {match: {a: b}, component: nope}\n")
    try folder.write(["incidents/broken.md": "\(mark)\nno front matter"])
    #expect(try send(try payload([("10:00", nil)]), to: folder).status == 0)
    #expect(try drafts(in: folder).count == 2)
  }
}
