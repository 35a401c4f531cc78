import ContentReading
import Diagnostics
import SiteFiles
import StatusModel
import TestSupport
import Testing

@testable import ContentWriting

private func incident(
  _ title: String = "T", id: String = "x", components: [Incident.AffectedComponent] = [],
  _ texts: String..., isDraft: Bool = false
) -> Incident {
  Incident(
    id: id, title: title, severity: "SEV1", components: components,
    isDraft: isDraft,
    updates: texts.map { .init(state: .investigating, time: halfPastTen, text: $0) })
}

/// What has no file is refused, with the reason.
struct UnwritableEntryTests {
  private static let texts: [(String, UnwritableEntry)] = [
    ("One.\n\n## Two", .text(update: 1, .beginsUpdate(heading: "Two", line: 3))),
    ("Two\n---", .text(update: 1, .underlined(words: "Two", line: 2))),
    ("Hm <!-- x\n\n<!-- oops", .text(update: 1, .leavesOpen(mark: "<!--", line: 3))),
    ("<pre>", .text(update: 1, .leavesOpen(mark: "<pre>", line: 1))),
    ("***", .text(update: 1, .showsNothing)),
    ("One.\n", .blankEdge(update: 1)), ("\n \nOne.", .blankEdge(update: 1)),
    ("One.\r\nTwo.", .carriageReturn(update: 1)),
    ("```\nopen", .text(update: 1, .leavesOpen(mark: "```", line: 1))),
  ]

  @Test(arguments: texts)
  func `a text that would be more or less than it is`(
    text: String, reason: UnwritableEntry
  ) throws {
    #expect(throws: reason) {
      try contentFile(of: .incident(incident("T", "First.", text, "Last.")))
    }
  }

  /// An incident, the id of the finding, its place.
  private static let refused: [(Incident, String, Int)] = [
    (incident("", "One."), "empty-value", 2),
    (incident("a\nb", "One."), "not-one-line", 2),
    (incident("a\u{1B}b", "One."), "control-character", 2),
    (incident("a\u{202E}b", "One."), "direction-control", 2),
    (incident(String(repeating: "x", count: 501), "One."), "too-long", 2),
    (incident("T", id: "Not an id", "One."), "bad-id", 1),
    (incident("T"), "no-update", 1),
    (incident("T", "# Top"), "top-level-heading", 8),
    (incident("T", "##Resolved - 2026-11-20 10:40 UTC"), "lost-heading", 8),
    (incident("T", "##\u{00A0}Resolved"), "odd-sign", 8),
    (incident("T", "One\n<<<<<<< ours"), "merge-conflict", 9),
    (incident("T", "One \u{7} two"), "control-character", 8),
    (incident("T", "Ask 10.0.0.7"), "private-address", 8),
    (
      incident("T", components: [.init(component: "api"), .init(component: "api")], "One."),
      "repeated-component", 4
    ),
    (
      incident("T", components: [.init(component: "api", status: .underMaintenance)], "One."),
      "unknown-status", 4
    ),
  ]

  @Test(arguments: refused)
  func `what reading refuses is refused in its words`(
    incident: Incident, id: String, line: Int
  ) throws {
    let error = #expect(throws: UnwritableEntry.self) {
      try contentFile(of: .incident(incident))
    }
    guard case .refused(let diagnostics)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(diagnostics.map(\.id) == [id])
    #expect(diagnostics.first?.position.line == line)
  }

  @Test func `a private address may stand in a draft, and where it is allowed`() throws {
    let draft = incident("T", "Ask 10.0.0.7", isDraft: true)
    #expect(readEntryAlone(try contentFile(of: .incident(draft))).entry == .incident(draft))
    let entry = Entry.incident(incident("T", "Ask 10.0.0.7"))
    let file = try contentFile(of: entry, with: PrivateKeys(mayPublish: ["10.0.0.7"]))
    #expect(readEntryAlone(file).entry == entry)
  }

  @Test func `statuses of some components alone cannot be written`() {
    let mixed = incident(
      "T", components: [.init(component: "api"), .init(component: "web", status: .operational)],
      "One.")
    #expect(throws: UnwritableEntry.mixedStatuses) { try contentFile(of: .incident(mixed)) }
  }

  @Test func `a promise before its update, or an order of updates, that no heading can say`() {
    let past = Incident(
      id: "x", title: "T", severity: "SEV1",
      updates: [
        .init(
          state: nil, time: halfPastTen, nextUpdate: halfPastTen.advanced(by: -60), text: "One.")
      ])
    #expect(throws: UnwritableEntry.readsOtherwise(.update(place: 0))) {
      try contentFile(of: .incident(past))
    }
    #expect(throws: UnwritableEntry.readsOtherwise(.frontMatter)) {
      try contentFile(of: .incident(incident(" T", "One.")))
    }
    #expect(throws: UnwritableEntry.readsOtherwise(.text)) {
      try contentFile(
        of: .page(
          ExtraPage(
            id: "x", title: "T", text: "One.",
            translations: [Translation(language: "fr", text: "Un.")])), languages: ["en", "de"])
    }
  }

  @Test(arguments: [
    ([("en", "A"), ("de", "B")], "{en: A, de: B}"),
    (
      [("en", "A, b"), ("no", "it's {x}"), ("null", "a #b")],
      #"{en: "A, b", "no": "it's {x}", "null": "a #b"}"#
    ),
  ])
  func `a name in several languages is one mapping`(
    texts: [(String, String)], written: String
  ) throws {
    let titles = texts.map { Translation(language: $0, text: $1) }
    let page = ExtraPage(id: "x", title: titles[0].text, titleTranslations: titles, text: "One.")
    let file = try contentFile(of: .page(page), languages: texts.map(\.0))
    #expect(
      String(decoding: file.bytes, as: UTF8.self) == "---\ntitle: \(written)\n---\n\nOne.\n")
  }

  @Test func `a name that begins with another language, or with another text, is not written`() {
    for (title, languages) in [("B", ["de", "en"]), ("A", ["en"]), ("C", ["en", "de"])] {
      let titles = languages.map { Translation(language: $0, text: $0 == "en" ? "A" : "B") }
      let page = ExtraPage(id: "x", title: title, titleTranslations: titles, text: "One.")
      #expect(throws: UnwritableEntry.readsOtherwise(.frontMatter)) {
        try contentFile(of: .page(page), languages: ["en", "de"])
      }
    }
  }

  @Test func `a message is not written`() {
    let message = MessageTemplate(
      name: "m", title: nil, severity: nil, state: nil, text: "Words.")
    #expect(throws: UnwritableEntry.message) { try contentFile(of: .message(message)) }
  }
}
