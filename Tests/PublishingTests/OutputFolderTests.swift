import FileSystem
import Foundation
import Publishing
import SiteFiles
import Synchronization
import TestSupport
import Testing

struct OutputFolderTests {
  private let site = files([
    "index.html": "home", "incidents/a/index.html": "a", "incidents/b/index.html": "b",
  ])
  private let never = OutputFile(path: "incidents/a/index.html") {
    Issue.record("what is kept is not rendered")
    return []
  }

  @Test func `an output that is not there is made by the apply, and not before`() async throws {
    let folder = try TemporaryFolder()
    var output = try OutputFolder(folder.path + "/above/../public/")
    #expect(output.path == folder.output)
    #expect(output.ours == [])
    #expect(try folder.names == [])
    _ = try await output.apply(site)
    #expect(
      output.ours == ["incidents/a/index.html", "incidents/b/index.html", "index.html"])
    #expect(try folder.names == ["public"])
  }

  @Test func `what is kept is neither rendered nor looked at`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(site, to: folder.output)
    // Not even that it is gone.
    try FileManager.default.removeItem(atPath: folder.output + "/incidents/b/index.html")
    var output = try OutputFolder(folder.output)
    let report = try await output.apply(
      files(["index.html": "new", "feed.xml": "feed"]),
      keeping: ["incidents/a/index.html", "incidents/b/index.html"])
    #expect(Numbers(report) == Numbers(written: 2, unchanged: 0, removed: 0, bytes: 7))
    #expect(report.placed.map(\.path) == ["feed.xml", "index.html"])
    #expect(
      output.ours == ["feed.xml", "incidents/a/index.html", "incidents/b/index.html", "index.html"])
    #expect(
      try folder.contents() == [
        "feed.xml: feed", "incidents/", "incidents/a/", "incidents/a/index.html: a", "incidents/b/",
        "index.html: new",
      ])
  }

  @Test func `what is kept must be ours, and planned once`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(site, to: folder.output)
    try folder.write("theirs", to: "public/CNAME")
    var output = try OutputFolder(folder.output)
    await #expect(throws: PublishError.inTheWay(path: folder.output + "/CNAME")) {
      _ = try await output.apply([], keeping: ["CNAME"])
    }
    await #expect(throws: PublishError.duplicatePath("index.html")) {
      _ = try await output.apply(files(["index.html": "x"]), keeping: ["index.html"])
    }
    for path in ["index.html/x", "incidents/a"] {
      let both = path == "incidents/a" ? path : "index.html"
      await #expect(throws: PublishError.fileAndFolder(both)) {
        _ = try await output.apply(
          files([path: "x"]), keeping: ["incidents/a/index.html", "index.html"])
      }
    }
    #expect(try folder.contents().count == 7)
  }

  @Test func `the report tells how each file lies in the output now, in the order of the paths`()
    async throws
  {
    let folder = try TemporaryFolder()
    var output = try OutputFolder(folder.output)
    for _ in 1...2 {
      let placed = try await output.apply(site).placed
      #expect(placed.map(\.path) == site.map(\.path).sorted())
      for file in placed {
        #expect(try FileStamp(of: folder.output + "/" + file.path) == file.stamp)
      }
    }
  }

  @Test func `the report has the stamp of every file that was rendered`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(site, to: folder.output)
    let report = try await publish(
      files(["index.html": "new", "incidents/a/index.html": "a", "x/y": "z"]), to: folder.output)
    #expect(report.placed.map(\.path) == ["incidents/a/index.html", "index.html", "x/y"])
    for file in report.placed {
      #expect(try FileStamp(of: folder.output + "/" + file.path) == file.stamp, "\(file.path)")
    }
  }

  @Test func `the stamps are right where others made a new folder meanwhile`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(site, to: folder.output)
    let output = folder.output
    let changed = [
      OutputFile(path: "new/a/index.html") {
        let folders = ["/new", "/new/a", "/new/a/theirs"].map { mkdir(output + $0, 0o755) }
        return Array("\(folders)".utf8)
      },
      OutputFile(path: "new/b/index.html") {
        // Until the clock of the file system has moved on.
        Thread.sleep(forTimeInterval: 0.05)
        return Array("b".utf8)
      },
    ]
    let report = try await publish(changed, to: output)
    #expect(
      try folder.contents(of: "public/new") == [
        "a/", "a/index.html: [0, 0, 0]", "a/theirs/", "b/", "b/index.html: b",
      ])
    #expect(report.placed.count == 2)
    for file in report.placed {
      #expect(try FileStamp(of: folder.output + "/" + file.path) == file.stamp, "\(file.path)")
    }
  }

  @Test func `the output is locked until the value ends`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.output
    do {
      var output = try OutputFolder(path)
      _ = try await output.apply(site)
      #expect(throws: PublishError.locked(path: path)) { _ = try OutputFolder(path) }
      _ = output.path
    }
    do {
      let output = try OutputFolder(path)
      #expect(throws: PublishError.locked(path: path)) { _ = try OutputFolder(path) }
      _ = output.path
    }
    _ = try OutputFolder(path)
  }

  @Test func `two first builds at the same time do not mix`() async throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("public")
    var one = try OutputFolder(folder.output)
    var other = try OutputFolder(folder.output)
    _ = try await one.apply(files(["index.html": "one"]))
    await #expect(throws: PublishError.locked(path: folder.output)) {
      _ = try await other.apply(files(["a.html": "other"]))
    }
    #expect(try folder.contents() == ["index.html: one"])
    _ = one.path
  }

  @Test func `a stage without a journal is thrown away`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(site, to: folder.output)
    try folder.write("half", to: "public/.allclear/stage/incidents/x/index.html")
    _ = try OutputFolder(folder.output)
    #expect(try ownFiles(of: folder.output) == ["files"])
  }

  @Test func `an output of a first build that was killed while it staged is recognized`()
    async throws
  {
    let folder = try TemporaryFolder()
    try folder.write("half", to: "public/.allclear/stage/index.html")
    _ = try await publish(site, to: folder.output)
    #expect(try ownFiles(of: folder.output) == ["files"])
  }

  @Test func `a list that names files outside removes none`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(files(["a": "1"]), to: folder.output)
    try folder.write("theirs", to: "x")
    let list = try folder.text(of: "public/.allclear/files")
    try folder.write(list + "../x\n/etc/hostname\n.allclear/files\n", to: "public/.allclear/files")
    let output = try OutputFolder(folder.output)
    #expect(output.ours == ["a"])
    _ = consume output
    _ = try await publish(files(["b": "2"]), to: folder.output)
    #expect(try folder.text(of: "x") == "theirs")
    #expect(try folder.contents() == ["b: 2"])
  }
}

/// Outputs of versions that kept the list in a file `.allclear`.
struct OldListTests {
  private let list = """
    Allclear writes this folder as a whole; files that are not listed here are kept.
    gone.html
    index.html

    """

  private func makeOutput() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(list, to: "public/.allclear")
    try folder.write("old", to: "public/index.html")
    try folder.write("old", to: "public/gone.html")
    try folder.write("theirs", to: "public/CNAME")
    return folder
  }

  @Test func `such an output is taken over`() async throws {
    let folder = try makeOutput()
    let report = try await publish(files(["index.html": "new"]), to: folder.output)
    #expect(Numbers(report) == Numbers(written: 1, unchanged: 0, removed: 1, bytes: 3))
    #expect(try folder.contents() == ["CNAME: theirs", "index.html: new"])
    #expect(try ownFiles(of: folder.output) == ["files"])
    #expect(!FileManager.default.fileExists(atPath: folder.output + "/.allclear.new"))
  }

  @Test func `also where that was killed at any moment`() async throws {
    for moment in 1...20 {
      let folder = try makeOutput()
      let calls = Counter()
      _ = try? OutputFolder(folder.output) { (_, path) throws(FileSystemError) in
        if calls.next() >= moment { throw .system(call: "killed", path: path, errno: EINTR) }
      }
      #expect(try folder.contents() == ["CNAME: theirs", "gone.html: old", "index.html: old"])
      let report = try await publish(files(["index.html": "new"]), to: folder.output)
      #expect(report.removed == 1, "\(moment)")
      #expect(try folder.contents() == ["CNAME: theirs", "index.html: new"], "\(moment)")
      #expect(try ownFiles(of: folder.output) == ["files"])
    }
  }

  @Test func `an output inside such an output is refused at each step of that`() throws {
    for name in [".allclear", ".allclear/files", ".allclear.new/files"] {
      let folder = try TemporaryFolder()
      try folder.write(list, to: "public/" + name)
      let inner = folder.output + "/inner"
      #expect(throws: PublishError.insideOutput(path: inner, outer: folder.output)) {
        _ = try OutputFolder(inner)
      }
    }
  }

  @Test func `it is locked while it is taken over`() throws {
    let folder = try makeOutput()
    let descriptor = open(folder.output + "/.allclear", O_RDONLY)
    #expect(flock(descriptor, LOCK_EX) == 0)
    #expect(throws: PublishError.locked(path: folder.output)) {
      _ = try OutputFolder(folder.output)
    }
    close(descriptor)
  }
}

private final class Counter: Sendable {
  private let value = Atomic(0)

  func next() -> Int { value.add(1, ordering: .relaxed).newValue }
}
