import Diagnostics
import SiteFiles
import SiteRendering
import Testing

struct StrayFilesTests {
  private func stray(_ paths: String...) throws -> [String] {
    let site = paths.map { SourceFile(path: $0, bytes: []) }
    return try readTheme(builtIn: builtInThemeFiles(), site: site).diagnostics
      .filter { $0.id == "unknown-theme-file" }.map(\.text)
  }

  @Test(arguments: [
    ("theme/style.css", "theme/assets/style.css"),
    ("theme/layout/footer.mustache", "theme/layouts/footer.mustache"),
    ("theme/layouts/footer.html", "theme/layouts/footer.mustache"),
    ("theme/strings/en.yaml", "theme/strings/en.yml"),
    ("theme/assets/styel.css", "theme/assets/style.css"),
    ("theme/footer.mustache", "theme/layouts/footer.mustache"),
    ("theme/layouts/sub/footer.mustache", "theme/layouts/footer.mustache"),
  ])
  func `a file that nothing reads is named, with the one that is meant`(
    path: String, meant: String
  ) throws {
    #expect(
      try stray(path) == [
        """
        \(path):1:1: warning: no page uses this file; did you mean '\(meant)'? [unknown-theme-file]
          hint: a theme has layouts/NAME.mustache, strings/LANGUAGE.yml, checks/LANGUAGE.yml and \
        assets/ style.css, home.css, lists.css, icons.svg and script.js
        """
      ])
  }

  @Test func `what replaces a file, words of any language and notes for people are no strays`()
    throws
  {
    #expect(
      try stray(
        "theme/layouts/my-own.mustache", "theme/strings/pt-BR.yml", "theme/checks/de.yml",
        "theme/assets/style.css", "theme/README.md", "static/style.css") == [])
    #expect(try stray("theme/pictures/cat.png").count == 1)
  }
}
