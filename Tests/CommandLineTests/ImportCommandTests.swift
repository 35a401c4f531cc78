import Foundation
import Testing

/// `allclear import`, as a user runs it, on an invented page saved from Statuspage.
struct ImportCommandTests {
  private let source = projectFolder + "/Tests/Fixtures/import/statuspage"
  /// 2026-11-20 12:00 UTC.
  private let noon = ["SOURCE_DATE_EPOCH": "1795176000"]

  private func run(_ arguments: String..., in folder: String = "/") throws -> Run {
    try Program.run(arguments, in: folder, environment: noon)
  }

  @Test func `an imported history checks and builds at once`() throws {
    let folder = try TemporaryFolder()
    let site = folder.path + "/site"
    let imported = try run("import", "statuspage", source, "--into", site)
    #expect(imported.status == 0)
    #expect(
      imported.output.split(separator: "\n").first
        == "From statuspage: 3 incidents, 1 maintenance, 1 postmortem, 10 updates, 4 components")
    let check = try run("check", "--site", site)
    #expect(check.errors == "")
    #expect(check.status == 0)
    let build = try run("build", "--strict", "--site", site)
    #expect(build.status == 0)
    #expect(
      try String(contentsOfFile: site + "/incidents/z1moving00001.md", encoding: .utf8) == """
        ---
        title: "API <errors> & slow dashboard"
        severity: major
        components: {apiapiapi001: major_outage, webwebweb001: operational}
        started: 2026-03-04 07:55 UTC
        former: {rss: "https://status.acme.example/incidents/z1moving00001", atom: "tag:status.acme.example,2005:Incident/4711"}
        imported: statuspage
        ---

        ## Investigating - 2026-03-04 08:00 UTC

        We are looking into errors of host_name \\*api-1\\*.

        ## Identified - 2026-03-04 09:00 UTC - apiapiapi001: partial_outage - webwebweb001: degraded_performance

        \\# of failed requests falls:
        - API: 5%
        - Dashboard: \\<unknown>

        ## Resolved - 2026-03-04 10:00 UTC

        All is well.\u{20}\u{20}
        Thanks for your patience.

        """)
    let due = try run("due", "--site", site)
    #expect(due.status == 0)
    let everything = try Program.shell(
      "grep -r canary7f3 . || echo none", in: folder.path, environment: noon)
    #expect(everything.output == "none\n")
  }

  @Test func `a dry run prints the same report and writes nothing`() throws {
    let folder = try TemporaryFolder()
    let dry = try run("import", "statuspage", source, "--dry-run", in: folder.path)
    let wet = try run("import", "statuspage", source, "--into", "site", in: folder.path)
    #expect(dry.status == 0)
    #expect(dry.output == wet.output)
    #expect(dry.errors == "")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).contains("site"))
  }

  @Test
  func `importing twice changes nothing, edited files stay, others are replaced when asked for`()
    throws
  {
    let folder = try TemporaryFolder()
    let site = folder.path + "/site"
    _ = try run("import", "statuspage", source, "--into", site)
    let plain = site + "/incidents/y2plain000001.md"
    let moving = site + "/incidents/z1moving00001.md"
    let text = try String(contentsOfFile: plain, encoding: .utf8)
    try (text + "\nThanks.\n").write(toFile: plain, atomically: true, encoding: .utf8)
    let again = try run("import", "statuspage", source, "--into", site)
    #expect(
      again.errors.split(separator: "\n").prefix(2) == [
        "Wrote 0 files to \(site)", "6 files there already, left as they were",
      ])
    let reported = try run(
      "import", "statuspage", source, "--into", site, "--overwrite", "--statuses", "reported",
      "--json")
    #expect(reported.status == 0)
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(reported.output.utf8)) as? [String: Any])
    #expect(report["system"] as? String == "statuspage")
    #expect((report["kept"] as? [String])?.contains("incidents/y2plain000001.md") == true)
    #expect(try String(contentsOfFile: plain, encoding: .utf8) == text + "\nThanks.\n")
    #expect(
      try String(contentsOfFile: moving, encoding: .utf8).contains(
        "webwebweb001: degraded_performance"))
  }

  @Test func `an entry that lies in a subfolder is not written again`() throws {
    let folder = try TemporaryFolder()
    let site = folder.path + "/site"
    _ = try run("import", "statuspage", source, "--into", site)
    try FileManager.default.createDirectory(
      atPath: site + "/incidents/2026", withIntermediateDirectories: false)
    try FileManager.default.moveItem(
      atPath: site + "/incidents/y2plain000001.md",
      toPath: site + "/incidents/2026/y2plain000001.md")
    let again = try run("import", "statuspage", source, "--into", site)
    #expect(again.errors.hasPrefix("Wrote 0 files"))
    #expect(try run("check", "--site", site).status == 0)
  }

  @Test func `nothing is written where the source cannot be read to its end`() throws {
    let folder = try TemporaryFolder()
    try folder.write([
      "saved/a.json": "{\"incidents\": []}", "saved/b.json": "{\"incidents\": [{\"id\":",
    ])
    let imported = try run("import", "statuspage", "saved", "--into", "site", in: folder.path)
    #expect(imported.status == 1)
    #expect(
      imported.errors
        == "error: b.json:1:22: the JSON ends too early\n  hint: save it again, to its end\n")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/site"))
  }

  @Test func `no link leads an import out of its folder`() throws {
    let folder = try TemporaryFolder()
    try folder.write(["site/pages/about.md": "---\ntitle: x\n---\n", "outside/x.md": ""])
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/site/incidents", withDestinationPath: "../outside")
    let imported = try run("import", "statuspage", source, "--into", "site", in: folder.path)
    #expect(imported.status == 1)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path + "/outside") == ["x.md"])
  }

  @Test(arguments: [
    (["acme", "x"], "there is no system 'acme'"),
    (["statuspage", "nowhere", "--dry-run"], "there is no file or folder"),
    (["statuspage", "/tmp"], "no site folder is here or above, and --into names none"),
    (
      ["statuspage", "/tmp", "--dry-run", "--time-zone", "Mars"],
      "--time-zone: 'Mars' is no known time zone"
    ),
    (["statuspage", "/tmp", "--dry-run", "--map", "x"], "--map: 'x' is no pair"),
    (["statuspage", "/tmp", "--dry-run", "--severity", "bad"], "--severity: 'bad' is not known"),
    (["statuspage", "/tmp", "--dry-run", "--min", "bad"], "--min: 'bad' is no span"),
    (
      ["statuspage", "/tmp", "--dry-run", "--maintenance", "("],
      "--maintenance: '(' is no regular expression"
    ),
  ])
  func `wrong usage is refused with a hint`(arguments: [String], message: String) throws {
    let folder = try TemporaryFolder()
    let run = try Program.run(["import"] + arguments, in: folder.path, environment: noon)
    #expect(run.status == 64)
    #expect(run.errors.hasPrefix("error: \(message)"))
    #expect(run.errors.contains("\n  hint: "))
  }
}
