import Building
import ContentChecking
import ContentReading
import Diagnostics
import Foundation
import Ledger
import SiteFiles
import SiteLoading
import SiteRendering
import StatusModel
import Testing

@testable import CommandLineTool

/// The documentation says what the program does, all of it, and its examples work.
struct DocumentationTests {
  @Test func `every link leads to a file, and every fragment to a heading`() throws {
    let pages = try manual()
    #expect(pages.count > 10)
    let broken = try pages.flatMap { page in
      try page.links.filter { try !leads($0.target, from: page) }
        .map { "\(page.path):\($0.line): \($0.target)" }
    }
    #expect(broken == [])
  }

  @Test func `every command has an entry with all its arguments and no other`() throws {
    let page = try ManualPage("Documentation/commands.md")
    let dump = try Program.run(["--experimental-dump-help"])
    let tool = try JSONDecoder().decode(ToolHelp.self, from: Data(dump.output.utf8))
    let commands = leaves(of: tool.command, above: "").filter { $0.name != "allclear help" }
    #expect(commands.count > 3)
    for command in commands {
      #expect(
        page.rows(of: command.name, withSubsections: false) == command.arguments, "\(command.name)")
    }
  }

  @Test(arguments: mappings)
  func `every key has an entry where its mapping is described`(mapping: Mapping) async throws {
    let known = try await knownKeys(in: mapping)
    #expect(!known.isEmpty)
    let page = try ManualPage("Documentation/content.md")
    let lines = try #require(page.section(mapping.section)).map { page.lines[$0] }
    let missing = known.filter { key in
      mapping.isInOneRow
        ? !lines.contains { $0.contains("`\(key)`") }
        : !page.rows(of: mapping.section, withSubsections: false).contains(key)
    }
    #expect(missing == [])
  }

  @Test func `no key is described that is not known`() async throws {
    let page = try ManualPage("Documentation/content.md")
    for section in Set(mappings.map(\.section)) {
      var known: Set<String> = []
      for mapping in mappings where mapping.section == section {
        known.formUnion(try await knownKeys(in: mapping))
      }
      #expect(page.rows(of: section, withSubsections: false).subtracting(known) == [], "\(section)")
    }
  }

  @Test func `the examples of the content are one site that is in order`() async throws {
    let (site, diagnostics) = try await readSite(exampleSite(), latest: afterTheExamples)
    #expect(diagnostics.map(\.text) == [])
    #expect(site?.value.history.incidents.count == 1)
  }

  @Test func `every diagnostic has an entry, and no entry is left over`() throws {
    let page = try ManualPage("Documentation/diagnostics.md")
    let ids = Set(DiagnosticCatalog.allCases.map(\.rawValue))
      .union(LoadDiagnosticID.allCases.map(\.rawValue))
      .union(LedgerDiagnosticID.allCases.map(\.rawValue))
      .union(RootFileDiagnosticID.allCases.map(\.rawValue))
      .union(ContentFindingID.allCases.map(\.rawValue))
      .union(LinkDiagnosticID.allCases.map(\.rawValue))
      .union(try themeDiagnosticIDs())
    #expect(Set(page.headings.filter { $0.level == 3 }.map(\.text)) == ids)
  }

  @Test(arguments: try diagnosticExamples())
  func `each example of a diagnostic is reported as printed, and its cure works`(
    example: DiagnosticExample
  ) async throws {
    let isFoundByCheck = ContentFindingID(rawValue: example.id) != nil
    let wrong =
      try await diagnostics(in: example.wrong)
      + readersLoss(in: example.wrong, since: example.right) + deadLinks(in: example.wrong)
      + (isFoundByCheck ? warnings(in: example.wrong) : [])
    #expect(wrong.map(\.text).contains(example.message), "\(wrong.map(\.text))")
    let right =
      try await diagnostics(in: example.right) + deadLinks(in: example.right)
      + (isFoundByCheck ? warnings(in: example.right) : [])
    #expect(right.map(\.text) == [])
  }

  @Test(arguments: TemplateID.allCases)
  func `every template has an entry with all its values and no other`(
    template: TemplateID
  ) throws {
    let page = try ManualPage("Documentation/theme.md")
    try expectRows(of: template.rawValue, in: page, toBe: template.names)
  }

  @Test func `every file of the built-in theme is named`() throws {
    let page = try ManualPage("Documentation/theme.md")
    let named = Set(page.lines.flatMap(codeWords)).union(page.headings.map(\.text))
    let files = try tree(projectFolder + "/site-template/theme").keys
    #expect(files.count > 15)
    let missing = files.filter { file in
      let name = file.split(separator: "/").last.map(String.init) ?? ""
      return !named.contains(name.replacing(".mustache", with: ""))
        && !named.contains("theme/" + file)
        && !named.contains(file)
    }
    #expect(missing.sorted() == [])
  }

  @Test func `every key of the API and of the feed's extension has an entry`() throws {
    let folder = try TemporaryFolder()
    let build = [
      "build", "--site", projectFolder + "/site-template", "--output", folder.path + "/public",
    ]
    let run = try Program.run(build, environment: atTheDemo)
    #expect(run.status == 0, "\(run.errors)")
    let files = try tree(folder.path + "/public").filter {
      $0.key.hasPrefix("api/") || $0.key == "feed.json"
    }
    #expect(files.count == 11)
    let page = try ManualPage("Documentation/feeds-and-api.md")
    let text = page.lines.joined(separator: "\n")
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
      let document = try JSONSerialization.jsonObject(with: bytes)
      let undescribed = keys(in: name == "feed.json" ? extensions(in: document) : document)
        .filter { !text.contains("`\($0)`") }
      #expect(undescribed.sorted() == [], "\(name)")
    }
  }
}

/// Every page for people, where they look for it.
private func manual() throws -> [ManualPage] {
  let folder = projectFolder + "/Documentation"
  let names = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
  return try
    (["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md"]
    + names.filter { $0.hasSuffix(".md") }.map { "Documentation/" + $0 }).map { try ManualPage($0) }
}

private func leads(_ target: String, from page: ManualPage) throws -> Bool {
  if target.hasPrefix("https://") || target.hasPrefix("mailto:") { return true }
  let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
  let base = URL(fileURLWithPath: projectFolder + "/" + page.path)
  let file = parts[0].isEmpty ? base : URL(fileURLWithPath: String(parts[0]), relativeTo: base)
  let path = file.standardizedFileURL.path
  guard FileManager.default.fileExists(atPath: path) else { return false }
  guard parts.count == 2 else { return true }
  let linked = try ManualPage(String(path.dropFirst(projectFolder.count + 1)))
  return linked.anchors.contains(String(parts[1]))
}

/// What the argument parser tells programs about a command line.
private struct ToolHelp: Decodable {
  struct Command: Decodable {
    let commandName: String
    let subcommands: [Command]?
    let arguments: [Argument]?
  }

  struct Argument: Decodable {
    struct Name: Decodable {
      let name: String
    }

    let kind: String
    let valueName: String?
    let names: [Name]?
  }

  let command: Command
}

/// The commands that do something, with what a user can write after each.
private func leaves(
  of command: ToolHelp.Command, above: String
) -> [(name: String, arguments: Set<String>)] {
  let name = above + command.commandName
  let subcommands = command.subcommands ?? []
  guard subcommands.isEmpty else {
    return subcommands.flatMap { leaves(of: $0, above: name + " ") }
  }
  let arguments = (command.arguments ?? []).compactMap { argument -> String? in
    argument.kind == "positional"
      ? argument.valueName?.uppercased()
      : argument.names.flatMap { $0.first { $0.name.count > 1 } }.map { "--" + $0.name }
  }
  return [(name, Set(arguments).subtracting(["--help", "--version"]))]
}

/// A mapping of keys, reached with a key that it does not know.
struct Mapping: Sendable, CustomTestStringConvertible {
  /// Of content.md.
  let section: String
  let path: String
  let text: String
  /// The keys stand in the row of the key that holds the mapping.
  var isInOneRow = false

  var testDescription: String { "\(section): \(text)" }
}

private let mappings = [
  Mapping(section: "status.yml", path: "status.yml", text: "zzzz: 1"),
  Mapping(section: "status.yml", path: "status.yml", text: "theme: {zzzz: 1}", isInOneRow: true),
  Mapping(section: "components", path: "status.yml", text: "components: [{zzzz: 1}]"),
  Mapping(section: "components", path: "status.yml", text: "components: [{group: A, zzzz: 1}]"),
  Mapping(section: "severities", path: "status.yml", text: "severities: {S: {zzzz: 1}}"),
  Mapping(section: "uptime", path: "status.yml", text: "uptime: {zzzz: 1}", isInOneRow: true),
  Mapping(section: "uptime", path: "status.yml", text: "uptime: {weights: {zzzz: 1}}"),
  Mapping(section: "publish", path: "status.yml", text: "publish: [{zzzz: 1}]"),
  Mapping(section: "notify", path: "status.yml", text: "notify: [{zzzz: 1}]"),
  Mapping(section: "alerts", path: "status.yml", text: "alerts: [{zzzz: 1}]"),
  Mapping(section: "Incidents", path: "incidents/a.md", text: "---\nzzzz: 1\n---\n"),
  Mapping(
    section: "Incidents", path: "incidents/a.md", text: "---\nroles: {zzzz: 1}\n---\n",
    isInOneRow: true),
  Mapping(section: "Maintenance", path: "maintenance/a.md", text: "---\nzzzz: 1\n---\n"),
  Mapping(section: "Postmortems", path: "postmortems/a.md", text: "---\nzzzz: 1\n---\n"),
  Mapping(
    section: "Postmortems", path: "postmortems/a.md", text: "---\nactions: [{zzzz: 1}]\n---\n"),
  Mapping(section: "Announcements", path: "announcements/a.md", text: "---\nzzzz: 1\n---\n"),
  Mapping(section: "Pages", path: "pages/a.md", text: "---\nzzzz: 1\n---\n"),
  Mapping(section: "Messages", path: "messages/a.md", text: "---\nzzzz: 1\n---\n"),
]

/// The reader's own list, which it names in the hint for an unknown key.
private func knownKeys(in mapping: Mapping) async throws -> [String] {
  let sources = [SourceFile(path: mapping.path, bytes: Array(mapping.text.utf8))]
  let found = try await readSite(sources, latest: nil).diagnostics
  let hint = try #require(found.first { $0.message.hasPrefix("unknown key 'zzzz'") }?.hint)
  return try #require(hint.split(separator: ": ").last).split(separator: ", ").map(String.init)
}

/// 2026-11-25 00:00 UTC, when all that the example site tells has happened.
private let afterTheExamples = Timestamp(seconds: 1_795_564_800)

/// The fenced blocks of content.md that name a file.
private func exampleSite() throws -> [SourceFile] {
  try ManualPage("Documentation/content.md").blocks.filter { $0.info.count == 2 }.map {
    SourceFile(path: $0.info[1], bytes: Array(($0.text + "\n").utf8))
  }
}

/// The theme has no list of its ids; they stand where its diagnostics are made.
private func themeDiagnosticIDs() throws -> Set<String> {
  let folder = projectFolder + "/Sources/SiteRendering"
  let files = try tree(folder).filter { $0.key.hasSuffix(".swift") }
  let literal = try Regex<(Substring, Substring)>(#"\.(?:error|warning),\s*"([a-z0-9-]+)""#)
  return Set(
    files.values.flatMap { bytes in
      String(decoding: bytes, as: UTF8.self).matches(of: literal).map { String($0.output.1) }
    })
}

/// An example of diagnostics.md: a change that cures, and the message that asks for it.
struct DiagnosticExample: Sendable, CustomTestStringConvertible {
  let id: String
  /// The whole site, before and after the cure.
  let wrong: [SourceFile]
  let right: [SourceFile]
  let message: String

  var testDescription: String { id }
}

private func diagnosticExamples() throws -> [DiagnosticExample] {
  let page = try ManualPage("Documentation/diagnostics.md")
  let site = try exampleSite()
  return try page.headings.filter { $0.level == 3 }.compactMap { heading in
    let blocks = page.blocks(of: heading.text)
    guard let change = blocks.first(where: { $0.info.first == "diff" }) else { return nil }
    let lines = change.text.components(separatedBy: "\n")
    let before = lines.filter { !$0.hasPrefix("+") }.map { $0.dropFirst() }.joined(separator: "\n")
    let after = lines.filter { !$0.hasPrefix("-") }.map { $0.dropFirst() }.joined(separator: "\n")
    let path = change.info.count > 1 ? change.info[1] : nil
    return DiagnosticExample(
      id: heading.text, wrong: try changed(site, at: path, from: after, to: before),
      right: try changed(site, at: path, from: after, to: after),
      message: try #require(blocks.first { $0.info.first == "text" }).text)
  }
}

/// The site with some lines of a file replaced, with a file added, or without a path, renamed.
private func changed(
  _ site: [SourceFile], at path: String?, from: String, to: String
) throws -> [SourceFile] {
  let old = path ?? from
  guard let file = site.first(where: { $0.path == old }) else {
    return site + [SourceFile(path: old, bytes: Array((to + "\n").utf8))]
  }
  let others = site.filter { $0.path != old }
  guard path != nil else { return others + [SourceFile(path: to, bytes: file.bytes)] }
  let text = String(decoding: file.bytes, as: UTF8.self)
  try #require(text.ranges(of: from + "\n").count == 1, "not once in content.md: \(from)")
  let replaced = text.replacing(from + "\n", with: to + "\n")
  return others + [SourceFile(path: old, bytes: Array(replaced.utf8))]
}

private func diagnostics(in site: [SourceFile]) async throws -> [Diagnostic] {
  let (read, content) = try await readSite(site, latest: afterTheExamples)
  let accent = read?.value.settings.accent
  guard accent != nil || site.contains(where: { $0.path.hasPrefix("theme/") }) else {
    return content
  }
  let builtIn = try await loadSources(from: projectFolder + "/site-template").sources
  return content + readTheme(builtIn: builtIn, site: site, accent: accent).diagnostics
}

private func deadLinks(in site: [SourceFile]) async throws -> [Diagnostic] {
  guard let read = try await readSite(site, latest: nil).site else { return [] }
  let snapshot = read.value.snapshot(at: afterTheExamples)
  return try await InnerLinks(in: read).diagnostics(in: snapshot) {
    ["index.html", "about/index.html"]
      + snapshot.incidents.map { "incidents/\($0.id)/index.html" }
  }
}

/// What `check` alone says of a site.
private func warnings(in site: [SourceFile]) async throws -> [Diagnostic] {
  let (read, _) = try await readSite(site, latest: nil)
  let builtIn = try await loadSources(from: projectFolder + "/site-template").sources
  guard let read else { return [] }
  return ReadFolder(parsed: read, themes: nil, sources: site, diagnostics: [])
    .contentWarnings(of: read, read.value.snapshot(at: afterTheExamples), builtIn: builtIn)
}

/// What a build of `site` says that comes after one of `last`; nothing where it does not get so far.
private func readersLoss(
  in site: [SourceFile], since last: [SourceFile]
) async throws -> [Diagnostic] {
  guard let before = try await readSite(last, latest: nil).site?.value,
    let after = try await readSite(site, latest: nil).site
  else { return [] }
  let previous = PublishedLedger(
    of: before.snapshot(at: afterTheExamples), in: before, after: nil)
  let ledger = PublishedLedger(
    of: after.value.snapshot(at: afterTheExamples), in: after.value, after: previous)
  return losses(
    since: previous, in: ledger, of: after, at: afterTheExamples, .warning)
}

/// The rows of a section are these names; a list's row links to the section of its own names.
private func expectRows(
  of section: String, in page: ManualPage, toBe names: [TemplateName], depth: Int = 0
) throws {
  #expect(page.rows(of: section) == Set(names.map(\.name)), "\(section)")
  for name in names where !name.members.isEmpty && depth < 6 {
    let row = try #require(
      page.section(section)?.map { page.lines[$0] }.first { $0.hasPrefix("| `\(name.name)` ") })
    let linked = try #require(row.components(separatedBy: "](#").last?.split(separator: ")").first)
    let title = try #require(page.heading(withAnchor: String(linked)), "\(section): \(name.name)")
    try expectRows(of: title, in: page, toBe: name.members, depth: depth + 1)
  }
}

/// The names of all members of all objects, however deep.
private func keys(in document: Any) -> Set<String> {
  if let list = document as? [Any] { return Set(list.flatMap { keys(in: $0) }) }
  guard let object = document as? [String: Any] else { return [] }
  return Set(object.keys).union(object.values.flatMap { keys(in: $0) })
}

private func extensions(in feed: Any) -> Any {
  let items = (feed as? [String: Any])?["items"] as? [[String: Any]]
  return items?.compactMap { $0["_allclear"] } ?? []
}
