import Diagnostics
import Foundation
import PlainEnglish

/// Prints every diagnostic and, after them, how many there are.
func report(_ diagnostics: [Diagnostic], to terminal: Terminal) {
  for diagnostic in diagnostics { say(diagnostic.text(on: terminal)) }
  if !diagnostics.isEmpty { say(count(of: diagnostics)) }
}

/// `2 errors, 1 warning`; with errors also what follows from them.
func count(of diagnostics: [Diagnostic]) -> String {
  let errors = diagnostics.count { $0.severity == .error }
  let warnings = diagnostics.count - errors
  let parts = [
    errors > 0 ? plural(errors, "error") : nil, warnings > 0 ? plural(warnings, "warning") : nil,
  ].compactMap { $0 }
  return parts.joined(separator: ", ")
}

extension Diagnostic {
  /// As `text`, with the place in bold and the kind in its colour.
  fileprivate func text(on terminal: Terminal) -> Painted {
    let place = "\(position.path):\(position.line):\(position.column):"
    let kind = "\(severity.rawValue):"
    let painted = severity == .error ? terminal.red(kind) : terminal.yellow(kind)
    return "\(terminal.bold(place)) \(painted) \(message) [\(id)]\n  hint: \(hint)"
  }
}

extension [Diagnostic] {
  /// For programs: a list of objects, sorted keys, one line.
  func json() throws -> String {
    try jsonLine(
      map {
        DiagnosticRow(
          column: $0.position.column, hint: $0.hint, id: $0.id, line: $0.position.line,
          message: $0.message, path: $0.position.path, severity: $0.severity.rawValue)
      })
  }
}

private struct DiagnosticRow: Encodable {
  let column: Int
  let hint: String
  let id: String
  let line: Int
  let message: String
  let path: String
  let severity: String
}
