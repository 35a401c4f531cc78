import Foundation
import Publishing
import SiteFiles
import TestSupport
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
    ".allclear/files", ".AllClear/x", ".allclear.new/x",
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

  @Test(arguments: [
    "thesis.txt", ".allclear", ".gitignore/x", ".allclear/cache", ".allclear/files",
    ".allclear.new",
  ])
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
    _ = try await publish(files(["index.html": "old"]), to: folder.output)
    let descriptor = open(folder.output + "/.allclear", O_RDONLY)
    #expect(flock(descriptor, LOCK_EX) == 0)
    try await expect(
      folder, fails: .locked(path: folder.output),
      "Another build is writing to '\(folder.output)'; wait for it to end")
    close(descriptor)
    _ = try await publish(files(["index.html": "new"]), to: folder.output)
    #expect(try folder.contents() == ["index.html: new"])
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

  /// Needs a file system that knows immutable files, and the right to make one.
  @Test func `a file that may not be replaced is named before anything changes`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(files(["a.html": "old", "index.html": "old"]), to: folder.output)
    guard run("chattr", "+i", folder.output + "/index.html") else { return }
    try await expect(
      folder, files(["a.html": "new", "index.html": "new"]),
      fails: .system(call: "access", path: "index.html", errno: EPERM),
      "Could not write 'index.html': Operation not permitted (access)")
    #expect(run("chattr", "-i", folder.output + "/index.html"))
    #expect(try folder.contents() == ["a.html: old", "index.html: old"])
  }

  private func run(_ arguments: String...) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  @Test func `a name that is not UTF-8 is named where a file must go`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(files(["a/index.html": "old"]), to: folder.output)
    let path = Array((folder.output + "/a/caf").utf8) + [0xE9, 0]
    close(open(path.map(CChar.init(bitPattern:)), O_CREAT | O_WRONLY, 0o600))
    let thrown = await #expect(throws: PublishError.self) {
      _ = try await publish(files(["a": "new"]), to: folder.output)
    }
    #expect(thrown == .unreadableName(path: folder.output + "/a/caf\u{FFFD}"))
    #expect(try folder.text(of: "public/a/index.html") == "old")
  }

  @Test(arguments: ["folder", "folder/deeper"])
  func `an empty folder of others is not taken for a file`(inside: String) async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(files(["index.html": "old"]), to: folder.output)
    try folder.makeFolder("public/" + inside)
    try await expect(
      folder, files(["folder": "new", "index.html": "new"]),
      fails: .inTheWay(path: folder.output + "/" + inside),
      """
      '\(folder.output)/\(inside)' was not written by Allclear and stands where a file of the site \
      belongs; move it away
      """)
    #expect(try folder.text(of: "public/index.html") == "old")
  }

  @Test(arguments: [("index.html", "index.html"), ("incidents", "incidents")])
  func `a link in place of a file or folder of ours is others'`(
    name: String, named: String
  ) async throws {
    let folder = try TemporaryFolder()
    let old = files(["about": "x", "incidents/a.html": "1", "index.html": "1"])
    _ = try await publish(old, to: folder.output)
    try folder.write("theirs", to: "elsewhere/a.html")
    try FileManager.default.removeItem(atPath: folder.output + "/" + name)
    let target = name == "incidents" ? "../elsewhere" : "../elsewhere/a.html"
    #expect(symlink(target, folder.output + "/" + name) == 0)
    try await expect(
      folder, files(["about": "y", "incidents/a.html": "2", "index.html": "2"]),
      fails: .inTheWay(path: folder.output + "/" + named),
      """
      '\(folder.output)/\(named)' was not written by Allclear and stands where a file of the site \
      belongs; move it away
      """)
    #expect(try folder.contents(of: "elsewhere") == ["a.html: theirs"])
    // What is no longer planned is not removed through it either.
    _ = try await publish(files(["about": "y"]), to: folder.output)
    #expect(try folder.contents(of: "elsewhere") == ["a.html: theirs"])
  }
}
