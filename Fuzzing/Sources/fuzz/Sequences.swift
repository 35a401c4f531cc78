import Foundation
import Fuzzing

/// Edits and builds small sites, each from where its last build left off.
///
/// - Returns: whether every output was that of a fresh build.
func runSequences(from first: UInt64, count: UInt64, steps: Int) async throws -> Bool {
  let starter = FileManager.default.currentDirectoryPath + "/site-template"
  var faulty = 0
  var counts = BuildSequence.Counts()
  for seed in first..<(first + count) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sequence-\(seed)")
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var sequence = try BuildSequence(seed: seed, starter: starter, in: folder.path)
    let findings = try await sequence.findings(steps: steps)
    for finding in findings { print("sequence \(seed): \(finding)") }
    counts = counts + sequence.counts
    faulty += findings.isEmpty ? 0 : 1
    if findings.isEmpty { try FileManager.default.removeItem(at: folder) }
    fflush(nil)
  }
  print(
    "\(counts.builds) builds made \(counts.made) files and left \(counts.kept) alone; \(counts.refused) were refused"
  )
  print(
    "\(count) sequences of \(steps) steps from \(first): \(faulty == 0 ? "equal to fresh" : "\(faulty) differ")"
  )
  return faulty == 0
}
