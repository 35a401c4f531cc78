import ContentReading
import Diagnostics
import TestSupport
import Testing

/// A pattern is enforced, or told: never passed over, and never a hang.
struct PatternTests {
  private static let link = "See https://status.acme-corporation-international.example/incidents/"

  /// A pattern, and a text for which it takes too many steps.
  static let slow: [(pattern: String, text: String)] = [
    (#"([a-z0-9-]+\.?)+\.internal"#, link + "2026-11-20-elevated-api-error-rates for more."),
    (#"(.|\n)*plover"#, String(repeating: "All of it works as it did.\n", count: 1_500)),
    ("(a+)+$", String(repeating: "a", count: 60) + "!"),
    (#"(\w+\s?)+plover"#, String(repeating: "word ", count: 40)),
    ("(x+x+)+y", String(repeating: "x", count: 60)),
    (#"^(([a-z])+.)+[A-Z]([a-z])+!$"#, String(repeating: "a", count: 60) + "1"),
    ("(a|aa)+b", String(repeating: "a", count: 60)),
    (".*.*.*plover", String(repeating: "b", count: 2_000)),
  ]

  @Test(.timeLimit(.minutes(20)), arguments: slow)
  func `a pattern that takes too many steps is told`(pattern: String, text: String) async throws {
    let site = status("never_publish: ['\(pattern)']")
      .with("pages/0.md", "---\ntitle: T\n---\n\(text)\n")
    let found = try await site.diagnostics()
    #expect(
      found.first?.text == """
        pages/0.md:4:1: error: the pattern '\(pattern)' of never_publish takes too long to look for \
        in this text [slow-pattern]
          hint: write it in status.yml without a repetition inside another one, and without .* at its \
        start: `[a-z0-9.-]+\\.internal`, `plover`
        """)
    #expect(found.allSatisfy { $0.id == "slow-pattern" })
  }

  /// What is still found, though it would be slow elsewhere or needs much memory.
  @Test(
    .timeLimit(.minutes(20)),
    arguments: [
      (#"(.|\n)*plover"#, String(repeating: "All of it works.\n", count: 9_000) + "On plover."),
      (#"(.|\n)*plover"#, "One line.\n\nAnd plover."),
      (#"\bproject[- ]x\b"#, String(repeating: "Some words.\n", count: 9_000) + "Project X"),
      (#"(?<=at )plover(?! day)"#, "We are at plover day, and at plover."),
      (#"(\w)\1over"#, "This is ppover."), (#"\p{Lu}{3}-\d+"#, "Ä ÖÄÜ-12 is closed."),
      (#"pl[oö]ver"#, "😀 PLÖVER"), (#"(?>plo+)ver"#, "plooover"), (#"^plover$"#, "plover"),
    ])
  func `what a pattern means is found`(pattern: String, text: String) async throws {
    let site = status("never_publish: ['\(pattern)']")
      .with("pages/about.md", "---\ntitle: About\n---\n\(text)\n")
    #expect(try await site.diagnostics().map(\.id) == ["private-word"])
  }

  @Test func `a match after signs of many bytes is placed by its bytes`() async throws {
    let site = status(#"never_publish: ['plo?ver\d']"#)
      .with("pages/about.md", "---\ntitle: About\n---\n😀ä plver1 日本 plover2\n")
    #expect(try await site.diagnostics().map(\.position.column) == [8, 22])
  }
}

/// Names are public as well: they are addresses.
struct PublicNameTests {
  static let names: [(path: String, text: String)] = [
    ("incidents/2026-11-20-project-plover-down.md", TinySite.incident),
    ("pages/project-plover.md", "---\ntitle: T\n---\nText.\n"),
    (
      "announcements/project-plover.md",
      "---\ntitle: T\nstarts: 2026-11-20 10:00 UTC\n---\nText.\n"
    ),
    (
      "maintenance/move-of-project-plover.md",
      """
      ---
      title: T
      components: [api]
      starts: 2026-12-01 02:00 UTC
      ends: 2026-12-01 03:00 UTC
      ---

      ## Scheduled - 2026-11-20 10:00 UTC

      Text.

      """
    ),
    ("static/project-plover.svg", "<svg/>"), ("static/Project Plover/logo.png", "x"),
  ]

  @Test(arguments: names)
  func `a private word in the name of a file is found`(path: String, text: String) async throws {
    let site = status("never_publish: [project plover]").with(path, text)
    #expect(
      try await site.diagnostics().map(\.text) == [
        """
        \(path):1:1: error: the name of this file matches the private pattern 'project plover' [private-word]
          hint: rename the file, since its name is part of a public address
        """
      ])
  }

  @Test(arguments: [
    "static/10.1.2.3/a.txt", "static/ghp_\(String(repeating: "aB3dE6gH9k", count: 4)).txt",
  ])
  func `an address or a key in the name of a file is found`(path: String) async throws {
    let found = try await TinySite().with(path, "x").diagnostics()
    #expect(found.count == 1 && found[0].position == SourcePosition(path: path))
    #expect(["private-address", "secret"].contains(found.first?.id))
  }

  @Test(arguments: [
    "components:\n  - {id: ▶plover-db, name: Database}",
    "components:\n  - {id: db, name: {en: Database, de: ▶Plover}}\nlanguages: [en, de]",
    "components:\n  - {id: db, name: ▶Plover}",
    "components:\n  - group: ▶Plover\n    components: [{id: db, name: D}]",
    "components:\n  - {id: db, name: D}\nlogo: static/▶plover.svg",
    "components:\n  - {id: db, name: D}\nseverities:\n  ▶PLOVER: {name: A, status: major_outage, impact: critical}\n  B: {name: B, status: partial_outage, impact: major}",
  ])
  func `a private word in an id or a name of the settings is found`(keys: String) async throws {
    let rules = "name: Acme\nurl: https://status.acme.example\nnever_publish: [plover]\n"
    let marked = rules + keys + "\n"
    let place = try #require(marked.firstIndex(of: "▶"))
    let before = marked[..<place]
    let line = before.count { $0 == "\n" } + 1
    let column =
      before.split(separator: "\n", omittingEmptySubsequences: false).last?.utf8.count ?? 0
    let found = try await TinySite(status: marked.replacing("▶", with: "")).diagnostics()
      .filter { $0.id == "private-word" }.map(\.position)
    #expect(found.contains { $0.line == line && abs($0.column - column - 1) <= 7 }, "\(found)")
  }

  @Test(arguments: [
    "theme/strings/en.yml", "theme/layouts/footer.mustache", "theme/assets/style.css",
  ])
  func `a private word in the theme is found where it stands`(path: String) async throws {
    let site = status("never_publish: [plover]").with(path, "a: b\nc: the Plover d\n")
    #expect(
      try await site.diagnostics().map(\.firstLine) == [
        "\(path):2:8: error: public text matches the private pattern 'plover' [private-word]"
      ])
  }
}

/// `may_publish`: exceptions to the look for addresses and keys, in the settings and in one entry.
struct ExceptionTests {
  private func entry(_ keys: String, _ text: String) -> String {
    "---\ntitle: T\nseverity: SEV1\n\(keys)---\n## Resolved - 2026-11-20 10:00\n\n\(text)\n"
  }

  static let text = "Please upgrade the agent to 10.12.4.1 as soon as you can, it is safe."

  @Test(arguments: [
    (#"may_publish: ['10\.12\.\d+\.\d+']"#, ""),
    (#"may_publish: ['agent to 10\.12\.4\.1']"#, ""), ("may_publish: [10.12.4.1]", ""),
    ("", "may_publish: [\"10.12.4.1\"]\n"), ("", "may_publish: [10.12.4.1]\n"),
    ("", "may_publish:\n  - agent to 10.12.4.1\n"),
  ])
  func `what is allowed is published`(settings: String, keys: String) async throws {
    let site = status(settings).with("incidents/one.md", entry(keys, Self.text))
    #expect(try await site.diagnostics().map(\.text) == [])
    let emphasised = Self.text.replacing("10.12.4.1", with: "*10.12.4.1*")
    if !settings.contains("agent"), !keys.contains("agent") {
      let other = status(settings).with("incidents/one.md", entry(keys, emphasised))
      #expect(try await other.diagnostics().map(\.text) == [])
    }
  }

  @Test(arguments: [
    (#"may_publish: ['10\.13\.\d+\.\d+']"#, ""), (#"may_publish: ['10\.12']"#, ""),
    (#"may_publish: ['10\.12\.4\.\d']"#, "may_publish: [\"10.12.4.2\"]\n"),
    ("", "may_publish: [\"10.12.4\"]\n"), ("", "may_publish: [\"10.12.4..\"]\n"),
    ("", "may_publish: ['10\\.12\\.4\\.10']\n"), ("", "may_publish: [\"Agent to 10.12.4.10\"]\n"),
  ])
  func `what is not covered as a whole is not`(settings: String, keys: String) async throws {
    let text = Self.text.replacing("10.12.4.1", with: "10.12.4.10")
    let site = status(settings).with("incidents/one.md", entry(keys, text))
    #expect(try await site.diagnostics().map(\.id) == ["private-address"])
  }

  @Test func `an exception of one entry holds for no other`() async throws {
    let site = TinySite()
      .with("incidents/one.md", entry("may_publish: [10.12.4.1]\n", Self.text))
      .with("incidents/two.md", entry("", Self.text))
    #expect(try await site.diagnostics().map(\.position.path) == ["incidents/two.md"])
  }

  @Test func `nothing makes an exception to never_publish`() async throws {
    let site = status("never_publish: ['10\\.12']\nmay_publish: ['.*']")
      .with("incidents/one.md", entry("may_publish: [10.12.4.1]\n", Self.text))
    #expect(try await site.diagnostics().map(\.id) == ["private-word"])
  }

  @Test func `what looks like a key may be allowed`() async throws {
    let text = "The example key is ghp_\(String(repeating: "aB3dE6gH9k", count: 4))."
    let refused = TinySite().with("incidents/one.md", entry("", text))
    #expect(try await refused.diagnostics().map(\.id) == ["secret"])
    let allowed = status("may_publish: ['ghp_[a-z0-9]+']").with("incidents/one.md", entry("", text))
    #expect(try await allowed.diagnostics() == [])
  }

  @Test(arguments: [
    ("pages/a.md", "title: T"), ("messages/a.md", "title: T"),
    ("announcements/a.md", "title: T\nstarts: 2026-11-20 10:00 UTC"),
  ])
  func `every kind of entry may have exceptions`(path: String, keys: String) async throws {
    let site = TinySite()
      .with(path, "---\n\(keys)\nmay_publish: [\"10.12.4.1\"]\n---\n\(Self.text)\n")
    #expect(try await site.diagnostics().map(\.text) == [])
  }

  @Test func `an exception that takes too long is told`() async throws {
    let site = status("may_publish: ['(([a-z ])+.)+!']")
      .with("incidents/one.md", entry("", Self.text))
    #expect(try await site.diagnostics().map(\.id).sorted() == ["private-address", "slow-pattern"])
  }
}
