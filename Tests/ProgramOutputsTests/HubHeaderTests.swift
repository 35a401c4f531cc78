import StatusModel
import Testing

@testable import ProgramOutputs

@Test func `hosts name the hub with each feed of the site, and else nothing changes`() {
  func headers(_ hubs: [String]) -> String {
    headersFile(
      of: SiteSettings(name: "Acme", url: "https://status.acme.example", hubs: hubs), pages: [])
  }
  let added = headers(["https://hub.example/"]).split(separator: "\n").filter {
    $0.hasPrefix("  Link:")
  }
  #expect(
    added
      == ["feed.xml", "atom.xml", "feed.json"].map {
        "  Link: <https://hub.example/>; rel=\"hub\", <https://status.acme.example/\($0)>; rel=\"self\""
      })
  let others = headers(["https://hub.example/"]).split(separator: "\n").filter {
    !$0.hasPrefix("  Link:")
  }
  #expect(others == headers([]).split(separator: "\n"))
}
