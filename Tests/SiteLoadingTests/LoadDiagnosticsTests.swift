import Diagnostics
import Foundation
import SiteFiles
import SiteLoading
import Testing

struct LoadDiagnosticsTests {
  /// Something that cannot be read, at a path of the site, and the two lines it earns.
  struct Case: Sendable, CustomTestStringConvertible {
    enum Thing: Sendable {
      case bytes(Int)
      case link(String)
      case pipe
      case folder
    }

    let path: String
    let thing: Thing
    let text: String

    var testDescription: String { path }
    init(_ path: String, _ thing: Thing, _ text: String) {
      self.path = path
      self.thing = thing
      self.text = text
    }
  }

  static let cases = [
    Case(
      "incidents/large.md", .bytes(262_145),
      """
      error: the file holds 262145 bytes; the limit is 262144 (256 KiB) [file-too-large]
        hint: shorten it, or split it into several files
      """),
    Case(
      "static/film.mp4", .bytes(16_777_217),
      """
      error: the file holds 16777217 bytes; the limit is 16777216 (16 MiB) [file-too-large]
        hint: make it smaller, or link to it where it is hosted
      """),
    Case(
      "incidents/self.md", .link("self.md"),
      """
      error: this link leads back to itself [link-loop]
        hint: delete it, or let it point to a file
      """),
    Case(
      "incidents/gone.md", .link("../gone.md"),
      """
      error: this link leads to nothing [link-to-nothing]
        hint: delete it, or let it point to a file
      """),
    Case(
      "incidents/2025", .link(".."),
      """
      error: this link leads back to itself [link-loop]
        hint: delete it, or let it point to a file
      """),
    Case(
      "incidents", .link("."),
      """
      error: this link leads back to itself [link-loop]
        hint: delete it, or let it point to a file
      """),
    Case(
      "static/pipe", .pipe,
      """
      error: this is a named pipe, not a file [not-a-file]
        hint: move it out of the site folder
      """),
    Case(
      "static/zero", .link("/dev/zero"),
      """
      error: this link leads to '/dev/zero', which is not part of the site [link-outside]
        hint: copy what it leads to into the site folder, in place of the link
      """),
    Case(
      "incidents", .bytes(1),
      """
      error: this is a file, where a folder is expected [not-a-folder]
        hint: rename it, then make a folder 'incidents' for the entries
      """),
    Case(
      "status.yml", .folder,
      """
      error: this is a folder, not a file [not-a-file]
        hint: move it out of the site folder
      """),
    Case(
      "incidents/a\nb.md", .bytes(1),
      """
      error: the file name is not plain UTF-8 text [file-name]
        hint: rename it; letters, digits, '-' and '.' work everywhere
      """),
  ]

  private func make(_ thing: Case.Thing, at path: String, in site: borrowing TemporarySite) throws {
    try FileManager.default.createDirectory(
      at: URL(filePath: site.path + "/" + path).deletingLastPathComponent(),
      withIntermediateDirectories: true)
    switch thing {
    case .bytes(let size):
      try site.write("", to: path)
      #expect(truncate(site.path + "/" + path, size) == 0)
    case .link(let target): try site.link(path, to: target)
    case .pipe: #expect(mkfifo(site.path + "/" + path, 0o600) == 0)
    case .folder: try site.write("text", to: path + "/a.md")
    }
  }

  @Test(.timeLimit(.minutes(20)), arguments: cases)
  func `what cannot be read is named, and the rest is read`(example: Case) async throws {
    let site = try TemporarySite()
    try site.write("text", to: "pages/about.md")
    try make(example.thing, at: example.path, in: site)
    let (sources, diagnostics) = try await loadSources(from: site.path)
    let shown = example.path.replacing("\n", with: "?")
    #expect(diagnostics.map(\.text) == ["\(shown):1:1: \(example.text)"])
    #expect(sources.map(\.path) == ["pages/about.md"])
  }

  @Test(arguments: [("incidents/a.md", 262_144), ("theme/a.css", 262_145)])
  func `a file at its limit is read whole`(path: String, size: Int) async throws {
    let site = try TemporarySite()
    try make(.bytes(size), at: path, in: site)
    let (sources, diagnostics) = try await loadSources(from: site.path)
    #expect(sources.map(\.bytes.count) == [size])
    #expect(diagnostics == [])
  }

  @Test func `a name that is not UTF-8 is named`() async throws {
    let site = try TemporarySite()
    try site.write("", to: "incidents/.keep")
    let path = Array((site.path + "/incidents/caf").utf8) + [0xE9, 0]
    let descriptor = open(path.map(CChar.init(bitPattern:)), O_CREAT | O_WRONLY, 0o600)
    #expect(descriptor >= 0)
    close(descriptor)
    let (sources, diagnostics) = try await loadSources(from: site.path)
    #expect(
      diagnostics.map(\.text) == [
        """
        incidents/caf\u{FFFD}:1:1: error: the file name is not plain UTF-8 text [file-name]
          hint: rename it; letters, digits, '-' and '.' work everywhere
        """
      ])
    #expect(sources == [])
  }

  @Test func `every id is stable`() {
    #expect(
      LoadDiagnosticID.allCases.map(\.rawValue) == [
        "file-name", "file-too-large", "file-vanished", "link-loop", "link-outside",
        "link-to-folder", "link-to-nothing", "not-a-file", "not-a-folder",
      ])
  }
}

struct LoadErrorTests {
  @Test func `a missing folder is named`() async throws {
    let site = try TemporarySite()
    let path = site.path + "/gone"
    let error = await #expect(throws: LoadError.self) { _ = try await loadSources(from: path) }
    #expect(error == .noSuchFolder(path: path))
    #expect(error?.description == "there is no folder '\(path)'")
  }

  @Test func `a file is no site`() async throws {
    let site = try TemporarySite()
    try site.write("text", to: "file")
    let path = site.path + "/file"
    let error = await #expect(throws: LoadError.self) { _ = try await loadSources(from: path) }
    #expect(error == .notAFolder(path: path))
    #expect(error?.description == "'\(path)' is not a folder")
  }

  @Test func `what the machine refuses says why`() async throws {
    let site = try TemporarySite()
    try site.link("loop", to: "loop")
    let path = site.path + "/loop"
    let error = await #expect(throws: LoadError.self) { _ = try await loadSources(from: path) }
    #expect(error == .system(call: "open", path: path, errno: ELOOP))
    #expect(
      error?.description == "could not read '\(path)': Too many levels of symbolic links (open)")
  }
}
