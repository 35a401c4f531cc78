import Diagnostics
import Foundation
import SiteFiles
import SiteLoading
import Testing

/// Nothing outside the site folder is read, however it is linked; links within it work.
struct LinkTests {
  /// A link at a path of the site. `OUTSIDE` is a folder beside it with `secret.md` and a link
  /// `back` to it, `SITE` the site's own absolute path.
  struct Case: Sendable, CustomTestStringConvertible {
    let links: [(path: String, target: String)]
    /// What the first link is said to lead to.
    let shown: String

    var testDescription: String {
      links.map { "\($0.path) -> \($0.target)" }.joined(separator: ", ")
    }

    init(_ path: String, _ target: String, _ others: (String, String)..., shown: String) {
      links = [(path, target)] + others.map { (path: $0.0, target: $0.1) }
      self.shown = shown
    }
  }

  static let outside = [
    Case("static/passwd", "/etc/passwd", shown: "/etc/passwd"),
    Case("static/up", "../../../../../../../../etc/passwd", shown: "/etc/passwd"),
    Case("static/root", "/", shown: "/"),
    Case("static/null", "/dev/null", shown: "/dev/null"),
    Case("static/secret", "OUTSIDE/secret.md", shown: "OUTSIDE/secret.md"),
    Case("incidents/secret.md", "OUTSIDE/secret.md", shown: "OUTSIDE/secret.md"),
    Case("maintenance/secret.md", "OUTSIDE/secret.md", shown: "OUTSIDE/secret.md"),
    Case("postmortems/secret.md", "OUTSIDE/secret.md", shown: "OUTSIDE/secret.md"),
    Case("messages/secret.md", "OUTSIDE/secret.md", shown: "OUTSIDE/secret.md"),
    Case("announcements/secret.md", "OUTSIDE/secret.md", shown: "OUTSIDE/secret.md"),
    Case("pages/secret.md", "OUTSIDE/secret.md", shown: "OUTSIDE/secret.md"),
    Case("theme/strings/en.yml", "OUTSIDE/secret.md", shown: "OUTSIDE/secret.md"),
    Case("static/logo.svg", "OUTSIDE/secret.md", shown: "OUTSIDE/secret.md"),
    Case("status.yml", "OUTSIDE/secret.md", shown: "OUTSIDE/secret.md"),
    Case("incidents", "OUTSIDE", shown: "OUTSIDE"),
    Case("theme", "OUTSIDE", shown: "OUTSIDE"),
    Case("static", "OUTSIDE/", shown: "OUTSIDE"),
    Case("pages/deep", "OUTSIDE", shown: "OUTSIDE"),
    // Chains: through the site, and out and in again.
    Case("static/a", "b", ("static/b", "OUTSIDE/secret.md"), shown: "OUTSIDE/secret.md"),
    Case(
      "pages/a.md", "../between/a", ("between/a", "OUTSIDE/secret.md"), shown: "OUTSIDE/secret.md"),
    Case("static/a", "../folder/secret.md", ("folder", "OUTSIDE"), shown: "OUTSIDE/secret.md"),
    // A name that only begins like the site's.
    Case("static/a", "SITE-beside/secret.md", shown: "SITE-beside/secret.md"),
    // What is in the folder and never read.
    Case("static/a", "../.git/config", shown: "SITE/.git/config"),
    Case("static/a", "../.env", shown: "SITE/.env"),
    Case("static/a", "SITE/.unsent/text.md", shown: "SITE/.unsent/text.md"),
  ]

  private func filled(_ text: String, _ site: String, _ outside: String) -> String {
    text.replacing("OUTSIDE", with: outside).replacing("SITE", with: site)
  }

  @Test(arguments: outside)
  func `a link that leads out is named with where it leads, and not followed`(
    example: Case
  ) async throws {
    let site = try TemporarySite()
    let other = try TemporarySite()
    let beside = site.path + "-beside"
    try FileManager.default.createDirectory(atPath: beside, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: beside) }
    try Data("TOP SECRET".utf8).write(to: URL(filePath: beside + "/secret.md"))
    try other.write("TOP SECRET", to: "secret.md")
    for hidden in [".git/config", ".env", ".unsent/text.md"] {
      try site.write("TOP SECRET", to: hidden)
    }
    for (path, target) in example.links.reversed() {
      let folder = URL(filePath: site.path + "/" + path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try site.link(path, to: filled(target, site.path, other.path))
    }
    let (sources, diagnostics) = try await loadSources(from: site.path)
    let shown = filled(example.shown, site.path, other.path)
    #expect(
      diagnostics.first { $0.position.path == example.links[0].path }?.text == """
        \(example.links[0].path):1:1: error: this link leads to '\(shown)', which is not part of the \
        site [link-outside]
          hint: copy what it leads to into the site folder, in place of the link
        """)
    #expect(diagnostics.allSatisfy { $0.id == "link-outside" })
    #expect(sources == [])
  }

  @Test func `the process's own folder leads nowhere`() async throws {
    let site = try TemporarySite()
    try site.write("", to: "static/.keep")
    try site.link("static/environ", to: "/proc/self/environ")
    try site.link("static/root", to: "/proc/self/root")
    try site.link("static/fd", to: "/proc/self/fd/0")
    try site.link("static/cwd", to: "/proc/self/cwd")
    let (sources, diagnostics) = try await loadSources(from: site.path)
    #expect(sources == [])
    // Where standard input is a pipe or closed, its link leads to no path at all.
    #expect(diagnostics.count == 4)
    #expect(diagnostics.allSatisfy { ["link-outside", "link-to-nothing"].contains($0.id) })
  }

  /// A link within the site, and the path at which `text` is then read.
  static let inside = [
    ("static/b.svg", "a.svg", "static/b.svg"),
    ("static/b.svg", "SITE/static/a.svg", "static/b.svg"),
    ("static/b.svg", "../static/../static/a.svg", "static/b.svg"),
    ("static/b.svg", "../beside/a.svg", "static/b.svg"),
    ("pages/b.md", "../beside/a.svg", "pages/b.md"),
    ("static/pictures", "../beside", "static/pictures/a.svg"),
    ("static/pictures", "SITE/beside/", "static/pictures/a.svg"),
    ("theme", "beside", "theme/a.svg"),
    ("messages", "beside/../beside", "messages/a.svg"),
    ("status.yml", "beside/a.svg", "status.yml"),
  ]

  @Test(arguments: inside)
  func `a link within the site counts as what it leads to`(
    path: String, target: String, found: String
  ) async throws {
    let site = try TemporarySite()
    try site.write("text", to: "static/a.svg")
    try site.write("text", to: "beside/a.svg")
    let folder = URL(filePath: site.path + "/" + path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try site.link(path, to: filled(target, site.path, ""))
    let (sources, diagnostics) = try await loadSources(from: site.path)
    #expect(diagnostics == [])
    let text = Array("text".utf8)
    #expect(
      Set(sources) == [.init(path: "static/a.svg", bytes: text), .init(path: found, bytes: text)])
  }

  @Test func `a chain of links within the site is followed`() async throws {
    let site = try TemporarySite()
    try site.write("text", to: "beside/a")
    for number in 1..<12 {
      try site.link("beside/\(number)", to: number == 1 ? "a" : "\(number - 1)")
    }
    try site.write("", to: "static/.keep")
    try site.link("static/a", to: "../beside/11")
    let (sources, diagnostics) = try await loadSources(from: site.path)
    #expect(diagnostics == [])
    #expect(sources == [SourceFile(path: "static/a", bytes: Array("text".utf8))])
  }

  @Test func `the site folder may be reached through links`() async throws {
    let site = try TemporarySite()
    let other = try TemporarySite()
    try site.write("text", to: "incidents/a.md")
    try site.link("incidents/b.md", to: "a.md")
    try site.link("incidents/c.md", to: site.path + "/incidents/a.md")
    try other.link("one", to: site.path)
    try other.link("two", to: "one")
    try site.link("incidents/d.md", to: other.path + "/two/incidents/a.md")
    let (sources, diagnostics) = try await loadSources(from: other.path + "/two/.")
    #expect(diagnostics == [])
    #expect(sources.map(\.path) == ["a", "b", "c", "d"].map { "incidents/\($0).md" })
    #expect(sources.allSatisfy { $0.bytes == Array("text".utf8) })
  }

  @Test func `a walk through linked folders ends`() async throws {
    let site = try TemporarySite()
    for folder in ["static/a", "static/b", "static/c"] { try site.write("", to: folder + "/file") }
    for one in ["a", "b", "c"] {
      for other in ["a", "b", "c"] { try site.link("static/\(one)/to-\(other)", to: "../\(other)") }
    }
    let (sources, diagnostics) = try await loadSources(from: site.path)
    // Three files, each also by the two ways from beside.
    #expect(sources.count == 9)
    #expect(Set(diagnostics.map(\.id)) == ["link-loop", "link-to-folder"])
  }

  /// What is put in the place of what the listing found, before it is read.
  static let swaps = ["incidents/a.md", "incidents/2026/a.md"]

  @Test(arguments: swaps, [true, false])
  func `a link that comes after the listing is not followed`(
    path: String, isFolder: Bool
  ) async throws {
    let site = try TemporarySite()
    let other = try TemporarySite()
    try site.write("text", to: path)
    try other.write("TOP SECRET", to: "a.md")
    let found = try FoundSources(in: site.path)
    let swapped = isFolder ? String(path.dropLast("/a.md".count)) : path
    try FileManager.default.removeItem(atPath: site.path + "/" + swapped)
    try site.link(swapped, to: other.path + (isFolder ? "" : "/a.md"))
    let around = try await found.readAround()
    let entries = try await found.readEntries(Array(found.entryPaths.indices))
    #expect((around.sources + entries.sources).map(\.file) == [])
    #expect((around.diagnostics + entries.diagnostics).map(\.id) == ["file-vanished"])
  }

  @Test func `what is no file is neither waited for nor read, through a link neither`() async throws
  {
    let site = try TemporarySite()
    try site.write("", to: "static/.keep")
    #expect(mkfifo(site.path + "/pipe", 0o600) == 0)
    try site.link("static/pipe", to: "../pipe")
    let socketPath = site.path + "/socket"
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: socketPath.utf8) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
    }
    #expect(bound == 0)
    try site.link("static/socket", to: "../socket")
    let (sources, diagnostics) = try await loadSources(from: site.path)
    #expect(sources == [])
    #expect(
      diagnostics.map(\.message) == [
        "this is a named pipe, not a file", "this is a socket, not a file",
      ])
  }
}

struct PlaceToWriteTests {
  @Test func `nothing is written outside`() throws {
    let site = try TemporarySite()
    let other = try TemporarySite()
    try site.write("", to: "incidents/a.md")
    try site.link("theme", to: other.path)
    try site.link("pages", to: "incidents")
    try site.link("messages", to: "..")
    try other.link("site", to: site.path)
    let root = try SiteRoot(other.path + "/site")
    #expect(try root.placeToWrite("incidents/a.md") == site.path + "/incidents/a.md")
    #expect(try root.placeToWrite("incidents/new.md") == site.path + "/incidents/new.md")
    #expect(try root.placeToWrite("pages/new.md") == site.path + "/incidents/new.md")
    #expect(try root.placeToWrite("postmortems/2026/a.md") == site.path + "/postmortems/2026/a.md")
    let parent = URL(filePath: site.path).deletingLastPathComponent().path
    for (path, target) in [
      ("theme/new.md", other.path), ("theme/a/b/new.md", other.path), ("messages/new.md", parent),
      ("../new.md", parent), ("../../new.md", "/"),
    ] {
      #expect(throws: SiteRootError.outside(target)) { try root.placeToWrite(path) }
    }
  }
}
