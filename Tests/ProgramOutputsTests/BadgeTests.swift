import Escaping
import Foundation
import TestSupport
import Testing

@testable import ProgramOutputs
@testable import StatusModel

struct BadgeTests {
  @Test func `the page's badge says how it is in a word, a shape and a colour`() async throws {
    #expect(
      outputs(of: try await smallSite.read())["badge.svg"] == """
        <svg xmlns="http://www.w3.org/2000/svg" width="154" height="20" viewBox="0 0 154 20" role="img">
        <title>status: minor outage</title>
        <rect width="154" height="20" rx="3" fill="#7d5200"/>
        <path d="M3 0h45v20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="#3a4049"/>
        <rect x=".5" y=".5" width="153" height="19" rx="2.5" fill="none" stroke="#fff" stroke-opacity=".3"/>
        <path transform="translate(55 4) scale(.75)" d="M6.9.5a1.6 1.6 0 0 1 2.2 0l6.4 6.4a1.6 1.6 0 0 1 0 2.2l-6.4 6.4a1.6 1.6 0 0 1-2.2 0L.5 9.1a1.6 1.6 0 0 1 0-2.2zM4 7v2h8V7z" fill="#fff"/>
        <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
        <text x="24" y="14" text-anchor="middle" textLength="34" lengthAdjust="spacingAndGlyphs">status</text>
        <text x="109.5" y="14" text-anchor="middle" textLength="75" lengthAdjust="spacingAndGlyphs">minor outage</text>
        </g>
        </svg>

        """)
  }

  @Test(
    arguments: zip(
      ComponentStatus.allCases,
      [
        "operational", "under maintenance", "degraded performance", "partial outage",
        "major outage",
      ]))
  func `a component's badge says its name and its status`(
    status: ComponentStatus, words: String
  ) throws {
    let component = try #require(site(named: "API").snapshot(at: noon).components.first)
    let changed = ComponentSnapshot(
      component: component.component, presence: .present, isMentioned: true, group: nil,
      position: 1,
      status: status, firstDay: nil, createdAt: noon, updatedAt: noon, uptime: component.uptime)
    let texts = try XMLTexts(of: Badge(of: changed).svg)
    #expect(texts["title"] == ["API: \(words)"])
    #expect(texts["text"] == ["API", words])
  }

  @Test(
    arguments: zip(
      PageStatus.Description.allCases,
      [
        "operational", "maintenance", "degraded service", "degraded service", "minor outage",
        "partial outage", "major outage",
      ]))
  func `the page's badge uses the words of its description`(
    description: PageStatus.Description, words: String
  ) throws {
    let status = PageStatus(indicator: .none, description: description)
    #expect(try XMLTexts(of: Badge(of: status).svg)["text"] == ["status", words])
  }

  @Test(arguments: hostileNames)
  func `a badge of any name is XML that says the name`(name: String) throws {
    let svg = try #require(outputs(of: site(named: name))["components/api/badge.svg"])
    let texts = try XMLTexts(of: svg)
    #expect(texts["title"] == ["\(singleLine(name)): major outage"])
    let label = try #require(texts["text"]?.first)
    #expect(label.count <= 40)
    #expect(label.hasSuffix("…") || label == singleLine(name))
    #expect(!svg.unicodeScalars.contains { isControlOrBidi($0) && $0 != "\n" })
  }

  @Test func `a long name is cut between characters as people count them`() throws {
    let svg = try #require(
      outputs(of: site(named: String(repeating: "👩‍👩‍👧‍👦", count: 41)))["components/api/badge.svg"])
    #expect(
      try XMLTexts(of: svg)["text"]?.first == String(repeating: "👩‍👩‍👧‍👦", count: 39) + "…")
  }

  @Test(arguments: StatusLook.allCases)
  func `words and shapes can be read on their ground`(look: StatusLook) throws {
    let white = try luminance("#ffffff")
    #expect(contrast(white, try luminance(look.colourOnLight)) >= 4.5)
    #expect(contrast(white, try luminance("#3a4049")) >= 4.5)
    #expect(contrast(try luminance(look.colourOnDark), try luminance("#2b2a33")) >= 4.5)
  }

  @Test func `no two statuses share a shape or a colour`() {
    #expect(Set(StatusLook.allCases.map(\.path)).count == 5)
    #expect(Set(StatusLook.allCases.map(\.colourOnLight)).count == 5)
    #expect(Set(StatusLook.allCases.map(\.colourOnDark)).count == 5)
  }

  @Test func `the icon shows the status on light and dark tabs`() async throws {
    #expect(
      outputs(of: try await smallSite.read())["favicon.svg"] == """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" role="img">
        <title>Partial outage</title>
        <style>path{fill:#a83f00}@media(prefers-color-scheme:dark){path{fill:#f29350}}</style>
        <path d="M8 .8a1.5 1.5 0 0 1 1.3.7l6.5 11.7a1.5 1.5 0 0 1-1.3 2.2h-13a1.5 1.5 0 0 1-1.3-2.2L6.7 1.5A1.5 1.5 0 0 1 8 .8M7 5v5h2V5zm0 6.3v2h2v-2z"/>
        </svg>

        """)
  }
}

/// - Source: WCAG 2.2, "relative luminance".
private func luminance(_ colour: String) throws -> Double {
  let value = try #require(Int(colour.dropFirst(), radix: 16))
  let parts = [16, 8, 0].map { shift -> Double in
    let part = Double(value >> shift & 255) / 255
    return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
  }
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
}

private func contrast(_ one: Double, _ other: Double) -> Double {
  (max(one, other) + 0.05) / (min(one, other) + 0.05)
}
