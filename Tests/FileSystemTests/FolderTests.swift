import FileSystem
import Foundation
import SystemPackage
import TestSupport
import Testing

struct FolderTests {
  @Test func `entries are listed with their kinds, and names that are no text without one`() throws
  {
    let temporary = try TemporaryFolder()
    try temporary.write("text", to: "a.txt")
    try temporary.makeFolder("inner")
    #expect(symlink("a.txt", temporary.path + "/link") == 0)
    let path = Array((temporary.path + "/caf").utf8) + [0xE9, 0]
    close(open(path.map(CChar.init(bitPattern:)), O_CREAT | O_WRONLY, 0o600))
    let entries = try Folder(at: temporary.path).entries()
    #expect(entries.count == 4)
    let types = Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0.type) })
    #expect(
      types == ["a.txt": .regular, "inner": .directory, "link": .symbolicLink, nil: .regular])
    #expect(entries.first { $0.name == nil }?.bytes == Array("caf".utf8) + [0xE9])
  }

  @Test func `a file is written, read and compared`() throws {
    let temporary = try TemporaryFolder()
    let folder = try Folder(at: temporary.path)
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    try folder.withNewFile("new") { file throws(FileSystemError) in try file.write(bytes) }
    var changed = bytes
    changed[199_999] ^= 1
    let compared = try [bytes, changed, Array(bytes.dropLast()), bytes + [0], []].map { expected in
      try folder.withFile("new") { file throws(FileSystemError) in
        try file.begins(with: expected)
      }
    }
    #expect(compared == [true, false, true, false, true])
    #expect(
      try folder.withFile("new") { file throws(FileSystemError) in try file.read() } == bytes)
  }

  @Test(arguments: ["taken", "link", "dangling"])
  func `a new file never takes the place of another`(name: String) throws {
    let temporary = try TemporaryFolder()
    try temporary.write("theirs", to: "taken")
    #expect(symlink("taken", temporary.path + "/link") == 0)
    #expect(symlink("elsewhere", temporary.path + "/dangling") == 0)
    let folder = try Folder(at: temporary.path, shownAs: "")
    #expect(throws: FileSystemError.system(call: "open", path: name, errno: EEXIST)) {
      try folder.withNewFile(name) { file throws(FileSystemError) in try file.write([1]) }
    }
    #expect(try temporary.text(of: "taken") == "theirs")
  }

  @Test func `a link is not opened, and not entered`() throws {
    let temporary = try TemporaryFolder()
    try temporary.write("text", to: "real/a.txt")
    #expect(symlink("real", temporary.path + "/folder") == 0)
    #expect(symlink("real/a.txt", temporary.path + "/file") == 0)
    let folder = try Folder(at: temporary.path)
    #expect(throws: FileSystemError.self) { try folder.subfolder("folder") }
    #expect(throws: FileSystemError.self) {
      try folder.withFile("file") { file throws(FileSystemError) in try file.read() }
    }
    #expect(try folder.status(of: "file")?.type == .symbolicLink)
    #expect(try folder.stamp(of: "file") == nil)
  }

  @Test func `a tree is removed with what no text can name, and links are not followed`() throws {
    let temporary = try TemporaryFolder()
    try temporary.write("theirs", to: "kept/a.txt")
    try temporary.write("ours", to: "tree/a/b/c.txt")
    try temporary.makeFolder("tree/empty")
    #expect(symlink("../kept", temporary.path + "/tree/link") == 0)
    let path = Array((temporary.path + "/tree/a/caf").utf8) + [0xE9, 0]
    close(open(path.map(CChar.init(bitPattern:)), O_CREAT | O_WRONLY, 0o600))
    let folder = try Folder(at: temporary.path)
    try folder.removeTree("tree")
    try folder.removeTree("tree")
    #expect(try temporary.names == ["kept"])
    #expect(try temporary.text(of: "kept/a.txt") == "theirs")
  }

  @Test func `folders are made with those above them, and once`() throws {
    let temporary = try TemporaryFolder()
    let folder = try Folder(at: temporary.path)
    try folder.makeFolders("a/b/c")
    try folder.makeFolders("a/b/d")
    try folder.makeFolders("a")
    #expect(try folder.makeFolder("a") == false)
    #expect(try temporary.contents(of: ".") == ["a/", "a/b/", "a/b/c/", "a/b/d/"])
  }

  @Test func `a lock is held until it is let go, whoever has the folder open`() throws {
    let temporary = try TemporaryFolder()
    let first = try Folder(at: temporary.path)
    let second = try Folder(at: temporary.path)
    do {
      let lock = try first.lock()
      #expect(lock != nil)
      #expect(try second.lock() == nil)
      withExtendedLifetime(lock) {}
    }
    #expect(try second.lock() != nil)
  }

  @Test func `what a gate throws stands for the call`() throws {
    let temporary = try TemporaryFolder()
    let full = FileSystemError.system(call: "write", path: "here", errno: ENOSPC)
    let folder = try Folder(at: temporary.path, shownAs: "") {
      (call, path) throws(FileSystemError) in
      if call == "write", path == "a.txt" { throw full }
    }
    #expect(throws: full) {
      try folder.withNewFile("a.txt") { file throws(FileSystemError) in try file.write([1]) }
    }
    try folder.withNewFile("b.txt") { file throws(FileSystemError) in try file.write([1]) }
  }
}

struct FolderTrailTests {
  @Test func `a way ends at its folder, at the first gap, or at what is no folder`() throws {
    let temporary = try TemporaryFolder()
    try temporary.write("text", to: "a/b/c/x.txt")
    try temporary.write("text", to: "a/file")
    #expect(symlink("b", temporary.path + "/a/link") == 0)
    var trail = FolderTrail(from: try Folder(at: temporary.path, shownAs: ""))
    let ends = try [
      "a/b/c", "a/b", "a/x/y", "a/file/z", "a/link/c", "", "x", "a/b/c/x.txt", "a/b/c",
    ]
    .map { try shown(trail.follow($0)) }
    #expect(
      ends == [
        "in a/b/c", "in a/b", "nothing at a/x", "obstacle at a/file", "obstacle at a/link", "in ",
        "nothing at x", "obstacle at a/b/c/x.txt", "in a/b/c",
      ])
  }

  @Test func `a trail that forgets sees what was moved`() throws {
    let temporary = try TemporaryFolder()
    try temporary.makeFolder("a/b")
    let root = try Folder(at: temporary.path, shownAs: "")
    var trail = FolderTrail(from: root)
    #expect(try shown(trail.follow("a/b")) == "in a/b")
    try root.rename("a", into: root, as: "z")
    trail.forget()
    #expect(try shown(trail.follow("a/b")) == "nothing at a")
  }

  private func shown(_ end: FolderTrail.End) -> String {
    switch end {
    case .folder(let folder): "in " + folder.shownPath
    case .nothing(let place): "nothing at " + place
    case .obstacle(let place): "obstacle at " + place
    }
  }
}
