import Foundation
import Testing

/// What lies in `root/` of a site, for the host of the page.
struct RootFileTests {
  private func site(_ files: KeyValuePairs<String, String>) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    try folder.write(files)
    return folder
  }

  private func build(_ folder: TemporaryFolder, _ command: String = "build") throws -> Run {
    try Program.run(
      [command], in: folder.path, environment: ["SOURCE_DATE_EPOCH": "1795170600"])
  }

  @Test func `every file of it lies at the root of the page, byte by byte`() throws {
    let folder = try site([
      "root/CNAME": "status.acme.example\n", "root/google1234.html": "google-site-verification",
      "root/.well-known/security.txt": "Contact: mailto:x@acme.example\n",
      "root/.domains": "a\r\n", "root/deep/er/ä b.bin": "\u{0}\u{1}",
    ])
    #expect(try build(folder).status == 0)
    #expect(try folder.text("public/CNAME") == "status.acme.example\n")
    #expect(try folder.text("public/google1234.html") == "google-site-verification")
    #expect(
      try folder.text("public/.well-known/security.txt") == "Contact: mailto:x@acme.example\n")
    #expect(try folder.text("public/.domains") == "a\r\n")
    #expect(try folder.text("public/deep/er/ä b.bin") == "\u{0}\u{1}")
    #expect(try !folder.text("public/sitemap.xml").contains("google1234"))
  }

  @Test func `a changed file is copied anew, and one that is gone is removed`() throws {
    let folder = try site(["root/CNAME": "one\n", "root/other.txt": "two\n"])
    #expect(try build(folder).status == 0)
    try folder.write(["root/CNAME": "three\n"])
    try FileManager.default.removeItem(atPath: folder.path + "/root/other.txt")
    let second = try build(folder)
    #expect(second.output.contains("\n1 file written, "))
    #expect(second.output.contains(", 1 removed in "))
    #expect(try folder.text("public/CNAME") == "three\n")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/public/other.txt"))
  }

  @Test(
    arguments: [
      ("index.html", "index.html"), ("_headers", "_headers"), ("robots.txt", "robots.txt"),
      ("api/ledger.json", "api/ledger.json"), ("feed.xml/more.txt", "feed.xml"),
      ("incidents", "incidents"), (".allclear/files", ".allclear"),
    ])
  func `a name that the build writes itself is an error, and nothing is written`(
    name: String, taken: String
  ) throws {
    let folder = try site(["root/\(name)": "mine"])
    let errors = """
      root/\(name):1:1: error: '\(taken)' is a name of Allclear's own [taken-name]
        hint: give the file another name, or take it out of root/

      """
    let run = try build(folder)
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix(errors), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/public"))
    let check = try build(folder, "check")
    #expect(check.status == 1)
    // Warnings about other files stand before it.
    #expect(check.errors.contains(errors), "\(check.errors)")
  }

  @Test func `files that programs leave behind are not published`() throws {
    let folder = try site([
      "root/.DS_Store": "x", "root/.gitkeep": "", "root/.git/config": "x", "root/CNAME~": "x",
      "root/.CNAME.swp": "x", "root/._CNAME": "x", "root/.#CNAME": "x", "root/CNAME": "x",
    ])
    #expect(try build(folder).status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/public")
    #expect(
      names.filter { $0.contains("CNAME") || $0.hasPrefix(".") }.sorted() == [".allclear", "CNAME"])
  }

  @Test func `a text may link to a file of it`() throws {
    let folder = try site(["root/terms.pdf": "%PDF"])
    let incident = try folder.text("incidents/2026-11-20-api-errors.md")
    try folder.write([
      "incidents/2026-11-20-api-errors.md": incident + "\nSee [the terms](/terms.pdf).\n"
    ])
    #expect(try !build(folder, "check").errors.contains("dead-link"))
    try FileManager.default.removeItem(atPath: folder.path + "/root/terms.pdf")
    #expect(try build(folder, "check").errors.contains("[dead-link]"))
  }

  @Test func `a folder that was to be root is named`() throws {
    let folder = try site(["Root/CNAME": "x"])
    #expect(
      try build(folder, "check").errors.contains(
        "unknown folder 'Root'; did you mean 'root'? [unknown-folder]"))
  }
}
