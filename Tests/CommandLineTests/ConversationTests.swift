import Foundation
import TestSupport
import Testing

private let openFile = "incidents/2026-11-20-api-errors.md"

/// A person at a terminal, and what comes of it.
struct ConversationTests {
  private func site() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    try folder.write([
      "messages/first.md": """
      ---
      state: Investigating
      ---
      You may see errors with {{components}}. The next update comes by {{next_update}}.
      """
    ])
    return folder
  }

  private func session(
    _ arguments: String..., in folder: TemporaryFolder, editor: String? = nil
  ) throws -> TerminalSession {
    let environment = editor.map { ["EDITOR": $0] } ?? [:]
    return try TerminalSession(
      ["incident"] + arguments, in: folder.path,
      environment: atHalfPastTen.merging(environment) { one, _ in one })
  }

  /// The texts that are kept.
  private func kept(in folder: TemporaryFolder) throws -> [String] {
    try tree(folder.path).filter { $0.key.hasPrefix(".unsent/") && $0.key.hasSuffix(".md") }
      .values.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `five answers lead from nothing to a published file`() throws {
    let folder = try site()
    let session = try session("open", in: folder)
    try session.answer("What do customers notice? ", "Nothing works\n")
    try session.answer("Number: ", "1\n")
    try session.answer("for none: ", "2, api=degraded performance\n")
    try session.answer("e or w: ", "1\n")
    try session.answer("n (no): ", "y\n")
    #expect(session.status() == 0)
    #expect(
      session.shown == """
        What do customers notice? Nothing works

        How bad is it? If you are unsure, take the worse one.
          1  SEV1  Critical  Core features are down and customers are impacted.
          2  SEV2  Major     Partial degradation; users are affected, but workarounds exist.
          3  SEV3  Minor     A minor, non-blocking bug.
        Number: 1

        What is affected?
          1  Public API  major outage
          2  Website     operational
        Numbers with commas between them, or nothing for none: 2, api=degraded performance

        What do customers read?
          1  first  You may see errors with Website and Public API. The next update comes by 11:05 UTC.
          e  write it in an editor
          w  write several lines here
        Your words, a number, e or w: 1

        Acme Status will say:

          Nothing works
          Investigating - 2026-11-20 10:35 UTC - SEV1 (Critical)
          Website: major outage
          Public API: degraded performance

          | You may see errors with Website and Public API. The next update comes by 11:05 UTC.

        The next update is promised by 2026-11-20 11:05 UTC.
        The page will then say: Major outage
        The file: incidents/2026-11-20-nothing-works.md
        Publish with the next build? y, e (edit the text), c (change the rest), n (no): y

        """)
    #expect(
      try session.output() == """
        Written: incidents/2026-11-20-nothing-works.md
        The next update is promised by 2026-11-20 11:05 UTC.
        Readers see it after the next build: run `allclear build`, or let your server do it.

        """)
    #expect(
      try folder.text("incidents/2026-11-20-nothing-works.md") == """
        ---
        title: Nothing works
        severity: SEV1
        components: [web]
        ---

        ## Investigating - 2026-11-20 10:35 UTC - api: degraded_performance

        You may see errors with Website and Public API. The next update comes by 11:05 UTC.

        """)
  }

  @Test func `at the last question everything can still be changed`() throws {
    let folder = try site()
    let session = try session("open", "Nothing works", in: folder)
    try session.answer("Number: ", "1\n")
    try session.answer("for none: ", "web\n")
    try session.answer("e or w: ", "1\n")
    try session.answer("n (no): ", "c\n")
    try session.answer("the promise): ", "x\n")
    try session.wait(
      for: "  Nothing is changed yet.\n  Please answer one of these: t, s, a, b, p.\n")
    try session.answer("the promise): ", "t\n")
    try session.answer("What do customers notice? ", "The website is slow\n")
    try session.answer("n (no): ", "c\n")
    try session.answer("the promise): ", "s\n")
    try session.answer("Number: ", "3\n")
    try session.answer("n (no): ", "c\n")
    try session.answer("the promise): ", "a\n")
    try session.answer("for none: ", "api, web\n")
    try session.answer("n (no): ", "c\n")
    try session.answer("the promise): ", "b\n")
    try session.answer("nothing for now: ", "11:00\n")
    try session.wait(for: "  the time: 11:00 is yet to come today\n")
    try session.answer("nothing for now: ", "10:02\n")
    try session.wait(for: "  Began 2026-11-20 10:02 UTC\n")
    try session.answer("n (no): ", "y\n")
    #expect(session.status() == 0)
    #expect(
      try folder.text("incidents/2026-11-20-the-website-is-slow.md") == """
        ---
        title: The website is slow
        severity: SEV3
        components: [api, web]
        started: 2026-11-20 10:02 UTC
        ---

        ## Investigating - 2026-11-20 10:35 UTC

        You may see errors with Public API and Website. The next update comes by 14:35 UTC.

        """)
  }

  @Test func `at the last question of an update everything can still be changed`() throws {
    let folder = try site()
    let session = try session("update", "-m", "A part works again.", in: folder)
    func change(_ key: String) throws {
      try session.answer("n (no): ", "c\n")
      try session.answer(
        "Change what? w (where it stands), s (severity), a (what is affected), p (the promise): ",
        key + "\n")
    }
    try change("w")
    try session.answer("Number, or nothing if that stays: ", "identified\n")
    try change("s")
    try session.answer("Number: ", "2\n")
    try change("a")
    try session.answer("nothing if all stays: ", "api=operational\n")
    try change("p")
    try session.answer("nothing for what the level promises: ", "soon\n")
    try session.wait(
      for: """
          the time: 'soon' is neither a time nor a span of time
          write a span of a minute to a year, such as 30m or 2h, or a time after the update: 12:30 UTC

        """)
    try session.answer("nothing for what the level promises: ", "12:30\n")
    try session.wait(for: "The next update is promised by 2026-11-20 12:30 UTC.\n")
    try session.answer("n (no): ", "y\n")
    #expect(session.status() == 0)
    #expect(
      try folder.text(openFile).hasSuffix(
        """

        ## Identified - 2026-11-20 10:35 UTC - SEV2 - api: operational - next: 12:30 UTC

        A part works again.

        """))
  }

  @Test func `a promise of a resolution is refused at the last question, and the rest stays`()
    throws
  {
    let folder = try site()
    let session = try session("update", "-m", "It works.", "--state", "resolved", in: folder)
    try session.answer("n (no): ", "c\n")
    try session.answer("the promise): ", "p\n")
    try session.answer("nothing for what the level promises: ", "2h\n")
    try session.wait(for: "  --next promises news of an incident that is resolved\n")
    try session.answer("n (no): ", "y\n")
    #expect(session.status() == 0)
    #expect(
      try folder.text(openFile).hasSuffix(
        "\n## Resolved - 2026-11-20 10:35 UTC\n\nIt works.\n"))
  }

  @Test func `a change that cannot be written is refused, and what was there stays`() throws {
    let folder = try site()
    let session = try session(
      "open", "Slow", "--severity", "SEV3", "--component", "api=partial_outage", "--component",
      "web", "-m", "Pages are slow for some of you.", in: folder)
    try session.answer("n (no): ", "c\n")
    try session.answer("the promise): ", "b\n")
    try session.answer("nothing for now: ", "10:02\n")
    try session.wait(
      for: "  with --started, either every component has a status of its own or none has\n")
    try session.answer("n (no): ", "n\n")
    #expect(session.status() == 1)
    #expect(session.shown.contains("Began") == false)
  }

  @Test func `what check would warn of is shown before it is too late`() throws {
    let folder = try site()
    let session = try session(
      "open", "Slow", "--severity", "SEV3", "-m", "Pages are slow. We fix it as soon as possible.",
      in: folder)
    try session.wait(
      for:
        "\n`allclear check` would warn:\n  - 'as soon as possible' is a promise that nobody can keep"
    )
    try session.answer("n (no): ", "n\n")
    #expect(session.status() == 1)

    #expect(try tree(folder.path).keys.filter { $0.contains("slow") } == [])
  }

  @Test func `what is long is broken between words where the terminal ends`() throws {
    let folder = try site()
    let session = try TerminalSession(
      ["incident", "open", "Slow"], in: folder.path, environment: atHalfPastTen, columns: 50)
    try session.answer("Number: ", "3\n")
    try session.answer("for none: ", "web\n")
    try session.answer("e or w: ", "Pages of the website take up to a minute to appear.\n")
    try session.answer("n (no): ", "n\n")
    #expect(session.status() == 1)
    #expect(
      session.shown.hasPrefix(
        """

        How bad is it? If you are unsure, take the worse one.
          1  SEV1  Critical  Core features are down and
                             customers are impacted.
          2  SEV2  Major     Partial degradation; users
                             are affected, but workarounds
                             exist.
          3  SEV3  Minor     A minor, non-blocking bug.
        Number: 3

        """), "\(session.shown)")
    #expect(
      session.shown.contains(
        """

          | Pages of the website take up to a minute to
          | appear.

        """), "\(session.shown)")
  }

  @Test(arguments: [
    (
      "Pages of the website take up to a minute\nto appear.",
      "  | Pages of the website take up to a\n  | minute to appear.\n"
    ),
    ("Pages take long\nto appear.", "  | Pages take long\n  | to appear.\n"),
    (
      "These pages of the website take up to a minute:\n- home\n- search",
      "  | These pages of the website take up\n  | to a minute:\n  | - home\n  | - search\n"
    ),
    (
      "One.\n\nPages of the website take up to a minute\nto appear.",
      "  | One.\n  |\n  | Pages of the website take up to a\n  | minute to appear.\n"
    ),
    (
      "```\nGET /a/long/address/of/a/page/of/ours\nHTTP\n```",
      "  | ```\n  | GET\n  | /a/long/address/of/a/page/of/ours\n  | HTTP\n  | ```\n"
    ),
  ])
  func `a paragraph that does not fit is filled as the page will fill it`(
    text: String, shown: String
  ) throws {
    let folder = try site()
    let session = try TerminalSession(
      [
        "incident", "open", "Slow", "--severity", "SEV3", "--component", "web", "-m", text,
      ], in: folder.path, environment: atHalfPastTen, columns: 39)
    try session.answer("n (no): ", "n\n")
    #expect(session.status() == 1)
    #expect(session.shown.contains("\n\n" + shown + "\n"), "\(session.shown)")
  }

  @Test func `a moment reads alike in the message, above it and below it`() throws {
    let folder = try site()
    try folder.write([
      "status.yml": try folder.text("status.yml") + "\ntimezone: Europe/Berlin\n"
    ])
    let session = try TerminalSession(
      ["incident", "open", "Slow", "--severity", "SEV3", "--component", "web"], in: folder.path,
      environment: atHalfPastTen, columns: 62)
    try session.answer("e or w: ", "1\n")
    try session.answer("n (no): ", "y\n")
    #expect(session.status() == 0)
    #expect(
      session.shown == """

        What do customers read?
          1  first  You may see errors with Website. The next update…
          e  write it in an editor
          w  write several lines here
        Your words, a number, e or w: 1

        Acme Status will say:

          Slow
          Investigating - 2026-11-20 11:35 (UTC+1) - SEV3 (Minor)
          Website: degraded performance

          | You may see errors with Website. The next update comes by
          | 15:35 (UTC+1).

        The next update is promised by 2026-11-20 15:35 (UTC+1).
        The page will then say: Major outage
        The file: incidents/2026-11-20-slow.md
        Publish with the next build? y, e (edit the text), c (change the rest), n (no): y

        """)
    #expect(
      try folder.text("incidents/2026-11-20-slow.md").hasSuffix(
        """
        ## Investigating - 2026-11-20 10:35 UTC

        You may see errors with Website. The next update comes by 15:35 (UTC+1).

        """))
  }

  @Test func `who opens what is open already is told`() throws {
    let folder = try site()
    let result = try Program.run(
      [
        "incident", "open", "elevated API error RATES", "--severity", "SEV3", "-m",
        "They are back.", "--yes",
      ], in: folder.path, environment: atHalfPastTen)
    #expect(result.status == 0)
    #expect(
      result.errors.hasPrefix(
        "note: 'Elevated API error rates' is open already; "
          + "`allclear incident update 2026-11-20-api-errors` adds to it\n"),
      "\(result.errors)")
  }

  @Test func `a wrong answer is explained and asked again`() throws {
    let folder = try site()
    let session = try session("open", "Slow", in: folder)
    try session.answer("Number: ", "7\n")
    try session.wait(
      for: "there is no severity '7'\n  severities, the worst first: SEV1, SEV2, SEV3\n")
    try session.answer("Number: ", "minor\n")
    try session.answer("for none: ", "apo\n")
    try session.wait(for: "there is no component 'apo'; did you mean 'api'?\n")
    try session.answer("for none: ", "\n")
    try session.answer("e or w: ", "x\n")
    try session.wait(for: "Please type what customers should read, or e or w.\n")
    try session.answer("e or w: ", "w\n")
    try session.answer("a dot.\n", "Searches are slow.\n\nWe look into it.\n.\n")
    try session.answer("n (no): ", "maybe\n")
    try session.answer("n (no): ", "y\n")
    #expect(session.status() == 0)
    #expect(
      try folder.text("incidents/2026-11-20-slow.md") == """
        ---
        title: Slow
        severity: SEV3
        ---

        ## Investigating - 2026-11-20 10:35 UTC

        Searches are slow.

        We look into it.

        """)
    #expect(try kept(in: folder) == [])
  }

  @Test func `an update asks where it stands, and the text can be edited before the yes`() throws {
    let folder = try site()
    try folder.write(["edit.sh": "#!/bin/sh\necho \"Edited: $(cat \"$1\")\" > \"$1\"\n"])
    chmod(folder.path + "/edit.sh", 0o755)
    let before = try folder.text(openFile)
    let session = try session("update", in: folder, editor: folder.path + "/edit.sh")
    try session.answer("if that stays: ", "3\n")
    try session.answer("if all stays: ", "1=operational\n")
    try session.answer("e or w: ", "w\n")
    try session.answer("a dot.\n", "It works.\n.\n")
    try session.answer("n (no): ", "e\n")
    try session.wait(for: "  | Edited: It works.\n")
    try session.answer("n (no): ", "y\n")
    #expect(session.status() == 0)
    #expect(
      try folder.text(openFile) == before + """


        ## Monitoring - 2026-11-20 10:35 UTC - api: operational

        Edited: It works.

        """)
  }

  @Test func `a sentence is taken for the text at once, and a slip is not`() throws {
    let folder = try site()
    let session = try session("open", "Slow", in: folder)
    try session.answer("Number: ", "3\n")
    try session.answer("for none: ", "\n")
    try session.answer("e or w: ", "clear now\n")
    try session.wait(for: "'clear now' is none of these.\n")
    try session.answer("e or w: ", "Searches take ten seconds.\n")
    try session.wait(for: "  | Searches take ten seconds.\n")
    try session.answer("n (no): ", "n\n")
    #expect(session.status() == 1)
    #expect(try kept(in: folder) == ["Searches take ten seconds.\n"])
  }

  @Test func `an update says which incident it is about, and asks what a component is now`() throws
  {
    let folder = try site()
    let before = try folder.text(openFile)
    let session = try session("update", in: folder)
    try session.wait(for: "Elevated API error rates (2026-11-20-api-errors), investigating\n")
    try session.answer("if that stays: ", "\n")
    try session.wait(for: "  api  Public API  major outage\n")
    try session.answer("as in api=operational; nothing if all stays: ", "2\n")
    try session.wait(for: "  What is web now?\n  Please say it as in web=operational.\n")
    try session.answer("if all stays: ", "2=partial outage\n")
    try session.answer("e or w: ", "Logins fail now, too.\n")
    try session.answer("n (no): ", "y\n")
    #expect(session.status() == 0)
    #expect(
      try folder.text(openFile) == before + """


        ## Update - 2026-11-20 10:35 UTC - web: partial_outage

        Logins fail now, too.

        """)
  }

  @Test func `who says that it is over is not asked how the components are`() throws {
    let folder = try site()
    let session = try session("update", in: folder)
    try session.answer("if that stays: ", "4\n")
    try session.answer("e or w: ", "All requests succeed again.\n")
    try session.answer("n (no): ", "y\n")
    #expect(session.status() == 0)
    #expect(!session.shown.contains("How are the components now?"))
    #expect(try folder.text(openFile).contains("\n## Resolved - 2026-11-20 10:35 UTC\n"))
  }

  @Test(arguments: ["n\n", "\u{4}"])
  func `who says no, or goes away, finds the text again`(keys: String) throws {
    let folder = try site()
    let before = try folder.text(openFile)
    let session = try session("resolve", in: folder)
    try session.answer("e or w: ", "w\n")
    // The end of the input ends the text as well, and the conversation goes on.
    try session.answer("a dot.\n", "All is well.\n\u{4}")
    try session.answer("n (no): ", keys)
    #expect(session.status() == 1)
    #expect(session.shown.contains("Nothing was published.\nYour text is kept in \(folder.path)"))
    #expect(try kept(in: folder) == ["All is well.\n"])
    #expect(try folder.text(openFile) == before)
  }

  @Test func `ctrl-C leaves at once and keeps what was typed`() throws {
    let folder = try site()
    let before = try folder.text(openFile)
    let session = try session("resolve", in: folder)
    try session.answer("e or w: ", "w\n")
    try session.answer("a dot.\n", "Half of\n")
    // The line has arrived once it is in its file.
    while try kept(in: folder) != ["Half of\n"] { usleep(10_000) }
    session.interrupt()
    #expect(session.status() == 130)
    #expect(session.shown.contains("\nStopped. Nothing was published.\nYour text is kept in "))
    #expect(try kept(in: folder) == ["Half of\n"])
    #expect(try folder.text(openFile) == before)
  }

  @Test func `a command that is killed has kept every line that was typed`() throws {
    let folder = try site()
    var session: TerminalSession? = try session("resolve", in: folder)
    try session?.answer("e or w: ", "w\n")
    try session?.answer("a dot.\n", "Line one\nline two\n")
    while try kept(in: folder) != ["Line one\nline two\n"] { usleep(10_000) }
    session = nil
    #expect(try kept(in: folder) == ["Line one\nline two\n"])
  }

  @Test func `a file that changed by hand meanwhile is shown again`() throws {
    let folder = try site()
    let session = try session("update", "-m", "News.", in: folder)
    try session.wait(for: "n (no): ")
    let byHand =
      try folder.text(openFile) + "\n\n## Identified - 2026-11-20 10:30 UTC\n\nBy hand.\n"
    try folder.write([openFile: byHand])
    try session.type("y\n")
    try session.wait(for: "The site changed while you were reading. Please look again.\n")
    try session.wait(for: "  Identified - 2026-11-20 10:35 UTC")
    try session.answer("n (no): ", "y\n")
    #expect(session.status() == 0)
    #expect(
      try folder.text(openFile) == byHand + "\n## Update - 2026-11-20 10:35 UTC\n\nNews.\n")
  }

  @Test func `a refused text is told before the yes, and can be written anew`() throws {
    let folder = try site()
    let session = try session("update", "-m", "Ask 10.0.0.7", in: folder)
    try session.answer("e (edit the text), w (write it anew), n (no): ", "w\n")
    try session.answer("a dot.\n", "Ask 10.0.0.8\n.\n")
    try session.wait(for: "error: public text names the private address '10.0.0.8'\n")
    try session.answer("w (write it anew), n (no): ", "n\n")
    #expect(session.status() == 1)
    #expect(session.shown.hasPrefix("error: public text names the private address '10.0.0.7'\n"))
    #expect(try kept(in: folder) == ["Ask 10.0.0.8\n"])
  }

  @Test func `a refused title is asked for again, and what was answered stays`() throws {
    let folder = try site()
    try folder.write([
      "status.yml": try folder.text("status.yml") + "\nnever_publish: ['acme-[a-z]+']\n"
    ])
    let session = try session("open", "acme-net is down", "--severity", "SEV3", in: folder)
    try session.wait(
      for: "error: public text matches the private pattern 'acme-[a-z]+': 'acme-net is down'\n")
    try session.answer("What do customers notice? ", "The net\u{7} is down\n")
    try session.wait(for: "the title holds a control character: U+0007, character 8 of it\n")
    try session.answer("What do customers notice? ", "The net is down\n")
    try session.answer("for none: ", "1, 1\n")
    try session.wait(for: "--component names 'api' twice\n")
    try session.answer("for none: ", "1\n")
    try session.answer("e or w: ", "w\n")
    try session.answer("a dot.\n", "We look.\n## Resolved - 2026-11-20 10:00 UTC\n.\n")
    try session.wait(for: "error: line 2 of the text would begin a second update: ")
    try session.answer("w (write it anew), n (no): ", "w\n")
    try session.answer("a dot.\n", "We look.\n.\n")
    try session.answer(
      "Publish with the next build? y, e (edit the text), c (change the rest), n (no): ", "y\n")
    #expect(session.status() == 0)
    #expect(
      try folder.text("incidents/2026-11-20-the-net-is-down.md") == """
        ---
        title: The net is down
        severity: SEV3
        components: [api]
        ---

        ## Investigating - 2026-11-20 10:35 UTC

        We look.

        """)
    #expect(try kept(in: folder) == [])
  }

  @Test func `an editor that fails costs nothing: it is opened again, or the text is typed`() throws
  {
    let folder = try site()
    try folder.write(["edit.sh": "#!/bin/sh\necho saved >>\"$1\"; exit 3\n"])
    chmod(folder.path + "/edit.sh", 0o755)
    let session = try session("resolve", "--editor", in: folder, editor: folder.path + "/edit.sh")
    try session.wait(for: "edit.sh ended with status 3\n")
    try session.answer("Open the editor again? y (yes), n (no): ", "y\n")
    try session.wait(for: "edit.sh ended with status 3\n")
    #expect(try kept(in: folder) == ["saved\nsaved\n"])
    try session.answer("Open the editor again? y (yes), n (no): ", "n\n")
    try session.answer("e or w: ", "w\n")
    try session.answer("a dot.\n", "It works.\n.\n")
    try session.answer("n (no): ", "y\n")
    #expect(session.status() == 0)
    #expect(try folder.text(openFile).hasSuffix("\n\nIt works.\n"))
  }

  @Test func `an editor that is not there is told, and no empty text is kept`() throws {
    let folder = try site()
    let session = try session("resolve", "--editor", in: folder, editor: "no-such-editor")
    try session.wait(for: "  no-such-editor could not be started\n")
    try session.answer("Open the editor again? y (yes), n (no): ", "n\n")
    try session.answer("e or w: ", "\u{4}")
    #expect(session.status() == 1)
    #expect(!session.shown.contains("kept"))
    #expect(try kept(in: folder) == [])
  }

  @Test(arguments: [(2 as Int32, 130 as Int32), (15, 143), (1, 129)])
  func `whatever stops it at the last question, a text of the command line is kept`(
    signal: Int32, status: Int32
  ) throws {
    let folder = try site()
    let session = try session("resolve", "-m", "It is over.", in: folder)
    try session.wait(for: "Publish with the next build? y, e (edit the text), n (no): ")
    session.interrupt(signal)
    #expect(session.status() == status)
    #expect(try kept(in: folder) == ["It is over.\n"])
  }

  @Test(arguments: [(2 as Int32, 130 as Int32), (15, 143), (1, 129)])
  func `whatever stops it after an editor was open, the text is kept`(
    signal: Int32, status: Int32
  ) throws {
    let folder = try site()
    try folder.write(["edit.sh": "#!/bin/sh\necho 'It is over.' >\"$1\"\n"])
    chmod(folder.path + "/edit.sh", 0o755)
    let session = try session("resolve", "--editor", in: folder, editor: folder.path + "/edit.sh")
    try session.wait(for: "Publish with the next build? y, e (edit the text), n (no): ")
    session.interrupt(signal)
    #expect(session.status() == status)
    #expect(try kept(in: folder) == ["It is over.\n"])
  }

  @Test func `nobody is asked for a text that could not be kept`() throws {
    let folder = try site()
    try folder.write([".unsent": "in the way"])
    let session = try TerminalSession(
      ["incident", "resolve"], in: folder.path,
      environment: atHalfPastTen.merging(["TMPDIR": folder.path + "/nowhere"]) { one, _ in one })
    #expect(session.status() == 2)
    #expect(session.shown.hasPrefix("error: the site cannot be written to: "), "\(session.shown)")
  }

  @Test func `with several open incidents a person chooses`() throws {
    let folder = try site()
    let open = try Program.run(
      ["incident", "open", "Other", "--severity", "SEV3", "-m", "Hm.", "--yes"], in: folder.path,
      environment: atHalfPastTen)
    #expect(open.status == 0)
    let session = try session("resolve", "-m", "Over.", in: folder)
    try session.wait(for: "  1  2026-11-20-other       Other\n")
    try session.answer("Number: ", "1\n")
    try session.answer("n (no): ", "y\n")
    #expect(session.status() == 0)
    #expect(try folder.text("incidents/2026-11-20-other.md").contains("\n## Resolved - "))
  }

  @Test func `planned work is asked for too`() throws {
    let folder = try site()
    let session = try TerminalSession(
      ["maintenance", "schedule"], in: folder.path, environment: atHalfPastTen)
    try session.answer("What will be done? ", "New disks\n")
    try session.answer("(without a zone: UTC) ", "tomorrow\n")
    try session.wait(for: "start: 'tomorrow' is not a time\n")
    try session.answer("(without a zone: UTC) ", "2026-12-01 02:00\n")
    try session.answer("(without a zone: UTC) ", "2026-12-01 01:00\n")
    try session.wait(
      for: "  it would end (2026-12-01 01:00 UTC) before it starts (2026-12-01 02:00 UTC)\n")
    try session.answer("(without a zone: UTC) ", "2026-12-01 04:00\n")
    try session.answer("for none: ", "1=operational\n")
    try session.wait(for: "a maintenance gives its components no status\n")
    try session.answer("for none: ", "1 2\n")
    try session.answer("e or w: ", "w\n")
    try session.answer("a dot.\n", "Short breaks.\n.\n")
    try session.answer("n (no): ", "y\n")
    #expect(session.status() == 0)
    #expect(
      try folder.text("maintenance/2026-12-01-new-disks.md").contains("components: [api, web]\n"))
  }

  @Test func `what announces work is not offered to who calls it off`() throws {
    let folder = try site()
    try folder.write([
      "messages/planned.md":
        "---\ntitle: Planned work\n---\n\nYou cannot use {{components}} then.\n",
      "maintenance/disks.md": """
      ---
      title: New disks
      components: [api]
      starts: 2026-12-01 02:00 UTC
      ends: 2026-12-01 04:00 UTC
      ---

      ## Scheduled - 2026-11-20 09:00 UTC

      Short breaks.

      """,
    ])
    let session = try TerminalSession(
      ["maintenance", "cancel"], in: folder.path, environment: atHalfPastTen)
    try session.wait(for: "New disks (disks), scheduled\n")
    try session.answer("Your words, e or w: ", "The disks have not come yet.\n")
    try session.answer("n (no): ", "y\n")
    #expect(session.status() == 0)
    #expect(!session.shown.contains("planned"))
    #expect(try folder.text("maintenance/disks.md").hasSuffix("The disks have not come yet.\n"))
  }
}
