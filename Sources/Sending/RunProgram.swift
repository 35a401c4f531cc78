import Foundation
import Subprocess
import SystemPackage

/// How another program ended.
enum ProgramEnd: Hashable, Sendable {
  case ended(Int32)
  case notStarted
  case late(seconds: Int)

  var words: String {
    switch self {
    case .ended(let status): "it ended with \(status)"
    case .notStarted: "it cannot be started"
    case .late(let seconds): "it took longer than \(seconds) seconds and was stopped"
    }
  }
}

/// Runs a program that may read `input`. What it prints as errors is shown, and the rest is let go.
func runProgram(
  _ program: String, _ arguments: [String], input: [UInt8], in folder: String,
  atMost patience: Int = 30
) async -> ProgramEnd {
  // Of a pipe, a program that ends without reading would end us too.
  guard let file = try? unnamedFile(holding: input) else { return .notStarted }
  return await withTaskGroup(of: ProgramEnd.self) { group in
    group.addTask {
      do {
        let result = try await run(
          .path(FilePath(program)), arguments: Arguments(arguments),
          workingDirectory: FilePath(folder),
          input: .fileDescriptor(file, closeAfterSpawningProcess: true), output: .discarded,
          error: .currentStandardError)
        switch result.terminationStatus {
        case .exited(let status): return .ended(status)
        case .signaled(let signal): return .ended(128 + signal)
        }
      } catch {
        return .notStarted
      }
    }
    group.addTask {
      try? await Task.sleep(for: .seconds(patience))
      return .late(seconds: patience)
    }
    let end = await group.next() ?? .notStarted
    group.cancelAll()
    return end
  }
}

/// A file that is gone from its folder, at its start.
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
