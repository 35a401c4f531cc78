import Foundation

/// What stands at the other end of standard error, or of standard output, and how to speak to it.
struct Terminal {
  /// Whether a person looks at it.
  let isInteractive: Bool
  /// Whether colour is wanted.
  let usesColour: Bool

  static func standardError(_ environment: [String: String]) -> Terminal {
    Terminal(at: STDERR_FILENO, environment)
  }

  static func standardOutput() -> Terminal {
    Terminal(at: STDOUT_FILENO, ProcessInfo.processInfo.environment)
  }

  static let none = Terminal(isInteractive: false, usesColour: false)

  private init(isInteractive: Bool, usesColour: Bool) {
    self.isInteractive = isInteractive
    self.usesColour = usesColour
  }

  private init(at descriptor: Int32, _ environment: [String: String]) {
    let isInteractive = isatty(descriptor) == 1
    let refusesColour = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    self.init(
      isInteractive: isInteractive,
      usesColour: isInteractive && !refusesColour && environment["TERM"] != "dumb")
  }

  /// How many lines and columns fit on standard output, or another stream; nil where nobody can tell.
  static func size(at descriptor: Int32 = STDOUT_FILENO) -> TerminalSize? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0
    else {
      return nil
    }
    return TerminalSize(rows: Int(size.ws_row), columns: Int(size.ws_col))
  }

  func bold(_ text: String) -> Painted { styled(text, "1") }
  func red(_ text: String) -> Painted { styled(text, "1;31") }
  func yellow(_ text: String) -> Painted { styled(text, "1;33") }

  private func styled(_ text: String, _ code: String) -> Painted {
    usesColour ? Painted(text, style: code) : Painted(text)
  }
}

struct TerminalSize: Hashable, Sendable {
  let rows: Int
  let columns: Int
}

/// Writes a line of diagnostics or progress.
func say(_ line: String) {
  write(Painted(line + "\n"), to: STDERR_FILENO)
}

func say(_ line: Painted) {
  write(Painted("\(line)\n"), to: STDERR_FILENO)
}

/// Writes what somebody typed.
func say(_ bytes: [UInt8]) {
  writeAsIs(visible(bytes), to: STDERR_FILENO)
}

/// Writes a line of the result.
///
/// - Throws: `Refusal` where it cannot be written; that nobody reads on, as in `| head`, is no failure.
func answer(_ line: String) throws {
  // With its end, which may follow a carriage return.
  try answer(whole: Painted(line + "\n"))
}

func answer(_ line: Painted) throws {
  try answer(whole: "\(line)\n")
}

private func answer(whole text: Painted) throws {
  let failure = write(text, to: STDOUT_FILENO)
  guard failure != 0, failure != EPIPE else { return }
  throw Refusal.machine(
    "the result could not be written to standard output: \(String(cString: strerror(failure)))",
    hint: "make room, or send it elsewhere")
}

/// Writes all of `text`; gives up when nobody reads any more.
///
/// - Returns: 0, or the `errno` with which it gave up.
@discardableResult
func write(_ text: Painted, to descriptor: Int32) -> Int32 {
  writeAsIs(Array(text.text.utf8), to: descriptor)
}

/// The one way out for all that is printed; only what is visible, or a code of ours, comes here.
@discardableResult
private func writeAsIs(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
  var rest = bytes[...]
  while !rest.isEmpty {
    let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
    if written < 0 && errno == EINTR { continue }
    guard written > 0 else { return written < 0 ? errno : EIO }
    rest = rest.dropFirst(written)
  }
  return 0
}
