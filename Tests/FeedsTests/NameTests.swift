import Feeds
import SiteFiles
import StatusModel
import TestSupport
import Testing

@Test func `feeds, calendars and the API are in the site's first language`() async throws {
  let all = try await files(of: .inTwoLanguages)
  #expect(all.count > 20)
  #expect(try await files(of: .inEnglishAlone) == all)
}

/// What is made of a site, each file with its path.
private func files(of tiny: TinySite) async throws -> [String] {
  let site = try await tiny.read()
  let snapshot = site.snapshot(at: TinySite.fridayNoon)
  return madeFiles(by: feedPlanner(), of: site, snapshot)
    .map { "\($0.path)\n\(String(decoding: $0.bytes(), as: UTF8.self))" }
}
