import Diagnostics
import SiteFiles
import SiteRendering
import StatusModel
import Testing

/// The logo holds its place before it has come.
struct LogoTests {
  @Test(arguments: [
    ("<svg width=\"120\" height=\"40\">", "width=\"120\" height=\"40\""),
    ("<?xml version='1.0'?>\n<svg\n height='8px'\n width='24px'>", "width=\"24\" height=\"8\""),
    ("<svg width=\"12.5\" height=\"4\">", "width=\"1250\" height=\"400\""),
    ("<svg stroke-width=\"3\" viewBox=\"0 0 90 30\">", "width=\"90\" height=\"30\""),
    ("<svg width=\"100%\" height=\"2em\" viewBox='-1,-1 , 6 2'>", "width=\"6\" height=\"2\""),
    ("<svg title=\"a > b\" width=\"7\" height=\"5\">", "width=\"7\" height=\"5\""),
    ("<svg width=\"9\">", nil), ("<svg width=\"0\" height=\"9\">", nil),
    ("<svg width=\"1.2.3\" height=\"9\">", nil), ("<svg viewBox=\"0 0 9\">", nil),
    ("<svg width=\"1e999\" height=\"9\">", nil), ("<svg width=\"9\" height=\"9\"", nil),
    ("<html><img width=\"9\" height=\"9\">", nil), ("", nil),
  ])
  func `an SVG's size is what its root says, else what it shows`(
    svg: String, attributes: String?
  ) throws {
    let file = SourceFile(path: "static/logo.svg", bytes: Array(svg.utf8))
    #expect(try logo(file) == "static/logo.svg" + (attributes.map { " " + $0 } ?? ""))
  }

  @Test func `a PNG's size is in its header`() throws {
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let header = [0, 0, 0, 13] + Array("IHDR".utf8) + [0, 0, 1, 44, 0, 0, 0, 50, 8, 6, 0, 0, 0]
    let file = SourceFile(path: "static/logo.png", bytes: signature + header)
    #expect(try logo(file) == "static/logo.png width=\"300\" height=\"50\"")
    let cut = SourceFile(path: "static/logo.png", bytes: signature + header.prefix(12))
    #expect(try logo(cut) == "static/logo.png")
  }

  @Test func `a logo that is not there is warned of, and no page shows a broken picture`() throws {
    let (theme, diagnostics) = readTheme(
      builtIn: try builtInThemeFiles(),
      site: [
        SourceFile(path: "static/logo.svg", bytes: []),
        SourceFile(path: "status.yml", bytes: Array("name: A\nlogo: static/loog.svg\n".utf8)),
      ], logo: "static/loog.svg")
    #expect(theme != nil)
    #expect(
      diagnostics.map(\.text) == [
        """
        status.yml:2:7: warning: the logo 'static/loog.svg' is not there, so pages show none; \
        did you mean 'static/logo.svg'? [missing-logo]
          hint: put the file into static/, or correct 'logo'
        """
      ])
    #expect(try logo(nil) == "")
  }

  @Test func `a logo that is there is not warned of`() throws {
    let file = SourceFile(path: "static/logo.svg", bytes: [])
    let (_, diagnostics) = readTheme(
      builtIn: try builtInThemeFiles(), site: [file], logo: "static/logo.svg")
    #expect(diagnostics.map(\.text) == [])
  }

  /// The address of the logo on the home page, and its size.
  private func logo(_ file: SourceFile?) throws -> String {
    let example = exampleSite()
    let site = Site(
      settings: SiteSettings(
        name: "Acme", url: "https://s.example", logo: file?.path ?? "static/logo.svg"),
      catalog: example.catalog, history: example.history)
    let pages = try renderedPages(of: site, statics: file.map { [$0] } ?? [])
    let page = try #require(pages["index.html"])
    let match = page.firstMatch(of: /<img src="([^"]+)" alt=""([^>]*)>/)
    return match.map { String($0.output.1 + $0.output.2) } ?? ""
  }
}
