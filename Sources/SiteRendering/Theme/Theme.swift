package import Diagnostics
package import SiteFiles

/// How pages look and what they say in one language: templates, style, icons, words; checked.
///
/// A class, because every page asks it: one reference, not a copy of all that is in it.
package final class Theme: Sendable {
  private let templates: [TemplateID: Template]
  /// CSS without comments and needless blanks, ready to be put into a page; one for each `PageStyle`.
  let styles: [String]
  let icons: IconSheet
  let backgrounds: PageBackgrounds
  let script: ThemeScript
  let words: Words

  init(templates: [String: TemplateSource], assets: ThemeAssets, words: Words) {
    self.templates = Dictionary(
      uniqueKeysWithValues: TemplateID.allCases.map { template in
        (
          template,
          Template(template.rawValue, given: template.names, from: templates, words: words)
        )
      })
    styles = assets.styles
    icons = assets.icons
    backgrounds = assets.backgrounds
    script = assets.script
    self.words = words
  }

  func render(_ template: TemplateID, _ values: some TemplateValues) -> HTML {
    renderAll(template, [values], trimsEnd: false)
  }

  /// Each row through a template, one after the other, without the last one's line break.
  func renderAll(
    _ template: TemplateID, _ rows: [some TemplateValues], trimsEnd: Bool = true
  ) -> HTML {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4_096)
    let compiled = templates[template]
    for row in rows { compiled?.fill(row, into: &bytes) }
    if trimsEnd, bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    return HTML(bytes: bytes)
  }
}

/// The templates that stand for themselves; the others are partials.
///
/// The raw value is the file's name in `theme/layouts` without `.mustache`.
package enum TemplateID: String, CaseIterable, Sendable {
  case page, header, footer, home, incident, maintenance, component, history, month
  case update, effect, postmortem, live, subscribe
  case entryRow = "entry-row"
  case feedLink = "feed-link"
  case severityLevels = "severity-levels"
  case extraPage = "extra-page"
  case notFound = "not-found"
  case maintenanceList = "maintenance-list"

  /// The names that a file of this name may use, for the check and the documentation.
  package var names: [TemplateName] {
    switch self {
    case .page: PageValues.fields.names
    case .header: HeaderValues.fields.names
    case .footer: FooterValues.fields.names
    case .home: HomeValues.fields.names
    case .incident: IncidentPageValues.fields.names
    case .update: UpdateValues.fields.names
    case .effect: IncidentPageValues.Effect.fields.names
    case .postmortem: PostmortemValues.fields.names
    case .live: LiveValues.fields.names
    case .maintenance: MaintenancePageValues.fields.names
    case .entryRow: EntryValues.fields.names
    case .feedLink: FeedLinkValues.fields.names
    case .component: ComponentPageValues.fields.names
    case .history: HistoryValues.fields.names
    case .month: MonthValues.fields.names
    case .severityLevels: SeverityLevelsValues.fields.names
    case .extraPage: ExtraPageValues.fields.names
    case .notFound: NotFoundValues.fields.names
    case .subscribe: SubscribeValues.fields.names
    case .maintenanceList: MaintenanceListValues.fields.names
    }
  }
}

/// A template as it was written.
struct TemplateSource {
  let path: String
  /// UTF-8, with the line ends of Unix.
  let bytes: [UInt8]
  let tags: [TemplateTag]
}

/// Makes the themes of a site, one for each language: the built-in one, with the site's own files in place of those of the
/// same name, and the site's own words in place of those of the same key.
///
/// - Parameters:
///   - builtIn: the files of the starter site; those below `theme/` count.
///   - sources: the files of the site; those below `theme/` count.
///   - languages: BCP 47, at least one. `en-GB` takes the words of `en` where it has none of its own.
///   - logo: the path that `status.yml` names.
///   - accent: the colour that `status.yml` names: `#05a` or `#0055aa`.
/// - Returns: one theme for each language, in their order, or nil when there is an error; all errors of
///   all files in one run.
package func readThemes(
  builtIn: [SourceFile], site sources: [SourceFile], languages: [String], logo: String? = nil,
  accent: String? = nil
) -> (themes: [Theme]?, diagnostics: [Diagnostic]) {
  let own = sources.filter { $0.path.hasPrefix("theme/") }
  let files = Dictionary(
    (builtIn.filter { $0.path.hasPrefix("theme/") } + own).map { ($0.path, $0) }
  ) { _, overriding in overriding }

  let readings = languages.map { readWords(builtIn: builtIn, site: sources, language: $0) }
  let words = readings.compactMap(\.words)
  // Every language reads the English words, so what is wrong there is found more than once.
  let wordErrors = Set(readings.flatMap(\.diagnostics))
  let (templates, formErrors) = scanTemplates(files)
  let nameErrors = checkTemplates(templates, words: words.first?.templateKeys ?? [], own: own)
  let (assets, assetErrors) = readAssets(files)
  let logoWarnings = checkLogo(logo, among: sources)
  let accentErrors = assets.map { checkAccent(accent, on: $0.backgrounds, among: sources) } ?? []
  let strays = strayFiles(
    among: own, builtIn: builtIn.lazy.map(\.path).filter { $0.hasPrefix("theme/") })
  let diagnostics =
    (Array(wordErrors) + formErrors + nameErrors + assetErrors + strays + logoWarnings
    + accentErrors)
    .inStableOrder()

  guard !diagnostics.containsErrors, let assets else { return (nil, diagnostics) }
  let themes = words.map { Theme(templates: templates, assets: assets, words: $0) }
  return (themes, diagnostics)
}

/// The theme of a site in one language.
package func readTheme(
  builtIn: [SourceFile], site sources: [SourceFile], language: String = "en", logo: String? = nil,
  accent: String? = nil
) -> (theme: Theme?, diagnostics: [Diagnostic]) {
  let (themes, diagnostics) = readThemes(
    builtIn: builtIn, site: sources, languages: [language], logo: logo, accent: accent)
  return (themes?.first, diagnostics)
}

/// The files of `theme/assets`, ready to be put into a page.
struct ThemeAssets {
  let styles: [String]
  let icons: IconSheet
  let script: ThemeScript
  let backgrounds: PageBackgrounds
}

private func readAssets(
  _ files: [String: SourceFile]
) -> (assets: ThemeAssets?, diagnostics: [Diagnostic]) {
  var texts: [String] = []
  var diagnostics: [Diagnostic] = []
  for name in themeAssets {
    let path = "theme/assets/" + name
    if let file = files[path] {
      if let text = themeText(of: file, &diagnostics) { texts.append(text) }
    } else {
      diagnostics.append(.missingThemeFile(path))
    }
  }
  guard texts.count == themeAssets.count else { return (nil, diagnostics) }
  let styles = texts.prefix(PageStyle.allCases.count).map(minifiedCSS)
  let assets = ThemeAssets(
    styles: styles, icons: IconSheet(withoutLineBreaks(texts[3])), script: ThemeScript(texts[4]),
    backgrounds: PageBackgrounds(style: styles[0]))
  return (assets, diagnostics)
}

private func withoutLineBreaks(_ text: String) -> String {
  text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined()
}

/// A logo that is not there would be a broken picture on every page.
private func checkLogo(_ logo: String?, among sources: [SourceFile]) -> [Diagnostic] {
  guard let logo, !sources.contains(where: { $0.path == logo }) else { return [] }
  let statics = sources.map(\.path).filter { $0.hasPrefix("static/") }.sorted()
  return [
    .missingLogo(
      logo, nearest: nearest(to: logo, among: statics),
      at: place(of: logo, after: "logo", among: sources))
  ]
}
