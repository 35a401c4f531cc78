import Diagnostics
import SiteFiles
import SiteLoading
import Testing

struct LoadSourcesTests {
  @Test func `reads the files of a site in the byte order of their paths, and nothing else`()
    async throws
  {
    let site = try TemporarySite()
    let wanted = [
      "announcements/a.md", "incidents/2026/b.md", "incidents/Z.md", "incidents/a-b.md",
      "incidents/a.md", "incidents/é.md", "maintenance/m.md", "messages/x.md", "pages/about.md",
      "postmortems/a.md", "static/.nojekyll", "static/.well-known/security.txt",
      "static/img/logo.svg", "status.yml", "theme/layouts/home.html",
    ]
    let unwanted = [
      "README.md", "node_modules/x/y.md", "public/index.html", "incidents/.a.md.swp",
      "incidents/.hidden/a.md", "incidents/a.md~", "incidents/#a.md#", "incidents/a.md.swp",
      ".git/incidents/a.md", "status.yml~", "static/.DS_Store", "Sources/a.md",
    ]
    for file in wanted.reversed() + unwanted { try site.write("text of \(file)", to: file) }

    let (sources, diagnostics) = try await loadSources(from: site.path)
    #expect(sources == wanted.map { SourceFile(path: $0, bytes: Array("text of \($0)".utf8)) })
    #expect(diagnostics == [])
  }

  @Test func `an empty folder has no sources`() async throws {
    let site = try TemporarySite()
    let (sources, diagnostics) = try await loadSources(from: site.path)
    #expect(sources == [])
    #expect(diagnostics == [])
  }

  @Test func `of a folder with a mistyped name come the entries' paths only`() async throws {
    let site = try TemporarySite()
    for file in ["incident/2026/a.md", "incident/a.png", "Pages/b.md", "documents/c.md"] {
      try site.write("text", to: file)
    }
    let (sources, diagnostics) = try await loadSources(from: site.path)
    #expect(
      sources == [
        SourceFile(path: "Pages/b.md", bytes: []),
        SourceFile(path: "incident/2026/a.md", bytes: []),
      ])
    #expect(diagnostics == [])
  }

  @Test func `of a folder that was to be static or theme come all paths`() async throws {
    let site = try TemporarySite()
    for file in ["Static/a.png", "themes/layouts/a.mustache", "state/a.json", "stats/b.png"] {
      try site.write("text", to: file)
    }
    let (sources, _) = try await loadSources(from: site.path)
    #expect(sources.map(\.path) == ["Static/a.png", "themes/layouts/a.mustache"])
    #expect(sources.allSatisfy { $0.bytes == [] })
  }

  @Test func `follows links to files, as mounted configuration has them`() async throws {
    let site = try TemporarySite()
    try site.write("mounted", to: "incidents/..2026_11/a.md")
    try site.link("incidents/..data", to: "..2026_11")
    try site.link("incidents/a.md", to: "..data/a.md")
    let (sources, diagnostics) = try await loadSources(from: site.path)
    #expect(sources == [SourceFile(path: "incidents/a.md", bytes: Array("mounted".utf8))])
    #expect(diagnostics == [])
  }

  @Test func `many files come in order from all workers`() async throws {
    let site = try TemporarySite()
    let names = (0..<500).map { "incidents/\(1000 + $0).md" }
    for name in names { try site.write(name, to: name) }
    let (sources, _) = try await loadSources(from: site.path)
    #expect(sources == names.map { SourceFile(path: $0, bytes: Array($0.utf8)) })
  }
}
