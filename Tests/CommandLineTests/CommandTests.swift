import Foundation
import Testing

/// A site that a person could have written in a minute.
let smallSite: KeyValuePairs = [
  "status.yml": """
  name: Acme Status
  url: https://status.acme.example
  components:
    - {id: api, name: Public API}
    - {id: web, name: Website}
  """,
  "incidents/2026-11-20-api-errors.md": """
  ---
  title: Elevated API error rates
  severity: SEV1
  components: [api]
  ---

  ## Investigating - 2026-11-20 10:10 UTC

  Some API requests fail with error 500. We are looking into it.
  """,
]

struct CommandTests {
  @Test func `init, check and build lead from nothing to a page`() throws {
    let folder = try TemporaryFolder()
    let made = try Program.run(["init", "my-status"], in: folder.path)
    #expect(made.status == 0)
    #expect(made.errors == "")
    let checked = try Program.run(
      ["check"], in: folder.path + "/my-status", environment: atTheDemo)
    #expect(checked.status == 0, "\(checked.errors)")
    let built = try Program.run(
      ["build", "--site", "my-status"], in: folder.path, environment: atTheDemo)
    #expect(built.status == 0, "\(built.errors)")
    #expect(folder.exists("my-status/public/index.html"))
    #expect(folder.exists("my-status/public/api/v2/summary.json"))
    #expect(!folder.exists("my-status/theme"))
  }

  @Test func `init --empty leaves the invented history out`() throws {
    let folder = try TemporaryFolder()
    #expect(try Program.run(["init", "--empty", "new"], in: folder.path).status == 0)
    #expect(folder.exists("new/status.yml"))
    #expect(!folder.exists("new/incidents"))
    let built = try Program.run(["build", "--site", "new", "--json"], in: folder.path)
    #expect(built.status == 0, "\(built.errors)")
    #expect(built.output.contains(#""indicator":"none""#))
  }

  @Test func `init fills the folder in which it is started, which stays the same folder`() throws {
    let folder = try TemporaryFolder()
    func inode() throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: folder.path)[.systemFileNumber] as? Int
    }
    let before = try inode()
    #expect(try Program.run(["init", "."], in: folder.path).status == 0)
    #expect(try inode() == before)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
        ".gitignore", "announcements", "incidents", "maintenance", "messages", "pages",
        "postmortems", "static", "status.yml",
      ])
    #expect(
      try String(contentsOfFile: folder.path + "/.gitignore", encoding: .utf8)
        == "/public/\n/.allclear/\n")
    #expect(try Program.run(["build"], in: folder.path, environment: atTheDemo).status == 0)
  }

  @Test func `init refuses a folder that holds something`() throws {
    let folder = try TemporaryFolder()
    try folder.write(["mine/notes.txt": "dear to me"])
    let run = try Program.run(["init", "mine"], in: folder.path)
    #expect(
      run
        == Run(
          status: 1, output: "",
          errors: """
            error: \(folder.path)/mine is not an empty folder
              hint: name a folder that does not exist yet

            """))
    #expect(try tree(folder.path + "/mine").keys.sorted() == ["notes.txt"])
  }

  @Test func `the site folder is found from below`() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let run = try Program.run(
      ["build", "--as-of", "2026-11-20 10:30 UTC"], in: folder.path + "/incidents")
    #expect(
      run
        == Run(
          status: 0,
          output: """
            Partial System Outage, as of 2026-11-20T10:30:00Z
            \(try tree(folder.path + "/public").count - 1) files written, 0 unchanged, \
            0 removed in \(folder.path)/public
            Open \(folder.path)/public/index.html

            """, errors: ""))
  }

  @Test
  func `a mistake in an entry and one in the words of the second language are told in one run`()
    throws
  {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let settings = try folder.text("status.yml")
    try folder.write([
      "status.yml": settings + "\nlanguages: [en, de]\n",
      "theme/strings/de.yml": "nosuch: Wort\n",
      "messages/broken.md": "---\ntitle: A\n---\n\n{{nosuch}}\n",
    ])
    let run = try Program.run(["check", "--as-of", "2026-11-20 10:30 UTC"], in: folder.path)
    let places = run.errors.split(separator: "\n").filter { $0.contains(": error: ") }
      .map { $0.prefix { $0 != " " } }
    #expect(places == ["messages/broken.md:5:1:", "theme/strings/de.yml:1:1:"], "\(run.errors)")
  }

  @Test func `without a site folder the hint says how to get one`() throws {
    let folder = try TemporaryFolder()
    let run = try Program.run(["check"], in: folder.path)
    #expect(
      run
        == Run(
          status: 64, output: "",
          errors: """
            error: no status.yml in \(folder.path) or above it
              hint: go to a site folder, name one with --site, or make one with `allclear init DIR`

            """))
  }

  @Test func `an error names its line, changes nothing and exits with 1`() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let build = ["build", "--as-of", "2026-11-20 10:30 UTC"]
    #expect(try Program.run(build, in: folder.path).status == 0)
    let before = try tree(folder.path + "/public")
    try folder.write([
      "incidents/2026-11-20-second.md": """
      ---
      title: Slow logins
      severity: SEV2
      components: [wbe]
      ---

      ## Investigating - 2026-11-20 10:20 UTC

      Logins are slow for some customers.
      """
    ])
    let run = try Program.run(build, in: folder.path)
    #expect(
      run
        == Run(
          status: 1, output: "",
          errors: """
            incidents/2026-11-20-second.md:4:14: error: unknown component 'wbe'; did you mean 'web'? [unknown-component]
              hint: components are api, web
            1 error
            nothing was changed: the old page stays until the errors are fixed

            """))
    #expect(try tree(folder.path + "/public") == before)
  }

  @Test func `check --json lists the findings for programs`() throws {
    let folder = try TemporaryFolder()
    try folder.write(["status.yml": "name: Acme\nurl: https://a.example\ncolour: red\n"])
    let run = try Program.run(["check", "--json"], in: folder.path)
    #expect(run.status == 1)
    let rows = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
    #expect(rows.contains { $0["id"] as? String == "unknown-key" && $0["line"] as? Int == 3 })
    #expect(run.errors == "")
  }

  @Test func `a page as of an earlier moment knows nothing later`() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let run = try Program.run(
      ["build", "--json", "--as-of", "2026-11-20 10:09 UTC"], in: folder.path)
    #expect(run.output.contains(#""indicator":"none""#))
    #expect(!folder.exists("public/incidents/2026-11-20-api-errors/index.html"))
  }

  @Test func `a date in the future is an error when the clock counts`() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let early = ["SOURCE_DATE_EPOCH": "1795168800"]
    let run = try Program.run(["build"], in: folder.path, environment: early)
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("incidents/2026-11-20-api-errors.md:7:"), "\(run.errors)")
    #expect(!folder.exists("public"))
  }

  @Test func `an update of a time that was rounded up is shown at once`() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    // 10:06; the update is of 10:10.
    let early = ["SOURCE_DATE_EPOCH": "1795169160"]
    let run = try Program.run(["build", "--json"], in: folder.path, environment: early)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains(#""as_of":"2026-11-20T10:10:00Z""#), "\(run.output)")
    #expect(!run.output.contains(#""indicator":"none""#))
    let published = try tree(folder.path + "/public")
    _ = try Program.run(
      ["build"], in: folder.path, environment: ["SOURCE_DATE_EPOCH": "1795169400"])
    #expect(try tree(folder.path + "/public") == published)
  }

  @Test func `a status.yml that is too large is not called missing`() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    try folder.write(["status.yml": String(repeating: "# much\n", count: 40_000)])
    let run = try Program.run(["check", "--json"], in: folder.path)
    #expect(run.output.contains("file-too-large"))
    #expect(!run.output.contains("missing-status-file"))
  }

  @Test func `a draft that lies ahead moves no page`() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let path = "incidents/2026-11-20-api-errors.md"
    try folder.write([path: folder.text(path).replacing("title:", with: "draft: true\ntitle:")])
    let run = try Program.run(
      ["build", "--json"], in: folder.path, environment: ["SOURCE_DATE_EPOCH": "1795169160"])
    #expect(run.output.contains(#""as_of":"2026-11-20T10:06:00Z""#), "\(run.output)")
  }

  @Test(arguments: ["pages", "static/pub", "theme", "incidents/pub", "messages/a/b"])
  func `the output may not lie among what is read`(output: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let before = try tree(folder.path)
    let run = try Program.run(
      ["build", "--as-of", "2026-11-20 10:30 UTC", "--output", output], in: folder.path)
    let source = output.split(separator: "/")[0]
    #expect(run.status == 2)
    #expect(
      run.errors == """
        error: '\(folder.path)/\(output)' lies in '\(folder.path)/\(source)', whose files are not \
        Allclear's to replace; choose a folder of its own for the output. What readers see was not changed.

        """)
    #expect(try tree(folder.path) == before)
  }

  @Test(arguments: [
    (
      ["build", "--output", ""],
      "error: --output names no folder\n  hint: name one, or leave the option out"
    ),
    (["watch", "--output", ""], "error: --output names no folder"),
    (["build", "--as-of", "yesterday"], "error: --as-of: 'yesterday' is not a time"),
    (["build", "--nope"], "Unknown option '--nope'"),
    (["frobnicate"], "Unexpected argument 'frobnicate'"),
  ])
  func `wrong usage exits with 64`(arguments: [String], message: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let run = try Program.run(arguments, in: folder.path)
    #expect(run.status == 64)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(!folder.exists("public"))
  }

  @Test func `SOURCE_DATE_EPOCH that is no number is refused`() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let run = try Program.run(
      ["build"], in: folder.path, environment: ["SOURCE_DATE_EPOCH": "soon"])
    #expect(run.status == 64)
    #expect(run.errors.hasPrefix("error: SOURCE_DATE_EPOCH is 'soon'"))
  }

  @Test func `a folder that is not ours is never replaced`() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    try folder.write(["photos/holiday.jpg": "not a page"])
    let run = try Program.run(
      ["build", "--as-of", "2026-11-20 10:30 UTC", "--output", "photos"], in: folder.path)
    #expect(run.status == 2)
    #expect(run.errors.contains("photos"))
    #expect(try tree(folder.path + "/photos") == ["holiday.jpg": Data("not a page".utf8)])
  }

  @Test(arguments: ["theme", "theme/strings", "theme/strings/en.yml"])
  func `theme eject writes through no link that leads out`(link: String) throws {
    let folder = try TemporaryFolder()
    let beside = try TemporaryFolder()
    try folder.write(Data("name: Acme\n".utf8), to: "status.yml")
    let place = URL(filePath: folder.path + "/" + link)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    let target = beside.path + (link.hasSuffix(".yml") ? "/new.yml" : "")
    try FileManager.default.createSymbolicLink(atPath: place.path, withDestinationPath: target)
    #expect(try Program.run(["theme", "eject", "strings/en.yml"], in: folder.path).status == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: beside.path) == [])
  }

  @Test func `theme eject copies one file and never overwrites`() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let eject = ["theme", "eject", "strings/en.yml"]
    #expect(
      try Program.run(eject, in: folder.path)
        == Run(status: 0, output: "Copied theme/strings/en.yml\n", errors: ""))
    let builtIn = projectFolder + "/site-template/theme/strings/en.yml"
    #expect(
      try folder.text("theme/strings/en.yml") == String(contentsOfFile: builtIn, encoding: .utf8))
    #expect(try Program.run(eject, in: folder.path).status == 1)
    #expect(try Program.run(["theme", "eject", "nope"], in: folder.path).status == 64)
  }

  @Test(arguments: [
    [], ["init"], ["build"], ["check"], ["due"], ["stats"], ["stats", "uptime"],
    ["theme", "eject"],
  ])
  func `help shows examples`(command: [String]) throws {
    let run = try Program.run(command + ["--help"])
    #expect(run.status == 0)
    #expect(run.output.contains("Examples:"))
  }

  @Test func `the version is that of the changelog`() throws {
    let changelog = try String(contentsOfFile: projectFolder + "/CHANGELOG.md", encoding: .utf8)
    let newest = try #require(
      changelog.split(separator: "\n").first { $0.hasPrefix("## ") }?.dropFirst(3)
        .split(separator: " ").first)
    #expect(try Program.run(["--version"]).output == "allclear \(newest)\n")
  }

  @Test(arguments: ["check --json", "build --json", "incident list", "stats", "due --json"])
  func `a result that cannot be written is an error`(command: String) throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let run = try Program.shell(
      "$allclear \(command) >/dev/full", in: folder.path, environment: atHalfPastTen)
    #expect(run.status == 2)
    #expect(
      run.errors.hasSuffix(
        """
        error: the result could not be written to standard output: No space left on device
          hint: make room, or send it elsewhere

        """), "\(run.errors)")
  }

  @Test func `nobody who reads on is no error, and a closed output is one`() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let unread = try Program.shell(
      "trap '' PIPE; { $allclear incident list; echo $? >&2; } | true", in: folder.path,
      environment: atHalfPastTen)
    #expect(unread.errors == "0\n")
    let closed = try Program.shell(
      "$allclear incident list >&-", in: folder.path, environment: atHalfPastTen)
    #expect(closed.status == 2)
  }

  @Test(arguments: [
    ("incident update --yes -m - <&-", 2 as Int32, "error: standard input is closed\n"),
    ("incident update --yes -m - </", 2, "error: cannot read standard input: Is a directory\n"),
    ("incident draft --from alertmanager - <&-", 2, "error: standard input is closed\n"),
    ("incident draft --from alertmanager /", 64, "error: / is a folder\n"),
  ])
  func `an input that cannot be read is told and crashes nothing`(
    command: String, status: Int32, start: String
  ) throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let run = try Program.shell(
      "$allclear \(command)", in: folder.path, environment: atHalfPastTen)
    #expect(run.status == status)
    #expect(run.errors.hasPrefix(start), "\(run.errors)")
  }

  @Test func `messages never go into a file of the site, whatever is closed`() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let before = try tree(folder.path)
    let run = try Program.shell(
      "$allclear incident update --yes -m 10.0.0.7 <&- >&- 2>&-", in: folder.path,
      environment: atHalfPastTen)
    #expect(run.status == 1)
    #expect(try tree(folder.path).filter { !$0.key.hasPrefix(".unsent") } == before)
  }

  @Test(arguments: ["build", "check --site here", "init new"])
  func `in a folder that was deleted a command ends at once`(command: String) throws {
    let folder = try TemporaryFolder()
    let run = try Program.shell(
      "mkdir gone && cd gone && rmdir ../gone && exec timeout 60 $allclear \(command)",
      in: folder.path)
    #expect(
      run
        == Run(
          status: 64, output: "",
          errors: """
            error: the folder in which you are cannot be found: No such file or directory
              hint: it was deleted or moved; go to another one with cd

            """))
  }
}

/// The fixed moment for which the starter was written: 2026-11-20 11:50 UTC.
let atTheDemo = ["SOURCE_DATE_EPOCH": "1795175400"]
