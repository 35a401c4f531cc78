import Foundation
import Testing

/// What `build --skip-broken` publishes where an entry is broken.
struct SkipBrokenTests {
  private static let incident = "incidents/2026-11-20-api-errors.md"
  private static let mail = """
    ---
    title: Mail is late
    severity: SEV3
    ---

    ## Investigating - 2026-11-20 10:35 UTC

    Mail arrives ten minutes late. We are looking for the cause.

    """

  private func build(_ folder: TemporaryFolder, at time: String, _ more: String...) throws -> Run {
    try Program.run(["build", "--as-of", "2026-11-20 \(time) UTC"] + more, in: folder.path)
  }

  private func builtSite() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    #expect(try build(folder, at: "10:30").status == 0)
    return folder
  }

  private func breakKey(in path: String, of folder: TemporaryFolder) throws {
    try folder.write([path: folder.text(path).replacing("severity:", with: "severty:")])
  }

  @Test func `readers see what they last saw of a broken entry, and the news of others`() throws {
    let folder = try builtSite()
    try breakKey(in: Self.incident, of: folder)
    try folder.write(["incidents/2026-11-20-mail.md": Self.mail])
    let stopped = try build(folder, at: "10:40")
    #expect(stopped.status == 1)
    let run = try build(folder, at: "10:40", "--skip-broken")
    #expect(run.status == 3)
    #expect(
      run.errors == """
        incidents/2026-11-20-api-errors.md:2:1: error: an incident has no 'severity' [missing-key]
          hint: add a line 'severity: …'
        incidents/2026-11-20-api-errors.md:3:1: error: unknown key 'severty'; did you mean \
        'severity'? [unknown-key]
          hint: known here: title, severity, components, started, detected, roles, draft, imported, \
        former, may_publish
        2 errors
        1 file with errors left out: readers see what they last saw of it

        """)
    let page = try folder.text("public/incidents/2026-11-20-api-errors/index.html")
    #expect(page.contains("Some API requests fail with error 500."))
    let home = try folder.text("public/index.html")
    #expect(home.contains("Mail is late") && home.contains("Elevated API error rates"))
  }

  @Test func `an entry that nobody has seen is left out until it is correct`() throws {
    let folder = try builtSite()
    let other = "incidents/2026-11-20-mail.md"
    try folder.write([other: "---\ntitle: Mail is late\n---\n\nNo heading.\n"])
    let run = try build(folder, at: "10:40", "--skip-broken")
    #expect(run.status == 3)
    #expect(
      !FileManager.default.fileExists(atPath: folder.path + "/public/incidents/2026-11-20-mail"))
    try folder.write([other: Self.mail])
    #expect(try build(folder, at: "10:45", "--skip-broken").status == 0)
    #expect(try folder.text("public/incidents/2026-11-20-mail/index.html").contains("Mail is late"))
  }

  @Test func `a repaired entry is shown as it is now`() throws {
    let folder = try builtSite()
    let text = try folder.text(Self.incident)
    try breakKey(in: Self.incident, of: folder)
    #expect(try build(folder, at: "10:40", "--skip-broken").status == 3)
    #expect(try build(folder, at: "10:45", "--skip-broken").status == 3)
    try folder.write([Self.incident: text.replacing("We are looking", with: "We still look")]
    )
    #expect(try build(folder, at: "10:50").status == 0)
    #expect(
      try folder.text("public/incidents/2026-11-20-api-errors/index.html")
        .contains("We still look"))
  }

  /// Of an old one among many no text is kept.
  @Test(arguments: [0, 520])
  func `the page of an entry that rested for long stays as it lies`(others: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    for number in 0..<others {
      try folder.write([
        "incidents/2026-06-\(10 + number % 20)-x\(number).md": """
        ---
        title: Trouble \(number)
        severity: SEV3
        ---

        ## Resolved - 2026-06-\(10 + number % 20) 10:00 UTC

        It is over. No data was lost, and nobody has to do anything.

        """
      ])
    }
    let old = "incidents/2026-05-20-old.md"
    let text = """
      ---
      title: Slow search
      severity: SEV3
      components: [web]
      ---

      ## Investigating - 2026-05-20 10:00 UTC

      Search is slow.

      ## Resolved - 2026-05-20 11:00 UTC

      Search is as quick as before. No data was lost.

      """
    try folder.write([old: text])
    #expect(try build(folder, at: "10:30").status == 0)
    let page = try folder.text("public/incidents/2026-05-20-old/index.html")
    try folder.write([old: text.replacing("severity:", with: "severty:")])
    try folder.write(["incidents/2026-11-20-mail.md": Self.mail])
    #expect(try build(folder, at: "10:40", "--skip-broken").status == 3)
    #expect(try folder.text("public/incidents/2026-05-20-old/index.html") == page)
    #expect(try folder.text("public/history/2026-05/index.html").contains("Slow search"))
    #expect(try folder.text("public/index.html").contains("Mail is late"))
    #expect(try build(folder, at: "10:45").status == 1)
  }

  @Test func `two names that read the same and have other bytes are two files, in each build`()
    throws
  {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let names = ["static/caf\u{E9}.txt", "static/cafe\u{301}.txt"]
    for name in names {
      try FileManager.default.createDirectory(
        atPath: folder.path + "/static", withIntermediateDirectories: true)
      try Data("Coffee".utf8).write(to: URL(fileURLWithPath: folder.path + "/" + name))
    }
    for time in ["10:30", "10:35", "10:40"] {
      #expect(try build(folder, at: time).status == 0)
      let found = try FileManager.default.contentsOfDirectory(
        atPath: folder.path + "/public/static")
      #expect(Set(found.map { Array($0.utf8) }) == Set(names.map { Array($0.utf8.dropFirst(7)) }))
    }
  }

  @Test(arguments: ["status.yml", "theme", "memory"])
  func `what cannot be left out stops the build, and nothing changes`(_ broken: String) throws {
    let folder = try builtSite()
    switch broken {
    case "status.yml":
      try folder.write(["status.yml": folder.text("status.yml").replacing("name:", with: "nam:")])
    case "theme": try folder.write(["theme/strings/en.yml": "home: ["])
    default:
      try breakKey(in: Self.incident, of: folder)
      try FileManager.default.removeItem(atPath: folder.path + "/.allclear")
    }
    let before = try tree(folder.path + "/public")
    #expect(try build(folder, at: "10:40", "--skip-broken").status == 1)
    #expect(try tree(folder.path + "/public") == before)
  }
}
