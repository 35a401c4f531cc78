import Foundation
import TestSupport
import Testing

/// `--previous` of `build` and `publish`, where no ledger is found.
struct PreviousLedgerTests {
  private static let commands = [["build"], ["publish", "--no-verify"]]

  private func site() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    try folder.write(["status.yml": folder.text("status.yml") + "\npublish:\n  - {to: public}\n"])
    return folder
  }

  private func run(
    _ command: [String], _ more: String..., in folder: TemporaryFolder
  ) throws -> Run {
    try Program.run(
      command + more, in: folder.path, environment: ["SOURCE_DATE_EPOCH": "1795170600"])
  }

  private func hasPage(_ folder: TemporaryFolder) -> Bool {
    FileManager.default.fileExists(atPath: folder.path + "/public/index.html")
  }

  /// - Parameter words: the place, and what is wrong with it.
  private func expectFirst(_ command: [String], _ place: String, _ words: String) throws {
    let strict = try site()
    #expect(
      try run(command, "--previous", place, "--strict", in: strict)
        == Run(
          status: 2, output: "",
          errors: """
            error: \(words.replacing("SITE", with: strict.path)), so what readers have seen is not known
              hint: correct --previous; if nothing was published yet, leave it out

            """))
    #expect(!hasPage(strict))
    let folder = try site()
    let run = try run(command, "--previous", place, in: folder)
    #expect(run.status == 0)
    #expect(
      run.errors == """
        warning: \(words.replacing("SITE", with: folder.path)), \
        so this counts as the first publish of the page

        """)
    #expect(hasPage(folder))
  }

  @Test(arguments: commands, ["404 Not Found", "410 Gone"])
  func `a page that is not there counts as the first one, and that is said`(
    command: [String], status: String
  ) throws {
    let server = try TinyServer { _ in TinyServer.answer(status) }
    try expectFirst(command, server.url, "\(server.url)/api/ledger.json is not there")
  }

  @Test(arguments: commands)
  func `no password in an address is said`(command: [String]) throws {
    let server = try TinyServer { _ in TinyServer.answer("404 Not Found") }
    let place = server.url.replacing("://", with: "://me:secret@")
    try expectFirst(command, place, "\(server.url)/api/ledger.json is not there")
  }

  @Test(arguments: commands, ["nowhere", "incidents"])
  func `a folder without a ledger counts as the first one, and that is said`(
    command: [String], folder: String
  ) throws {
    try expectFirst(command, folder, "SITE/\(folder) has no api/ledger.json")
  }

  @Test(arguments: commands, ["500 Internal Server Error", "403 Forbidden"])
  func `a server that does not say is an error, strict or not`(
    command: [String], status: String
  ) throws {
    let server = try TinyServer { _ in TinyServer.answer(status) }
    let folder = try site()
    let code = status.prefix(3)
    for more in [[], ["--strict"]] {
      #expect(
        try run(command + more, "--previous", server.url, in: folder)
          == Run(
            status: 2, output: "",
            errors: """
              error: \(server.url)/api/ledger.json answers \(code)
                hint: what readers have seen is not known

              """))
    }
    #expect(!hasPage(folder))
  }

  @Test(arguments: commands)
  func `what is no ledger is damaged, and stops a strict run`(command: [String]) throws {
    let server = try TinyServer { _ in TinyServer.answer(body: "<!doctype html>") }
    let folder = try site()
    let strict = try run(command, "--previous", server.url, "--strict", in: folder)
    #expect(strict.status == 2)
    #expect(
      strict.errors == """
        error: the ledger at \(server.url)/api/ledger.json cannot be read, so what readers have seen is not known
          hint: correct --previous, or leave --strict out once to begin anew

        """)
    #expect(!hasPage(folder))
    let run = try run(command, "--previous", server.url, in: folder)
    #expect(run.status == 0)
    #expect(run.errors.contains("[damaged-ledger]"))
  }

  @Test func `a strict publish without a page anywhere is a first one`() throws {
    let folder = try site()
    #expect(try run(["publish", "--no-verify"], "--strict", in: folder).status == 0)
    #expect(hasPage(folder))
  }

  @Test func `another folder that is published to is asked as every other place is`() throws {
    let folder = try site()
    #expect(try run(["publish", "--no-verify"], in: folder).status == 0)
    try folder.write(["public/api/ledger.json": "{}"])
    let run = try run(
      ["publish", "--no-verify"], "--output", "elsewhere", "--strict", in: folder)
    #expect(run.status == 2)
    #expect(
      run.errors == """
        error: what readers have seen at public is not known: its api/ledger.json cannot be read
          hint: bring back an older one, or leave --strict out once to begin anew

        """)
  }
}
