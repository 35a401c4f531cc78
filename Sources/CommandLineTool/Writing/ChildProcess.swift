import Foundation
import Subprocess

/// How another program ended, and what it printed.
struct ChildResult {
  let status: Int32
  let errors: String
}

/// Runs another program in our terminal, as an editor needs it, and waits for it.
///
/// Its arguments go to it as they are, through no shell. ctrl-C reaches it even where we ignore it: a child
/// starts with every signal at its default, and none held back.
///
/// - Parameter arguments: the first one is the program, looked for in `PATH`.
func runChild(_ arguments: [String]) async throws -> ChildResult {
  try await refusing(arguments[0]) {
    let result = try await run(
      .name(arguments[0]), arguments: Arguments(Array(arguments.dropFirst())),
      input: .currentStandardInput, output: .currentStandardOutput, error: .currentStandardError)
    return ChildResult(status: result.terminationStatus.exitStatus, errors: "")
  }
}

/// The same for a program that has to end by itself, with the beginning of what it and its children print.
///
/// It leads a process group of its own, which is ended as a whole when the time is up. A child that outlives
/// it, and keeps the pipe, is not waited for.
///
/// - Parameter patience: in seconds.
func runChild(_ arguments: [String], atMost patience: Int) async throws -> ChildResult {
  try await refusing(arguments[0]) {
    var options = PlatformOptions()
    options.processGroupID = 0
    let result = try await run(
      .name(arguments[0]), arguments: Arguments(Array(arguments.dropFirst())),
      platformOptions: options, input: .currentStandardInput, output: .sequence,
      error: .combinedWithOutput
    ) { child in
      try await withThrowingTaskGroup { group in
        group.addTask { try await beginning(of: child.standardOutput) }
        let isLate = await end(of: child, within: patience)
        group.cancelAll()
        return (isLate, try await group.next() ?? [])
      }
    }
    let (isLate, errors) = result.closureResult
    let note =
      isLate ? "\n\(arguments[0]) took longer than \(patience) seconds and was stopped" : ""
    return ChildResult(
      status: result.terminationStatus.exitStatus,
      errors: String(decoding: visible(errors), as: UTF8.self) + note)
  }
}

/// Waits until a child has ended, and ends it with all that it started when the time is up.
///
/// - Returns: whether it was.
private func end<Input, Output, Failure>(
  of child: Execution<Input, Output, Failure>, within patience: Int
) async -> Bool {
  let limit = Duration.seconds(patience)
  let start = ContinuousClock.now
  await child.teardown(using: [
    // Signal 0 is none: this step only waits.
    .send(signal: Signal(rawValue: 0), allowedDurationToNextStep: limit),
    // Git takes its lock files away when it is asked to end, for which it gets some seconds.
    .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(10)),
  ])
  guard ContinuousClock.now - start >= limit else { return false }
  // What outlived the child goes too. That nothing did is no failure.
  try? child.send(signal: .kill, toProcessGroup: true)
  return true
}

/// What a person would read of all that is printed; the rest is read, so that the child can go on, and let
/// go.
private func beginning(of output: SubprocessOutputSequence) async throws -> [UInt8] {
  let limit = 10_000
  var bytes: [UInt8] = []
  for try await part in output {
    part.withUnsafeBytes { bytes += $0.prefix(limit - bytes.count) }
    // The child has ended, and something that it left behind goes on printing.
    if bytes.count == limit, Task.isCancelled { break }
  }
  return bytes
}

extension TerminationStatus {
  /// As a shell says it: 128 and the signal's number for a program that a signal ended.
  fileprivate var exitStatus: Int32 {
    switch self {
    case .exited(let status): status
    case .signaled(let signal): 128 + signal
    }
  }
}

/// Says of a program that cannot be started what a person can do.
private func refusing<Result>(
  _ program: String, _ work: () async throws -> Result
) async throws -> Result {
  do {
    return try await work()
  } catch let error as SubprocessError {
    let reason =
      error.code == .executableNotFound
      ? String(cString: strerror(ENOENT)) : error.underlyingError.map { "\($0)" } ?? "\(error)"
    throw Refusal.machine(
      "cannot start \(program): \(reason)", hint: "check that it is installed")
  }
}
