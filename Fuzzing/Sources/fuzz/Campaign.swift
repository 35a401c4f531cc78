import Foundation
import Fuzzing

/// Runs cases in processes of their own, so that a crash or a hang costs one case and not the run.
struct Campaign {
  let first: UInt64
  let count: UInt64
  /// A case that takes longer hangs; seconds of the processor, as other work may slow the machine down.
  static let longestCase =
    ProcessInfo.processInfo.environment["FUZZ_SECONDS_PER_CASE"].flatMap(TimeInterval.init) ?? 5

  /// With this status a batch says that it ran to its end and found something.
  static let hasFindings: CInt = 3

  /// - Returns: whether nothing was found in any case.
  func run() async throws -> Bool {
    let cores = UInt64(max(1, ProcessInfo.processInfo.activeProcessorCount))
    let share = (count + cores - 1) / cores
    return try await withThrowingTaskGroup(of: Bool.self) { group in
      for core in 0..<cores {
        let start = min(first + count, first + core * share)
        group.addTask { try await watch(from: start, to: min(first + count, start + share)) }
      }
      return try await group.reduce(true) { $0 && $1 }
    }
  }

  private func watch(from start: UInt64, to end: UInt64) async throws -> Bool {
    var next = start
    var isSound = true
    while next < end {
      let progress = NSTemporaryDirectory() + "fuzz-\(getpid())-\(next)"
      defer {
        unlink(progress)
        unlink(progress + triedSuffix)
      }
      let (reached, outcome) = try await runChild(from: next, to: end, progress)
      isSound = isSound && outcome == .sound
      guard case .ended(let fault) = outcome else { return isSound }
      let tried = FileManager.default.contents(atPath: progress + triedSuffix).map { Array($0) }
      try await tell(fault, of: reached, tried)
      next = reached + 1
    }
    return isSound
  }

  private enum Outcome: Equatable {
    case sound, findings
    /// Before the last case.
    case ended(Finding.Judgement)
  }

  /// - Returns: the case at which the process ended, and how.
  private func runChild(
    from start: UInt64, to end: UInt64, _ progress: String
  ) async throws -> (UInt64, Outcome) {
    let child = try started(["batch", "\(start)", "\(end)", progress], isQuiet: false)
    var last = (said: "", spent: 0.0)
    while child.isRunning {
      try await Task.sleep(for: .milliseconds(200))
      let (said, spent) = (text(of: progress), processorTime(of: child))
      if said != last.said { last = (said, spent) }
      if !said.isEmpty, spent - last.spent > Campaign.longestCase {
        kill(child.processIdentifier, SIGKILL)
        child.waitUntilExit()
        return (reached(progress) ?? start, .ended(.hang))
      }
    }
    let number = reached(progress) ?? start
    guard child.terminationReason == .exit else { return (number, .ended(.crash)) }
    switch child.terminationStatus {
    case EXIT_SUCCESS: return (number, .sound)
    case Campaign.hasFindings: return (number, .findings)
    default: return (number, .ended(.crash))
    }
  }

  private func text(of progress: String) -> String {
    String(decoding: FileManager.default.contents(atPath: progress) ?? Data(), as: UTF8.self)
  }

  /// `506`, and `506 17` while it is made small.
  private func reached(_ progress: String) -> UInt64? {
    text(of: progress).split(separator: " ").first.flatMap { UInt64($0) }
  }

  /// Seconds of the processor that a process has spent so far; elsewhere than on Linux those of the clock.
  private func processorTime(of child: Process) -> TimeInterval {
    #if os(Linux)
      // The name of the program, in parentheses, may hold blanks. One that has ended has no such file.
      let path = "/proc/\(child.processIdentifier)/stat"
      let fields = text(of: path).split(separator: ")").last?.split(separator: " ") ?? []
      guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
        return 0
      }
      return (user + system) / Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
    #else
      return Date().timeIntervalSince1970
    #endif
  }

  /// Makes the case small by trying it in further processes, and prints it.
  ///
  /// - Parameter tried: what stood in the place of the case's bytes when the process ended.
  private func tell(
    _ fault: Finding.Judgement, of number: UInt64, _ tried: [UInt8]?
  ) async throws {
    let workshop = try Workshop()
    let whole = workshop.mutator.fuzzCase(number)
    let fuzzed = tried.map { whole.replacing($0) } ?? whole
    let file = NSTemporaryDirectory() + "fuzz-\(getpid())-case-\(number)"
    defer { unlink(file) }
    func recurs(_ bytes: [UInt8]) async throws -> Bool {
      try Data(bytes).write(to: URL(fileURLWithPath: file))
      return try await isFaulty(["bytes", "\(number)", file])
    }
    let isAlone = try await recurs(fuzzed.bytes)
    let tries = !isAlone ? 0 : fault == .hang ? 25 : 150
    let smaller = try await minimise(fuzzed.bytes, tries: tries, recurs)
    let what = fault == .hang ? "it took over \(Campaign.longestCase) s" : "the process ended"
    let finding = Finding(
      fault, at: fuzzed.target, what + (isAlone ? "" : ", but not when it ran alone"))
    print(report(number, fuzzed.replacing(smaller), finding))
    fflush(nil)
  }

  private func isFaulty(_ arguments: [String]) async throws -> Bool {
    let child = try started(arguments, isQuiet: true)
    let start = processorTime(of: child)
    while child.isRunning {
      try await Task.sleep(for: .milliseconds(20))
      if processorTime(of: child) - start > Campaign.longestCase {
        kill(child.processIdentifier, SIGKILL)
        child.waitUntilExit()
        return true
      }
    }
    return child.terminationReason == .uncaughtSignal
  }

  private func started(_ arguments: [String], isQuiet: Bool) throws -> Process {
    let child = Process()
    child.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    child.arguments = arguments
    if isQuiet {
      child.standardOutput = FileHandle.nullDevice
      child.standardError = FileHandle.nullDevice
    }
    try child.run()
    return child
  }
}
