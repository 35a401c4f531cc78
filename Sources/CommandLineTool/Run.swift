import ArgumentParser
import Foundation

/// Reads the arguments, does what they say, and leaves with the exit status.
///
/// `holdClosedDescriptors` comes before it.
package func runAllclear() async {
  let typed = TypedArguments(Array(CommandLine.arguments.dropFirst()))
  let command: any ParsableCommand
  do {
    command = try Allclear.parseAsRoot(typed.words)
  } catch {
    // A text that stood beside what was wrong is kept.
    leave(with: error) { if !typed.texts.isEmpty { typed.keepTexts() } }
  }
  do {
    try await run(command)
  } catch {
    leave(with: error)
  }
}

private func run(_ command: any ParsableCommand) async throws {
  if var command = command as? any AsyncParsableCommand { return try await command.run() }
  var command = command
  try command.run()
}

/// As the library leaves, but that its words, which repeat the arguments, go the way of all that is printed.
///
/// - Parameter refused: done last where it is a refusal, and no help that was asked for.
private func leave(with error: any Error, refused: () -> Void = {}) -> Never {
  let status = Allclear.exitCode(for: error)
  let message = Allclear.fullMessage(for: error)
  if !message.isEmpty {
    write("\(message)\n", to: status.isSuccess ? STDOUT_FILENO : STDERR_FILENO)
  }
  if !status.isSuccess { refused() }
  Foundation.exit(status.rawValue)
}

/// Puts something in the place of a standard stream that is closed: a file that is opened later must not
/// get its number, and with it what is meant for a person. It cannot be used for what the stream is for,
/// so that it fails as the closed one would.
///
/// To be called before the first task: what runs tasks opens files of its own.
package func holdClosedDescriptors() {
  for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
    // The lowest number that is free is this one.
    _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
  }
}
