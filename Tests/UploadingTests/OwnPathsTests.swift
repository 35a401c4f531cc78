import StatusModel
import Testing

@testable import Uploading

/// What may be deleted at a place, without any program.
struct OwnPathsTests {
  private let paths = [
    "404.html", "about/index.html", "api/ledger.json", "de/index.html", "feed.xml", "index.html",
  ]

  private func deleted(
    _ there: Set<String>, sentBefore: Set<String> = [], isFirst: Bool = false
  ) -> Set<String> {
    let upload = Upload(
      folder: "/x", paths: paths, languages: ["en", "de"], ownPages: ["about", "terms"],
      ownPaths: sentBefore, isFirst: isFirst, moment: Timestamp(seconds: 0))
    return Set(TargetChanges(upload, there: there.union(paths)) { _ in true }.deleted)
  }

  private let ours: Set = [
    "incidents/gone/index.html", "incidents/gone/feed.xml", "de/maintenance/gone/index.html",
    "history/2020-01/index.html", "terms/index.html", "terms/index.html.br", "feed.xml.gz",
    "api/old.json", "api/v2/old.json.gz", "components/old/badge.svg", "de/terms/index.html",
    "status.txt", "maintenance.ics", "history.rss", "subscribe/index.html",
  ]

  private let foreign: Set = [
    "CNAME", "robots-old.txt", "docs/index.html", "static/old.svg", ".well-known/acme", "incidents",
    "incidents.html", "feed.xml.bak", "terms/2019.pdf", "about/team.jpg", "api/openapi.yaml",
    "incidents/gone/screenshot.png", "de/feed.xml", "history/notes.txt", "terms/old/index.html",
    ".allclear/files", "index.htm", "google1234.html",
  ]

  @Test func `only what a build can have written is deleted`() {
    #expect(deleted(ours.union(foreign)) == ours)
  }

  @Test func `at a place without a ledger nothing is deleted, whatever it is called`() {
    #expect(deleted(ours.union(foreign), isFirst: true) == [])
  }

  @Test
  func `what we remember of a place is deleted, whatever it is called, but for what is static`() {
    let sent: Set = [
      "CNAME", ".well-known/acme", "fr/index.html", "static/old.svg", "gone/index.html",
    ]
    let there = sent.union(["fr/notes.txt", "docs/index.html"])
    #expect(deleted(there, sentBefore: sent, isFirst: true) == sent.subtracting(["static/old.svg"]))
    #expect(deleted(["docs/index.html"], sentBefore: sent) == [])
  }

  private let french: Set = [
    "fr/index.html", "fr/history/index.html", "fr/history/2026-11/index.html",
    "fr/incidents/a/index.html", "fr/about/index.html", "fr/terms/index.html", "fr/index.html.gz",
  ]

  @Test func `the tree of a language that is dropped goes as a whole`() {
    #expect(deleted(french) == french)
    let chinese = Set(french.map { "zh-Hant" + $0.dropFirst(2) })
    #expect(deleted(chinese.union(french)) == chinese.union(french))
  }

  @Test(arguments: [
    "fr/products/index.html", "fr/api/ledger.json", "fr/logo.svg", "fr/about/team/index.html",
    "fr/feed.xml", "fr/static/a.svg",
  ])
  func `a folder that holds anything else is somebody else's`(path: String) {
    #expect(deleted(french.union([path])) == [])
  }

  @Test(arguments: ["fr/index.html", "fr/history/index.html", "fr/history/2026-11/index.html"])
  func `a folder without what each tree has is somebody else's`(path: String) {
    #expect(deleted(french.subtracting([path, path + ".gz"])) == [])
  }

  @Test func `a folder whose name is no language is somebody else's`() {
    #expect(deleted(Set(french.map { "docs" + $0.dropFirst(2) })) == [])
  }
}
