import Diagnostics
import StatusModel

extension Diagnostic {
  static func badColour(_ text: Located<String>) -> Diagnostic {
    .misspelt(
      .badColour, "\(quoted(text.value)) is not a colour",
      hint: "write it in quotes, like \"#0b5cab\" or \"#05a\"", text)
  }

  static func badLanguage(_ text: Located<String>) -> Diagnostic {
    .misspelt(
      .badLanguage, "\(quoted(text.value)) is not a language tag",
      hint: "write one like en, de or pt-BR", text)
  }

  /// - Parameter plain: the tag without its extension.
  static func languageExtension(_ text: Located<String>, plain: String) -> Diagnostic {
    .misspelt(
      .badLanguage,
      "\(quoted(text.value)) has the extension \(quoted(String(text.value.dropFirst(plain.count + 1))))",
      hint: "write '\(plain)'; a language is a tag without an extension", text)
  }

  static func badLogo(_ text: Located<String>) -> Diagnostic {
    .misspelt(
      .badLogo, "\(quoted(text.value)) is not a file in static/",
      hint: "write a path like static/logo.svg", text)
  }

  static func badPattern(_ text: Located<String>) -> Diagnostic {
    .error(
      .badPattern, "\(quoted(text.value)) is not a regular expression",
      hint: "put a backslash before brackets and dots that stand for themselves",
      at: text.position)
  }

  static func badWeight(_ text: Located<String>) -> Diagnostic {
    .misspelt(
      .badWeight, "\(quoted(text.value)) is not a weight",
      hint: "write a number from 0 to 1 with at most six decimals, such as 0.3",
      text)
  }

  static func badSeverityID(_ id: String, at place: SourcePosition) -> Diagnostic {
    .misspelt(
      .badSeverityID, "\(quoted(id)) cannot be the id of a severity",
      hint: "use A-Z, a-z, 0-9, '-' and '_', 32 characters at most, a letter or a digit first",
      Located(id, at: place))
  }

  static func severityCount(_ count: Int, at place: SourcePosition) -> Diagnostic {
    .error(
      .severityCount, "there \(count == 1 ? "is 1 severity" : "are \(count) severities")",
      hint: "list two to nine, from worst to least, or leave the key out for SEV1 to SEV3",
      at: place)
  }

  static func severityOrder(
    _ id: String, above: String, at place: SourcePosition
  ) -> Diagnostic {
    .error(
      .severityOrder, "'\(id)' has a greater impact than '\(above)' above it",
      hint: "list the severities from worst to least", at: place)
  }

  /// It would show an open critical incident under a green page.
  static func severityContradicts(
    _ status: ComponentStatus, _ impact: Impact, at place: SourcePosition
  ) -> Diagnostic {
    .error(
      .severityContradicts,
      "'impact: \(impact.rawValue)' contradicts 'status: \(status.rawValue)' of the same level",
      hint: status == .operational
        ? "write 'impact: none', or say what becomes of components, such as 'status: major_outage'"
        : "write 'status: operational', or the impact on customers, such as 'impact: minor'",
      at: place)
  }

  static func unknownTimeZone(_ text: Located<String>, nearest: String?) -> Diagnostic {
    .misspelt(
      .unknownTimeZone, "unknown time zone \(quoted(text.value))\(guess(nearest))",
      hint: "write an IANA name such as Europe/Berlin or UTC", text)
  }

  static func languagesDisagree(
    first: Located<String>, language: String
  ) -> Diagnostic {
    .error(
      .languagesDisagree, "the first language is '\(first.value)', yet 'language' is '\(language)'",
      hint: "list '\(language)' first, or leave 'language' out", at: first.position)
  }

  static func repeatedLanguage(_ text: Located<String>) -> Diagnostic {
    .error(
      .repeatedLanguage, "'\(text.value)' is listed twice", hint: "list each language once",
      at: text.position)
  }

  static func repeatedTranslation(_ language: String, at place: SourcePosition) -> Diagnostic {
    .error(
      .repeatedLanguage, "the text in '\(language)' stands here twice",
      hint: "write each language once; what comes before its heading is in the first language",
      at: place)
  }

  static func repeatedName(in language: Located<String>) -> Diagnostic {
    .error(
      .repeatedLanguage, "\(quoted(language.value)) names a language that stands here already",
      hint: "write each language once", at: language.position)
  }

  /// A name has a text for a language that the site does not have.
  static func unknownLanguage(_ text: Located<String>, known: [String]) -> Diagnostic {
    let near = nearest(to: text.value, among: known)
    return .misspelt(
      .unknownLanguage, "unknown language \(quoted(text.value))\(guess(near))",
      hint: known.count == 1
        ? "this site has '\(known[0])' alone; list the others under 'languages' in status.yml"
        : "this site's languages: \(list(known))",
      text)
  }

  static func missingLanguage(
    _ language: String, of key: String, at place: SourcePosition
  ) -> Diagnostic {
    .error(
      .missingLanguage, "'\(key)' is not given in '\(language)', the site's first language",
      hint: "add '\(language): …'; languages that are left out show that text", at: place)
  }

  static func duplicateComponent(_ id: String, at place: SourcePosition) -> Diagnostic {
    .error(
      .duplicateComponent, "another component above has the id '\(id)'",
      hint: "give each component an id of its own, in groups too", at: place)
  }

  static func duplicateGroup(_ name: String, at place: SourcePosition) -> Diagnostic {
    .error(
      .duplicateGroup, "another group above has the name \(quoted(name))",
      hint: "give each group a name of its own", at: place)
  }

  static func groupNamedNext(_ name: Located<String>) -> Diagnostic {
    .error(
      .reservedID, "a group named \(quoted(name.value)) cannot be named in a heading",
      hint: "'next:' promises the next update there; add an 'id' to the group", at: name.position)
  }

  static func groupLikeComponent(_ word: Located<String>) -> Diagnostic {
    .error(
      .ambiguousGroup, "\(quoted(word.value)) is a component's id too",
      hint: "entries name both; give the group another name, or another 'id'", at: word.position)
  }

  static func groupLikeGroup(_ word: Located<String>) -> Diagnostic {
    .error(
      .ambiguousGroup, "another group above has \(quoted(word.value)) as its name or id",
      hint: "entries name groups by both; give each group words of its own", at: word.position)
  }

  static func untilBeforeSince(_ text: Located<String>, since: CivilDate) -> Diagnostic {
    .error(
      .untilBeforeSince, "'until' \(quoted(text.value)) lies before 'since' '\(since.iso8601)'",
      hint: "'until' is the component's last day; correct one of the two", at: text.position)
  }

  static func nestedGroup(at place: SourcePosition) -> Diagnostic {
    .error(
      .nestedGroup, "a group stands inside a group",
      hint: "groups hold components alone; list this group beside the other", at: place)
  }

  static func emptyList(_ key: String, at place: SourcePosition) -> Diagnostic {
    .error(
      .emptyList, "'\(key)' lists nothing", hint: "list one at least", at: place)
  }

  static func alertWithoutEffect(at place: SourcePosition) -> Diagnostic {
    .error(
      .alertWithoutEffect, "this rule names neither a component nor a severity",
      hint: "add 'component: …' or 'severity: …' beside 'match'", at: place)
  }
}
