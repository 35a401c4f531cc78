import Diagnostics
import TestSupport
import Testing

/// How what an author got wrong is told.
struct DiagnosticTests {
  private func diagnostic(
    _ severity: Diagnostic.Severity = .error, _ id: String = "a", _ message: String = "m",
    path: String = "status.yml", line: Int = 1, column: Int = 1
  ) -> Diagnostic {
    Diagnostic(
      severity, id, message, hint: "h",
      at: SourcePosition(path: path, line: line, column: column))
  }

  @Test func `says the place, the kind, the message and its id, then a hint`() {
    let error = Diagnostic(
      .error, "unknown-component", "unknown component 'ap'; did you mean 'api'?",
      hint: "write one of: api, web",
      at: SourcePosition(path: "incidents/2026-11-20-api.md", line: 4, column: 19))
    #expect(
      error.text == """
        incidents/2026-11-20-api.md:4:19: error: unknown component 'ap'; did you mean 'api'? \
        [unknown-component]
          hint: write one of: api, web
        """)
  }

  @Test func `says that a warning is one`() {
    #expect(diagnostic(.warning).text == "status.yml:1:1: warning: m [a]\n  hint: h")
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `prints in one order, however found`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let ordered = [
      diagnostic(.error, "b", "m", path: "incidents/a.md", line: 2, column: 3),
      diagnostic(.error, "a", "m", path: "incidents/a.md", line: 2, column: 10),
      diagnostic(.warning, "z", "m", path: "incidents/a.md", line: 3, column: 1),
      diagnostic(.error, "a", "m", path: "incidents/a.md", line: 10, column: 1),
      diagnostic(.error, "b", "m", path: "status.yml"),
      diagnostic(.error, "b", "n", path: "status.yml"),
      diagnostic(.error, "c", "a", path: "status.yml"),
      diagnostic(.warning, "a", "a", path: "status.yml"),
    ]
    #expect(ordered.shuffled(using: &random).inStableOrder() == ordered)
  }

  @Test func `knows errors among warnings`() {
    #expect([diagnostic(.warning), diagnostic(.error)].containsErrors)
    #expect(![diagnostic(.warning)].containsErrors)
    #expect(![Diagnostic]().containsErrors)
  }
}
