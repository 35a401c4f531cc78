import Foundation
import StatusModel
import TestSupport
import Testing

@Suite struct HubTests {
  private func site(hubs: String) async throws -> Site {
    try await TinySite(status: TinySite.statusFile + hubs)
      .with("incidents/api.md", TinySite.incident).read()
  }

  private static let notify = """
    notify:
      - {name: hub, to: websub, hub: "https://hub.example/?a&b"}

    """

  @Test(arguments: [
    ("feed.xml", "<atom:link rel=\"hub\" href=\"https://hub.example/?a&amp;b\"/>\n"),
    ("components/api/atom.xml", "<link rel=\"hub\" href=\"https://hub.example/?a&amp;b\"/>\n"),
    ("feed.json", #""hubs":[{"type":"WebSub","url":"https://hub.example/?a\u0026b"}],"#),
  ])
  func `a feed names its hub, and differs in nothing else`(path: String, link: String) async throws
  {
    let plain = try published(path, of: try await site(hubs: ""))
    let with = try published(path, of: try await site(hubs: Self.notify))
    #expect(with.components(separatedBy: link).count == 2)
    #expect(with.replacing(link, with: "") == plain)
  }
}
