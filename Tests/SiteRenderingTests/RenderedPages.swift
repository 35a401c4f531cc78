import Diagnostics
import SiteFiles
import SiteRendering
import StatusModel
import TestSupport
import Testing

/// The pages of a site, by path, in the built-in theme with some files of its own.
func renderedPages(
  of site: Site, at moment: Timestamp = friday, theme own: [SourceFile] = [],
  statics: [SourceFile] = [], edits: EditTimes = [:], isPicture: Bool = false
) throws -> [String: String] {
  let (themes, diagnostics) = readThemes(
    builtIn: try builtInThemeFiles(), site: own, languages: site.settings.languages)
  #expect(diagnostics.map(\.text) == [])
  let pages = madeFiles(
    by: pagePlanner(themes: try #require(themes), statics: statics), of: site,
    site.snapshot(at: moment), edits: edits, isPicture: isPicture)
  return Dictionary(
    uniqueKeysWithValues: pages.map { ($0.path, String(decoding: $0.bytes(), as: UTF8.self)) })
}

/// What a site shows where each page is nothing but `template`, cut at line ends.
///
/// - Parameter outer: another template and its text, which shows what `template` makes.
func shown(
  _ site: Site, at moment: Timestamp = friday, on path: String, by name: String,
  template: String, within outer: (name: String, template: String)? = nil,
  theme: [SourceFile] = []
) throws -> [String] {
  var own = [
    SourceFile(path: "theme/layouts/page.mustache", bytes: Array("{{{content}}}".utf8)),
    SourceFile(path: "theme/layouts/\(name).mustache", bytes: Array(template.utf8)),
  ]
  if let outer {
    own.append(
      SourceFile(
        path: "theme/layouts/\(outer.name).mustache", bytes: Array(outer.template.utf8)))
  }
  let pages = try renderedPages(of: site, at: moment, theme: own + theme)
  return try #require(pages[path]).split(separator: "\n").map(String.init)
}
