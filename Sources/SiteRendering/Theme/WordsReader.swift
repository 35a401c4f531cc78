import Diagnostics
import SiteFiles
import Yams

/// The texts of one strings file, each with the place where it was written.
struct WordsFile {
  let path: String
  let entries: [(key: Located<String>, entry: Words.Entry)]
}

/// Reads a strings file: `key: text`, or a key with a text for each plural form.
///
/// - Parameter language: in which the file is written.
func parseWords(
  _ file: SourceFile, in language: String
) -> (file: WordsFile?, diagnostics: [Diagnostic]) {
  var faults: [Diagnostic] = []
  guard let text = themeText(of: file, &faults) else { return (nil, faults) }
  guard !usesAliases(text) else {
    return (
      nil, [.invalidStrings("this uses YAML's anchors", at: SourcePosition(path: file.path))]
    )
  }
  do {
    guard let root = try Yams.compose(yaml: text, .basic, .default, .utf8) else {
      return (WordsFile(path: file.path, entries: []), [])
    }
    return readEntries(of: root, path: file.path, rules: PluralRules(language: language))
  } catch {
    return (nil, [.invalidStrings(describe(error), at: place(of: error, path: file.path))])
  }
}

/// Whether an alias (`*name`) stands for an anchor (`&name`): aliases of aliases grow without bound
/// while YAML is read, so they are refused before.
private func usesAliases(_ text: String) -> Bool {
  let anchors = names(after: UInt8(ascii: "&"), in: text)
  guard !anchors.isEmpty else { return false }
  return !anchors.isDisjoint(with: names(after: UInt8(ascii: "*"), in: text))
}

private func names(after mark: UInt8, in text: String) -> Set<Substring> {
  let ends = " \t\r\n,[]{}:".utf8
  return Set(
    text.utf8.indices.filter { text.utf8[$0] == mark }.map { index in
      let rest = text.utf8[text.utf8.index(after: index)...]
      return Substring(rest.prefix { !ends.contains($0) })
    }.filter { !$0.isEmpty })
}

private func readEntries(
  of root: Node, path: String, rules: PluralRules
) -> (file: WordsFile?, diagnostics: [Diagnostic]) {
  guard let mapping = root.mapping else {
    return (nil, [.invalidStrings("this is no list of strings", at: position(of: root, path))])
  }
  var entries: [(key: Located<String>, entry: Words.Entry)] = []
  var diagnostics: [Diagnostic] = []
  for (key, value) in mapping {
    let place = position(of: key, path)
    guard let name = key.string, let entry = readEntry(value, rules: rules) else {
      let problem = "'\(key.string ?? "")' has no text"
      diagnostics.append(.invalidStrings(problem, at: place))
      continue
    }
    // YAML can name what the file itself must not hold: `"\e[2J"`.
    if entry.hasControl {
      diagnostics.append(.controlCharacter(at: place))
      continue
    }
    entries.append((Located(name, at: place), entry))
  }
  return (WordsFile(path: path, entries: entries), diagnostics)
}

private func readEntry(_ node: Node, rules: PluralRules) -> Words.Entry? {
  if let scalar = node.scalar { return .text(pieces(of: scalar.string)) }
  guard let mapping = node.mapping else { return nil }
  var forms: [PluralRules.Form: [Words.Piece]] = [:]
  for (key, value) in mapping {
    guard let form = key.string.flatMap(PluralRules.Form.init), let text = value.scalar?.string
    else { return nil }
    forms[form] = pieces(of: text)
  }
  return forms[.other] == nil ? nil : .plural(forms, by: rules)
}

/// Cuts a text at its `{placeholders}`; a brace that opens none stays as it is.
private func pieces(of text: String) -> [Words.Piece] {
  var pieces: [Words.Piece] = []
  var rest = text[...]
  while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
    if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
    pieces.append(.placeholder(String(rest[rest.index(after: open)..<close])))
    rest = rest[rest.index(after: close)...]
  }
  if !rest.isEmpty { pieces.append(.text(String(rest))) }
  return pieces
}

extension Words.Entry {
  /// In the order of the alphabet.
  var placeholders: [String] {
    Set(allPieces.compactMap { if case .placeholder(let name) = $0 { name } else { nil } })
      .sorted()
  }

  private var allPieces: [Words.Piece] {
    switch self {
    case .text(let pieces): pieces
    case .plural(let forms, _): forms.values.flatMap { $0 }
    }
  }

  fileprivate var hasControl: Bool {
    allPieces.contains { piece in
      if case .text(let text) = piece {
        text.unicodeScalars.contains(where: isControl)
      } else {
        false
      }
    }
  }

  /// The plural forms that its language has and it has not, in CLDR's order.
  var missingForms: [PluralRules.Form] {
    guard case .plural(let forms, let rules) = self else { return [] }
    let needed = rules.forms
    return PluralRules.Form.allCases.filter { needed.contains($0) && forms[$0] == nil }
  }

  /// Whether it is empty or a tag such as `en-GB`. Extensions such as `-u-nu-arab` tell programs how to
  /// format, and some of them end the system's formatters.
  fileprivate var namesLocale: Bool {
    guard let tag = fixedText, !tag.isEmpty else { return fixedText != nil }
    let parts = tag.utf8.split(omittingEmptySubsequences: false) { $0 == 0x2D || $0 == 0x5F }
    return parts.allSatisfy { part in
      (2...8).contains(part.count)
        && part.allSatisfy { (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) }
    }
  }

  /// A text that can stand in a template as it is: no placeholder, no plural.
  var fixedText: String? {
    guard case .text(let pieces) = self else { return nil }
    switch pieces.first {
    case nil: return ""
    case .text(let text) where pieces.count == 1: return text
    default: return nil
    }
  }
}

/// What a strings file says that the built-in English one does not, or leaves out of a text.
func check(_ file: WordsFile, against english: [String: Words.Entry]) -> [Diagnostic] {
  file.entries.flatMap { key, entry -> [Diagnostic] in
    guard let model = english[key.value] else {
      let guess = nearest(to: key.value, among: english.keys.sorted())
      return [.unknownString(key.value, nearest: guess, at: key.position)]
    }
    if key.value == Word.dateLocale.key, !entry.namesLocale {
      let problem = "'\(key.value)' is not a language tag without an extension"
      return [.invalidStrings(problem, at: key.position)]
    }
    let missing = entry.missingForms.map(\.rawValue)
    let gaps: [Diagnostic] =
      missing.isEmpty ? [] : [.missingPluralForm(missing, of: key.value, at: key.position)]
    let given = entry.placeholders
    let wanted = model.placeholders
    return gaps
      + wanted.filter { !given.contains($0) }.map {
        .missingPlaceholder($0, in: key.value, at: key.position)
      }
      + given.filter { !wanted.contains($0) }.map {
        .unknownPlaceholder($0, in: key.value, at: key.position)
      }
  }
}

/// The text of a file, without a byte-order mark; nil, and told, where it is none: not UTF-8, or with a
/// control character, which would be in every page.
func themeText(of file: SourceFile, _ diagnostics: inout [Diagnostic]) -> String? {
  guard let text = String(validating: file.bytes, as: UTF8.self) else {
    diagnostics.append(.notUTF8(at: SourcePosition(path: file.path)))
    return nil
  }
  if let place = text.unicodeScalars.firstIndex(where: isControl) {
    let before = text.utf8[..<place]
    let column = before.reversed().prefix { $0 != 0x0A }.count + 1
    diagnostics.append(
      .controlCharacter(
        at: SourcePosition(
          path: file.path, line: before.count { $0 == 0x0A } + 1, column: column)))
    return nil
  }
  return text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
}

func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A, 0x0D: false
  case 0..<0x20, 0x7F..<0xA0: true
  default: false
  }
}

private func position(of node: Node, _ path: String) -> SourcePosition {
  SourcePosition(path: path, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
}

private func place(of error: any Error, path: String) -> SourcePosition {
  switch error as? YamlError {
  case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
    SourcePosition(path: path, line: mark.line, column: mark.column)
  default: SourcePosition(path: path)
  }
}

private func describe(_ error: any Error) -> String {
  switch error as? YamlError {
  case .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
    .composer(_, let problem, _, _):
    "this is not YAML: \(problem)"
  case .duplicatedKeysInMapping(let duplicates, _):
    "a key stands here twice: \(duplicates.map(\.description).sorted().joined(separator: ", "))"
  default: "this is not YAML"
  }
}
