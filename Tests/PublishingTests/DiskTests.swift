import Foundation
import Publishing
import SiteFiles
import TestSupport
import Testing

/// A file system of 512 KiB, for those who may mount one.
private struct TinyDisk: ~Copyable {
  let path: String

  static let isPossible = (try? TinyDisk()) != nil

  init() throws {
    path =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
      + "/allclear-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    do {
      try mount(at: path)
    } catch {
      try FileManager.default.removeItem(atPath: path)
      throw error
    }
  }

  deinit {
    umount(path)
    rmdir(path)
  }
}

private func mount(at path: String) throws {
  guard mount("tmpfs", path, "tmpfs", 0, "size=512k") == 0 else {
    throw CocoaError(.fileWriteNoPermission)
  }
}

/// Where a disk is full, or something is mounted in the output.
@Suite(.enabled(if: TinyDisk.isPossible, "needs the right to mount a file system"))
struct DiskTests {
  @Test func `on a full disk the old site stays whole, and no half of the new one`() async throws {
    let disk = try TinyDisk()
    let output = disk.path + "/public"
    _ = try await publish(files(["index.html": "old"]), to: output)
    let pages = (0..<100).map {
      OutputFile(path: "\($0)/index.html", text: String(repeating: "x", count: 10_000))
    }
    let thrown = await #expect(throws: PublishError.self) {
      _ = try await publish(pages, to: output)
    }
    guard case .system("write", _, ENOSPC) = try #require(thrown) else {
      Issue.record("the error was \(String(describing: thrown))")
      return
    }
    #expect(
      try FileManager.default.subpathsOfDirectory(atPath: disk.path).sorted() == [
        "public", "public/.allclear", "public/.allclear/files", "public/index.html",
      ])
    #expect(try String(contentsOfFile: output + "/index.html", encoding: .utf8) == "old")
  }

  @Test func `a mounted folder may be the output itself`() async throws {
    let disk = try TinyDisk()
    let path = disk.path
    for text in ["one", "two"] {
      _ = try await publish(files(["index.html": text, "a/b.html": text]), to: path)
      #expect(try SiteOnDisk(path).texts == ["index.html": text, "a/b.html": text])
    }
  }

  @Test(arguments: [false, true])
  func `what is mounted where a file must go is named, also from the same file system`(
    isSame: Bool
  ) async throws {
    let folder = try TemporaryFolder()
    let old = ["index.html", "incidents/a.html"].map { OutputFile(path: $0, text: "old") }
    _ = try await publish(old, to: folder.output)
    let place = folder.output + "/incidents"
    try folder.write("theirs", to: "elsewhere/a.html")
    if isSame {
      let source = folder.path + "/elsewhere"
      #expect(mount(source, place, "none", UInt(MS_BIND), nil) == 0)
    } else {
      try mount(at: place)
      try folder.write("theirs", to: "public/incidents/a.html")
    }
    defer { umount(place) }
    let output = folder.output
    let thrown = await #expect(throws: PublishError.self) {
      let new = ["index.html", "incidents/a.html"].map { OutputFile(path: $0, text: "new") }
      _ = try await publish(new, to: output)
    }
    #expect(thrown == .mountPoint(path: place))
    #expect(
      thrown?.description
        == """
        '\(place)' is a mount point, where a file of the site belongs; unmount it. \
        What readers see was not changed.
        """)
    #expect(try folder.text(of: "public/index.html") == "old")
    #expect(try ownFiles(of: output) == ["files"])
    // Where nothing changes in it, it is in nobody's way.
    let rest = [
      OutputFile(path: "index.html", text: "new"),
      OutputFile(path: "incidents/a.html", text: "theirs"),
    ]
    #expect(try await publish(rest, to: output).written == 1)
  }

  @Test func `a mounted file is not replaced`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(files(["index.html": "old", "b.html": "old"]), to: folder.output)
    try folder.write("theirs", to: "mounted")
    let (source, place) = (folder.path + "/mounted", folder.output + "/index.html")
    #expect(mount(source, place, "none", UInt(MS_BIND), nil) == 0)
    defer { umount(place) }
    let output = folder.output
    await #expect(throws: PublishError.mountPoint(path: place)) {
      _ = try await publish(files(["index.html": "new", "b.html": "new"]), to: output)
    }
    #expect(try folder.text(of: "public/b.html") == "old")
    #expect(try folder.text(of: "mounted") == "theirs")
  }
}
