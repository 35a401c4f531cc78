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

  func bold(_ text: String) -> String { styled(text, "1") }
  func red(_ text: String) -> String { styled(text, "1;31") }
  func yellow(_ text: String) -> String { styled(text, "1;33") }

  private func styled(_ text: String, _ code: String) -> String {
    usesColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// Writes a line of diagnostics or progress.
func say(_ line: String) {
  write(line + "\n", to: STDERR_FILENO)
}

/// Writes a line of the result.
func answer(_ line: String) {
  write(line + "\n", to: STDOUT_FILENO)
}

/// Writes all of `text`; gives up when nobody reads any more.
func write(_ text: String, to descriptor: Int32) {
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty {
    let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
    if written < 0 && errno == EINTR { continue }
    guard written > 0 else { return }
    rest = rest.dropFirst(written)
  }
}
