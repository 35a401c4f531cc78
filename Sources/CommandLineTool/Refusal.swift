import ArgumentParser

/// Why a command did not do what it was asked; printed, then turned into the exit status.
enum Refusal: Error {
  /// The command line asks for something that cannot be: status 64.
  case usage(String, hint: String)
  /// The content is wrong: status 1.
  case content(String, hint: String)
  /// The machine failed: status 2.
  case machine(String, hint: String)

  var status: ExitCode {
    switch self {
    case .usage: ExitCode(64)
    case .content: ExitCode(1)
    case .machine: ExitCode(2)
    }
  }

  var text: String {
    switch self {
    case .usage(let message, let hint), .content(let message, let hint),
      .machine(let message, let hint):
      "error: \(message)\n  hint: \(hint)"
    }
  }
}
