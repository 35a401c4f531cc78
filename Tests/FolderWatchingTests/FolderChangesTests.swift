import FolderWatching
import Foundation
import Testing

struct FolderChangesTests {
  /// Each step is seen before the next is taken. The time limit ends a run in which a change is missed;
  /// all tests share two cores, so a minute was too short where they are slow.
  @Test(.timeLimit(.minutes(20)))
  func `writing, renaming over, new folders and deletions are seen`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    let manager = FileManager.default
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { removed(folder) }
    let file = folder.appendingPathComponent("status.yml")
    try Data("one".utf8).write(to: file)
    var changes = folderChanges(in: folder.path, ignoring: [folder.path + "/public"])
      .makeAsyncIterator()
    try Data("three".utf8).write(to: file)
    try #require(try await changes.next() != nil)
    let other = folder.appendingPathComponent("status.yml~")
    try Data("four".utf8).write(to: other)
    #expect(rename(other.path, file.path) == 0)
    try #require(try await changes.next() != nil)
    let below = folder.appendingPathComponent("incidents/2026")
    try manager.createDirectory(at: below, withIntermediateDirectories: true)
    try Data("five".utf8).write(to: below.appendingPathComponent("a.md"))
    try #require(try await changes.next() != nil)
    try manager.removeItem(at: below.appendingPathComponent("a.md"))
    try #require(try await changes.next() != nil)
  }

  @Test func `a folder that is not there is an error`() async {
    await #expect(throws: WatchError.system(call: "opendir", path: "/nowhere", errno: ENOENT)) {
      for try await _ in folderChanges(in: "/nowhere", ignoring: []) {}
    }
  }

  private func removed(_ folder: URL) {
    do {
      try FileManager.default.removeItem(at: folder)
    } catch {
      Issue.record("cannot remove \(folder.path): \(error)")
    }
  }
}
