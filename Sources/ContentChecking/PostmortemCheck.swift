import Addresses
import Markdown
import PlainEnglish
import StatusModel

/// The people whom the private fields of a site name.
struct People {
  /// In lower case, cut into words, by the first of them.
  private let names: [String: [[String]]]

  init(of history: History) {
    let roles = history.incidents.flatMap { $0.roles.people }
    let owners = history.postmortems.flatMap { $0.actions.compactMap(\.owner) }
    let names = Set(roles + owners).map { TextWords($0).words.map(\.text) }
    self.names = Dictionary(grouping: names.filter { $0.count > 1 }) { $0[0] }
  }

  /// The whole names in a text; of `own` people also a part of the name, of two letters or more and
  /// with a capital one. In code stands no name, in quotation marks there may.
  func matches(in text: TextWords, own: [String]) -> [Range<Int>] {
    let parts = Set(
      own.flatMap { TextWords($0).words }.filter {
        $0.isCapitalised && $0.text.unicodeScalars.count > 1
      }
      .map(\.text))
    var matches: [Range<Int>] = []
    var index = 0
    while index < text.words.count {
      let word = text.words[index]
      let whole = names[word.text, default: []].filter { name in
        text.words[index...].prefix(name.count).map(\.text) == name
      }.map(\.count).max()
      let named = whole ?? (word.isCapitalised && parts.contains(word.text) ? 1 : 0)
      let length = word.origin == .code ? 0 : named
      if length > 0 { matches.append(index..<index + length) }
      index += max(1, length)
    }
    return matches
  }
}

extension Incident.Roles {
  fileprivate var people: [String] { [commander, communications, scribe].compactMap { $0 } }
}

/// What is to be said of one published postmortem.
struct PostmortemCheck {
  private let postmortem: Postmortem
  private let own: [String]
  private let people: People
  private let languages: SpokenLanguages

  init(
    _ postmortem: Postmortem, of incident: Incident?, people: People, languages: SpokenLanguages
  ) {
    self.postmortem = postmortem
    own = (incident?.roles.people ?? []) + postmortem.actions.compactMap(\.owner)
    self.people = people
    self.languages = languages
  }

  var findings: [ContentFinding] {
    let texts = languages.texts(of: postmortem.text, postmortem.translations)
    return texts.prefix(1).flatMap { sectionFindings(in: $0) }
      + texts.flatMap { text in
        blameFindings(in: text) { .text(0, byte: $0, part: text.part) }
      }
      + postmortem.actions.flatMap { action in
        blameFindings(in: languages.spoken(action.what, in: languages.first)) { _ in
          .key(["actions"])
        }
      }
  }

  private var file: String { EntryPath.postmortem(ofIncident: postmortem.incident).path }

  private func blameFindings(
    in spoken: SpokenText, at spot: (Int) -> ContentFinding.Spot
  ) -> [ContentFinding] {
    let text = spoken.text
    let found = TextWords(text)
    let named = people.matches(in: found, own: own)
    let blaming = spoken.words.blame.matches(in: found).without(overlapping: named)
    let place = { (match: Range<Int>) in found.words[match.lowerBound].offset }
    return named.map { match in
      ContentFinding(
        .personNamed,
        "'\(phrase(match, in: found, of: text))' names a person of this team to everybody who reads the page",
        hint: "say what the system let happen, and name no person: 'the change was rolled out'",
        in: file, at: spot(place(match)))
    }
      + blaming.map { match in
        ContentFinding(
          .blame,
          "'\(phrase(match, in: found, of: text))' blames a person, and readers of the page learn no cause",
          hint: "ask what made it easy to do: 'nothing compared the two files before the change'",
          in: file, at: spot(place(match)))
      }
  }

  private func sectionFindings(in text: SpokenText) -> [ContentFinding] {
    let sections = PostmortemSections(of: text.text, titles: text.words.postmortemSections)
    let missing = sections.missing
    let absent = ContentFinding(
      .missingSection,
      "the postmortem has no section \(listWords(missing.map { "'\($0)'" })), so readers miss it on the page",
      hint:
        "add '\(sections.heading(of: missing.first ?? ""))' and what there is to say, even 'Nothing.'",
      in: file, at: .end)
    return (missing.isEmpty ? [] : [absent])
      + sections.empty.map { section in
        ContentFinding(
          .emptySection,
          "the section '\(section.title)' is empty, so the page shows a heading with nothing below it",
          hint: "write what there is to say, even 'Nothing.'",
          in: file, at: .text(0, byte: section.byte, part: text.part))
      }
  }
}
