import ChildProcesses
import Foundation
import StatusModel
import TestSupport
import Testing

@testable import Uploading

/// Each program that carries files, where this machine has it. CI has them all.
struct TargetTests {
  private static func isThere(_ program: String) async -> Bool {
    (try? await answer(to: ChildTask([program, "--version"])))?.isGood == true
  }

  /// A small output, in a folder of its own.
  private func output(
    _ files: [String: String], in folder: String, sentBefore: Set<String> = []
  ) throws -> Upload {
    try? FileManager.default.removeItem(atPath: folder)
    for (path, text) in files {
      let file = URL(filePath: "\(folder)/\(path)")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return Upload(
      folder: folder, paths: files.keys.sorted(), languages: ["en"], ownPages: [],
      ownPaths: sentBefore, moment: Timestamp(seconds: 1_795_175_400))
  }

  private let first: [String: String] = [
    "_headers": "/*\n  A: b\n", "index.html": "one", "incidents/a b/index.html": "ä",
    "incidents/gone/index.html": "gone", "api/ledger.json": "{}", "feed.xml": "<rss/>",
  ].merging(Self.oddFiles) { $1 }

  /// Names that lists, shells and locales may take for something else. A control character in one is an error
  /// of the content.
  private static let oddFiles = Dictionary(
    uniqueKeysWithValues: [
      "-dash", "#hash", ";semicolon", " in front", "behind ", "two  blanks", #"back\slash"#,
      ##"escape\#134x"##, "Über.pdf", "日本語", "e\u{301}", "*", "[a]", "{a,b}",
      #""quoted""#,
      "'single'", "$(x)", "~", ":colon", "!bang", "a&b;c", "%41", "-",
    ].map { ("static/\($0)", "x") } + [("#root", "x"), (";root", "x"), ("-root", "x")])

  /// The second output: one file has other words, one is new, one is gone.
  private var second: [String: String] {
    var files = first
    files["incidents/gone/index.html"] = nil
    files["incidents/new/index.html"] = "new"
    files["index.html"] = "two"
    files["api/ledger.json"] = "{\"new\": 1}"
    return files
  }

  /// Publishes twice, and holds what lies there against what was built.
  ///
  /// - Parameter knowsDigests: the place can say what its files hold.
  private func walk(
    _ target: any RemoteTarget, in folder: String, knowsDigests: Bool = true,
    files: () async throws -> [String: String]
  ) async throws {
    #expect(try await target.ledger() == nil)
    let one = try output(first, in: folder + "/output")
    let all = try await target.changes(for: one)
    #expect(all.sent.sorted() == first.keys.sorted())
    #expect(all.sent.last == "api/ledger.json")
    try await target.apply(all, of: one) { _ in }
    #expect(try await target.ledger() == Array("{}".utf8))
    #expect(try await files() == first)
    let none = try await target.changes(for: one)
    #expect(
      none == TargetChanges(stages: knowsDigests ? [[], [], [], []] : all.stages, deleted: []))

    let two = try output(second, in: folder + "/output")
    let changes = try await target.changes(for: two)
    #expect(
      changes.sent
        == (knowsDigests
          ? ["incidents/new/index.html", "index.html", "api/ledger.json"]
          : two.order.stages.flatMap { $0 }))
    #expect(changes.deleted == ["incidents/gone/index.html"])
    try await target.apply(changes, of: two) { _ in }
    #expect(try await files() == second)
    #expect(try await target.ledger() == Array("{\"new\": 1}".utf8))
  }

  private func files(below folder: String) throws -> [String: String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
    var isFolder: ObjCBool = false
    var found: [String: String] = [:]
    for name in names
    where FileManager.default.fileExists(
      atPath: "\(folder)/\(name)", isDirectory: &isFolder) && !isFolder.boolValue
    {
      found[name] = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    }
    return found
  }

  @Test func `a branch of git holds the page alone, as one commit without a parent`() async throws {
    let folder = try TemporaryFolder()
    _ = try await answer(to: ChildTask(["git", "init", "-q", "--bare", folder.path + "/repo.git"]))
    let target = GitTarget(site: folder.path, remote: "repo.git", branch: "pages")
    func git(_ arguments: [String]) async throws -> String {
      let found = try await answer(
        to: ChildTask(["git", "-C", folder.path + "/repo.git"] + arguments))
      return String(decoding: found.output, as: UTF8.self)
    }
    try await walk(target, in: folder.path) {
      var files: [String: String] = [:]
      for name in try await git(["ls-tree", "-r", "-z", "--name-only", "pages"]).split(
        separator: "\0")
      where name != ".nojekyll" {
        files[String(name)] = try await git(["show", "pages:\(name)"])
      }
      return files
    }
    #expect(try await git(["rev-list", "--count", "pages"]) == "1\n")
    #expect(
      try await git(["show", "-s", "--format=%an %at %s", "pages"])
        == "Allclear 1795175400 Status page as of 2026-11-20T11:50:00Z\n")
    #expect(try await git(["ls-tree", "--name-only", "pages", ".nojekyll"]) == ".nojekyll\n")
  }

  /// A bare repository with a branch that somebody made by hand.
  private func repository(
    in folder: String, branch: String, _ files: [String: String]
  ) async throws -> (_ arguments: [String]) async throws -> String {
    func git(_ place: String, _ arguments: [String]) async throws -> String {
      let found = try await answer(
        to: ChildTask(
          ["git", "-C", place, "-c", "user.name=A", "-c", "user.email=a@localhost"] + arguments))
      #expect(found.isGood, "\(arguments): \(String(decoding: found.errors, as: UTF8.self))")
      return String(decoding: found.output, as: UTF8.self)
    }
    _ = try output(files, in: folder + "/by-hand")
    _ = try await git(folder, ["init", "-q", "--bare", "repo.git"])
    _ = try await git(folder + "/by-hand", ["init", "-q", "-b", branch])
    _ = try await git(folder + "/by-hand", ["add", "--all", "--force"])
    _ = try await git(folder + "/by-hand", ["commit", "-q", "-m", "By hand"])
    _ = try await git(folder + "/by-hand", ["push", "-q", folder + "/repo.git", branch])
    return { try await git(folder + "/repo.git", $0) }
  }

  @Test func `a branch keeps the files of others`() async throws {
    let folder = try TemporaryFolder()
    let foreign = [
      "CNAME": "status.acme.example\n", ".well-known/security.txt": "Contact: x\n",
      "README.md": "Pages\n", ".github/dependabot.yml": "version: 2\n",
      ".gitattributes": "* text eol=crlf\n",
    ]
    let git = try await repository(in: folder.path, branch: "pages", foreign)
    let target = GitTarget(site: folder.path, remote: "repo.git", branch: "pages")
    func there() async throws -> [String: String] {
      var files: [String: String] = [:]
      for name in try await git(["ls-tree", "-r", "-z", "--name-only", "pages"]).split(
        separator: "\0")
      {
        files[String(name)] = try await git(["show", "pages:\(name)"])
      }
      return files
    }
    let marker = [".nojekyll": ""]
    let one = try output(first, in: folder.path + "/output")
    let all = try await target.changes(for: one)
    #expect(all.deleted == [])
    try await target.apply(all, of: one) { _ in }
    // Byte for byte, whatever `.gitattributes` says.
    #expect(try await there() == first.merging(foreign) { $1 }.merging(marker) { $1 })
    #expect(try await git(["rev-list", "--count", "pages"]) == "1\n")

    let two = try output(second, in: folder.path + "/output")
    let changes = try await target.changes(for: two)
    #expect(changes.deleted == ["incidents/gone/index.html"])
    try await target.apply(changes, of: two) { _ in }
    #expect(try await there() == second.merging(foreign) { $1 }.merging(marker) { $1 })
  }

  @Test(arguments: [
    ["README.md": "", "Sources/main.swift": ""], ["index.html": "another site"],
    ["status.yml": "name: Acme"], ["docs/.well-known/x": ""],
  ])
  func `a branch of somebody's sources is refused, and stays`(files: [String: String]) async throws
  {
    let folder = try TemporaryFolder()
    let git = try await repository(in: folder.path, branch: "main", files)
    let before = try await git(["rev-parse", "main"])
    let target = GitTarget(site: folder.path, remote: "repo.git", branch: "main")
    let upload = try output(first, in: folder.path + "/output")
    let named = try #require(files.keys.filter { $0 != "README.md" }.first)
    let refusal = UploadError(
      "the branch main holds other files, such as \(named), and no page of ours",
      hint: "name a branch that is for the page alone; if this one is, delete it first")
    await #expect(throws: refusal) { try await target.changes(for: upload) }
    await #expect(throws: refusal) {
      try await target.apply(TargetChanges(stages: [], deleted: []), of: upload) { _ in }
    }
    #expect(try await git(["rev-parse", "main"]) == before)
  }

  @Test func `a branch that somebody else pushed to meanwhile is not overwritten`() async throws {
    let folder = try TemporaryFolder()
    let repository = folder.path + "/repo.git"
    _ = try await answer(to: ChildTask(["git", "init", "-q", "--bare", repository]))
    // A hook plays the other publisher, in the moment between the look and the push.
    let hook = repository + "/hooks/pre-receive"
    try Data("#!/bin/sh\nexit 1\n".utf8).write(to: URL(filePath: hook))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
    let target = GitTarget(site: folder.path, remote: repository, branch: "pages")
    let upload = try output(first, in: folder.path + "/output")
    let changes = try await target.changes(for: upload)
    await #expect(throws: UploadError.self) { try await target.apply(changes, of: upload) { _ in } }
    #expect(try await target.ledger() == nil)
  }

  @Test(.enabled("rsync is installed", { await isThere("rsync") }))
  func `rsync brings what changed, and deletes what is ours alone`() async throws {
    let folder = try TemporaryFolder()
    let place = folder.path + "/there"
    try await walk(RsyncTarget(path: place), in: folder.path) { try files(below: place) }
  }

  @Test(.enabled("rclone is installed", { await isThere("rclone") }))
  func `rclone brings what changed, and deletes what is ours alone`() async throws {
    let folder = try TemporaryFolder()
    let place = folder.path + "/there"
    try await walk(RcloneTarget(path: place), in: folder.path) { try files(below: place) }
  }

  @Test(.enabled("rclone is installed", { await isThere("rclone") }))
  func `a remote without digests gets everything, and so also what kept its length`() async throws {
    let folder = try TemporaryFolder()
    let password = "nIxLXNJDcsxtsxOZfgE7eTQXkA"  // `rclone obscure`
    let target = RcloneTarget(
      path: ":crypt,remote='\(folder.path)/there',password='\(password)':status")
    var round = 0
    try await walk(target, in: folder.path, knowsDigests: false) {
      round += 1
      let copy = "\(folder.path)/copy-\(round)"
      let found = try await answer(to: ChildTask(["rclone", "copy", target.path, copy]))
      #expect(found.isGood)
      return try files(below: copy)
    }
  }

  @Test(.enabled("rsync is installed", { await isThere("rsync") }))
  func `rsync deletes odd names that are remembered as ours`() async throws {
    let folder = try TemporaryFolder()
    let place = folder.path + "/there"
    let target = RsyncTarget(path: place)
    let one = try output(first, in: folder.path + "/output")
    try await target.apply(try await target.changes(for: one), of: one) { _ in }
    let gone: Set = ["#root", ";root", "-root"]
    let rest = first.filter { !gone.contains($0.key) }
    let two = try output(rest, in: folder.path + "/output", sentBefore: Set(first.keys))
    let changes = try await target.changes(for: two)
    #expect(changes.sent == [])
    #expect(Set(changes.deleted) == gone)
    try await target.apply(changes, of: two) { _ in }
    #expect(try files(below: place) == rest)
  }

  @Test(.enabled("rsync is installed", { await isThere("rsync") }))
  func `a place that rsync cannot list is not taken for an empty one`() async throws {
    let folder = try TemporaryFolder()
    _ = try output(["index.html": "one"], in: folder.path + "/there")
    #expect(try await RsyncTarget(path: folder.path + "/nothing").ledger() == nil)
    await #expect(throws: UploadError.self) {
      try await RsyncTarget(path: folder.path + "/there/index.html").ledger()
    }
  }

  @Test func `a target that cannot be reached says so, in the words of the program`() async throws {
    let folder = try TemporaryFolder()
    let target = GitTarget(site: folder.path, remote: "nowhere.git", branch: "pages")
    await #expect {
      try await target.ledger()
    } throws: { error in
      let error = error as? UploadError
      return error?.reason.hasPrefix("git: ") == true && error?.effect == UploadError.Effect.none
        && error?.reason.contains("nowhere.git") == true
    }
  }
}
