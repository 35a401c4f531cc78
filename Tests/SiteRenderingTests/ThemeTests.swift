import Diagnostics
import SiteFiles
import SiteRendering
import Testing

struct ThemeTests {
  @Test func `the built-in theme has nothing to complain about`() throws {
    let (theme, diagnostics) = readTheme(builtIn: try builtInThemeFiles(), site: [])
    #expect(diagnostics == [])
    #expect(theme != nil)
  }

  @Test(arguments: [
    (
      "<p>{{titel}}</p>",
      "1:4: error: unknown value 'titel'; did you mean 'title'? [unknown-template-value]"
    ),
    (
      "<h1>{{title}}</h1>\n  {{text}}",
      "2:3: error: 'text' is HTML and would show its tags to readers [escaped-html]"
    ),
    (
      "{{{title}}}{{{text}}}",
      "1:1: error: 'title' is text and would be put into the page unescaped [unescaped-text]"
    ),
    (
      "{{&title}}",
      "1:1: error: 'title' is text and would be put into the page unescaped [unescaped-text]"
    ),
    (
      "ä {{>tezt}}", "1:4: error: there is no template 'tezt' [unknown-partial]"
    ),
    (
      "{{>entri}}",
      "1:1: error: there is no template 'entri'; did you mean 'entry'? [unknown-partial]"
    ),
    (
      "{{>extra-page}}",
      "1:1: error: a template may not include itself: extra-page > extra-page [recursive-partial]"
    ),
    ("\n{{#title}}x", "2:1: error: the section 'title' is not closed [unbalanced-section]"),
    ("{{/title}}", "1:1: error: {{/title}} closes a section that is not open [unbalanced-section]"),
    (
      "{{#title}}{{#text}}{{/title}}{{/text}}",
      "1:20: error: {{/title}} stands where {{/text}} is expected [unbalanced-section]"
    ),
    ("a {{title", "1:3: error: this tag is not closed [unclosed-tag]"),
    ("a {{{title}}", "1:3: error: this tag is not closed [unclosed-tag]"),
    (
      "{{=<% %>=}}",
      "1:1: error: this kind of tag is not used in Allclear's templates [unsupported-tag]"
    ),
    (
      "{{% CONTENT_TYPE: TEXT}}",
      "1:1: error: this kind of tag is not used in Allclear's templates [unsupported-tag]"
    ),
    (
      String(repeating: "{{#title}}", count: 100_000),
      "1:321: error: sections stand more than 32 deep [unsupported-tag]"
    ),
    (
      "{{upper(title)}}",
      "1:1: error: this kind of tag is not used in Allclear's templates [unsupported-tag]"
    ),
    (
      "{{words.subscirbe}}",
      "1:1: error: unknown word 'subscirbe'; did you mean 'subscribe'? [unknown-template-value]"
    ),
    (
      "{{words.next_update_by}}",
      "1:1: error: unknown word 'next_update_by' [unknown-template-value]"
    ),
  ])
  func `a template's mistake is named where it stands`(text: String, message: String) throws {
    let file = SourceFile(path: "theme/layouts/extra-page.mustache", bytes: Array(text.utf8))
    let (theme, diagnostics) = readTheme(builtIn: try builtInThemeFiles(), site: [file])
    #expect(theme == nil)
    let lines = diagnostics.map { $0.text.split(separator: "\n")[0] }
    #expect(lines.contains("theme/layouts/extra-page.mustache:\(message)"), "\(lines)")
  }

  @Test func `a partial is checked with the names known where it is included`() throws {
    let files = [
      source("theme/layouts/extra-page.mustache", "{{>box}}"),
      source("theme/layouts/box.mustache", "{{title}} {{status}}"),
    ]
    let (_, diagnostics) = readTheme(builtIn: try builtInThemeFiles(), site: files)
    #expect(
      diagnostics.map(\.text) == [
        """
        theme/layouts/box.mustache:1:11: error: unknown value 'status' [unknown-template-value]
          hint: known here: title, text
        """
      ])
  }

  @Test func `two templates that include each other are refused`() throws {
    let files = [
      source("theme/layouts/extra-page.mustache", "{{>box}}"),
      source("theme/layouts/box.mustache", "{{>lid}}"),
      source("theme/layouts/lid.mustache", "\n{{>box}}"),
    ]
    let (_, diagnostics) = readTheme(builtIn: try builtInThemeFiles(), site: files)
    #expect(
      diagnostics.map(\.text) == [
        """
        theme/layouts/lid.mustache:2:1: error: a template may not include itself: \
        extra-page > box > lid > box [recursive-partial]
          hint: use a section for what repeats
        """
      ])
  }

  @Test func `a template that no page uses is warned of`() throws {
    let file = source("theme/layouts/hom.mustache", "{{status}}")
    let (theme, diagnostics) = readTheme(builtIn: try builtInThemeFiles(), site: [file])
    #expect(theme != nil)
    #expect(
      diagnostics.map(\.text) == [
        """
        theme/layouts/hom.mustache:1:1: warning: no page uses this template; did you mean 'home'? \
        [unused-template]
          hint: name it after the built-in template that it replaces, or include it with {{>hom}}
        """
      ])
  }

  @Test(arguments: [
    (
      "subscirbe: Follow",
      "1:1: error: unknown string 'subscirbe'; did you mean 'subscribe'? [unknown-string]"
    ),
    (
      "# x\nas_of: Now",
      "2:1: error: 'as_of' does not say where {moment} stands [missing-placeholder]"
    ),
    ("skip: Go {where}", "1:1: error: 'skip' knows no placeholder {where} [unknown-placeholder]"),
    ("days: {few: x}", "1:1: error: 'days' has no text [invalid-strings]"),
    ("skip: [a]", "1:1: error: 'skip' has no text [invalid-strings]"),
    (
      "skip: &a x\nmore: *a", "1:1: error: this uses YAML's anchors [invalid-strings]"
    ),
    ("- a", "1:1: error: this is no list of strings [invalid-strings]"),
    ("skip: a\nskip: b", "1:1: error: a key stands here twice: skip [invalid-strings]"),
  ])
  func `a word's mistake is named where it stands`(text: String, message: String) throws {
    let file = source("theme/strings/en.yml", text)
    let (theme, diagnostics) = readTheme(builtIn: try builtInThemeFiles(), site: [file])
    #expect(theme == nil)
    let lines = diagnostics.map { String($0.text.split(separator: "\n")[0]) }
    #expect(lines == ["theme/strings/en.yml:\(message)"])
  }

  @Test func `broken YAML is named where it breaks`() throws {
    let file = source("theme/strings/en.yml", "skip: a\nmore: \"b\n")
    let (_, diagnostics) = readTheme(builtIn: try builtInThemeFiles(), site: [file])
    #expect(diagnostics.map(\.id) == ["invalid-strings"])
    #expect(diagnostics.map(\.position.path) == ["theme/strings/en.yml"])
    #expect(diagnostics.allSatisfy { $0.position.line > 1 })
  }

  @Test func `a language without words is an error that lists those there are`() throws {
    let own = source("theme/strings/eo.yml", "skip: Al la enhavo")
    let (theme, diagnostics) = readTheme(
      builtIn: try builtInThemeFiles(), site: [own], language: "xx")
    #expect(theme == nil)
    #expect(
      diagnostics.map(\.text) == [
        """
        status.yml:1:1: error: there are no words for the language 'xx' [unknown-language]
          hint: add theme/strings/xx.yml, or choose one of: ar, cs, de, en, eo, es, fr, he, it, ja, ko, nl, pl, \
        pt, sv, tr, uk, zh
        """
      ])
  }

  @Test(arguments: [
    "theme/layouts/home.mustache", "theme/assets/style.css", "theme/strings/en.yml",
  ])
  func `a theme file that is no text is refused`(path: String) throws {
    let file = SourceFile(path: path, bytes: [0x61, 0xFF])
    let (theme, diagnostics) = readTheme(builtIn: try builtInThemeFiles(), site: [file])
    #expect(theme == nil)
    #expect(
      diagnostics.map { $0.text.split(separator: "\n")[0] } == [
        "\(path):1:1: error: this file is not UTF-8 text [not-utf8]"
      ])
  }

  @Test(
    arguments: [
      "theme/layouts/home.mustache", "theme/assets/style.css", "theme/assets/icons.svg",
      "theme/assets/script.js", "theme/strings/en.yml",
    ], ["\u{1B}", "\u{0}", "\u{7F}", "\u{9B}", "\u{8}"])
  func `a control character in a theme file is refused where it stands`(
    path: String, sign: String
  ) throws {
    let file = SourceFile(path: path, bytes: Array("a: b\r\n\tä\(sign)".utf8))
    let (theme, diagnostics) = readTheme(builtIn: try builtInThemeFiles(), site: [file])
    #expect(theme == nil)
    #expect(
      diagnostics.map { $0.text.split(separator: "\n")[0] } == [
        "\(path):2:4: error: a control character stands here [control-character]"
      ])
  }

  @Test(arguments: [#"operational: "a\e[2J""#, #"operational: "\x9B""#, #"operational: "\0""#])
  func `a control character that YAML names is refused`(line: String) throws {
    let file = SourceFile(path: "theme/strings/en.yml", bytes: Array((line + "\n").utf8))
    let (_, diagnostics) = readTheme(builtIn: try builtInThemeFiles(), site: [file])
    #expect(diagnostics.map(\.id).contains("control-character"))
  }

  @Test(arguments: [
    "theme/layouts/home.mustache", "theme/assets/icons.svg", "theme/strings/en.yml",
  ])
  func `a file that the built-in theme lacks is named`(path: String) throws {
    let files = try builtInThemeFiles().filter { $0.path != path }
    let (theme, diagnostics) = readTheme(builtIn: files, site: [])
    #expect(theme == nil)
    let lines = diagnostics.map { $0.text.split(separator: "\n")[0] }
    #expect(
      lines.contains("\(path):1:1: error: the built-in theme lacks this file [missing-theme-file]"))
  }

  @Test func `every name that a template is given has a meaning, and is given once`() {
    for template in TemplateID.allCases {
      let names = template.names
      #expect(Set(names.map(\.name)).count == names.count, "\(template)")
      #expect(names.allSatisfy { !$0.meaning.isEmpty }, "\(template)")
    }
  }

  private func source(_ path: String, _ text: String) -> SourceFile {
    SourceFile(path: path, bytes: Array(text.utf8))
  }
}
