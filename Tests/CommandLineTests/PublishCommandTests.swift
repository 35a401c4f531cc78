import Foundation
import Testing

/// `publish` to a folder and to a branch of git, as a team types it.
struct PublishCommandTests {
  private static let incident = "incidents/2026-11-20-api-errors.md"
  private static let minute = 60
  private static let moment = 1_795_170_600  // 2026-11-20 10:30 UTC

  /// A site that goes to `www` and to a branch of `repo.git` beside it.
  private func site(_ more: String = "") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let targets = "\npublish:\n  - {to: www}\n  - {to: 'git:repo.git#pages'}\n" + more
    try folder.write(["status.yml": folder.text("status.yml") + targets])
    try git(["init", "-q", "--bare", folder.path + "/repo.git"])
    return folder
  }

  @discardableResult
  private func git(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }

  private func publish(
    _ folder: TemporaryFolder, after minutes: Int = 0, _ more: String...
  ) throws -> Run {
    try Program.run(
      ["publish", "--no-verify"] + more, in: folder.path,
      environment: ["SOURCE_DATE_EPOCH": "\(Self.moment + minutes * Self.minute)"])
  }

  @Test func `every place gets the page, and then what changed alone`() throws {
    let folder = try site()
    let first = try publish(folder)
    #expect(first.status == 0, "\(first.errors)")
    let count = try #require(first.output.firstMatch(of: /www: (\d+) files written, 0 removed/)?.1)
    #expect(
      first.output == """
        www: \(count) files written, 0 removed
        git:repo.git#pages: \(count) files sent, 0 deleted

        """)
    #expect(
      try git(["-C", folder.path + "/repo.git", "show", "pages:api/ledger.json"])
        == folder.text("www/api/ledger.json"))
    #expect(try publish(folder).output.contains("git:repo.git#pages: 0 files sent, 0 deleted"))
  }

  @Test func `a rehearsal says what would happen, and changes nothing`() throws {
    let folder = try site()
    let before = try tree(folder.path)
    let rehearsal = try publish(folder, "--dry-run")
    #expect(rehearsal.status == 0)
    #expect(rehearsal.output.hasPrefix("www: "))
    #expect(rehearsal.output.contains("\n  send index.html\n  send api/ledger.json\n"))
    #expect(try tree(folder.path) == before)
  }

  @Test func `a place that fails stops no other, and is completed by the next run`() throws {
    let folder = try site("  - {to: 'git:later.git#pages'}\n  - {to: second}\n")
    let first = try publish(folder)
    #expect(first.status == 2)
    #expect(first.output.contains("second: "))
    #expect(
      first.errors.hasPrefix(
        "warning: what readers have seen at git:later.git#pages is not known: git: "))
    #expect(first.errors.contains("\nerror: git:later.git#pages: git: "))
    #expect(
      first.errors.hasSuffix(
        "  hint: the next publish goes on from there; nothing has changed there\n"))
    try git(["init", "-q", "--bare", folder.path + "/later.git"])
    let second = try publish(folder, after: 1)
    #expect(second.status == 0, "\(second.errors)")
    #expect(
      try git(["-C", folder.path + "/later.git", "show", "pages:api/ledger.json"])
        == folder.text("www/api/ledger.json"))
  }

  @Test func `a runner that starts empty asks the place what readers have seen`() throws {
    let folder = try site()
    _ = try publish(folder)
    try FileManager.default.removeItem(atPath: folder.path + "/www")
    try? FileManager.default.removeItem(atPath: folder.path + "/.allclear")
    try folder.write([
      Self.incident: folder.text(Self.incident).replacing("10:10", with: "10:20")
    ])
    let second = try publish(folder, after: 10, "--strict")
    #expect(second.status == 1)
    #expect(second.errors.contains("[published-update-moved]"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/www"))
  }

  @Test func `the command of a place gets what changed there, and nothing when nothing did`() throws
  {
    let folder = try site("  - {to: third, after: ./after.sh}\n")
    try folder.write(["after.sh": "#!/bin/sh\ncat > changed\n"])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.path + "/after.sh")
    #expect(try publish(folder).status == 0)
    let changed = try folder.text("changed").split(separator: "\n")
    #expect(changed.contains("index.html"))
    #expect(changed == changed.sorted())
    try folder.write(["changed": "as it was"])
    #expect(try publish(folder).status == 0)
    #expect(try folder.text("changed") == "as it was")
  }

  private struct Result: Decodable {
    struct Target: Decodable {
      let target: String
      let sent: [String]
      let deleted: [String]
      let error: String?
    }
    let asOf: String
    let dryRun: Bool
    let targets: [Target]
    let told: Bool?
    let verified: Bool?
  }

  private func result(_ run: Run) throws -> Result {
    #expect(run.output.hasSuffix("}\n") && run.output.count { $0 == "\n" } == 1)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Result.self, from: Data(run.output.utf8))
  }

  @Test func `as JSON, the result is one object that names each place`() throws {
    let folder = try site("  - {to: 'git:later.git#pages'}\n")
    let first = try publish(folder, "--json")
    #expect(first.status == 2)
    let failed = try result(first)
    #expect(failed.targets.map(\.target) == ["www", "git:repo.git#pages", "git:later.git#pages"])
    #expect(failed.targets[0].sent.contains("api/ledger.json"))
    #expect(failed.targets[1].sent.sorted() == failed.targets[0].sent.sorted())
    #expect(failed.targets[1].error == nil)
    #expect(failed.targets[2].sent == [])
    #expect(failed.targets[2].error?.hasPrefix("git: ") == true)
    #expect(failed.told == nil)
    #expect(failed.asOf == "2026-11-20T10:30:00Z")

    try git(["init", "-q", "--bare", folder.path + "/later.git"])
    let rehearsal = try result(publish(folder, "--json", "--dry-run"))
    #expect(rehearsal.dryRun)
    #expect(rehearsal.targets[2].sent.sorted() == failed.targets[0].sent.sorted())
    let second = try publish(folder, "--json")
    #expect(second.status == 0)
    let done = try result(second)
    #expect(done.targets.map(\.sent.count) == [0, 0, failed.targets[0].sent.count])
    #expect(done.targets.allSatisfy { $0.error == nil && $0.deleted.isEmpty })
    #expect(done.told == true)
    #expect(done.verified == nil)
    #expect(
      try publish(folder, "--json").output == """
        {"as_of":"2026-11-20T10:30:00Z","dry_run":false,"targets":[\
        {"deleted":[],"sent":[],"target":"www"},\
        {"deleted":[],"sent":[],"target":"git:repo.git#pages"},\
        {"deleted":[],"sent":[],"target":"git:later.git#pages"}],"told":true}

        """)
  }

  @Test func `with --verbose each step is said, and with --fresh everything is made anew`() throws {
    let folder = try site()
    #expect(try publish(folder).status == 0)
    let again = try publish(folder, "--verbose")
    #expect(again.errors.contains("Publishing to git:repo.git#pages"))
    #expect(again.errors.contains("Writing 0 files"))
    #expect(!(try publish(folder, "--verbose", "--fresh").errors.contains("Writing 0 files")))
  }

  @Test func `what was written says that a publish brings it to readers`() throws {
    let folder = try site()
    let run = try Program.run(
      ["incident", "update", "2026-11-20-api-errors", "-m", "We have found the cause.", "--yes"],
      in: folder.path, environment: ["SOURCE_DATE_EPOCH": "\(Self.moment)"])
    #expect(
      run.output.hasSuffix(
        "\nReaders see it after the next publish: run `allclear publish`, or let your server do it.\n"
      ),
      "\(run)")
  }

  @Test func `a status.yml with an error is not taken for one that names no place`() throws {
    let folder = try site()
    try folder.write(["status.yml": folder.text("status.yml") + "\nname: [unclosed\n"])
    let run = try publish(folder)
    #expect(run.status == 1)
    #expect(run.errors.contains("fix what `allclear check` names"), "\(run.errors)")
    #expect(!run.errors.contains("names no place"))
  }

  @Test func `without a place there is nothing to do`() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    #expect(
      try publish(folder)
        == Run(
          status: 64, output: "",
          errors: """
            error: status.yml names no place to publish to
              hint: list them under `publish`, such as `- {to: /var/www/status}`, or name one

            """))
    #expect(try publish(folder, "ftp:x").status == 64)
  }
}
