import Diagnostics
import SiteFiles

private let stringsFolder = "theme/strings/"

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
  let chosen = [language, primaryPart(of: language)].first { known.contains($0) }

  let (model, modelErrors) = parseWords(english)
  var entries = dictionary(of: model)
  let modelEntries = entries
  var diagnostics = modelErrors
  if chosen == nil {
    let place = SourcePosition(path: "status.yml")
    diagnostics.append(.unknownLanguage(language, known: known.sorted(), at: place))
  }
  let layers = [
    ("en", ownFiles), (primaryPart(of: language), builtInFiles),
    (primaryPart(of: language), ownFiles), (language, builtInFiles), (language, ownFiles),
  ]
  var read: Set<SourceFile> = [english]
  for (name, files) in layers {
    guard let file = files[name], read.insert(file).inserted else { continue }
    let (parsed, errors) = parseWords(file)
    diagnostics += errors
    guard let parsed else { continue }
    diagnostics += check(parsed, against: modelEntries)
    entries.merge(dictionary(of: parsed)) { _, overriding in overriding }
  }
  let fixedKeys = modelEntries.filter { $0.value.fixedText != nil }.keys
  return (
    Words(language: language, entries: entries, templateKeys: Set(fixedKeys)), diagnostics
  )
}

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
  /// The texts that can stand in a template, by key.
  var fixedTexts: [String: String] {
    entries.filter { templateKeys.contains($0.key) }.compactMapValues(\.fixedText)
  }
}
