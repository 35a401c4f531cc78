import ContentReading
import Diagnostics
import TestSupport
import Testing

/// Put together from parts, so that no scanner of repositories takes it for real.
private let token = "aB3dE6gH9kaB3dE6gH9kaB3dE6gH9kaB3dE6"

private let site = status(
  #"never_publish: ['Project Plover', 'kp-db-\d', 'acme-internal\.net', 'orion\.[a-z.-]+']"#)

private let plover =
  "error: public text matches the private pattern 'Project Plover' [private-word]"
private let database = #"error: public text matches the private pattern 'kp-db-\d' [private-word]"#
private let domain =
  #"error: public text matches the private pattern 'acme-internal\.net' [private-word]"#
private let address = "error: public text names the private address '10.1.2.3' [private-address]"
private let key = "error: public text holds what looks like a key: 'ghp_…' [secret]"

struct HiddenLeakTests {
  static let hidden: [(text: String, report: String)] = [
    ("We moved ▶Project\nPlover to new machines.", plover),
    ("We moved\n▶Project  \nPlover.", plover), ("We moved ▶Project\\\nPlover.", plover),
    ("We moved ▶PROJECT *Plover*.", plover), ("We moved ▶Project&nbsp;Plover.", plover),
    ("We moved ▶Project  Plover.", plover), ("We moved ▶Project\u{A0}Plover.", plover),
    ("> We moved ▶Project\n> Plover.", plover), ("- We\n- moved ▶Project\n  Plover\n- on", plover),
    ("We moved **▶Project** `Plover`.", plover), ("We moved ▶Project [Plover](/about/).", plover),
    (#"It is ▶kp\-db\-3 again."#, database), (#"See ▶acme-internal\.net."#, domain),
    ("See ▶acme&#45;internal.net.", domain), ("See ▶acme-**internal**.net.", domain),
    ("See ▶acme-internal<!-- -->.net.", domain), ("See ▶acme-\u{AD}internal.net.", domain),
    ("See [it](https://▶acme\\-internal.net).", domain),
    ("See [it](https://▶acme%2Dinternal.net).", domain),
    ("See [it](/about/ \"▶acme&#45;internal.net\").", domain),
    ("See ![▶acme\\-internal.net](/about/).", domain),
    ("▶See [it][a].\n\n[a]: https://acme%2Dinternal.net", domain),
    (#"See http://▶10\.1.2.3/ for more."#, address), ("See <http://▶10.1.2.3/> for more.", address),
    ("`▶10.1.2.3` is the address.", address), (#"The key ▶ghp\_\#(token) is old."#, key),
    (#"▶The ghp\_… is ghp\_\#(token)."#, key),
    ("▶Project and Project\nPlover.", plover),
  ]

  @Test(arguments: hidden)
  func `what readers would see is found, however it is written`(
    text: String, report: String
  ) async throws {
    try await expect(
      """
      ---
      title: T
      severity: SEV1
      ---
      ## Resolved - 2026-11-20 10:00 UTC

      All works.

      \(text)

      All works.
      """, in: site, reports: [report])
  }

  @Test(arguments: [
    ("See ▶acme-internal.net and *more*.", [domain]),
    (
      "See <https://▶acme-internal.net/a>,\n[▶acme-internal.net](https://x.example).",
      [domain, domain]
    ),
    ("See [it][a] and [it][a].\n\n[a]: https://▶acme-internal.net", [domain]),
    (
      "See [it](https://▶acme-internal.net/%2D), ▶Project Plover,\nand ▶Project\nPlover.",
      [domain, plover, plover]
    ),
    (
      #"The host ▶orion.a\-b.example\n  "#,
      [#"error: public text matches the private pattern 'orion\.[a-z.-]+' [private-word]"#]
    ),
    ("<!-- ▶Project Plover -->\n\n▶Project\nPlover", [plover, plover]),
  ])
  func `one leak is told once`(text: String, reports: [String]) async throws {
    let body = text.replacing("\\n", with: "\n")
    try await expect(
      "---\ntitle: About\n---\n\(body)\n", at: "pages/about.md", in: site, reports: reports)
  }

  @Test(arguments: [
    "## Project\n\nPlover is a bird.", "- Project\n- Plover", "```\nProject\nPlover\n```",
    "Project\n\nPlover",
    "10.\\\n1.2.3", "Project<br>\\Plover", "The acme internal net",
    "[a](https://x.example) acme-\ninternal.net",
  ])
  func `words that no reader sees together are no leak`(text: String) async throws {
    let about = site.with("pages/about.md", "---\ntitle: About\n---\n\(text)\n")
    #expect(try await about.diagnostics().filter { $0.id != "raw-html" } == [])
  }

  @Test func `titles, names and descriptions are read as a page shows them`() async throws {
    let found = try await TinySite(
      status: """
        name: Acme
        url: https://status.acme.example
        description: All of Project  Plover
        components:
          - {id: api, name: "Project\\u00a0Plover"}
        never_publish: [Project Plover]
        """
    ).with("pages/about.md", "---\ntitle: Project   Plover\n---\n").diagnostics()
    #expect(
      found.map(\.firstLine) == [
        "pages/about.md:2:8: \(plover)", "status.yml:3:14: \(plover)", "status.yml:5:21: \(plover)",
      ])
  }

  /// A quick look comes before the parser where each pattern means only itself; it takes many bytes at
  /// once, so that the place in the line matters.
  @Test(arguments: [
    "10.**1**.2.3", "1**0**.1.2.3", #"10\.1.2.3"#, "[10](https://a.example).1.2.3", "10`.1`.2.3",
    "10![.1](https://a.example).2.3", "1[0.1.2](https://a.example/very/long/address/of/a/page).3",
    "acme-**internal**.net", #"acme\-internal.net"#, "acme-[internal](https://a.example).net",
    #"ghp\_aB3dE6gH9kaB3dE6gH9kaB3dE6gH9kaB3dE6"#, "> token:\n> Zx9aB3dE6gH9k", "> 10.**1**.2.3",
    "10._1_.2.3", "api  **key**: Zx9aB3dE6gH9k", "10.\u{AD}1.**2**.3", "10.\u{200B}1.2.3 *now*",
    "*key* -----BEGIN RSA PRIVATE  KEY-----",
  ])
  func `what readers would see is found wherever it stands in a line`(hidden: String) async throws {
    let rest = " and then some more words, which go on for a while until the line has an end."
    let paths = (1...40).map { "pages/at-\($0).md" }
    let quick = status(#"never_publish: ['acme-internal\.net']"#)
    let site = zip(1..., paths).reduce(quick) { site, page in
      let mark = hidden.hasPrefix("> ") ? "> " : ""
      let words = mark + String(repeating: "a", count: page.0) + " " + hidden.dropFirst(mark.count)
      return site.with(page.1, "---\ntitle: T\n---\n\(words)\(rest)\n")
    }
    let found = try await site.diagnostics().map(\.position.path)
    #expect(Set(found) == Set(paths))
  }

  @Test func `a text of nothing but hidden leaks is looked through in time`() async throws {
    let text = String(repeating: "10\\.1.2.3 Project *Plover* kp\\-db\\-1\n", count: 1_000)
    let found = try await site.with("pages/about.md", "---\ntitle: About\n---\n\(text)")
      .diagnostics()
    #expect(found.count == 3_000)
  }
}
