import Addresses
import Testing

struct AddressTests {
  private static let pages: [(address: PageAddress, folder: String, path: String, depth: Int)] = [
    (.home, "", "index.html", 0), (.notFound, "", "404.html", 0),
    (
      .incident("2026-11-20-api"), "incidents/2026-11-20-api/",
      "incidents/2026-11-20-api/index.html", 2
    ),
    (.maintenance("db"), "maintenance/db/", "maintenance/db/index.html", 2),
    (.component("api"), "components/api/", "components/api/index.html", 2),
    (.history, "history/", "history/index.html", 1),
    (.month("2026-11"), "history/2026-11/", "history/2026-11/index.html", 2),
    (.severityLevels, "severity-levels/", "severity-levels/index.html", 1),
    (.extra("about"), "about/", "about/index.html", 1),
  ]

  @Test(arguments: pages.indices)
  func `a page has one address, which is a folder and never changes`(index: Int) {
    let (address, folder, path, depth) = Self.pages[index]
    #expect(address.folder == folder)
    #expect(address.path == path)
    #expect(address.depth == depth)
    #expect(path.split(separator: "/").count == depth + 1)
    #expect(address.absolute(on: "https://a.example/b") == "https://a.example/b/" + folder)
  }

  @Test(arguments: [
    ("incidents/a/", PageAddress.incident("a")), ("incidents/a/index.html", .incident("a")),
    ("incidents/a/feed.xml", .incident("a")), ("maintenance/db", .maintenance("db")),
    ("components/api/badge.svg", .component("api")), ("incidents/", nil), ("incidents", nil),
    ("history/2026-11/", nil), ("", nil), ("other/a/", nil), ("Incidents/a/", nil),
  ])
  func `the page of an entry is read from a path`(path: String, page: PageAddress?) {
    #expect(PageAddress(ofPath: path) == page)
  }

  @Test func `an entry has one file, and one page or none`() {
    let id = "2026-11-20-api"
    let paths = EntryFolder.allCases.map { EntryPath($0, id) }
    #expect(
      paths.map(\.path) == [
        "incidents/2026-11-20-api.md", "maintenance/2026-11-20-api.md",
        "postmortems/2026-11-20-api.md", "announcements/2026-11-20-api.md",
        "pages/2026-11-20-api.md", "messages/2026-11-20-api.md",
      ])
    #expect(
      paths.map(\.page) == [.incident(id), .maintenance(id), .incident(id), nil, .extra(id), nil])
    #expect(EntryPath.incident("a").path == "incidents/a.md")
    #expect(EntryPath.maintenance("a").withoutEnding == "maintenance/a")
    #expect(EntryPath.postmortem(ofIncident: "a").path == "postmortems/a.md")
  }

  @Test(arguments: [
    ("incidents/a.md", EntryPath.incident("a")), ("incidents/2026/11/a.b.md", .incident("a.b")),
    ("postmortems/x/a.md", .postmortem(ofIncident: "a")),
    ("pages/about.md", EntryPath(.pages, "about")),
    ("incidents/a.txt", nil), ("incidents.md", nil), ("static/incidents/a.md", nil),
    ("status.yml", nil), ("", nil),
  ])
  func `an entry is read from the path of its file`(path: String, entry: EntryPath?) {
    #expect(EntryPath(ofFile: path) == entry)
  }

  @Test(arguments: [
    ("incidents/a.md", true), ("incidents/2026/11/a.md", true), ("incidents", false),
    ("incidents.md", false), ("incidents2/a.md", false), ("other/incidents/a.md", false),
    ("", false),
  ])
  func `a folder holds what lies in it, at any depth`(path: String, isHeld: Bool) {
    #expect(EntryFolder.incidents.holds(path) == isHeld)
  }

  @Test func `a folder is known by its whole name`() {
    func folder(_ name: String) -> EntryFolder? {
      Array(name.utf8).withUnsafeBufferPointer { EntryFolder(name: $0[...]) }
    }
    for known in EntryFolder.allCases { #expect(folder(known.name) == known) }
    for name in ["incident", "incidentss", "Incidents", ""] { #expect(folder(name) == nil) }
  }

  @Test func `no page of a team can take an address of Allclear`() {
    let own = Self.pages.map(\.address).filter { $0 != .extra("about") }
      .compactMap { $0.path.split(whereSeparator: { "/.".contains($0) }).first.map(String.init) }
    let api = StatuspageDocument.allCases.compactMap {
      $0.path.split(separator: "/").first.map(String.init)
    }
    #expect(Set(own + api).subtracting(reservedNames) == [])
  }

  @Test func `the documents of the API lie where clients of Statuspage ask for them`() {
    #expect(
      StatuspageDocument.allCases.map(\.path) == [
        "api/v2/summary.json", "api/v2/status.json", "api/v2/components.json",
        "api/v2/incidents.json", "api/v2/incidents/unresolved.json",
        "api/v2/scheduled-maintenances.json", "api/v2/scheduled-maintenances/upcoming.json",
        "api/v2/scheduled-maintenances/active.json",
      ])
  }
}
