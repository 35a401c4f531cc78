import Diagnostics
import Escaping
import Mustache
import SiteFiles

private let layoutFolder = "theme/layouts/"
private let layoutExtension = ".mustache"

/// The templates by name, and what is wrong with the form of each.
func scanTemplates(
  _ files: [String: SourceFile]
) -> (templates: [String: TemplateSource], diagnostics: [Diagnostic]) {
  var templates: [String: TemplateSource] = [:]
  var diagnostics: [Diagnostic] = []
  for (path, file) in files.sorted(by: { $0.key < $1.key }) {
    guard path.hasPrefix(layoutFolder), path.hasSuffix(layoutExtension) else { continue }
    let name = String(path.dropFirst(layoutFolder.count).dropLast(layoutExtension.count))
    guard let text = themeText(of: file, &diagnostics) else { continue }
    let (tags, errors) = scanTags(of: text, path: path)
    diagnostics += errors + structureErrors(of: tags)
    templates[name] = TemplateSource(path: path, text: text, tags: tags)
  }
  for template in TemplateID.allCases {
    let path = layoutFolder + template.rawValue + layoutExtension
    if files[path] == nil { diagnostics.append(.missingThemeFile(path)) }
  }
  return (templates, diagnostics)
}

/// Checks the names in every template against what the pages that use it are given.
func checkTemplates(
  _ templates: [String: TemplateSource], words: Set<String>, own: [SourceFile]
) -> [Diagnostic] {
  var check = TemplateCheck(templates: templates, words: words)
  for template in TemplateID.allCases { check.check(template.rawValue, given: template.names) }
  let ownPaths = Set(own.map(\.path))
  let unused = templates.filter { ownPaths.contains($0.value.path) && !check.used.contains($0.key) }
  let warnings = unused.map { name, template in
    Diagnostic.unusedTemplate(
      name, nearest: nearest(to: name, among: check.used.sorted()),
      at: SourcePosition(path: template.path))
  }
  return Array(check.errors) + warnings
}

/// Turns checked templates into those of the library, with the words of the language put in.
///
/// The library's own parser looks at them once more; it should find nothing, and what it finds is
/// reported all the same.
func compile(
  _ templates: [String: TemplateSource], words: [String: String]
) -> (library: MustacheLibrary, diagnostics: [Diagnostic]) {
  MustacheContentTypes.register(EscapedByBytes(), named: EscapedByBytes.name)
  var library = MustacheLibrary()
  var diagnostics: [Diagnostic] = []
  for (name, template) in templates.sorted(by: { $0.key < $1.key }) {
    do {
      let text = EscapedByBytes.pragma + textToCompile(template, words: words)
      try library.register(text, named: name)
    } catch {
      diagnostics.append(.unsupportedTag(at: SourcePosition(path: template.path)))
    }
  }
  return (library, diagnostics)
}

/// The template's text with words in place of `{{words.…}}`, without comments, and without the
/// blanks at the start of each line: they would be copied into each page, and in front of a partial
/// the library would repeat them before every line of it.
private func textToCompile(_ template: TemplateSource, words: [String: String]) -> String {
  let bytes = Array(template.text.utf8)
  var text = ""
  var written = 0
  for tag in template.tags {
    let replacement: String
    if tag.kind == .comment {
      replacement = ""
    } else if tag.name.hasPrefix("words.") {
      let word = words[String(tag.name.dropFirst("words.".count))] ?? ""
      replacement = escapedForHTML(word).replacingBraces()
    } else {
      continue
    }
    text += String(decoding: bytes[written..<tag.range.lowerBound], as: UTF8.self) + replacement
    written = tag.range.upperBound
  }
  text += String(decoding: bytes[written...], as: UTF8.self)
  return text.split(separator: "\n", omittingEmptySubsequences: true)
    .map { $0.drop { $0 == " " || $0 == "\t" } }
    .filter { !$0.isEmpty }
    .joined(separator: "\n") + "\n"
}

extension String {
  /// Braces in a word are no tags.
  fileprivate func replacingBraces() -> String {
    String(
      flatMap { character -> String in
        switch character {
        case "{": "&#123;"
        case "}": "&#125;"
        default: String(character)
        }
      })
  }
}
