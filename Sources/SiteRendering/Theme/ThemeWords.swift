import Diagnostics
import Foundation
package import SiteFiles
package import StatusModel

private let stringsFolder = "theme/strings/"

/// The headline of a page in `status`; nil where the words cannot be read.
///
/// - Parameters:
///   - builtIn: the files of the starter site; those below `theme/` count.
///   - own: the files of the site; those below `theme/` count.
///   - language: BCP 47.
package func statusText(
  of status: ComponentStatus, builtIn: [SourceFile], site own: [SourceFile], language: String
) -> String? {
  let words = readWords(builtIn: builtIn, site: own, language: language).words
  return words.map { $0.text(status.headline) }
}

/// The words of `language`, English where it lacks one.
func readWords(
  builtIn: [SourceFile], site own: [SourceFile], language: String
) -> (words: Words?, diagnostics: [Diagnostic]) {
  let builtInFiles = stringsFiles(in: builtIn)
  let ownFiles = stringsFiles(in: own)
  let known = Set(builtInFiles.keys).union(ownFiles.keys)
  guard let english = builtInFiles["en"] else {
    return (nil, [.missingThemeFile(stringsFolder + "en.yml")])
  }
  let primary = primaryPart(of: language)
  let chosen = [language, primary].first { known.contains($0) }

  let (model, modelErrors) = parseWords(english, in: "en")
  let modelEntries = dictionary(of: model)
  var entries = modelEntries
  if primary != "en" { entries.merge(manners(of: language)) { _, own in own } }
  var diagnostics = modelErrors
  if chosen == nil {
    let list = place(of: language, after: "languages", among: own)
    let place = list.line > 1 ? list : place(of: language, after: "language", among: own)
    diagnostics.append(.unknownLanguage(language, known: known.sorted(), at: place))
  }
  let layers = [
    ("en", ownFiles), (primary, builtInFiles), (primary, ownFiles), (language, builtInFiles),
    (language, ownFiles),
  ]
  var read: Set<SourceFile> = [english]
  var translated: Set<String> = []
  for (name, files) in layers {
    guard let file = files[name], read.insert(file).inserted else { continue }
    let (parsed, errors) = parseWords(file, in: name)
    diagnostics += errors
    guard let parsed else { continue }
    diagnostics += check(parsed, against: modelEntries)
    entries.merge(dictionary(of: parsed)) { _, overriding in overriding }
    if name != "en" { translated.formUnion(parsed.entries.map(\.key.value)) }
  }
  if let chosen, primary != "en" {
    let missing = Set(modelEntries.keys).subtracting(translated).subtracting(mannerKeys)
    if !missing.isEmpty {
      let place = SourcePosition(path: stringsFolder + chosen + ".yml")
      diagnostics.append(.missingStrings(missing.sorted(), at: place))
    }
  }
  let fixedKeys = modelEntries.filter { $0.value.fixedText != nil }.keys
  return (
    Words(language: language, entries: entries, templateKeys: Set(fixedKeys)), diagnostics
  )
}

/// What a language does, not what it says: it needs no word, and English's would be wrong.
private func manners(of language: String) -> [String: Words.Entry] {
  let isRightToLeft =
    Locale.Language(identifier: language).characterDirection == .rightToLeft
  return [
    Word.dateLocale.key: .text([.text(language)]),
    Word.direction.key: .text([.text(isRightToLeft ? "rtl" : "ltr")]),
  ]
}

private let mannerKeys = [Word.dateLocale.key, Word.direction.key]

private func stringsFiles(in files: [SourceFile]) -> [String: SourceFile] {
  var byLanguage: [String: SourceFile] = [:]
  for file in files where file.path.hasPrefix(stringsFolder) && file.path.hasSuffix(".yml") {
    byLanguage[String(file.path.dropFirst(stringsFolder.count).dropLast(".yml".count))] = file
  }
  return byLanguage
}

private func dictionary(of file: WordsFile?) -> [String: Words.Entry] {
  Dictionary(file?.entries.map { ($0.key.value, $0.entry) } ?? []) { first, _ in first }
}

private func primaryPart(of language: String) -> String {
  String(language.prefix { $0 != "-" })
}

extension Words {
  /// A text that can stand in a template; empty for one with placeholders or plural forms.
  func fixedText(_ key: String) -> String { entries[key]?.fixedText ?? "" }
}
