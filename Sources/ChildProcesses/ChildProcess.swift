import Foundation
import Subprocess
import SystemPackage

/// How another program ended, and what it printed.
package struct ChildResult: Sendable {
  package let status: Int32
  /// As it was printed, with control characters.
  package let errors: [UInt8]
  /// Why it was stopped; nil where it ended by itself.
  package let delay: String?
}

/// A program that cannot be started.
package struct ChildProcessError: Error, Hashable, Sendable {
  package let program: String
  package let reason: String

  package init(program: String, reason: String) {
    self.program = program
    self.reason = reason
  }
}

/// Runs another program in our terminal, as an editor needs it, and waits for it.
///
/// Its arguments go to it as they are, through no shell. ctrl-C reaches it even where we ignore it: a child
/// starts with every signal at its default, and none held back.
///
/// - Parameter arguments: the first one is the program, looked for in `PATH`.
package func runChild(_ arguments: [String]) async throws -> ChildResult {
  try await refusing(arguments[0]) {
    let result = try await run(
      .name(arguments[0]), arguments: Arguments(Array(arguments.dropFirst())),
      input: .currentStandardInput, output: .currentStandardOutput, error: .currentStandardError)
    return ChildResult(
      status: result.terminationStatus.exitStatus, errors: [], delay: nil)
  }
}

/// The same for a program that has to end by itself, with the beginning of what it and its children print.
///
/// It leads a process group of its own, which is ended as a whole when the time is up. A child that outlives
/// it, and keeps the pipe, is not waited for.
///
/// - Parameter patience: in seconds.
package func runChild(
  _ arguments: [String], atMost patience: Int
) async throws -> ChildResult {
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
    return ChildResult(
      status: result.terminationStatus.exitStatus, errors: errors,
      delay: result.terminationStatus.delay(of: arguments[0], isLate ? patience : nil))
  }
}

/// What another program is to do: without our terminal, and through no shell.
package struct ChildTask: Sendable {
  package let program: String
  package let arguments: [String]
  /// Where it runs; nil for our own folder.
  package let folder: String?
  /// What it finds in its environment beside ours; nil takes a variable away.
  package let environment: [String: String?]
  package let input: [UInt8]
  /// In seconds.
  package let patience: Int
  /// How many bytes of its output are wanted; more is an error of the program.
  package let outputLimit: Int

  /// - Parameter arguments: the first one is the program, looked for in `PATH` unless it has a slash.
  package init(
    _ arguments: [String], in folder: String? = nil, environment: [String: String?] = [:],
    input: [UInt8] = [], atMost patience: Int = 60, outputLimit: Int = 1_000_000
  ) {
    program = arguments[0]
    self.arguments = Array(arguments.dropFirst())
    self.folder = folder
    self.environment = environment
    self.input = input
    self.patience = patience
    self.outputLimit = outputLimit
  }
}

/// How a task ended, with what the program answered.
package struct ChildAnswer: Sendable {
  package let status: Int32
  package let output: [UInt8]
  /// The beginning of it.
  package let errors: [UInt8]
  /// It printed more than was wanted.
  package let isCut: Bool
  /// Why it was stopped; nil where it ended by itself.
  package let delay: String?

  package var isGood: Bool { status == 0 && !isCut && delay == nil }
}

/// Runs a program and waits for its answer.
package func answer(to task: ChildTask) async throws -> ChildAnswer {
  try await refusing(task.program) {
    var options = PlatformOptions()
    options.processGroupID = 0
    // Of a pipe, a program that ends without reading it would end us too.
    let input = try unnamedFile(holding: task.input)
    let changes = Dictionary(
      uniqueKeysWithValues: task.environment.map {
        (Environment.Key(stringLiteral: $0.key), $0.value)
      })
    let result = try await run(
      task.program.contains("/") ? .path(FilePath(task.program)) : .name(task.program),
      arguments: Arguments(task.arguments), environment: .inherit.updating(changes),
      workingDirectory: task.folder.map { FilePath($0) },
      platformOptions: options, input: .fileDescriptor(input, closeAfterSpawningProcess: true),
      output: .sequence,
      error: .sequence
    ) { child in
      try await withThrowingTaskGroup(of: (isError: Bool, bytes: [UInt8]).self) { group in
        group.addTask {
          (false, try await beginning(of: child.standardOutput, task.outputLimit + 1))
        }
        group.addTask { (true, try await beginning(of: child.standardError, 200_000)) }
        let isLate = await end(of: child, within: task.patience)
        group.cancelAll()
        var (output, errors): ([UInt8], [UInt8]) = ([], [])
        for try await part in group {
          if part.isError { errors = part.bytes } else { output = part.bytes }
        }
        return (isLate, output, errors)
      }
    }
    let (isLate, output, errors) = result.closureResult
    return ChildAnswer(
      status: result.terminationStatus.exitStatus,
      output: Array(output.prefix(task.outputLimit)), errors: errors,
      isCut: output.count > task.outputLimit,
      delay: result.terminationStatus.delay(of: task.program, isLate ? task.patience : nil))
  }
}

/// A file that is gone from its folder already, at its start.
private func unnamedFile(holding bytes: [UInt8]) throws -> FileDescriptor {
  let path = FilePath(NSTemporaryDirectory() + "allclear-" + UUID().uuidString)
  let file = try FileDescriptor.open(
    path, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec],
    permissions: .ownerReadWrite)
  do {
    unlink(path.string)
    try file.writeAll(bytes)
    try file.seek(offset: 0, from: .start)
    return file
  } catch {
    try file.close()
    throw error
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
private func beginning(
  of output: SubprocessOutputSequence, _ limit: Int = 10_000
) async throws -> [UInt8] {
  var bytes: [UInt8] = []
  for try await part in output {
    part.withUnsafeBytes { bytes += $0.prefix(limit - bytes.count) }
    // The child has ended, and something that it left behind goes on printing.
    if bytes.count == limit, Task.isCancelled { break }
  }
  return bytes
}

extension TerminationStatus {
  /// Why a program was stopped.
  ///
  /// - Parameter patience: in seconds, where they are over; a program that did its work all the same had done it
  ///   before, and we were late to see it: a busy machine, or one that slept.
  fileprivate func delay(of program: String, _ patience: Int?) -> String? {
    guard let patience, !isSuccess else { return nil }
    return "\(program) took longer than \(patience) seconds and was stopped"
  }

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
    throw ChildProcessError(program: program, reason: reason)
  }
}
