import Diagnostics
import Foundation
import SiteFiles
import SiteRendering
import StatusModel
import TestSupport
import Testing

/// A site's own colour, in light and dark.
struct AccentTests {
  @Test(arguments: [
    ("#ffb000", "1.67", "#966800"), ("#fff", "1.00", "#707070"), ("#FF0000", "3.66", "#e30000"),
    ("#777777", "4.10", "#707070"),
  ])
  func `a colour that cannot be read is an error that names ratio, place and a colour that can`(
    accent: String, ratio: String, nearest: String
  ) throws {
    let status = "name: Acme\ntheme: {accent: \"\(accent)\"}\n"
    let (theme, diagnostics) = readTheme(
      builtIn: try builtInThemeFiles(),
      site: [SourceFile(path: "status.yml", bytes: Array(status.utf8))], accent: accent)
    #expect(theme == nil)
    #expect(
      diagnostics.map(\.text) == [
        """
        status.yml:2:18: error: links in '\(accent)' cannot be read on the light page: their \
        contrast is \(ratio):1, and they need 4.5:1 [unreadable-accent]
          hint: the nearest darker colour that can be read is "\(nearest)"
        """
      ])
    let (_, again) = readTheme(builtIn: try builtInThemeFiles(), site: [], accent: nearest)
    #expect(again == [])
  }

  @Test func `a colour that can be read follows the style, with a lighter one for the night`()
    throws
  {
    #expect(
      try ownStyle(accent: "#05a")
        == ":root{--accent:#0055aa}@media screen and (prefers-color-scheme:dark)"
        + "{:root{--accent:#528bc5}}")
    #expect(try ownStyle(accent: nil) == "")
  }

  /// Only contrast is asked of the night's colour, so what is asked is checked for any colour.
  @Test(arguments: 0..<100 as Range<UInt64>)
  func `the night's colour can be read, and no less of white would do`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let parts = (0..<3).map { _ in Double.random(in: 0...110, using: &random).rounded() }
    let accent = hex(parts)
    let style = try ownStyle(accent: accent)
    let night = try #require(
      style.firstMatch(of: /dark\){:root{--accent:(#[0-9a-f]{6})}/)?.output.1)
    let backgrounds = try themeColours(in: "style.css", named: ["back", "raised"]).map(\.dark)
    let contrast = backgrounds.map { contrastRatio(rgb(night), rgb($0)) }.min() ?? 0
    #expect(contrast >= 4.5, "\(accent) \(night)")
    let whites = (0...100).map { share in
      parts.map { ($0 * Double(100 - share) + 255 * Double(share) + 50) / 100 }.map {
        $0.rounded(.down)
      }
    }
    let first = whites.first { mixed in
      backgrounds.allSatisfy { contrastRatio(mixed, rgb($0)) >= 4.5 }
    }
    #expect(first.map(hex) == String(night))
  }

  @Test func `the check goes by the backgrounds of the site's own style`() throws {
    let own = SourceFile(
      path: "theme/assets/style.css",
      bytes: Array(":root { --back: #111; --raised: #222 }".utf8))
    let (_, bright) = readTheme(builtIn: try builtInThemeFiles(), site: [own], accent: "#ffb000")
    #expect(bright == [])
    let (_, dim) = readTheme(builtIn: try builtInThemeFiles(), site: [own], accent: "#05a")
    #expect(dim.map(\.id) == ["unreadable-accent"])
    #expect(try ownStyle(accent: "#ffb000", theme: [own]) == ":root{--accent:#ffb000}")
  }

  @Test(arguments: ["text", "soft", "accent", "ok", "work", "slow", "part", "down"])
  func `every colour of the theme can be read on every background, by day and by night`(
    name: String
  ) throws {
    let colour = try #require(try themeColours(in: "style.css", named: [name]).first)
    for background in try themeColours(in: "style.css", named: ["back", "raised"]) {
      #expect(contrastRatio(rgb(colour.light), rgb(background.light)) >= 4.5, "\(name) by day")
      #expect(contrastRatio(rgb(colour.dark), rgb(background.dark)) >= 4.5, "\(name) by night")
    }
  }

  @Test func `the sign of the page's status can be read in each of its colours, and bars be seen`()
    throws
  {
    let style = try themeText("home.css")
    let signs = style.matches(of: /--f: (#[0-9a-f]{3,6});(?: --i: (#[0-9a-f]{3,6});)?/)
    #expect(signs.count == 11)
    for sign in signs {
      let ink = sign.output.2 ?? "#fff"
      #expect(contrastRatio(rgb(sign.output.1), rgb(ink)) >= 4.5, "\(sign.output.1) \(ink)")
    }
    let bar = try #require(try themeColours(in: "home.css", named: ["bar"]).first)
    let page = try #require(try themeColours(in: "style.css", named: ["back"]).first)
    #expect(contrastRatio(rgb(bar.light), rgb(page.light)) >= 3)
    #expect(contrastRatio(rgb(bar.dark), rgb(page.dark)) >= 3)
  }

  /// What follows the theme's style on the page of an incident.
  private func ownStyle(accent: String?, theme: [SourceFile] = []) throws -> String {
    let example = exampleSite()
    let site = Site(
      settings: SiteSettings(name: "Acme", url: "https://s.example", accent: accent),
      catalog: example.catalog, history: example.history)
    let plain = Site(
      settings: SiteSettings(name: "Acme", url: "https://s.example"),
      catalog: example.catalog, history: example.history)
    let path = "incidents/2026-11-20-api-errors/index.html"
    let styles = try [site, plain].map { site in
      let page = try #require(try renderedPages(of: site, theme: theme)[path])
      return String(try #require(page.firstMatch(of: /<style>(.*)<\/style>/)?.output.1))
    }
    #expect(styles[0].hasPrefix(styles[1]))
    return String(styles[0].dropFirst(styles[1].count))
  }
}

private func themeText(_ name: String) throws -> String {
  let file = try #require(
    try builtInThemeFiles().first { $0.path == "theme/assets/\(name)" })
  return String(decoding: file.bytes, as: UTF8.self)
}

/// The colours of these names, as the style declares them first for light and then for dark.
private func themeColours(
  in file: String, named names: [String]
) throws -> [(light: Substring, dark: Substring)] {
  let style = try themeText(file)
  return try names.map { name in
    let found = style.matches(of: try Regex<(Substring, Substring)>("--\(name): (#[0-9a-f]{3,6});"))
    try #require(found.count == 2, "\(name)")
    return (found[0].output.1, found[1].output.1)
  }
}

/// Red, green and blue, 0 to 255.
private func rgb(_ hex: some StringProtocol) -> [Double] {
  let digits = hex.dropFirst().compactMap { $0.hexDigitValue }
  return digits.count == 3
    ? digits.map { Double($0 * 17) }
    : stride(from: 0, to: 6, by: 2).map { Double(digits[$0] * 16 + digits[$0 + 1]) }
}

private func hex(_ parts: [Double]) -> String {
  "#" + parts.map { String(format: "%02x", Int($0)) }.joined()
}

/// Worked out from the standard's words, apart from the program's own way.
private func contrastRatio(_ one: [Double], _ other: [Double]) -> Double {
  func light(_ parts: [Double]) -> Double {
    zip(parts, [0.2126, 0.7152, 0.0722]).reduce(0) { sum, part in
      let value = part.0 / 255
      return sum + part.1 * (value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4))
    }
  }
  let sorted = [light(one), light(other)].sorted()
  return (sorted[1] + 0.05) / (sorted[0] + 0.05)
}
