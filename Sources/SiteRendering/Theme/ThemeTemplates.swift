import Diagnostics
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
    let bytes = Array(text.replacing("\r\n", by: "\n").utf8)
    let (tags, errors) = scanTags(of: bytes, path: path)
    diagnostics += errors + structureErrors(of: tags)
    templates[name] = TemplateSource(path: path, bytes: bytes, tags: tags)
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
