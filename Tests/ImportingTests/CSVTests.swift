import ContentReading
import Importing
import StatusModel
import Testing

@Suite struct CSVTests {
  private func importing(
    _ text: String, _ change: (inout ImportOptions) -> Void = { _ in }
  ) async throws -> Sample {
    try await ImportingTests.importing("csv", ["a.csv": text], change)
  }

  private let updates = """
    id,title,impact,components,state,time,text
    abc,Slow,minor,API; Web,investigating,2026-01-02T10:00:00.267Z,We look.
    abc,Slow,minor,API; Web,resolved,2026-01-02T11:00:00Z,"Over, ""all"" of it."

    def,"Slow
    again",major,Web|API,,2026-01-03T10:00:00+01:00,x
    """

  @Test func `rows of one id are the updates of one incident`() async throws {
    let sample = try await importing(updates)
    let incidents = sample.site.history.incidents
    #expect(incidents.map(\.id) == ["abc", "def"])
    #expect(incidents.map(\.title) == ["Slow", "Slow again"])
    #expect(incidents.map(\.severity) == ["minor", "major"])
    #expect(incidents.map { $0.components.map(\.component) } == [["api", "web"], ["web", "api"]])
    #expect(
      incidents.map(\.story) == [
        [
          "investigating 2026-01-02T10:00:00Z We look.",
          "resolved 2026-01-02T11:00:00Z Over, \"all\" of it.",
        ], ["update 2026-01-03T09:00:00Z x"],
      ])
    #expect(sample.told == [])
  }

  @Test(arguments: [";", "\t"])
  func `a spreadsheet's table arrives, with names that people give`(_ mark: String) async throws {
    let text =
      "\u{FEFF}Titel;Beginn;Ende;Schwere;Komponenten;Text\r\nStörung;05.03.2024 09:00;05.03.2024 10:15;hoch;\"Zahlung;Web\";\"Zeile 1\r\nZeile 2; mehr\"\r\n"
    let sample = try await importing(mark == ";" ? text : tabbed(text)) {
      $0.words = [
        "Titel": "title", "Beginn": "start", "ende": "end", "Schwere": "severity",
        "Komponenten": "components", "hoch": "major",
      ]
      $0.dateFormat = "dd.MM.yyyy HH:mm"
      $0.timeZone = timeZoneRules(named: "Europe/Berlin")
    }
    let incident = try #require(sample.site.history.incidents.first)
    #expect(incident.title == "Störung")
    #expect(incident.severity == "major")
    #expect(incident.components.map(\.component) == ["zahlung", "web"])
    #expect(
      incident.story == [
        "investigating 2024-03-05T08:00:00Z Zeile 1  \nZeile 2; mehr",
        "resolved 2024-03-05T09:15:00Z This incident is over. The former page gave no closing update.",
      ])
  }

  /// Semicolons within quotes stay.
  private func tabbed(_ text: String) -> String {
    var isQuoted = false
    return String(
      text.map { character in
        if character == "\"" { isQuoted.toggle() }
        return character == ";" && !isQuoted ? "\t" : character
      })
  }

  @Test func `Excel's first line says how fields end`() async throws {
    let sample = try await importing("sep=;\ntitle;time;text\nA, b;2026-01-02T10:00:00Z;x\n")
    #expect(sample.site.history.incidents.map(\.title) == ["A, b"])
  }

  @Test func `every date that can be read in two ways is refused, with its place`() {
    #expect(
      refusal("csv", ["a.csv": "title,time\nA,05/03/2024\nB,2026-01-02T10:00:00Z\nC,06/03/2024"])
        == """
        a.csv:2:3: '05/03/2024' is no ISO date, and others can be read in two ways
          hint: say how dates are written, such as --date-format 'dd/MM/yyyy HH:mm'; also a.csv:4:3: \
        '06/03/2024' is no ISO date, and others can be read in two ways
        """)
    #expect(
      refusal("csv", ["a.csv": "title,time\nA,31.31.2024"]) {
        $0.dateFormat = "dd.MM.yyyy"
        $0.timeZone = .utc
      }
        == """
        a.csv:2:3: '31.31.2024' fits neither --date-format nor ISO 8601
          hint: say how dates are written, such as --date-format 'dd/MM/yyyy HH:mm'
        """)
    #expect(
      refusal("csv", ["a.csv": "title,time\nA,x"]) { $0.dateFormat = "HH:mm" }
        == """
        'HH:mm' is no form with a year, a month and a day
          hint: say which with --date-format, such as --date-format 'dd/MM/yyyy HH:mm'
        """)
  }

  @Test(
    arguments: [
      ("dd/MM/yyyy HH:mm", "5/3/2024 9:07", "2024-03-05T09:07:00Z"),
      ("M/d/yy h:mm a", "3/5/24 12:07 AM", "2024-03-05T00:07:00Z"),
      ("d MMM yyyy, HH:mm:ss X", "5 Mar 2024, 09:07:08 +02:00", "2024-03-05T07:07:08Z"),
      ("yyyy'T'MM.dd", "2024T03.05", "2024-03-05T00:00:00Z"),
    ])
  func `--date-format says how times are written`(
    _ format: String, _ written: String, _ expected: String
  ) async throws {
    let sample = try await importing("title,time,text\nA,\"\(written)\",x") {
      $0.dateFormat = format
      $0.timeZone = .utc
    }
    #expect(sample.site.history.incidents.first?.updates.first?.time.iso8601 == expected)
  }

  @Test func `a time without a zone needs --time-zone`() {
    #expect(
      refusal("csv", ["a.csv": "title,time\nA,2026-01-02 10:00"])
        == """
        a.csv:2:3: this time names no zone
          hint: say which with --time-zone, such as --time-zone Europe/Berlin
        """)
  }

  @Test func `columns that are missing or unknown are named`() async throws {
    #expect(
      refusal("csv", ["a.csv": "Titel,Zeit\nA,2026-01-02"])
        == """
        a.csv:1:1: no column is 'title'
          hint: name columns with --map COLUMN=FIELD; fields: id, title, kind, impact, components, \
        state, time, text, start, end; columns here: Titel, Zeit
        """)
    let sample = try await importing("title,time,text,owner\nA,2026-01-02T10:00:00Z,x,ann")
    #expect(sample.tally("column owner") == "0/0/1")
    #expect(
      sample.told == [
        "changed a.csv: no column is 'id': rows with the same title are one incident"
      ])
  }

  @Test func `rows of other lengths and open quotes are refused, all at once`() {
    #expect(
      refusal("csv", ["a.csv": "title,time\nA\nB,2026-01-02,x\n"])
        == """
        a.csv:2:1: the row has 1 fields, the header has 2
          hint: also a.csv:3:1: the row has 3 fields, the header has 2
        """)
    #expect(
      refusal("csv", ["a.csv": "title,time\n\"A,2026-01-02\n"])
        == "a.csv:2:1: the quote that opens here is never closed")
    #expect(
      refusal("csv", ["a.csv": "title,time\n\"A\"b,2026-01-02\n"])
        == "a.csv:2:4: text after a closing quote\n  hint: write a quote within quotes twice")
    #expect(
      refusal("csv", ["a.csv": "id,title,time,date\n"])
        == """
        a.csv:1:15: two columns are 'time'
          hint: give one another name, or say which with --map NAME=time
        """)
  }

  @Test func `bytes that are no text are refused`() {
    #expect(
      refusal("csv", ["a.csv": Array("title,time\nA,".utf8) + [0xFF]])
        == """
        a.csv:2:3: the field is not UTF-8
          hint: save the file as UTF-8: 'CSV UTF-8' in a spreadsheet
        """)
    #expect(
      refusal("csv", ["a.csv": [0xFF, 0xFE, 0x41, 0]])
        == """
        a.csv:1:1: the file is UTF-16
          hint: save it as UTF-8: 'CSV UTF-8' in a spreadsheet
        """)
    #expect(refusal("csv", ["a.csv": ""]) == "a.csv:1:1: the file is empty")
    #expect(
      refusal("csv", ["a.csv": "title,time\n"]) == "the source holds no row below the header")
  }

  @Test func `planned work is known by its kind or its states`() async throws {
    let sample = try await importing(
      """
      id,title,kind,start,end,text
      a,Move,maintenance,2026-01-02T10:00:00Z,2026-01-02T11:00:00Z,We move.
      b,Open,maintenance,2026-01-03T10:00:00Z,,We stay.
      """)
    #expect(
      sample.site.history.maintenances.map(\.window.end?.iso8601) == [
        "2026-01-02T11:00:00Z", "2026-01-03T11:00:00Z",
      ])
    #expect(sample.told == ["changed b: it has no end; one hour is taken"])
    let states = try await importing(
      """
      id,title,state,time,text
      a,Move,Scheduled,2026-01-02T10:00:00Z,We will.
      a,Move,In progress,2026-01-02T11:00:00Z,We do.
      a,Move,Completed,2026-01-02T12:00:00Z,We did.
      """)
    #expect(
      states.site.history.maintenances.first?.updates.map(\.state) == [
        .scheduled, .inProgress, .completed,
      ])
  }

  @Test func `what cannot be is changed and named`() async throws {
    let sample = try await importing(
      """
      id,title,impact,components,state,start,end,text
      a,Back,dire,"X, Y",open,2026-01-02T10:00:00Z,2026-01-01T10:00:00Z,x
      b,None,,,,,,x
      """)
    #expect(
      sample.told.filter { !$0.contains("closing update") } == [
        "changed a: the impact 'dire' is not known; --map names it",
        "changed a: 'X, Y' is one component; part several with ';'",
        "changed a: it ends before it starts; it ends at its start",
        "left-out b: a row without a time", "left-out b: no row of it has a time",
      ])
    #expect(sample.site.history.incidents.map(\.id) == ["a"])
  }

  @Test func `the newest may stand first, and a state nobody knows is named`() async throws {
    let sample = try await importing(
      """
      id,title,state,time,text
      a,Slow,resolved,2026-01-02T11:00:00Z,Over.
      a,Slow,odd,2026-01-02T10:00:00Z,Second.
      a,Slow,investigating,2026-01-02T10:00:00Z,First.
      """)
    #expect(
      sample.site.history.incidents.first?.updates.map(\.text) == ["First.", "Second.", "Over."])
    #expect(
      sample.told == ["changed a: the state 'odd' is not known; it is written as 'Update'"])
  }

  @Test func `ids that are no names do not leave the folder, and far years stay out`()
    async throws
  {
    let sample = try await importing(
      "id,title,time,text\n../../x,A,2026-01-02T10:00:00Z,x\nb,B,9999-12-31T23:59:59Z,x\n")
    #expect(sample.files.keys.sorted() == ["incidents/x.md", "status.yml"])
    #expect(sample.told == ["left-out b: an update lies in the future"])
  }
}
