import Foundation
import Fuzzing

/// What each of the processes needs, made once.
struct Workshop: Sendable {
  let mutator: Mutator
  let judge: Judge

  init() throws {
    let seeds = try Seeds(repository: FileManager.default.currentDirectoryPath)
    mutator = Mutator(seeds)
    judge = Judge(seeds)
  }
}

/// Runs cases one after the other, and writes the number of each into `progress` before it starts, so that
/// whoever watches knows which one crashed or hangs.
///
/// - Returns: in how many cases something was found.
func runBatch(from first: UInt64, to end: UInt64, progress: String) async throws -> Int {
  var faulty = 0
  let workshop = try Workshop()
  for number in first..<end {
    try Data("\(number)".utf8).write(to: URL(fileURLWithPath: progress))
    plantFault(at: number)
    let fuzzed = workshop.mutator.fuzzCase(number)
    let findings = try await workshop.judge.findings(in: fuzzed)
    guard let finding = findings.first else { continue }
    faulty += 1
    var tries = 0
    let smaller = try await minimise(fuzzed.bytes, tries: 150) { bytes in
      tries += 1
      try Data("\(number) \(tries)".utf8).write(to: URL(fileURLWithPath: progress))
      try Data(bytes).write(to: URL(fileURLWithPath: progress + triedSuffix))
      return try await workshop.judge.findings(in: fuzzed.replacing(bytes))
        .contains { $0.judgement == finding.judgement }
    }
    unlink(progress + triedSuffix)
    print(report(number, fuzzed.replacing(smaller), finding))
    fflush(nil)
  }
  try Data("\(end)".utf8).write(to: URL(fileURLWithPath: progress))
  return faulty
}

/// Of the file in which a smaller case stands while it is tried: it may crash where the whole one had a finding.
let triedSuffix = "-tried"

func report(_ number: UInt64, _ fuzzed: FuzzCase, _ finding: Finding) -> String {
  let text = String(decoding: fuzzed.bytes.prefix(600), as: UTF8.self)
  return """
    case \(number): \(finding)
      \(fuzzed.mutations.joined(separator: ", ")) in \(fuzzed.target), \(fuzzed.bytes.count) bytes:
      \(text.debugDescription)
    """
}

/// Crashes or hangs at a case that `FUZZ_PLANT` names, `crash:17` or `hang:18`, so that it can be tested
/// that the process which watches notices.
private func plantFault(at number: UInt64) {
  let planted = ProcessInfo.processInfo.environment["FUZZ_PLANT"]?.split(separator: ",") ?? []
  if planted.contains("crash:\(number)") { fatalError("planted") }
  if planted.contains("hang:\(number)") { while true {} }
}
