import Diagnostics

extension Diagnostic {
  static func unclosedTag(close: String, at place: SourcePosition) -> Self {
    Diagnostic(
      .error, "unclosed-tag", "this tag is not closed", hint: "end it with '\(close)'", at: place)
  }

  static func unsupportedTag(at place: SourcePosition) -> Self {
    Diagnostic(
      .error, "unsupported-tag", "this kind of tag is not used in Allclear's templates",
      hint: "write {{name}}, {{{name}}}, {{#name}}…{{/name}}, {{^name}}…{{/name}} or {{>partial}}",
      at: place)
  }

  static func nestedTooDeep(at place: SourcePosition) -> Self {
    Diagnostic(
      .error, "unsupported-tag", "sections stand more than 32 deep",
      hint: "move inner sections into a partial", at: place)
  }

  static func sectionNotOpened(_ name: String, at place: SourcePosition) -> Self {
    Diagnostic(
      .error, "unbalanced-section", "{{/\(name)}} closes a section that is not open",
      hint: "remove it, or write {{#\(name)}} before it", at: place)
  }

  static func sectionMismatch(
    _ name: String, expected start: TemplateTag, at place: SourcePosition
  ) -> Self {
    Diagnostic(
      .error, "unbalanced-section",
      "{{/\(name)}} stands where {{/\(start.name)}} is expected",
      hint: "the section '\(start.name)' was opened in line \(start.position.line)", at: place)
  }

  static func sectionNotClosed(_ name: String, at place: SourcePosition) -> Self {
    Diagnostic(
      .error, "unbalanced-section", "the section '\(name)' is not closed",
      hint: "write {{/\(name)}} where it ends", at: place)
  }

  static func unknownTemplateValue(
    _ name: String, nearest: String?, known: [String], at place: SourcePosition
  ) -> Self {
    Diagnostic(
      .error, "unknown-template-value",
      "unknown value '\(name)'" + guess(nearest),
      hint: "known here: " + known.joined(separator: ", "), at: place)
  }

  static func unknownWord(_ name: String, nearest: String?, at place: SourcePosition) -> Self {
    Diagnostic(
      .error, "unknown-template-value", "unknown word '\(name)'" + guess(nearest),
      hint: "the words stand in theme/strings/en.yml; those with {placeholders} or plural forms "
        + "cannot stand in a template", at: place)
  }

  static func unescapedText(_ name: String, at place: SourcePosition) -> Self {
    Diagnostic(
      .error, "unescaped-text", "'\(name)' is text and would be put into the page unescaped",
      hint: "write {{\(name)}}", at: place)
  }

  static func escapedHTML(_ name: String, at place: SourcePosition) -> Self {
    Diagnostic(
      .error, "escaped-html", "'\(name)' is HTML and would show its tags to readers",
      hint: "write {{{\(name)}}}", at: place)
  }

  static func notAValue(_ name: String, at place: SourcePosition) -> Self {
    Diagnostic(
      .error, "not-a-value", "'\(name)' is a section and cannot be shown itself",
      hint: "write {{#\(name)}}…{{/\(name)}}", at: place)
  }

  static func unknownPartial(_ name: String, nearest: String?, at place: SourcePosition) -> Self {
    Diagnostic(
      .error, "unknown-partial", "there is no template '\(name)'" + guess(nearest),
      hint: "a partial is a file theme/layouts/NAME.mustache", at: place)
  }

  static func recursivePartial(_ path: [String], at place: SourcePosition) -> Self {
    Diagnostic(
      .error, "recursive-partial",
      "a template may not include itself: " + path.joined(separator: " > "),
      hint: "use a section for what repeats", at: place)
  }

  static func unusedTemplate(_ name: String, nearest: String?, at place: SourcePosition) -> Self {
    Diagnostic(
      .warning, "unused-template", "no page uses this template" + guess(nearest),
      hint: "name it after the built-in template that it replaces, or include it with {{>\(name)}}",
      at: place)
  }

  static func strayThemeFile(nearest: String?, at place: SourcePosition) -> Self {
    Diagnostic(
      .warning, "unknown-theme-file", "no page uses this file" + guess(nearest),
      hint:
        "a theme has layouts/NAME.mustache, strings/LANGUAGE.yml, checks/LANGUAGE.yml and assets/ "
        + list(themeAssets), at: place)
  }

  private static func list(_ words: [String]) -> String {
    words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "")
  }

  static func notUTF8(at place: SourcePosition) -> Self {
    Diagnostic(
      .error, "not-utf8", "this file is not UTF-8 text", hint: "save it as UTF-8", at: place)
  }

  static func controlCharacter(at place: SourcePosition) -> Self {
    Diagnostic(
      .error, "control-character", "a control character stands here",
      hint: "delete it, or save the file as UTF-8 if all of it looks odd", at: place)
  }

  static func invalidStrings(_ problem: String, at place: SourcePosition) -> Self {
    Diagnostic(
      .error, "invalid-strings", problem,
      hint: "write one 'key: text' a line; plural forms stand indented below their key", at: place)
  }

  static func unknownString(_ key: String, nearest: String?, at place: SourcePosition) -> Self {
    Diagnostic(
      .error, "unknown-string", "unknown string '\(key)'" + guess(nearest),
      hint: "the known ones stand in the built-in theme/strings/en.yml", at: place)
  }

  static func missingPlaceholder(
    _ name: String, in key: String, at place: SourcePosition
  ) -> Self {
    Diagnostic(
      .error, "missing-placeholder", "'\(key)' does not say where {\(name)} stands",
      hint: "write {\(name)} in the text", at: place)
  }

  static func unknownPlaceholder(
    _ name: String, in key: String, at place: SourcePosition
  ) -> Self {
    Diagnostic(
      .error, "unknown-placeholder", "'\(key)' knows no placeholder {\(name)}",
      hint: "use only those of the built-in theme/strings/en.yml", at: place)
  }

  static func unknownLanguage(
    _ language: String, known: [String], at place: SourcePosition
  ) -> Self {
    Diagnostic(
      .error, "unknown-language", "there are no words for the language '\(language)'",
      hint: "add theme/strings/\(language).yml, or choose one of: "
        + known.joined(separator: ", "), at: place)
  }

  static func missingStrings(_ keys: [String], at place: SourcePosition) -> Self {
    let words = keys.count == 1 ? "a word is" : "\(keys.count) words are"
    return Diagnostic(
      .warning, "missing-string",
      "\(words) missing, and the page shows English: " + keys.joined(separator: ", "),
      hint: "add 'key: text' for each; the English texts stand in the built-in "
        + "theme/strings/en.yml", at: place)
  }

  static func missingPluralForm(
    _ forms: [String], of key: String, at place: SourcePosition
  ) -> Self {
    let words = forms.map { "'\($0)'" }.joined(separator: " and ")
    return Diagnostic(
      .warning, "missing-plural-form",
      "'\(key)' lacks the plural \(words), and the page shows 'other'",
      hint: "write \(forms[0]): and the text for it beside 'other'", at: place)
  }

  static func missingLogo(
    _ path: String, nearest: String?, at place: SourcePosition
  ) -> Self {
    Diagnostic(
      .warning, "missing-logo",
      "the logo '\(path)' is not there, so pages show none" + guess(nearest),
      hint: "put the file into static/, or correct 'logo'", at: place)
  }

  /// - Parameter contrast: what was found; cut, not rounded, so that it never reads as enough.
  static func unreadableAccent(
    _ accent: String, contrast: Double, readable: String?, at place: SourcePosition
  ) -> Self {
    let hundredths = Int(contrast * 100)
    let digits = hundredths % 100
    let found = "\(hundredths / 100).\(digits < 10 ? "0" : "")\(digits)"
    return Diagnostic(
      .error, "unreadable-accent",
      "links in '\(accent)' cannot be read on the light page: their contrast is \(found):1, "
        + "and they need 4.5:1",
      hint: readable.map { "the nearest darker colour that can be read is \"\($0)\"" }
        ?? "choose a colour that differs more from the page",
      at: place)
  }

  static func missingThemeFile(_ path: String) -> Self {
    Diagnostic(
      .error, "missing-theme-file", "the built-in theme lacks this file",
      hint: "install Allclear again", at: SourcePosition(path: path))
  }

  private static func guess(_ nearest: String?) -> String {
    nearest.map { "; did you mean '\($0)'?" } ?? ""
  }
}
