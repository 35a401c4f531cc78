import StatusModel
import Testing

@testable import CommandLineTool

/// What `due --watch` draws in a space that does not scroll.
struct DueWatchTests {
  private func lines(rows: Int, columns: Int) async throws -> [String] {
    let moment = Moment.now(Timestamp(seconds: 1_795_175_400))
    return try await readDueList(projectFolder + "/site-template", at: moment)
      .lines(on: .none, in: TerminalSize(rows: rows, columns: columns)).map(\.text)
  }

  @Test func `what is most urgent fits, and the rest is counted`() async throws {
    #expect(
      try await lines(rows: 14, columns: 46) == [
        "Overdue",
        "  first update  2026-11-19 18:10 +01:00, 18 h…",
        "      Address check refuses some Irish postco…",
        "      2026-11-19-address-check",
        "",
        "Next",
        "  next update  13:15 +01:00, in 25 min  Ines …",
        "      Tracking pages show old positions",
        "      2026-11-20-late-tracking",
        "      escalates to on-call lead at 13:15 +01:…",
        "",
        "1 overdue at 12:50 +01:00.",
        "",
        "and 6 more",
      ])
  }

  @Test(arguments: 1...40)
  func `it never needs more lines or columns than there are`(rows: Int) async throws {
    let lines = try await lines(rows: rows, columns: 20)
    #expect(lines.count <= rows)
    #expect(lines.allSatisfy { $0.count <= 20 })
  }
}
