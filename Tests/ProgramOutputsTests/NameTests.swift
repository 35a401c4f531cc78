import ProgramOutputs
import SiteFiles
import StatusModel
import TestSupport
import Testing

@Test func `what programs read is in the site's first language`() async throws {
  let all = try await files(of: .inTwoLanguages)
  #expect(all.count > 5)
  #expect(try await files(of: .inEnglishAlone) == all)
}

/// What is made of a site, each file with its path.
private func files(of tiny: TinySite) async throws -> [String] {
  let site = try await tiny.read()
  let snapshot = site.snapshot(at: TinySite.fridayNoon)
  return madeFiles(by: programPlanner(pages: ["index.html"]), of: site, snapshot)
    .map { "\($0.path)\n\(String(decoding: $0.bytes(), as: UTF8.self))" }
}
