import ContentWriting
import StatusModel
import TestSupport
import Testing

@testable import Authoring

private let file = """
  ---
  title: Errors   # ours
  severity: SEV1
  ---

  ## Investigating - 2026-11-20 10:00 UTC

  Some requests fial.
  See [docs].


  ## Update - 2026-11-20 10:10 UTC

  More.

  ### de

  Mehr.

  ## Resolved - 2026-11-20 10:30 UTC

  Over.

  [docs]: https://docs.example
  """

/// Other words for an update that was published.
struct CorrectionTests {
  private func site(_ text: String = file) async throws -> PresentSite {
    try await presentSite(["incidents/2026/x.md": text], languages: ["en", "de"])
  }

  @Test func `only the words of the update change`() async throws {
    for text in [file, file.replacing("\n", with: "\r\n"), file + "\n\n"] {
      let end = text.utf8.contains(UInt8(ascii: "\r")) ? "\r\n" : "\n"
      let site = try await site(text)
      #expect(
        try site.writtenText(ofUpdate: 0, of: "x") == "Some requests fial.\nSee [docs].")
      let planned = try site.correctIncident(
        "x", update: 0, text: "Some requests fail.\n\nSee the [docs].\n\n")
      #expect(
        planned.file
          == text.replacing(
            "Some requests fial.\(end)See [docs].",
            with: "Some requests fail.\(end)\(end)See the [docs]."))
      #expect(planned.firstLineOfText == "Some requests fail.")
      #expect(planned.commitMessage == "Incident x: Correct")
      let after = try site.checked(planned).site.incident("x")
      #expect(after.updates.map(\.time) == (try site.incident("x").updates.map(\.time)))
      #expect(after.updates[1] == (try site.incident("x").updates[1]))
    }
  }

  @Test func `the last update is meant where none is named`() async throws {
    let site = try await site()
    let written = "Over.\n\n[docs]: https://docs.example"
    #expect(try site.writtenText(of: "x") == written)
    let planned = try site.correctIncident(
      "x", text: "All is well.\n\n[docs]: https://docs.example")
    #expect(planned.file == file.replacing("Over.", with: "All is well."))
    _ = try site.checked(planned)
    // Without its link another update would read otherwise.
    let without = try site.correctIncident("x", text: "All is well.")
    #expect(throws: RefusedEdit(reason: .readsOtherwise, planned: without)) {
      try site.checked(without)
    }
  }

  @Test func `a translation is corrected by itself`() async throws {
    let site = try await site()
    let planned = try site.correctIncident("x", update: 1, language: "de", text: "Noch mehr.")
    #expect(planned.file == file.replacing("Mehr.", with: "Noch mehr."))
    let update = try site.checked(planned).site.incident("x").updates[1]
    #expect(update.text == "More.")
    #expect(update.translations.map(\.text) == ["More.", "Noch mehr."])
    let main = try site.correctIncident("x", update: 1, text: "Much more.")
    #expect(main.file == file.replacing("More.", with: "Much more."))
    _ = try site.checked(main)
  }

  @Test func `a heading without words gets them`() async throws {
    let bare = TinySite.incident.replacing(
      "\nSome API requests fail with error 500. We are looking into it.\n", with: "")
    for text in [bare, String(bare.dropLast())] {
      // Such a file has an error, which the correction takes away.
      let tiny = TinySite().with("incidents/x.md", text)
      let site = PresentSite(
        sources: tiny.files,
        site: try await TinySite().with("incidents/x.md", TinySite.incident)
          .parse(), now: halfPastTen)
      let planned = try site.correctIncident("x", text: "It works.")
      #expect(planned.file == bare + "\nIt works.\n")
      #expect(planned.firstLineOfText == "It works.")
    }
  }

  @Test func `what is no correction is an error of its own`() async throws {
    let site = try await site()
    #expect(throws: AuthoringError.emptyText) {
      try site.correctIncident("x", update: 0, text: " ")
    }
    #expect(throws: AuthoringError.sameText) {
      try site.correctIncident("x", update: 0, text: "Some requests fial.\r\nSee [docs].\n")
    }
    #expect(throws: AuthoringError.noSuchUpdate(place: 3, count: 3)) {
      try site.correctIncident("x", update: 3, text: "x")
    }
    #expect(throws: AuthoringError.noSuchLanguage("de")) {
      try site.correctIncident("x", update: 0, language: "de", text: "x")
    }
    let planned = try site.correctIncident("x", update: 0, text: "x\n\n## Resolved")
    #expect(
      throws: RefusedEdit(
        reason: .text(.beginsUpdate(heading: "Resolved", line: 3)), planned: planned)
    ) { try site.checked(planned) }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `every byte outside of the words stays, wherever the update stands`(
    seed: UInt64
  ) async throws {
    var random = SeededGenerator(seed: seed)
    let end = random.chance(30) ? "\r\n" : "\n"
    let texts = ["One.", "- a\n- b", "```\n## no heading\n```", "A\n\n### Deeper\n\nB", "x  \ny"]
    let count = Int.random(in: 1...4, using: &random)
    let blocks = (0..<count).map { place in
      let gaps = (0..<3).map { _ in
        String(repeating: "\n", count: Int.random(in: 1...3, using: &random))
      }
      let text = texts[Int.random(in: 0..<texts.count, using: &random)]
      return ("## Update - 2026-11-20 10:1\(place) UTC\(gaps[0])", text, gaps[1] + gaps[2])
    }
    func whole(_ parts: [(String, String, String)]) -> String {
      let head = "---\ntitle: T\nseverity: SEV1\n---\n\n"
      return (head + parts.map { $0.0 + $0.1 + $0.2 }.joined()).replacing("\n", with: end)
    }
    let place = Int.random(in: 0..<count, using: &random)
    let site = try await presentSite(["incidents/x.md": whole(blocks)])
    let planned = try site.correctIncident("x", update: place, text: "Other\n\nwords.")
    var corrected = blocks
    corrected[place].1 = "Other\n\nwords."
    #expect(planned.file == whole(corrected))
    #expect(planned.firstLineOfText == "Other")
    _ = try site.checked(planned)
  }
}
