import SiteFiles
import SiteRendering
import StatusModel
import TestSupport
import Testing

/// The calendar of a month's page, and the strip of days in the list of months.
struct MonthCalendarTests {
  @Test func `each day shows its worst and leads to what began, else to what went on`() throws {
    let lines = try shown(exampleSite(), on: november, by: "month", template: calendar)
    let sync = "../../incidents/2026-11-10-sync/index.html"
    #expect(
      lines == [
        "Mon Tue Wed Thu Fri Sat Sun ",
        "[][][][][][][1]",
        "[2][3][4][5 none False alarm #2026-11-05][6][7][8]",
        "[9][10 slow Minor #2026-11-10][11 slow Minor \(sync)][12 slow Minor \(sync)]"
          + "[13 slow Minor \(sync)][14][15]",
        "[16][17][18][19][20* down Critical #2026-11-20][21-][22-]",
        "[23-][24-][25-][26-][27-][28-][29-]",
        "[30-][][][][][][]",
      ])
  }

  @Test func `the list of a month stands by day, the newest day and entry first`() throws {
    let lines = try shown(
      exampleSite(), on: november, by: "month",
      template: "{{#days}}{{id}} {{{day}}}:{{#entries}} [{{title}}]{{/entries}}\n{{/days}}")
    func day(_ date: String, _ words: String) -> String {
      "\(date) <time datetime=\"\(date)\">\(words)</time>:"
    }
    #expect(
      lines == [
        day("2026-11-20", "Friday, 20 November 2026")
          + " [New push servers] [Elevated API error rates]",
        day("2026-11-10", "Tuesday, 10 November 2026") + " [Mobile sync is slow]",
        day("2026-11-05", "Thursday, 5 November 2026") + " [Dashboard unreachable]",
      ])
  }

  @Test(arguments: [
    ("en-GB", "Mon Tue Wed Thu Fri Sat Sun ", 5), ("en-US", "Sun Mon Tue Wed Thu Fri Sat ", 5),
    ("de-DE", "Mo Di Mi Do Fr Sa So ", 5), ("ja-JP", "日 月 火 水 木 金 土 ", 5),
  ])
  func `the week begins and is named as the language has it`(
    locale: String, head: String, weeks: Int
  ) throws {
    let lines = try shown(
      site(from: day(2026, 7, 4), to: day(2026, 7, 4)), on: "history/2026-07/index.html",
      by: "month", template: calendar, theme: [words(locale)])
    #expect(lines.first == head)
    #expect(lines.count == weeks + 1)
  }

  /// The number of weeks follows from the first weekday of the month and from its length.
  @Test(arguments: [
    (2021, 2, 0, 4), (2024, 2, 3, 5), (2026, 8, 5, 6), (2000, 2, 1, 5), (1999, 12, 2, 5),
  ])
  func `a month has the weeks that it has`(
    year: Int, month: Int, before: Int, weeks: Int
  ) throws {
    let start = try #require(CivilDate(year: year, month: month, day: 1))
    let lines = try shown(
      site(from: start, to: start), on: "history/\(start.iso8601Month)/index.html",
      by: "month", template: "{{#weeks}}{{#dates}}{{date}},{{/dates}}\n{{/weeks}}")
    #expect(lines.count == weeks)
    #expect(lines.allSatisfy { $0.count { $0 == "," } == 7 })
    #expect(lines.first?.prefix { $0 == "," }.count == before)
    let days = lines.joined().split(separator: ",").map(String.init)
    #expect(days == (1...CivilDate.length(ofMonth: month, year: year)).map(String.init))
  }

  @Test func `numbers are in the digits of the language`() throws {
    let lines = try shown(
      site(from: day(2026, 7, 4), to: day(2026, 7, 4)), on: "history/2026-07/index.html",
      by: "month", template: "{{#weeks}}{{#dates}}{{date}} {{/dates}}{{/weeks}}",
      theme: [words("ar-EG")])
    #expect(lines.first?.contains("٤ ٥ ٦") == true)
  }

  @Test func `what ends at midnight does not mark the day that begins then`() throws {
    let strip = try shown(
      site(from: day(2026, 9, 29), to: day(2026, 10, 2)), on: "history/index.html", by: "history",
      template: "{{#years}}{{#months}}{{{bars}}}\n{{/months}}{{/years}}")
    // The first of October, then of September the last two days.
    #expect(
      strip == [
        "<svg class=\"bars\" viewBox=\"0 0 154 40\" preserveAspectRatio=\"none\" "
          + "aria-hidden=\"true\"><path class=\"o\" d=\"M5 26h149\"/>"
          + "<path class=\"m\" d=\"M2 40V0\"/></svg>",
        "<svg class=\"bars\" viewBox=\"0 0 149 40\" preserveAspectRatio=\"none\" "
          + "aria-hidden=\"true\"><path class=\"o\" d=\"M0 26h139\"/>"
          + "<path class=\"m\" d=\"M142 40V0M147 40V0\"/></svg>",
      ])
    let marked = try shown(
      site(from: day(2026, 11, 8), to: day(2026, 11, 10)), on: november, by: "month",
      template: "{{#weeks}}{{#dates}}{{#link}}{{date}} {{/link}}{{/dates}}{{/weeks}}")
    #expect(marked == ["8 9 "])
  }

  @Test func `what is open at midnight marks the day that begins`() throws {
    let midnight = Timestamp(seconds: day(2026, 11, 21).daysSinceEpoch * 86_400)
    let marked = try shown(
      exampleSite(), at: midnight, on: november, by: "month",
      template: "{{#weeks}}{{#dates}}{{#is_today}}{{date}} {{look}} {{link}}{{/is_today}}"
        + "{{/dates}}{{/weeks}}")
    #expect(marked == ["21 part ../../incidents/2026-11-20-api-errors/index.html"])
  }

  @Test func `a day has the worst level of an incident that is over, and none while it is closed`()
    throws
  {
    let noon = Timestamp(seconds: day(2026, 11, 2).daysSinceEpoch * 86_400 + 43_200)
    func update(
      _ days: Int, _ state: Incident.State?, _ severity: Severity.ID? = nil
    ) -> Incident.Update {
      Incident.Update(
        state: state, time: noon.advanced(by: days * 86_400), severity: severity,
        text: "It goes on.")
    }
    let incident = Incident(
      id: "long", title: "Long", severity: "SEV1", components: [],
      updates: [
        update(0, .investigating), update(2, nil, "SEV3"), update(3, .resolved),
        update(7, .investigating, "SEV2"), update(8, .resolved),
      ])
    let site = Site(
      settings: exampleSite().settings, catalog: exampleSite().catalog,
      history: History(incidents: [incident]))
    let marked = try shown(
      site, on: november, by: "month",
      template: "{{#weeks}}{{#dates}}{{#link}}[{{date}} {{look}} {{label}}]{{/link}}{{/dates}}"
        + "{{/weeks}}")
    #expect(
      marked == [
        "[2 down Critical][3 down Critical][4 down Critical][5 down Critical]"
          + "[9 down Critical][10 down Critical]"
      ])
    let open = try shown(
      site, at: noon.advanced(by: 7 * 86_400), on: november, by: "month",
      template: "{{#weeks}}{{#dates}}{{#link}}[{{date}} {{look}} {{label}}]{{/link}}{{/dates}}"
        + "{{/weeks}}")
    #expect(
      open == [
        "[2 down Critical][3 down Critical][4 down Critical][5 slow Minor][9 part Major]"
      ])
  }

  @Test func `what is told only when it is over marks the days that it lasted`() throws {
    let end = Timestamp(seconds: day(2026, 11, 4).daysSinceEpoch * 86_400 + 3_600)
    let incident = Incident(
      id: "late", title: "Late", severity: "SEV2", components: [],
      started: end.advanced(by: -86_400),
      updates: [.init(state: .resolved, time: end, text: "It is over, and nothing was lost.")])
    let site = Site(
      settings: exampleSite().settings, catalog: exampleSite().catalog,
      history: History(incidents: [incident]))
    let marked = try shown(
      site, on: november, by: "month",
      template: "{{#weeks}}{{#dates}}{{#link}}[{{date}} {{look}}]{{/link}}{{/dates}}{{/weeks}}")
    #expect(marked == ["[3 part][4 part]"])
  }

  @Test func `the strip of a month leaves the days blank that have not come`() throws {
    let strip = try shown(
      exampleSite(), on: "history/index.html", by: "history",
      template: "{{#years}}{{#months}}{{name}}: {{{bars}}}\n{{/months}}{{/years}}")
    #expect(
      strip == [
        "November 2026: <svg class=\"bars\" viewBox=\"0 0 149 40\" preserveAspectRatio=\"none\" "
          + "aria-hidden=\"true\"><path class=\"n\" d=\"M100 26h49\"/>"
          + "<path class=\"o\" d=\"M0 26h44M65 26h29\"/>"
          + "<path class=\"d\" d=\"M47 40V8M52 40V8M57 40V8M62 40V8\"/>"
          + "<path class=\"m\" d=\"M97 40V0\"/></svg>"
      ])
  }

  @Test
  func `a maintenance marks the days on which it is under way, and the day it is planned for`()
    throws
  {
    let template =
      "{{#weeks}}{{#dates}}{{#link}}[{{date}} {{look}} {{label}}]{{/link}}{{/dates}}"
      + "{{/weeks}}"
    let work = Maintenance(
      id: "work", title: "Work", components: ["api"],
      window: friday.advanced(by: 86_400)..<friday.advanced(by: 3 * 86_400),
      updates: [.init(state: .scheduled, time: friday.advanced(by: -86_400), text: "Soon.")])
    let site = Site(
      settings: exampleSite().settings, catalog: exampleSite().catalog,
      history: History(maintenances: [work]))
    #expect(
      try shown(site, on: november, by: "month", template: template) == ["[21 work Maintenance]"])
    #expect(
      try shown(
        site, at: friday.advanced(by: 2 * 86_400), on: november, by: "month", template: template)
        == ["[21 work Maintenance][22 work Maintenance]"])
  }

  /// From 30 August to 2 November: every month in between is red, and says why.
  @Test(arguments: [
    ("2026-08", "", "[30 Critical: Only][31 Critical: Only]"),
    ("2026-09", "Only", "[1 Critical: Only][2 Critical: Only]"),
    ("2026-10", "Only", "[1 Critical: Only][2 Critical: Only]"),
    ("2026-11", "Only", "[1 Critical: Only]"),
  ])
  func `an outage stands in every month that it touched`(
    month: String, continued: String, firstDays: String
  ) throws {
    let lines = try shown(
      site(from: day(2026, 8, 30), to: day(2026, 11, 2)), on: "history/\(month)/index.html",
      by: "month",
      template: "{{#continued}}{{title}}{{/continued}}|{{#days}}{{id}}{{/days}}|"
        + "{{#weeks}}{{#dates}}{{#link}}[{{date}} {{{causes}}}]{{/link}}{{/dates}}{{/weeks}}")
    let marks = lines[0].replacing("<bdi>", with: "").replacing("</bdi>", with: "")
    let begun = continued.isEmpty ? "2026-08-30" : ""
    #expect(marks.hasPrefix("\(continued)|\(begun)|\(firstDays)"), "\(marks)")
  }

  /// The months that have a page, oldest first, and how many entries each shows.
  private func months(of history: History, in zone: TimeZoneRules = .utc) throws -> [String] {
    let settings = exampleSite().settings
    let site = Site(
      settings: SiteSettings(name: settings.name, url: settings.url, timeZone: zone),
      catalog: exampleSite().catalog, history: history)
    let lines = try shown(
      site, on: "history/index.html", by: "history",
      template:
        "{{#years}}{{#months}}{{link}} {{incidents}} {{maintenances}}\n{{/months}}{{/years}}")
    return lines.reversed().map { line in
      let words = line.split { "/ ".contains($0) }.map(String.init)
      return words.filter { $0 != ".." && $0 != "history" && $0 != "index.html" }
        .joined(separator: " ")
    }
  }

  private func moment(_ year: Int, _ month: Int, _ day: Int, _ seconds: Int = 0) -> Timestamp {
    Timestamp(seconds: self.day(year, month, day).daysSinceEpoch * 86_400 + seconds)
  }

  private func incident(_ updates: [(Incident.State?, Timestamp)], started: Timestamp? = nil)
    -> Incident
  {
    Incident(
      id: "i", title: "I", severity: "SEV1", components: [], started: started,
      updates: updates.map { .init(state: $0.0, time: $0.1, text: "It is so.") })
  }

  @Test func `an end at a month's first midnight does not touch it, a second later does`() throws {
    func touched(_ seconds: Int) throws -> [String] {
      try months(
        of: History(incidents: [
          incident([
            (.investigating, moment(2026, 8, 31)), (.resolved, moment(2026, 10, 1, seconds)),
          ])
        ]))
    }
    #expect(try touched(0) == ["2026-08 1 incident", "2026-09 1 incident"])
    #expect(try touched(1) == ["2026-08 1 incident", "2026-09 1 incident", "2026-10 1 incident"])
  }

  @Test func `the months are those of the site's time zone`() throws {
    let history = History(incidents: [
      incident([
        (.investigating, moment(2026, 8, 31, 22 * 3_600)),
        (.resolved, moment(2026, 9, 30, 22 * 3_600)),
      ])
    ])
    #expect(try months(of: history) == ["2026-08 1 incident", "2026-09 1 incident"])
    #expect(try months(of: history, in: .berlin2026) == ["2026-09 1 incident"])
  }

  @Test func `what is open stands in every month up to now`() throws {
    let history = History(incidents: [incident([(.investigating, moment(2026, 8, 31))])])
    #expect(
      try months(of: history)
        == ["2026-08", "2026-09", "2026-10", "2026-11"].map {
          "\($0) 1 incident"
        })
  }

  @Test func `what was closed for months stands where it was open`() throws {
    let history = History(incidents: [
      incident([
        (.investigating, moment(2026, 7, 30)), (.resolved, moment(2026, 8, 2)),
        (.investigating, moment(2026, 10, 31)), (.resolved, moment(2026, 11, 3)),
      ])
    ])
    #expect(
      try months(of: history)
        == ["2026-07", "2026-08", "2026-10", "2026-11"].map {
          "\($0) 1 incident"
        })
  }

  @Test func `a start that was told later, and a false alarm, stand where they were`() throws {
    let told = incident(
      [(.resolved, moment(2026, 10, 20))], started: moment(2026, 8, 31, 3_600))
    #expect(
      try months(of: History(incidents: [told]))
        == ["2026-08", "2026-09", "2026-10"].map { "\($0) 1 incident" })
    let alarm = incident([
      (.investigating, moment(2026, 9, 30)), (.retracted, moment(2026, 10, 2)),
    ])
    #expect(
      try months(of: History(incidents: [alarm])) == ["2026-09 1 incident", "2026-10 1 incident"])
  }

  @Test func `a maintenance stands where it was under way, or where it is planned`() throws {
    func work(_ updates: [Maintenance.Update], isAutomatic: Bool = true) -> History {
      History(maintenances: [
        Maintenance(
          id: "w", title: "W", window: moment(2026, 9, 30, 79_200)..<moment(2026, 10, 1, 7_200),
          isAutomatic: isAutomatic,
          updates: [.init(state: .scheduled, time: moment(2026, 8, 1), text: "Soon.")] + updates)
      ])
    }
    let both = ["2026-09 1 maintenance window", "2026-10 1 maintenance window"]
    #expect(try months(of: work([])) == both)
    let early = Maintenance.Update(state: .completed, time: moment(2026, 10, 1), text: "Done.")
    #expect(try months(of: work([early])) == ["2026-09 1 maintenance window"])
    let late = Maintenance.Update(state: .inProgress, time: moment(2026, 10, 1, 60), text: "Now.")
    #expect(
      try months(of: work([late], isAutomatic: false))
        == ["2026-10 1 maintenance window", "2026-11 1 maintenance window"])
    let off = Maintenance.Update(state: .cancelled, time: moment(2026, 9, 1), text: "No.")
    #expect(try months(of: work([off])) == ["2026-09 1 maintenance window"])
  }

  @Test func `a day names all that went on, the worst first, and a false alarm where nothing did`()
    throws
  {
    let lines = try shown(
      exampleSite(), on: november, by: "month",
      template: "{{#weeks}}{{#dates}}{{#link}}[{{date}} {{{causes}}}]{{/link}}{{/dates}}{{/weeks}}")
    func named(_ label: String, _ title: String) -> String {
      "<bdi>\(label)</bdi>: <bdi>\(title)</bdi>"
    }
    let sync = named("Minor", "Mobile sync is slow")
    #expect(
      lines == [
        "[5 \(named("False alarm", "Dashboard unreachable"))][10 \(sync)][11 \(sync)][12 \(sync)]"
          + "[13 \(sync)][20 \(named("Critical", "Elevated API error rates")); "
          + "\(named("Maintenance", "New push servers"))]"
      ])
  }

  private let november = "history/2026-11/index.html"

  private let calendar = """
    {{#weekdays}}{{short}} {{/weekdays}}
    {{#weeks}}
    {{#dates}}[{{date}}{{#is_today}}*{{/is_today}}{{#is_later}}-{{/is_later}}\
    {{#link}} {{look}} {{label}} {{link}}{{/link}}]{{/dates}}
    {{/weeks}}
    """

  private func words(_ locale: String) -> SourceFile {
    SourceFile(
      path: "theme/strings/en.yml", bytes: Array("date_locale: \(locale)".utf8))
  }

  private func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    CivilDate(year: year, month: month, day: day) ?? CivilDate(daysSinceEpoch: 0)
  }

  /// A site with one incident, from the midnight that begins a day to that of another.
  private func site(from start: CivilDate, to end: CivilDate) -> Site {
    let begun = Timestamp(seconds: start.daysSinceEpoch * 86_400)
    let over = Timestamp(seconds: end.daysSinceEpoch * 86_400)
    let incident = Incident(
      id: "only", title: "Only", severity: "SEV1", components: [.init(component: "api")],
      updates: [
        .init(state: .investigating, time: begun, text: "It fails."),
        .init(state: .resolved, time: over, text: "It works, and nothing was lost."),
      ])
    return Site(
      settings: exampleSite().settings, catalog: exampleSite().catalog,
      history: History(incidents: [incident]))
  }
}
