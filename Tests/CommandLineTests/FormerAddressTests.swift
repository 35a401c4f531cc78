import Foundation
import Testing

/// `former` of an entry: where readers knew it before, from the file to what a host serves.
struct FormerAddressTests {
  private func site(
    _ former: String, _ files: KeyValuePairs<String, String> = [:]
  ) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    try folder.write([
      "maintenance/m1.md": """
      ---
      title: Database <upgrade>
      starts: 2026-11-10 02:00 UTC
      ends: 2026-11-10 04:00 UTC
      former: \(former)
      ---

      ## Scheduled - 2026-11-09 10:00 UTC

      We upgrade the database.

      """
    ])
    try folder.write(files)
    return folder
  }

  private func run(_ command: String, in folder: TemporaryFolder) throws -> Run {
    try Program.run(
      [command], in: folder.path, environment: ["SOURCE_DATE_EPOCH": "1795170600"])
  }

  @Test func `a former address leads on, by a page and by a line for hosts`() throws {
    let folder = try site("{addresses: [/incidents/m1, /old/work.html]}")
    #expect(try run("build", in: folder).status == 0)
    #expect(
      try folder.text("public/_redirects") == """
        /incidents/m1 /maintenance/m1/ 301
        /incidents/m1/ /maintenance/m1/ 301
        /old/work.html /maintenance/m1/ 301

        """)
    let url = try folder.text("public/sitemap.xml").split(separator: "<loc>")[1]
      .prefix { $0 != "<" }
    #expect(
      try folder.text("public/incidents/m1/index.html") == """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>Database &lt;upgrade&gt;</title>
        <meta name="robots" content="noindex">
        <meta http-equiv="refresh" content="0; url=../../maintenance/m1/">
        <link rel="canonical" href="\(url)maintenance/m1/">
        </head>
        <body>
        <p><a href="../../maintenance/m1/">Database &lt;upgrade&gt;</a></p>
        </body>
        </html>

        """)
    #expect(try folder.text("public/old/work.html").contains("url=../maintenance/m1/"))
    #expect(try !folder.text("public/sitemap.xml").contains("/incidents/m1"))
  }

  @Test func `the history feeds go on with the former ids`() throws {
    let folder = try site(
      "{rss: \"https://old.example/incidents/m1\", atom: \"tag:old.example,2005:Incident/1\"}")
    #expect(try run("build", in: folder).status == 0)
    #expect(
      try folder.text("public/history.rss").contains(
        "<guid isPermaLink=\"false\">https://old.example/incidents/m1</guid>"))
    #expect(
      try folder.text("public/history.atom").contains(
        "<id>tag:old.example,2005:Incident/1</id>"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/public/_redirects"))
  }

  @Test func `a build that goes on writes what another former address changes, and no more`() throws
  {
    let folder = try site("{addresses: [/a/]}")
    #expect(try run("build", in: folder).status == 0)
    let file = folder.path + "/maintenance/m1.md"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try text.replacing("[/a/]", with: "[/b/]").write(
      toFile: file, atomically: true, encoding: .utf8)
    #expect(try run("build", in: folder).status == 0)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/public/a/index.html"))
    #expect(FileManager.default.fileExists(atPath: folder.path + "/public/b/index.html"))
    #expect(try folder.text("public/_redirects").hasPrefix("/b /maintenance/m1/ 301\n"))
    try FileManager.default.removeItem(atPath: folder.path + "/.allclear")
    let fresh = try run("build", in: folder)
    #expect(fresh.status == 0)
    #expect(fresh.output.contains("\n0 files written, "))
  }

  @Test(arguments: ["/history/", "/maintenance/m1", "/index.html", "/feed.xml", "/status.txt/old"])
  func `an address that something else has is an error`(address: String) throws {
    let folder = try site("{addresses: [\(address)]}")
    let expected = """
      maintenance/m1.md:1:1: error: the former address '\(address)' is that of something else [taken-address]
        hint: take it out of 'former'

      """
    for command in ["build", "check"] {
      let run = try run(command, in: folder)
      #expect(run.status == 1)
      #expect(run.errors.contains(expected))
    }
  }

  @Test(arguments: [
    "issues/x", "/", "/a//b", "/../x", "/.git/x", "/a?b", "/a b", "https://x.example/", "/é",
  ])
  func `an address is a path from the root`(address: String) throws {
    let folder = try site("{addresses: [\"\(address)\"]}")
    let check = try run("check", in: folder)
    #expect(check.status == 1)
    #expect(
      check.errors.contains(
        "error: '\(address)' is not an address that can stand here [bad-url]\n"
          + "  hint: write a path from the root of the page, like /issues/api-errors/"))
  }
}
