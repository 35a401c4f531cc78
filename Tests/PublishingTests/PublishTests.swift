import Foundation
import SiteFiles
import Synchronization
import Testing

@testable import Publishing

/// Counted by all workers.
private final class Count: Sendable {
  let value = Atomic(0)
}

struct PublishTests {
  private let site = files([
    "index.html": "home", "incidents/a/index.html": "a", "incidents/b/index.html": "b",
    "api/v2/summary.json": "{}",
  ])

  @Test func `a first build makes the folder, also with the folders above it`() async throws {
    let folder = try TemporaryFolder()
    let report = try await publish(site, to: folder.path + "/new/above/public/")
    #expect(
      report == PublishReport(written: 4, unchanged: 0, removed: 0, bytes: 8, leftover: nil))
    #expect(
      try folder.contents(of: "new/above/public") == [
        "api/", "api/v2/", "api/v2/summary.json: {}", "incidents/", "incidents/a/",
        "incidents/a/index.html: a", "incidents/b/", "incidents/b/index.html: b",
        "index.html: home",
      ])
    #expect(
      try folder.text(of: "new/above/public/.allclear") == """
        Allclear writes this folder as a whole; files that are not listed here are kept.
        api/v2/summary.json
        incidents/a/index.html
        incidents/b/index.html
        index.html

        """)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path + "/new/above") == ["public"])
  }

  @Test func `a large site is whole, and leaves nothing beside it`() async throws {
    let folder = try TemporaryFolder()
    let pages = (0..<1_200).map { OutputFile(path: "incidents/\($0)/index.html", text: "\($0)") }
    for expected in [(written: 1_200, unchanged: 0), (0, 1_200)] {
      let report = try await publish(pages, to: folder.output)
      #expect((report.written, report.unchanged) == expected)
      #expect(try folder.names == ["public"])
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.output + "/incidents")
    #expect(Set(names) == Set((0..<1_200).map { "\($0)" }))
    #expect(try folder.text(of: "public/incidents/1199/index.html") == "1199")
  }

  @Test func `an unchanged file keeps its date and its inode`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(site, to: folder.output)
    let paths = site.map { "public/" + $0.path } + ["public/.allclear"]
    for path in paths { folder.setDate(1_700_000_000, of: path) }
    let before = paths.map { folder.trace(of: $0) }
    let report = try await publish(site, to: folder.output)
    #expect(
      report == PublishReport(written: 0, unchanged: 4, removed: 0, bytes: 8, leftover: nil))
    #expect(paths.map { folder.trace(of: $0) } == before)
    #expect(try folder.names == ["public"])
  }

  @Test(arguments: [-100, 0, 100_000])
  func `a changed file becomes newer by a whole second or more, whatever the clock says`(
    offset: Int
  ) async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(site, to: folder.output)
    let old = Int(time(nil)) + offset
    folder.setDate(old, of: "public/index.html")
    // Same length, other bytes.
    let report = try await publish(
      site.dropFirst() + files(["index.html": "HOME"]), to: folder.output)
    #expect(
      report == PublishReport(written: 1, unchanged: 3, removed: 0, bytes: 8, leftover: nil))
    #expect(try folder.text(of: "public/index.html") == "HOME")
    #expect(try #require(folder.trace(of: "public/index.html").first) >= old + 1)
  }

  @Test func `two changes within one second have two dates`() async throws {
    let folder = try TemporaryFolder()
    var dates: [Int] = []
    for text in ["one", "two", "three"] {
      _ = try await publish(files(["feed.xml": text]), to: folder.output)
      dates.append(try #require(folder.trace(of: "public/feed.xml").first))
    }
    #expect(dates == dates.sorted())
    #expect(Set(dates).count == 3)
  }

  @Test func `what is no longer planned disappears, with its folder`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(site, to: folder.output)
    let report = try await publish(files(["index.html": "home"]), to: folder.output)
    #expect(
      report == PublishReport(written: 0, unchanged: 1, removed: 3, bytes: 4, leftover: nil))
    #expect(try folder.contents() == ["index.html: home"])
  }

  @Test func `a file may become a folder, and a folder a file`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(files(["a": "file", "b/index.html": "b"]), to: folder.output)
    _ = try await publish(files(["a/index.html": "a", "b": "file"]), to: folder.output)
    #expect(try folder.contents() == ["a/", "a/index.html: a", "b: file"])
  }

  @Test func `what others put into the folder stays, with its dates`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(site, to: folder.output)
    try folder.write("status.acme.example", to: "public/CNAME")
    try folder.write("token", to: "public/.well-known/acme/x")
    try folder.write("note", to: "public/incidents/a/note.txt")
    try folder.makeFolder("public/incidents/empty")
    try FileManager.default.createSymbolicLink(
      atPath: folder.output + "/latest", withDestinationPath: "incidents/b")
    folder.setDate(1_700_000_000, of: "public/CNAME")
    let kept = ["CNAME", ".well-known/acme/x", "incidents/a/note.txt", "latest"]
    let before = kept.map { folder.trace(of: "public/" + $0) }
    for _ in 0..<2 {
      let report = try await publish(files(["index.html": "home"]), to: folder.output)
      #expect(report.unchanged == 1)
    }
    #expect(kept.map { folder.trace(of: "public/" + $0) } == before)
    #expect(
      try FileManager.default.subpathsOfDirectory(atPath: folder.output).sorted() == [
        ".allclear", ".well-known", ".well-known/acme", ".well-known/acme/x", "CNAME",
        "incidents", "incidents/a", "incidents/a/note.txt", "incidents/empty", "index.html",
        "latest",
      ])
  }

  @Test func `an empty folder with a .gitignore is taken over, and keeps it`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("*", to: "public/.gitignore")
    _ = try await publish(files(["index.html": "home"]), to: folder.output)
    #expect(try folder.contents() == [".gitignore: *", "index.html: home"])
  }

  @Test func `the rights of the output folder stay`() async throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("public")
    #expect(chmod(folder.output, 0o2770) == 0)
    _ = try await publish(files(["index.html": "home"]), to: folder.output)
    var status = stat()
    #expect(lstat(folder.output, &status) == 0)
    #expect(status.st_mode & 0o7777 == 0o2770)
  }

  @Test func `an output that is a link is changed where it leads`() async throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("real")
    try FileManager.default.createSymbolicLink(
      atPath: folder.output, withDestinationPath: "real")
    _ = try await publish(files(["index.html": "home"]), to: folder.output)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.output) == "real")
    #expect(try folder.contents(of: "real") == ["index.html: home"])
    #expect(try folder.names == ["public", "real"])
  }

  @Test func `a killed build's leavings are cleaned by the next`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(site, to: folder.output)
    try folder.write("half", to: ".public.allclear/next/incidents/x/index.html")
    try folder.write("half", to: ".public.allclear/old/index.html")
    let report = try await publish(site, to: folder.output)
    #expect(report.unchanged == 4)
    #expect(try folder.names == ["public"])
  }

  @Test func `a site that a killed build had moved aside comes back`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(site, to: folder.output)
    try folder.makeFolder(".public.allclear/next")
    #expect(rename(folder.output, folder.path + "/.public.allclear/old") == 0)
    let report = try await publish(site, to: folder.output)
    #expect(report.unchanged == 4)
    #expect(try folder.names == ["public"])
  }

  @Test func `five hundred pages come out whole, and again unchanged`() async throws {
    let folder = try TemporaryFolder()
    let pages = (0..<500).map { OutputFile(path: "incidents/\($0)/index.html", text: "page \($0)") }
    let flat = (0..<50).map { OutputFile(path: "history/\($0).html", text: "month \($0)") }
    #expect(try await publish(pages + flat, to: folder.output).written == 550)
    #expect(try await publish(pages + flat, to: folder.output).unchanged == 550)
    #expect(try folder.text(of: "public/incidents/417/index.html") == "page 417")
    #expect(try folder.text(of: "public/history/49.html") == "month 49")
  }

  @Test func `what others put there while a build runs is not lost`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(site, to: folder.output)
    let output = folder.output
    let file = OutputFile(path: "index.html") {
      _ = mkdir(output + "/.well-known", 0o755)
      return Array("\(symlink("challenge", output + "/.well-known/x"))".utf8)
    }
    let report = try await publish([file], to: output)
    #expect(report.leftover == nil)
    #expect(try folder.text(of: "public/index.html") == "0")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: output + "/.well-known/x")
        == "challenge")
    #expect(try folder.names == ["public"])
  }

  @Test func `each file is made once, also where an old one is compared`() async throws {
    let folder = try TemporaryFolder()
    for text in ["one", "one", "two"] {
      let count = Count()
      let file = OutputFile(path: "index.html") {
        count.value.add(1, ordering: .relaxed)
        return Array(text.utf8)
      }
      _ = try await publish([file], to: folder.output)
      #expect(count.value.load(ordering: .relaxed) == 1)
    }
  }

  @Test func `the order in which files are planned does not matter`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(site, to: folder.output)
    #expect(try await publish(site.reversed(), to: folder.output).unchanged == 4)
  }
}

/// What is done where the file system cannot do the fast thing.
struct FallbackTests {
  @Test(arguments: [EINVAL, ENOSYS, ENOTSUP])
  func `without an exchange of folders, two renames do it`(code: Int32) async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(files(["index.html": "old"]), to: folder.output)
    let workspace = try Workspace(beside: OutputPlace(folder.output, protecting: []))
    let next = String(workspace.next.dropFirst(folder.path.count + 1))
    try folder.write("new", to: next + "/index.html")
    try workspace.switchSites { _, _ in
      errno = code
      return -1
    }
    #expect(try folder.text(of: "public/index.html") == "new")
    try workspace.remove()
    #expect(try folder.names == ["public"])
  }

  @Test func `when the second rename fails, the old site is moved back`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(files(["index.html": "old"]), to: folder.output)
    let workspace = try Workspace(beside: OutputPlace(folder.output, protecting: []))
    #expect(throws: PublishError.system(call: "rename", path: folder.output, errno: ENOENT)) {
      try workspace.switchSites { _, _ in
        errno = EINVAL
        return -1
      }
    }
    #expect(try folder.text(of: "public/index.html") == "old")
  }

  @Test func `without hard links, files are copied with their dates and rights`() throws {
    let folder = try TemporaryFolder()
    try folder.write("text", to: "old/a.txt")
    #expect(chmod(folder.path + "/old/a.txt", 0o640) == 0)
    folder.setDate(1_700_000_000, of: "old/a.txt")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/old/link", withDestinationPath: "a.txt")
    try folder.makeFolder("next")
    let old = open(folder.path + "/old", O_RDONLY)
    let next = open(folder.path + "/next", O_RDONLY)
    defer {
      close(old)
      close(next)
    }
    let sites = Sites(old: old, next: next, ours: [])
    try sites.copy("a.txt")
    try sites.copy("link")
    #expect(try folder.text(of: "next/a.txt") == "text")
    #expect(folder.trace(of: "next/a.txt").prefix(2) == [1_700_000_000, 5])
    #expect(folder.trace(of: "next/a.txt") != folder.trace(of: "old/a.txt"))
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/next/link")
        == "a.txt")
  }
}
