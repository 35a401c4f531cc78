import FileSystem
import Foundation
import Publishing
import Synchronization
import TestSupport
import Testing

/// Stands before each system call of a build, and can let one fail, or all from one on: what lies on
/// the disk then is what a kill at that moment leaves.
private final class Faults: Sendable {
  enum Kind {
    case none
    case killed(at: Int)
    case failing(at: Int, errno: Int32)
  }

  private let kind: Kind
  private let calls = Atomic(0)

  init(_ kind: Kind = .none) { self.kind = kind }

  var count: Int { calls.load(ordering: .relaxed) }

  var gate: CallGate {
    { (call, path) throws(FileSystemError) in
      let number = self.calls.add(1, ordering: .relaxed).newValue
      switch self.kind {
      case .killed(let first) where number >= first:
        throw .system(call: "killed", path: path, errno: EINTR)
      case .failing(number, let errno): throw .system(call: call, path: path, errno: errno)
      default: return
      }
    }
  }

  func publish(_ site: LinkedSite, to output: String) async throws {
    var folder = try OutputFolder(output, gate: gate)
    _ = try await folder.apply(site.files)
  }
}

struct KillTests {
  private let old = LinkedSite(version: 1)
  private let new = LinkedSite(version: 2)

  /// The number of calls of a build that nothing stops.
  private func calls(from old: LinkedSite?, to new: LinkedSite) async throws -> Int {
    let folder = try TemporaryFolder(inMemory: true)
    if let old { _ = try await publish(old.files, to: folder.output) }
    let faults = Faults()
    try await faults.publish(new, to: folder.output)
    return faults.count
  }

  private func expectNextBuild(gives new: LinkedSite, in output: String, _ moment: Int) async throws
  {
    _ = try await publish(new.files, to: output)
    #expect(try SiteOnDisk(output).texts == new.texts, "killed at \(moment)")
    #expect(try ownFiles(of: output) == ["files"], "killed at \(moment)")
  }

  @Test(arguments: [(1, 2), (2, 3), (nil, 1)] as [(Int?, Int)])
  func `killed before any system call, a build leaves files that are whole and links that lead on`(
    from: Int?, to: Int
  ) async throws {
    let old = from.map { LinkedSite(version: $0) }
    let new = LinkedSite(version: to)
    let calls = try await calls(from: old, to: new)
    #expect(calls > 80)
    for moment in 1...calls {
      let folder = try TemporaryFolder(inMemory: true)
      if let old { _ = try await publish(old.files, to: folder.output) }
      let faults = Faults(.killed(at: moment))
      do {
        try await faults.publish(new, to: folder.output)
        #expect(faults.count < moment, "fewer calls: the workers came in another order")
        continue
      } catch {
        #expect(error is PublishError, "killed at \(moment)")
      }
      #expect(try SiteOnDisk(folder.output).faults(from: old, to: new) == [], "killed at \(moment)")
      try await expectNextBuild(gives: new, in: folder.output, moment)
    }
  }

  @Test func `killed twice in a row, it is completed by the third build`() async throws {
    let calls = try await calls(from: old, to: new)
    var random = SeededGenerator(seed: 1)
    for moment in stride(from: 1, through: calls, by: 2) {
      let folder = try TemporaryFolder(inMemory: true)
      _ = try await publish(old.files, to: folder.output)
      _ = try? await Faults(.killed(at: moment)).publish(new, to: folder.output)
      let second = Int.random(in: 1...calls / 2, using: &random)
      let other = LinkedSite(version: 3)
      _ = try? await Faults(.killed(at: second)).publish(other, to: folder.output)
      let found = try SiteOnDisk(folder.output)
      let faults = found.faults(from: old, to: new)
      #expect(
        faults == [] || found.faults(from: new, to: other) == [], "killed at \(moment), \(second)")
      try await expectNextBuild(gives: other, in: folder.output, moment)
    }
  }

  @Test func `after a kill, a build of the old site gives the old site`() async throws {
    let calls = try await calls(from: old, to: new)
    for moment in stride(from: 1, through: calls, by: 3) {
      let folder = try TemporaryFolder(inMemory: true)
      _ = try await publish(old.files, to: folder.output)
      _ = try? await Faults(.killed(at: moment)).publish(new, to: folder.output)
      try await expectNextBuild(gives: old, in: folder.output, moment)
    }
  }

  @Test(arguments: [ENOSPC, EIO])
  func `a call that fails changes nothing, or says that the change is not finished`(
    code: Int32
  ) async throws {
    let calls = try await calls(from: old, to: new)
    for moment in 1...calls {
      let folder = try TemporaryFolder(inMemory: true)
      _ = try await publish(old.files, to: folder.output)
      let before = traces(of: folder)
      do {
        try await Faults(.failing(at: moment, errno: code)).publish(new, to: folder.output)
      } catch PublishError.unfinished {
        #expect(try SiteOnDisk(folder.output).faults(from: old, to: new) == [], "\(moment)")
      } catch {
        #expect(traces(of: folder) == before, "\(error) at \(moment)")
        #expect(try ownFiles(of: folder.output) == ["files"], "\(error) at \(moment)")
      }
      try await expectNextBuild(gives: new, in: folder.output, moment)
    }
  }

  @Test func `a first build that fails leaves no folder behind`() async throws {
    let calls = try await calls(from: nil, to: new)
    for moment in 1...calls {
      let folder = try TemporaryFolder(inMemory: true)
      let output = folder.path + "/new/above/public"
      do {
        try await Faults(.failing(at: moment, errno: ENOSPC)).publish(new, to: output)
      } catch PublishError.unfinished {
      } catch {
        #expect(try folder.names == [], "\(error) at \(moment)")
      }
      try await expectNextBuild(gives: new, in: output, moment)
    }
  }

  private func traces(of folder: borrowing TemporaryFolder) -> [String: [Int]] {
    Dictionary(
      uniqueKeysWithValues: old.texts.keys.map { ($0, folder.trace(of: "public/" + $0)) })
  }
}
