import Foundation
import Publishing
import SiteFiles
import Testing

/// A refused or failed build: the error, its words, and a folder that is as it was.
struct RefusalTests {
  private func expect(
    _ folder: borrowing TemporaryFolder, _ planned: [OutputFile] = files(["index.html": "new"]),
    to output: String? = nil, protecting: [String] = [], outside sources: [String] = [],
    fails error: PublishError, _ words: String
  ) async throws {
    let output = output ?? folder.output
    let before = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    let thrown = await #expect(throws: PublishError.self) {
      _ = try await publish(
        planned, to: output, protecting: protecting, outside: sources)
    }
    #expect(thrown == error)
    #expect(thrown?.description == words + ". What readers see was not changed.")
    #expect(try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() == before)
  }

  @Test(arguments: [
    "/etc/passwd", "../x", "a/../../x", "a/./b", "a//b", "a/", "", "..", "a\nb", ".allclear",
  ])
  func `a path that leads elsewhere is refused`(path: String) async throws {
    try await expect(
      TemporaryFolder(), files([path: "x"]), fails: .unsafePath(path),
      "'\(path)' is not a path inside the output folder")
  }

  @Test func `two files with one path are refused`() async throws {
    try await expect(
      TemporaryFolder(), files(["a.html": "1", "b.html": "2", "a.html": "1"]),
      fails: .duplicatePath("a.html"), "Two files would be written to 'a.html'")
  }

  @Test(arguments: ["a/b", "a/b/c/d"])
  func `a path that is both file and folder is refused`(inside: String) async throws {
    try await expect(
      TemporaryFolder(), files(["a": "1", "a-b": "2", inside: "3"]), fails: .fileAndFolder("a"),
      "'a' would be both a file and a folder")
  }

  @Test(arguments: ["thesis.txt", ".allclear", ".gitignore/x"])
  func `a folder that is not ours is never replaced`(file: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("years of work", to: "public/" + file)
    let isFolder = file.contains("/")
    if isFolder { try folder.write("more", to: "public/thesis.txt") }
    try await expect(
      folder, fails: .foreignFolder(path: folder.output),
      """
      '\(folder.output)' holds files that Allclear did not write; choose an empty folder or a \
      new one
      """)
    #expect(try folder.text(of: "public/" + file) == "years of work")
  }

  @Test func `a file in the place of the output is refused`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("text", to: "public")
    try await expect(
      folder, fails: .notAFolder(path: folder.output), "'\(folder.output)' is not a folder")
  }

  @Test(arguments: ["site", "site/..", "site/.", "link"])
  func `the site folder and what holds it are never replaced`(output: String) async throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("site")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: "site")
    let resolved = output == "site/.." ? folder.path : folder.path + "/site"
    try await expect(
      folder, to: folder.path + "/" + output, protecting: [folder.path + "/site"],
      fails: .protectedFolder(path: resolved),
      """
      '\(resolved)' is, or holds, the site folder; choose a folder of its own for the output
      """)
  }

  @Test func `an output that leads to what is read is refused`() async throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("site/pages")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: "site/pages")
    let source = folder.path + "/site/pages"
    try await expect(
      folder, to: folder.path + "/link", outside: [source, folder.path + "/site/theme"],
      fails: .amongSources(path: source, folder: source),
      """
      '\(source)' lies in '\(source)', whose files are not Allclear's to replace; choose a folder of its own \
      for the output
      """)
    _ = try await publish(
      files(["index.html": "home"]), to: folder.path + "/site/pages2", outside: [source])
  }

  @Test(arguments: [
    (".git", ".git"), (".git/", ".git"), (".git/pages", ".git"), ("site/.git", ".git"),
    ("site/.git/x/y", ".git"), (".GIT/x", ".GIT"), (".hg", ".hg"), (".svn/x", ".svn"),
    ("site/.unsent", ".unsent"), ("./.git/./x", ".git"),
  ])
  func `what another program keeps is never replaced`(output: String, kept: String) async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/" + output
    let error = await #expect(throws: PublishError.self) {
      _ = try await publish(files(["index.html": "home"]), to: path)
    }
    #expect(error == .amongSources(path: path, folder: kept))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test func `nor is it through a link`() async throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder(".git")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/out", withDestinationPath: ".git")
    for output in ["out", "out/x"] {
      let error = await #expect(throws: PublishError.self) {
        _ = try await publish(files(["index.html": "home"]), to: folder.path + "/" + output)
      }
      let real = folder.path + "/.git" + output.dropFirst(3)
      #expect(error == .amongSources(path: real, folder: ".git"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/.git") == [])
  }

  @Test func `the root of the file system is never replaced`() async throws {
    try await expect(
      TemporaryFolder(), to: "/", fails: .protectedFolder(path: "/"),
      "'/' is, or holds, the site folder; choose a folder of its own for the output")
  }

  @Test func `an output inside another output is refused`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(files(["index.html": "home"]), to: folder.output)
    let inner = folder.output + "/inner"
    try await expect(
      folder, to: inner, fails: .insideOutput(path: inner, outer: folder.output),
      "'\(inner)' lies inside '\(folder.output)', which is an output folder itself")
  }

  @Test(arguments: [
    ("feed.xml", "feed.xml"), ("incidents", "incidents"), ("index.html/x", "index.html/x"),
  ])
  func `what others put where we want to write is named`(
    foreign: String, named: String
  ) async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(files(["about.html": "x"]), to: folder.output)
    try folder.write("theirs", to: "public/" + foreign)
    let path = folder.output + "/" + named
    try await expect(
      folder, files(["feed.xml": "1", "incidents/a.html": "2", "index.html": "3"]),
      fails: .inTheWay(path: path),
      """
      '\(path)' was not written by Allclear and stands where a file of the site belongs; \
      move it away
      """)
    #expect(try folder.text(of: "public/" + foreign) == "theirs")
  }

  @Test func `a second build at the same time is refused`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("half", to: ".public.allclear/next/index.html")
    let descriptor = open(folder.path + "/.public.allclear", O_RDONLY)
    #expect(flock(descriptor, LOCK_EX) == 0)
    try await expect(
      folder, fails: .locked(path: folder.output),
      "Another build is writing to '\(folder.output)'; wait for it to end")
    close(descriptor)
    _ = try await publish(files(["index.html": "new"]), to: folder.output)
    #expect(try folder.names == ["public"])
  }

  @Test func `an output below a file is refused by the machine`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("text", to: "file")
    let output = folder.path + "/file/public"
    try await expect(
      folder, to: output, fails: .system(call: "realpath", path: output, errno: ENOTDIR),
      "Could not write '\(output)': Not a directory (realpath)")
  }

  @Test func `when the machine refuses a file halfway, the old site stays whole`() async throws {
    let folder = try TemporaryFolder()
    let pages = (0..<100).map { OutputFile(path: "\($0)/index.html", text: "old") }
    _ = try await publish(pages, to: folder.output)
    let before = try folder.contents()
    let long = "50/" + String(repeating: "x", count: 300)
    let changed = (0..<100).map { OutputFile(path: "\($0)/index.html", text: "new") }
    try await expect(
      folder, changed + files([long: "x"]),
      fails: .system(call: "open", path: long, errno: ENAMETOOLONG),
      "Could not write '\(long)': File name too long (open)")
    #expect(try folder.contents() == before)
  }

  @Test func `a name that is not UTF-8 in the output is named`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(files(["index.html": "old"]), to: folder.output)
    let path = Array((folder.output + "/caf").utf8) + [0xE9, 0]
    let descriptor = open(path.map(CChar.init(bitPattern:)), O_CREAT | O_WRONLY, 0o600)
    #expect(descriptor >= 0)
    close(descriptor)
    let thrown = await #expect(throws: PublishError.self) {
      _ = try await publish(files(["index.html": "new"]), to: folder.output)
    }
    #expect(thrown == .unreadableName(path: folder.output + "/caf\u{FFFD}"))
    #expect(try folder.text(of: "public/index.html") == "old")
  }
}

/// A file system of 512 KiB, for those who may mount one.
private struct TinyDisk: ~Copyable {
  let path: String

  static let isPossible = (try? TinyDisk()) != nil

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/allclear-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard mount("tmpfs", path, "tmpfs", 0, "size=512k") == 0 else {
      try FileManager.default.removeItem(atPath: path)
      throw CocoaError(.fileWriteNoPermission)
    }
  }

  deinit {
    umount(path)
    rmdir(path)
  }
}

struct FullDiskTests {
  @Test(.enabled(if: TinyDisk.isPossible, "needs the right to mount a file system"))
  func `on a full disk the old site stays whole, and no half of the new one`() async throws {
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
        "public", "public/.allclear", "public/index.html",
      ])
    #expect(try String(contentsOfFile: output + "/index.html", encoding: .utf8) == "old")
  }

  @Test(.enabled(if: TinyDisk.isPossible, "needs the right to mount a file system"))
  func `a mounted folder is refused with a way out`() async throws {
    let disk = try TinyDisk()
    let path = disk.path
    let thrown = await #expect(throws: PublishError.self) {
      _ = try await publish(files(["index.html": "x"]), to: path)
    }
    #expect(thrown == .mountPoint(path: path))
    #expect(
      thrown?.description
        == "'\(path)' is a mount point; choose a folder inside it. What readers see was not changed."
    )
  }
}
