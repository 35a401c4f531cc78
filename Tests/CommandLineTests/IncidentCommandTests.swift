import Foundation
import TestSupport
import Testing

/// 2026-11-20 10:35 UTC.
let atHalfPastTen = ["SOURCE_DATE_EPOCH": "1795170900"]

private let openFile = "incidents/2026-11-20-api-errors.md"

/// The arguments, the exit status, how the errors begin.
private let refusedCommands: [([String], Int32, String)] = [
  (
    ["update", "-m", "We ask 10.0.0.7 why."], 1 as Int32,
    "error: public text names the private address '10.0.0.7'\n"
  ),
  (
    ["update", "-m", "One.\n\n## Resolved - 2026-11-20 10:30 UTC\n\nTwo."], 1,
    """
    error: line 3 of the text would begin a second update: '## Resolved - 2026-11-20 10:30 UTC'
      hint: write ### for a heading inside a text; for another update run the command again

    """
  ),
  (
    ["update", "-m", "```\nclosed\n```\n\n## Resolved - 2026-11-20 10:40 UTC"], 1,
    "error: line 5 of the text would begin a second update: '## Resolved - 2026-11-20 10:40 UTC'\n"
  ),
  (
    ["update", "-m", "Underlined\n---\nnow"], 1,
    "error: line 2 of the text makes a heading of the line above it, and would begin "
  ),
  (
    ["update", "-m", "We look.\n<!-- oops"], 1,
    "error: the text leaves <!-- in line 2 open, and what is written below would be swallowed\n"
  ),
  (["update", "-m", "<pre>"], 1, "error: the text leaves <pre> in line 1 open, and what"),
  (["update", "-m", "<script>x"], 1, "error: the text leaves <script> in line 1 open, and what"),
  (["update", "-m", "\n---\n"], 1, "error: readers would see nothing of this text\n"),
  (["update", "-m", "<!-- x -->"], 1, "error: readers would see nothing of this text\n"),
  (
    ["update", "-m", "x", "--next", "400d"], 64,
    """
    error: --next: '400d' is neither a time nor a span of time
      hint: write a span of a minute to a year, such as --next 30m or --next 2h, or a time after the \
    update: --next '12:30 UTC'

    """
  ),
  (
    ["update", "-m", "x", "--at", "20:00"], 64,
    "error: --at: 20:00 is yet to come today\n  hint: write the day with it: '2026-11-19 20:00'\n"
  ),
  (
    ["update", "-m", "x", "--component", "api=operational", "--component", "api"], 64,
    "error: --component names 'api' twice\n"
  ),
  (
    ["update", "api-erors", "-m", "x"], 64,
    "error: there is no incident 'api-erors'; did you mean 'api-errors'?\n"
  ),
  (
    ["update", "--state", "resolved", "--next", "1h", "-m", "x"], 64,
    "error: --next promises news of an incident that is resolved\n"
  ),
  (
    [
      "open", "T", "--severity", "SEV1", "--component", "web", "--component",
      "web=degraded_performance", "-m", "x",
    ], 64, "error: --component names 'web' twice\n"
  ),
  (
    ["open", "T", "--severity", "SEV1", "--started", "10:36", "-m", "x"], 64,
    "error: --started (2026-11-20 10:36 UTC) lies after the first update (2026-11-20 10:35 UTC)\n"
  ),
  (
    [
      "open", "T", "--severity", "SEV1", "--component", "web", "--component",
      "api=partial_outage", "--started", "09:00", "-m", "x",
    ], 64,
    """
    error: with --started, either every component has a status of its own or none has
      hint: write --component web=major_outage --component api=partial_outage; they then keep these \
    statuses when the severity changes

    """
  ),
  (
    ["open", "see acme-a.net now", "--severity", "SEV1", "-m", "x"], 1,
    """
    error: public text matches the private pattern 'acme-[a-z]+\\.net': 'acme-a.net now'
      hint: say it in other words; the pattern stands under never_publish in status.yml

    """
  ),
  (["update", "-m", "\u{1B}[2J"], 1, "error: "),
  (["update", "-m", "x", "--at", "2026-11-20 09:00 UTC"], 1, "error: "),
  (["update", "-m", "x", "--at", "2027-11-20 09:00 UTC"], 1, "error: "),
  (["update", "-m", "x", "--at", "noon"], 64, "error: --at: 'noon' is not a time\n"),
  (["update", "-m", "x", "--next", "soon"], 64, "error: --next: "),
  (["update", "-m", "x", "--next", "2h - SEV3"], 64, "error: --next: "),
  (["update", "-m", " \n"], 64, "error: there is no text\n"),
  (["update"], 64, "error: there is no text\n"),
  (["update", "api-error", "-m", "x"], 64, "error: there is no incident 'api-error'"),
  (["update", "-m", "x", "--state", "resolvd"], 64, "error: there is no state 'resolvd'; did"),
  (["update", "-m", "x", "--severity", "SEV9"], 64, "error: there is no severity 'SEV9'; did"),
  (["update", "-m", "x", "--component", "ap"], 64, "error: there is no component 'ap'; did you"),
  (["update", "-m", "x", "--component", "api=dead"], 64, "error: there is no status 'dead'\n"),
  (["update", "--template", "nope"], 64, "error: there is no message 'nope'\n"),
  (["open", "--severity", "SEV1", "-m", "x"], 64, "error: a title is missing\n"),
  (["open", "T", "-m", "x"], 64, "error: a severity is missing\n"),
  (["open", "T", "--severity", "SEV1", "--state", "resolved", "-m", "x"], 64, "error: an incid"),
  (
    ["open", "a\nb", "--severity", "SEV1", "-m", "x"], 1,
    "error: the title holds a control character: U+000A, character 2 of it\n"
  ),
]

/// The unattended forms: the file's exact bytes, the output, the exit status.
struct IncidentCommandTests {
  private func site() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    return folder
  }

  private func run(_ arguments: String..., in folder: TemporaryFolder) throws -> Run {
    try Program.run(arguments, in: folder.path, environment: atHalfPastTen)
  }

  @Test func `open writes a new file and says by when the next update is promised`() throws {
    let folder = try site()
    let run = try run(
      "incident", "open", "Slow \"search\"", "--severity", "sev2", "--component", "Website",
      "--component", "api=degraded_performance", "--started", "10:35",
      "--next", "2h", "--communications", "Jo Park", "-m", "Searches take ten seconds.\n", "--yes",
      in: folder)
    #expect(
      run
        == Run(
          status: 0,
          output: """
            Written: incidents/2026-11-20-slow-search.md
            The next update is promised by 2026-11-20 12:35 UTC.
            Readers see it after the next build: run `allclear build`, or let your server do it.

            """, errors: ""))
    #expect(
      try folder.text("incidents/2026-11-20-slow-search.md") == """
        ---
        title: "Slow \\"search\\""
        severity: SEV2
        components: [web]
        started: 2026-11-20 10:35 UTC
        roles: {communications: "Jo Park"}
        ---

        ## Investigating - 2026-11-20 10:35 UTC - api: degraded_performance - next: 12:35 UTC

        Searches take ten seconds.

        """)
    #expect(!folder.exists(".unsent"))
  }

  @Test func `open makes a second file for the same title`() throws {
    let folder = try site()
    for _ in 0..<2 {
      let run = try run(
        "incident", "open", "API errors", "--severity", "SEV3", "-m", "Some fail.", "--yes",
        in: folder)
      #expect(run.status == 0, "\(run.errors)")
    }
    #expect(folder.exists("incidents/2026-11-20-api-errors-2.md"))
    #expect(folder.exists("incidents/2026-11-20-api-errors-3.md"))
  }

  @Test func `update, resolve and a later word are appended`() throws {
    let folder = try site()
    let before = try folder.text(openFile)
    let update = try run(
      "incident", "update", "--state", "identified", "--severity", "SEV2", "--component",
      "web=operational", "--next", "12:00 UTC", "-m", "The cause is known.", "--yes", "--json",
      in: folder)
    #expect(
      update
        == Run(
          status: 0,
          output: #"{"committed":false,"draft":false,"file":"\#(openFile)","#
            + #""id":"2026-11-20-api-errors","next_update_by":"2026-11-20T12:00:00Z","#
            + #""severity":"SEV2","state":"Identified","time":"2026-11-20T10:35:00Z","#
            + #""title":"Elevated API error rates"}"# + "\n", errors: ""))
    let resolve = try run(
      "incident", "resolve", "api-errors", "--at", "2026-11-20T10:37Z", "-m", "It is over.",
      "--yes", in: folder)
    #expect(resolve.status == 0, "\(resolve.errors)")
    let word = try run(
      "incident", "update", "api-errors", "--at", "2026-11-20 10:38 UTC", "-m", "Thank you.",
      "--yes", in: folder)
    #expect(word.status == 0, "\(word.errors)")
    #expect(
      try folder.text(openFile) == before + """


        ## Identified - 2026-11-20 10:35 UTC - SEV2 - web: operational - next: 12:00 UTC

        The cause is known.

        ## Resolved - 2026-11-20 10:37 UTC

        It is over.

        ## Update - 2026-11-20 10:38 UTC

        Thank you.

        """)
  }

  @Test func `a prewritten message has its blanks filled in`() throws {
    let folder = try site()
    try folder.write([
      "messages/hm.md": """
      ---
      state: Monitoring
      ---
      {{components}} ({{severity}}): more by {{next_update}}.
      """
    ])
    let run = try run(
      "incident", "update", "--state", "monitoring", "--template", "hm", "--yes", in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try folder.text(openFile).hasSuffix(
        "\n\n## Monitoring - 2026-11-20 10:35 UTC\n\nPublic API (SEV1): more by 11:05 UTC.\n"))
  }

  @Test func `a false alarm is retracted`() throws {
    let folder = try site()
    let run = try run("incident", "retract", "-m", "Nothing was wrong.", "--yes", in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try folder.text(openFile).hasSuffix(
        "\n\n## Retracted - 2026-11-20 10:35 UTC\n\nNothing was wrong.\n"))
    #expect(
      try self.run("incident", "update", "-m", "x", "--yes", in: folder).errors.hasPrefix(
        "error: no incident is open\n"))
  }

  @Test func `what people write in a hurry is understood`() throws {
    let folder = try site()
    let run = try run(
      "incident", "update", "api-errors", "--severity", "minor", "--component",
      "PUBLIC API=Partial Outage", "--state", "IDENTIFIED", "-m", "Some fail.", "--yes",
      in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try folder.text(openFile).contains(
        "\n## Identified - 2026-11-20 10:35 UTC - SEV3 - api: partial_outage\n"))
  }

  @Test(arguments: refusedCommands)
  func `what is refused changes nothing, and a text is kept`(
    arguments: [String], status: Int32, start: String
  ) throws {
    let folder = try site()
    try folder.write([
      "status.yml": try folder.text("status.yml") + "\nnever_publish: ['acme-[a-z]+\\.net']\n"
    ])
    let before = try tree(folder.path)
    let run = try Program.run(
      ["incident"] + arguments + ["--yes"], in: folder.path, environment: atHalfPastTen)
    #expect(run.status == status)
    #expect(run.output == "")
    #expect(run.errors.hasPrefix(start), "\(run.errors)")
    #expect(run.errors.contains("\n  hint: "))
    let after = try tree(folder.path)
    #expect(after.filter { !$0.key.hasPrefix(".unsent") } == before)
    guard let place = arguments.firstIndex(of: "-m"), arguments[place + 1] != " \n" else {
      #expect(!run.errors.contains("kept"))
      return
    }
    let kept = try #require(after.first { $0.key.hasSuffix(".md") && $0.key.hasPrefix(".unsent/") })
    #expect(
      String(decoding: kept.value, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        == arguments[place + 1].trimmingCharacters(in: .whitespacesAndNewlines))
    let path = "\(folder.path)/\(kept.key)"
    #expect(
      run.errors.hasSuffix(
        "Your text is kept in \(path)\n  hint: to use it, add --yes -m - < \(path)\n"))
  }

  @Test func `without a terminal and without --yes nothing is published`() throws {
    let folder = try site()
    let run = try run("incident", "resolve", "-m", "It is over.", in: folder)
    #expect(run.status == 64)
    #expect(
      run.errors.hasPrefix(
        """
        error: nobody is at a terminal to say yes
          hint: add --yes to publish without asking
        Your text is kept in 
        """))
  }

  @Test func `an incident with errors is not written to`() throws {
    let folder = try site()
    try folder.write([openFile: try folder.text(openFile).replacing("SEV1", with: "SEV7")])
    let before = try folder.text(openFile)
    let run = try run("incident", "resolve", "api-errors", "-m", "Over.", "--yes", in: folder)
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("\(openFile):3:11: error: "), "\(run.errors)")
    #expect(try folder.text(openFile) == before)
  }

  @Test func `a resolution is told once`() throws {
    let folder = try site()
    #expect(try run("incident", "resolve", "-m", "Over.", "--yes", in: folder).status == 0)
    let again = try run("incident", "resolve", "api-errors", "-m", "Over.", "--yes", in: folder)
    #expect(again.status == 64)
    #expect(
      again.errors.hasPrefix(
        "error: 2026-11-20-api-errors is resolved already, since 2026-11-20 10:35 UTC\n"))
  }

  @Test func `what turned out to be a false alarm after the end is retracted`() throws {
    let folder = try site()
    #expect(try run("incident", "resolve", "-m", "It is over.", "--yes", in: folder).status == 0)
    let retract = try run(
      "incident", "retract", "api-errors", "-m", "Nothing was wrong.", "--yes", "--json", in: folder
    )
    #expect(retract.status == 0, "\(retract.errors)")
    #expect(retract.output.contains(#""state":"Retracted""#))
    #expect(
      try folder.text(openFile).hasSuffix(
        "\n\n## Retracted - 2026-11-20 10:35 UTC\n\nNothing was wrong.\n"))
    let again = try run("incident", "retract", "api-errors", "-m", "Twice.", "--yes", in: folder)
    #expect(again.status == 64)
    let postmortem = try run("postmortem", "new", "api-errors", in: folder)
    #expect(postmortem.status == 64)
    #expect(
      postmortem.errors.hasPrefix(
        "error: 2026-11-20-api-errors is retracted: a false alarm has no postmortem\n"))
  }

  @Test(arguments: [
    ("error 500", "```", "```\nerror 500\n```"), ("error 500", "~~~~", "~~~~\nerror 500\n~~~~"),
  ])
  func `a code block that is left open is closed, and the next update stands below it`(
    code: String, fence: String, written: String
  ) throws {
    let folder = try site()
    let before = try folder.text(openFile)
    let first = try run(
      "incident", "update", "-m", "Log:\n\n\(fence)\n\(code)", "--yes", in: folder)
    #expect(first.status == 0, "\(first.errors)")
    let second = try run("incident", "resolve", "-m", "It is over.", "--yes", in: folder)
    #expect(second.status == 0, "\(second.errors)")
    #expect(
      try folder.text(openFile) == before + """


        ## Update - 2026-11-20 10:35 UTC

        Log:

        \(written)

        ## Resolved - 2026-11-20 10:35 UTC

        It is over.

        """)
  }

  @Test(arguments: [
    "API-Errors", "2026-11-20-API-errors", "incidents/2026-11-20-api-errors.md",
    "./incidents/2026-11-20-api-errors.md",
  ])
  func `an incident is found by its file, in whatever case`(typed: String) throws {
    let folder = try site()
    let run = try run("incident", "show", typed, in: folder)
    #expect(run.output.hasPrefix("Elevated API error rates\n"), "\(run.errors)")
  }

  @Test func `of two incidents of one name the open one is meant, and else both are named`() throws
  {
    let folder = try site()
    try folder.write([
      "incidents/2026-11-10-api-errors.md": try folder.text(openFile)
        .replacing("2026-11-20", with: "2026-11-10")
        + "\n\n## Resolved - 2026-11-10 11:00 UTC\n\nOver.\n"
    ])
    let first = try run("incident", "resolve", "api-errors", "-m", "Over.", "--yes", in: folder)
    #expect(first.status == 0, "\(first.errors)")
    #expect(try folder.text(openFile).hasSuffix("\nOver.\n"))
    let second = try run("incident", "update", "api-errors", "-m", "Hm.", "--yes", in: folder)
    #expect(second.status == 64)
    #expect(
      second.errors.hasPrefix(
        """
        error: 'api-errors' is the name of 2 incidents, so add the day
          hint: 2026-11-10-api-errors, 2026-11-20-api-errors

        """))
  }

  @Test func `a list is a text, though it begins with a dash`() throws {
    let folder = try site()
    let run = try run(
      "incident", "update", "-m", "- The API is slow.\n- All else works.", "--yes", in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.text(openFile).hasSuffix("\n\n- The API is slow.\n- All else works.\n"))
  }

  @Test func `a second -m is refused, and none of them is dropped in silence`() throws {
    let folder = try site()
    let run = try run("incident", "update", "-m", "One.", "-m", "Two.", "--yes", in: folder)
    #expect(run.status == 64)
    #expect(
      run.errors.hasPrefix("Error: --message is given twice; write all of the text in one\n"))
  }

  @Test(arguments: [
    (" \u{FEFF}Slow \u{A0}", "Slow"), ("true", "\"true\""), ("123", "\"123\""),
    ("2026-11-25", "\"2026-11-25\""), ("3 of 4 fail", "3 of 4 fail"), ("On", "\"On\""),
  ])
  func `a title is written without blanks around it, and reads as text everywhere`(
    typed: String, written: String
  ) throws {
    let folder = try site()
    let run = try run(
      "incident", "open", typed, "--severity", "SEV3", "-m", "Hm.", "--yes", "--json", in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let file = try #require(
      run.output.firstMatch(of: /"file":"([^"]*)"/).map { String($0.output.1) })
    #expect(try folder.text(file).hasPrefix("---\ntitle: \(written)\n"))
  }

  @Test func `several open incidents ask for a name`() throws {
    let folder = try site()
    let open = try run(
      "incident", "open", "Other", "--severity", "SEV3", "-m", "Hm.", "--yes", in: folder)
    #expect(open.status == 0, "\(open.errors)")
    let run = try run("incident", "update", "-m", "x", "--yes", in: folder)
    #expect(run.status == 64)
    #expect(
      run.errors.hasPrefix(
        """
        error: 2 incidents are open, so name one
          hint: open: 2026-11-20-other, 2026-11-20-api-errors

        """))
  }

  @Test func `list and show tell what there is`() throws {
    let folder = try site()
    #expect(
      try run("incident", "list", in: folder)
        == Run(
          status: 0,
          output: """
            ID                     STATE          LEVEL  SINCE                 TITLE
            2026-11-20-api-errors  investigating  SEV1   2026-11-20 10:10 UTC  Elevated API error rates

            """, errors: ""))
    #expect(
      try run("incident", "list", "--open", "--json", in: folder).output
        == #"[{"draft":false,"id":"2026-11-20-api-errors","#
        + #""next_update_by":"2026-11-20T10:40:00Z","resolved_at":null,"severity":"SEV1","#
        + #""started_at":"2026-11-20T10:10:00Z","state":"investigating","#
        + #""title":"Elevated API error rates"}]"# + "\n")
    #expect(
      try run("incident", "show", in: folder).output == """
        Elevated API error rates
        Investigating - SEV1 (Critical)
        Since 2026-11-20 10:10 UTC
        Next update by 2026-11-20 10:40 UTC
        File: incidents/2026-11-20-api-errors.md
          Public API: major outage

        Investigating - 2026-11-20 10:10 UTC
          Some API requests fail with error 500. We are looking into it.

        """)
    #expect(try run("incident", "resolve", "-m", "Over.", "--yes", in: folder).status == 0)
    #expect(try run("incident", "list", "--open", in: folder).output == "No incident is open.\n")
  }

  @Test func `an alert becomes one private draft, also when its words may not be public`() throws {
    let folder = try site()
    try folder.write([
      "alert.json": """
      {"version": "4", "groupKey": "k", "status": "firing",
       "alerts": [{"status": "firing", "labels": {"alertname": "Down"},
         "annotations": {"summary": "10.1.2.7 is down"}, "startsAt": "2026-11-20T10:30:00Z"}]}
      """
    ])
    let draft = ["incident", "draft", "--from", "alertmanager", "alert.json"]
    let first = try Program.run(draft, in: folder.path, environment: atHalfPastTen)
    #expect(
      first
        == Run(
          status: 0,
          output: """
            Written: incidents/2026-11-20-problem-with-our-service.md
            It is a draft: readers see it once `draft: true` is taken out of the file.

            """, errors: ""))
    let file = try folder.text("incidents/2026-11-20-problem-with-our-service.md")
    #expect(file.contains("\ntitle: Problem with our service\n"))
    #expect(file.contains("\n# alert: 10.1.2.7 is down\n"))
    let again = try Program.run(draft, in: folder.path, environment: atHalfPastTen)
    #expect(
      again.output == "The draft 2026-11-20-problem-with-our-service says this already.\n")
    #expect(
      try Program.run(["check"], in: folder.path, environment: atHalfPastTen).status == 0)
    let wrong = try Program.run(
      ["incident", "draft", "--from", "alertmanager", "status.yml"], in: folder.path)
    #expect(wrong.status == 64)
    #expect(
      wrong.errors.hasPrefix("error: this is nothing that Alertmanager sends: it is no JSON\n"))
  }
}
