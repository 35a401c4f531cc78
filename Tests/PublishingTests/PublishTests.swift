import Foundation
import Publishing
import SiteFiles
import Synchronization
import TestSupport
import Testing

/// Counted by all workers.
private final class Count: Sendable {
  let value = Atomic(0)
}

/// A report without its stamps.
struct Numbers: Equatable {
  let written, unchanged, removed, bytes: Int

  init(written: Int, unchanged: Int, removed: Int, bytes: Int) {
    (self.written, self.unchanged, self.removed, self.bytes) = (written, unchanged, removed, bytes)
  }

  init(_ report: PublishReport) {
    self.init(
      written: report.written, unchanged: report.unchanged, removed: report.removed,
      bytes: report.bytes)
  }
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
      Numbers(report) == Numbers(written: 4, unchanged: 0, removed: 0, bytes: 8))
    #expect(
      try folder.contents(of: "new/above/public") == [
        "api/", "api/v2/", "api/v2/summary.json: {}", "incidents/", "incidents/a/",
        "incidents/a/index.html: a", "incidents/b/", "incidents/b/index.html: b",
        "index.html: home",
      ])
    #expect(
      try folder.text(of: "new/above/public/.allclear/files") == """
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
      #expect(try ownFiles(of: folder.output) == ["files"])
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.output + "/incidents")
    #expect(Set(names) == Set((0..<1_200).map { "\($0)" }))
    #expect(try folder.text(of: "public/incidents/1199/index.html") == "1199")
  }

  @Test func `an unchanged file keeps its date and its inode`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(site, to: folder.output)
    let paths = site.map { "public/" + $0.path } + ["public/.allclear/files"]
    for path in paths { folder.setDate(1_700_000_000, of: path) }
    let before = paths.map { folder.trace(of: $0) }
    let report = try await publish(site, to: folder.output)
    #expect(
      Numbers(report) == Numbers(written: 0, unchanged: 4, removed: 0, bytes: 8))
    #expect(paths.map { folder.trace(of: $0) } == before)
    #expect(try ownFiles(of: folder.output) == ["files"])
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
      Numbers(report) == Numbers(written: 1, unchanged: 3, removed: 0, bytes: 8))
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
      Numbers(report) == Numbers(written: 0, unchanged: 1, removed: 3, bytes: 4))
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
        ".allclear", ".allclear/files", ".well-known", ".well-known/acme", ".well-known/acme/x",
        "CNAME",
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
    _ = try await publish([file], to: output)
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

  @Test func `rights are those of new files, as the umask leaves them`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(site, to: folder.output)
    #expect(chmod(folder.output + "/index.html", 0o600) == 0)
    _ = try await publish(
      site.dropFirst() + files(["index.html": "new", "new/a": "a"]), to: folder.output)
    let mask = umask(0)
    umask(mask)
    let modes = try ["index.html", "incidents/a/index.html", "new/a", "new"].map { name in
      try #require(
        FileManager.default.attributesOfItem(atPath: folder.output + "/" + name)[.posixPermissions]
          as? UInt16)
    }
    #expect(modes == [0o666, 0o666, 0o666, 0o777].map { $0 & ~UInt16(mask) })
  }

  @Test func `a mount point and a git checkout may become the output`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("ref: refs/heads/main", to: "public/.git/HEAD")
    try folder.makeFolder("public/lost+found")
    for text in ["one", "two"] {
      _ = try await publish(files(["index.html": text]), to: folder.output)
      #expect(
        try folder.contents() == [
          ".git/", ".git/HEAD: ref: refs/heads/main", "index.html: \(text)", "lost+found/",
        ])
    }
  }

  @Test func `a name that is not UTF-8 is others', and stays`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(files(["index.html": "old"]), to: folder.output)
    let path = Array((folder.output + "/caf").utf8) + [0xE9, 0]
    close(open(path.map(CChar.init(bitPattern:)), O_CREAT | O_WRONLY, 0o600))
    _ = try await publish(files(["index.html": "new"]), to: folder.output)
    #expect(try folder.text(of: "public/index.html") == "new")
    #expect(access(path.map(CChar.init(bitPattern:)), F_OK) == 0)
  }

  @Test func `names that look the same are two names`() async throws {
    let folder = try TemporaryFolder()
    for names in [["caf\u{E9}"], ["cafe\u{301}"], ["cafe\u{301}", "caf\u{E9}"]] {
      let pages = names.map { OutputFile(path: $0 + "/a/index.html", text: "\($0.utf8.count)") }
      _ = try await publish(pages, to: folder.output)
      #expect(try await publish(pages, to: folder.output).unchanged == names.count)
      let found = try FileManager.default.subpathsOfDirectory(atPath: folder.output)
        .filter { $0.hasSuffix("index.html") }
      #expect(Set(found.map { Array($0.utf8) }) == Set(pages.map { Array($0.path.utf8) }))
      for name in names {
        #expect(try folder.text(of: "public/\(name)/a/index.html") == "\(name.utf8.count)")
      }
    }
  }

  @Test func `where nothing changes, nothing is written`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(site, to: folder.output)
    let before = ["public", "public/.allclear", "public/.allclear/files"].map {
      folder.trace(of: $0)
    }
    _ = try await publish(site, to: folder.output)
    #expect(
      ["public", "public/.allclear", "public/.allclear/files"].map { folder.trace(of: $0) }
        == before)
  }
}
