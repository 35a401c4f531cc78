import Foundation
import Fuzzing
import Testing

/// `make fuzz` runs three hundred of them, with release builds.
struct BuildSequenceTests {
  /// The last one once found the link to a feed that had ended.
  @Test(arguments: [0, 1, 2, 3, 4, 5, 1_074] as [UInt64])
  func `each build after an edit equals a fresh one, and leaves alone what did not change`(
    seed: UInt64
  ) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "sequence-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var sequence = try BuildSequence(
      seed: seed, starter: repository + "/site-template", in: folder.path)
    #expect(try await sequence.findings(steps: 20) == [])
    // A sequence of which nothing was built, or nothing left alone, has compared nothing.
    #expect(sequence.counts.builds > 5)
    #expect(sequence.counts.kept > 50)
  }
}
