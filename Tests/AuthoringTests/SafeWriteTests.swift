import Authoring
import Foundation
import TestSupport
import Testing

struct SafeWriteTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("allclear-authoring-\(UUID().uuidString)")

  private func withFolder(_ work: (String) async throws -> Void) async throws {
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("incidents"), withIntermediateDirectories: true)
    try await work(folder.path)
    try FileManager.default.removeItem(at: folder)
  }

  private func file(_ name: String) -> URL { folder.appendingPathComponent(name) }

  private func edit(_ before: String?, _ after: String) -> EntryEdit {
    EntryEdit(
      path: "incidents/a.md", before: before.map { Array($0.utf8) }, after: Array(after.utf8))
  }

  @Test func `a file is replaced, keeps its rights, and nothing else is left`() async throws {
    try await withFolder { folder in
      try Data("old".utf8).write(to: file("incidents/a.md"))
      // What a command that was killed has left.
      try Data("half".utf8).write(to: file("incidents/.allclear-new"))
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o640], ofItemAtPath: file("incidents/a.md").path)
      try write(edit("old", "new"), in: folder)
      #expect(try Data(contentsOf: file("incidents/a.md")) == Data("new".utf8))
      let attributes = try FileManager.default.attributesOfItem(
        atPath: file("incidents/a.md").path)
      #expect(attributes[.posixPermissions] as? Int == 0o640)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: file("incidents").path) == ["a.md"])
    }
  }

  @Test func `a file that was changed by hand meanwhile is never overwritten`() async throws {
    try await withFolder { folder in
      try Data("by hand".utf8).write(to: file("incidents/a.md"))
      #expect(throws: WriteError.changedMeanwhile(path: "incidents/a.md")) {
        try write(edit("old", "new"), in: folder)
      }
      #expect(throws: WriteError.exists(path: "incidents/a.md")) {
        try write(edit(nil, "new"), in: folder)
      }
      #expect(try Data(contentsOf: file("incidents/a.md")) == Data("by hand".utf8))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: file("incidents").path) == ["a.md"])
    }
  }

  @Test func `a link stays a link, and what it leads to is written`() async throws {
    try await withFolder { folder in
      try Data("old".utf8).write(to: file("real.md"))
      try FileManager.default.createSymbolicLink(
        atPath: file("incidents/a.md").path, withDestinationPath: "../real.md")
      try write(edit("old", "new"), in: folder)
      #expect(try Data(contentsOf: file("real.md")) == Data("new".utf8))
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: file("incidents/a.md").path)
          == "../real.md")
    }
  }

  @Test(arguments: [nil, "old"], [true, false])
  func `nothing is written through a link that leads out`(
    before: String?, isFolder: Bool
  ) async throws {
    let beside = folder.path + "-beside"
    try FileManager.default.createDirectory(atPath: beside, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: beside) }
    try await withFolder { folder in
      if let before { try Data(before.utf8).write(to: URL(filePath: beside + "/a.md")) }
      let link = isFolder ? "incidents" : "incidents/a.md"
      if isFolder { try FileManager.default.removeItem(at: file("incidents")) }
      try FileManager.default.createSymbolicLink(
        atPath: file(link).path, withDestinationPath: beside + (isFolder ? "" : "/a.md"))
      #expect(throws: WriteError.self) { try write(edit(before, "new"), in: folder) }
      let left = try FileManager.default.contentsOfDirectory(atPath: beside)
      #expect(left == (before == nil ? [] : ["a.md"]))
      if before != nil {
        #expect(try Data(contentsOf: URL(filePath: beside + "/a.md")) == Data("old".utf8))
      }
    }
  }

  @Test func `a private text is kept in no folder that is a link`() async throws {
    let beside = folder.path + "-beside"
    try FileManager.default.createDirectory(atPath: beside, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: beside) }
    try await withFolder { folder in
      try FileManager.default.createSymbolicLink(
        atPath: file(".unsent").path, withDestinationPath: beside)
      let unsent = UnsentText("x", in: folder, orElse: folder)
      #expect(try unsent.keep(Array("private".utf8)) == folder + "/allclear-unsent-x.md")
      #expect(try FileManager.default.contentsOfDirectory(atPath: beside) == [])
    }
  }

  @Test func `a folder that is not there yet is made`() async throws {
    try await withFolder { folder in
      let new = EntryEdit(path: "postmortems/a.md", before: nil, after: Array("new".utf8))
      try write(new, in: folder)
      #expect(try Data(contentsOf: file("postmortems/a.md")) == Data("new".utf8))
    }
  }

  @Test func `only one at a time, and who waits too long is told`() async throws {
    try await withFolder { folder in
      try await withLock(on: folder) {
        await #expect(throws: WriteError.locked(folder: folder, seconds: 0)) {
          _ = try await withLock(on: folder, patience: 0) { true }
        }
      }
      let isFree = try await withLock(on: folder, patience: 0) { true }
      #expect(isFree)
    }
  }

  @Test func `an unsent text is its owner's alone, and git passes it over`() async throws {
    try await withFolder { folder in
      let unsent = UnsentText("x", in: folder, orElse: folder)
      #expect(try unsent.bytes() == nil)
      try unsent.keep(Array("first".utf8))
      let path = try unsent.keep(Array("second ü".utf8))
      #expect(try unsent.bytes() == Array("second ü".utf8))
      #expect(unsent.place == path)
      #expect(path == folder + "/.unsent/x.md")
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      #expect(
        try String(contentsOf: file(".unsent/.gitignore"), encoding: .utf8) == "*\n")
      try unsent.discard()
      try unsent.discard()
      #expect(try unsent.bytes() == nil)
    }
  }

  @Test func `a text that .unsent cannot hold is kept elsewhere, whole, and nothing empty is left`()
    async throws
  {
    try await withFolder { folder in
      let unsent = UnsentText("x", in: folder, orElse: folder)
      try Data().write(to: file(".unsent"))
      #expect(throws: WriteError.self) {
        try UnsentText("x", in: folder, orElse: folder + "/nowhere").tryKeeping()
      }
      try unsent.tryKeeping()
      let path = try unsent.keep(Array("first".utf8))
      #expect(path == folder + "/allclear-unsent-x.md")
      #expect(unsent.place == path)
      // As soon as it can be, it is where it belongs, and only there.
      try FileManager.default.removeItem(at: file(".unsent"))
      #expect(try unsent.keep(Array("second".utf8)) == folder + "/.unsent/x.md")
      #expect(try unsent.bytes() == Array("second".utf8))
      #expect(
        try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() == [
          ".unsent", ".unsent/.gitignore", ".unsent/x.md", "incidents",
        ])
    }
  }
}
