import ContentReading
import StatusModel
import TestSupport

/// Entries that a seed makes up: any keys, any times, and words that try to break a file.
struct RandomEntry {
  private var random: SeededGenerator
  /// Of the site; more than one now and then.
  let languages: [String]

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    languages = random.chance(30) ? ["en", "de", "pt-BR"] : ["en"]
  }

  mutating func entry() -> Entry {
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<4: .incident(incident())
    case 4..<6: .maintenance(maintenance())
    case 6..<8: .postmortem(postmortem())
    case 8: .announcement(announcement())
    default: .page(page())
    }
  }

  private mutating func incident() -> Incident {
    let count = Int.random(in: 1...4, using: &random)
    let own = random.chance(40)
    let components = ids(["api", "web", "null", "true", "1", "a-b"]).map {
      Incident.AffectedComponent(component: $0, status: own ? status() : nil)
    }
    var time = moment()
    let started =
      random.chance(40) ? time.advanced(by: -Int.random(in: 0...9_999, using: &random)) : nil
    let updates = (0..<count).map { _ in
      defer { time = time.advanced(by: random.chance(20) ? 0 : seconds(most: 90_000)) }
      return incidentUpdate(at: time)
    }
    let (title, titles) = names()
    return Incident(
      id: id(), title: title, titleTranslations: titles,
      severity: pick(["SEV1", "P1", "Sev-0", "on", "1"]),
      components: components, started: started, detected: random.chance(30) ? moment() : nil,
      roles: Incident.Roles(
        commander: name(), communications: name(), scribe: name()),
      isDraft: random.chance(20), isImported: random.chance(20), updates: updates)
  }

  private mutating func incidentUpdate(at time: Timestamp) -> Incident.Update {
    let (text, translations) = texts(mayBeEmpty: false)
    return Incident.Update(
      state: random.chance(30) ? nil : pick(Incident.State.allCases), time: time,
      severity: random.chance(20) ? pick(["SEV2", "P1"]) : nil,
      statusChanges: random.chance(30)
        ? ids(["api", "web", "a-b"]).map { Incident.StatusChange(component: $0, status: status()) }
        : [],
      nextUpdate: random.chance(30) ? time.advanced(by: 1 + seconds(most: 200_000)) : nil,
      text: text, translations: translations, isQuiet: random.chance(20))
  }

  private mutating func maintenance() -> Maintenance {
    var time = moment()
    let start = moment()
    let updates = (0..<Int.random(in: 1...3, using: &random)).map { _ in
      defer { time = time.advanced(by: seconds(most: 90_000)) }
      let state = random.chance(20) ? nil : pick(Maintenance.State.allCases)
      let tells = [.inProgress, .verifying, .completed].contains(state)
      let (text, translations) = texts(mayBeEmpty: tells)
      return Maintenance.Update(
        state: state, time: time, text: text, translations: translations,
        isQuiet: random.chance(20))
    }
    let (title, titles) = names()
    return Maintenance(
      id: id(), title: title, titleTranslations: titles, components: ids(["api", "web", "null"]),
      window: MaintenanceWindow(
        start: start, end: random.chance(80) ? start.advanced(by: 1 + seconds(most: 90_000)) : nil),
      isAutomatic: random.chance(70), isDraft: random.chance(20), isImported: random.chance(20),
      updates: updates)
  }

  private mutating func postmortem() -> Postmortem {
    let isDraft = random.chance(40)
    let (text, translations) = texts(mayBeEmpty: true, isWhole: true)
    return Postmortem(
      incident: id(), published: isDraft && random.chance(50) ? nil : day(), isDraft: isDraft,
      isImported: random.chance(20),
      actions: (0..<Int.random(in: 0...3, using: &random)).map { _ in
        Postmortem.Action(
          kind: pick(Postmortem.Action.Kind.allCases), what: line(),
          done: random.chance(50) ? day() : nil, owner: name())
      },
      text: text, translations: translations)
  }

  private mutating func announcement() -> Announcement {
    let starts = moment()
    let (text, translations) = texts(mayBeEmpty: true, isWhole: true)
    let (title, titles) = names()
    return Announcement(
      id: id(), title: title, titleTranslations: titles, starts: starts,
      ends: random.chance(50) ? starts.advanced(by: 1 + seconds(most: 900_000)) : nil, text: text,
      translations: translations)
  }

  private mutating func page() -> ExtraPage {
    let (text, translations) = texts(mayBeEmpty: true, isWhole: true)
    let (title, titles) = names()
    return ExtraPage(
      id: id(), title: title, titleTranslations: titles, text: text, translations: translations)
  }
}

// MARK: Words

extension RandomEntry {
  /// One line that an entry may hold, whatever YAML thinks of it.
  private mutating func line() -> String {
    let words = [
      "Cards", "fail:", "50 %", "# no comment", "a #b", "- dash", "\"quoted\"", "it's",
      "back\\slash",
      "null", "~", "true", "{a: b}", "[x]", "*star", "&amp;", "!tag", "%25", "@at", "`tick`",
      "ümläut",
      "🔥", "👩‍🚒", "a\u{301}", "שלום", "支付", "---", "...", ": ", "? ", "|", ">", "<<", "2026-11-20",
      "0x1F", "1e3", "\u{00A0}", "\u{200D}", "\u{200F}", "end,", "(x)", "no", "Off", "##", "'",
    ]
    while true {
      let count = Int.random(in: 1...4, using: &random)
      let line = (0..<count).map { _ in pick(words) }
        .joined(separator: random.chance(80) ? " " : "")
      let edges = [line.unicodeScalars.first, line.unicodeScalars.last]
      if edges.allSatisfy({ $0 != " " }) { return line }
    }
  }

  private mutating func name() -> String? { random.chance(30) ? line() : nil }

  /// A name is given in the first language, and perhaps in others.
  private mutating func names() -> (String, [Translation]) {
    guard languages.count > 1, random.chance(60) else { return (line(), []) }
    let others = languages.dropFirst().filter { _ in random.chance(70) }.shuffled(using: &random)
    guard !others.isEmpty else { return (line(), []) }
    let translations = ([languages[0]] + others).map { Translation(language: $0, text: line()) }
    return (translations[0].text, translations)
  }

  /// - Parameter isWhole: the entry is one text, so that any heading is part of it.
  private mutating func texts(
    mayBeEmpty: Bool, isWhole: Bool = false
  ) -> (String, [Translation]) {
    if mayBeEmpty, random.chance(20) { return ("", []) }
    guard languages.count > 1, random.chance(60) else { return (text(isWhole: isWhole), []) }
    let given = languages.filter { _ in random.chance(70) }
    guard let first = given.first else { return (text(isWhole: isWhole), []) }
    // A text in the first language alone needs no heading, so it is no translation.
    if given == [languages[0]] { return (text(isWhole: isWhole), []) }
    let rest = given.dropFirst().shuffled(using: &random)
    let translations = ([first] + rest).map {
      Translation(language: $0, text: text(isWhole: isWhole))
    }
    return (translations[0].text, translations)
  }

  /// Blocks of CommonMark that stand for themselves, one below the other.
  private mutating func text(isWhole: Bool) -> String {
    let blocks = [
      "We look into it.", "**Strong** words, and `code`.\nA second line.", "- one\n- two\n\n  more",
      "> quoted\n> ## words", "```\n## Resolved - 2026-11-20 10:00 UTC\n```", "~~~\n---\n~~~",
      "    ## indented code of 2026", "### A smaller heading", "#### Deeper", "\\## escaped", "***",
      "#hashtag", "title: not a key", "severity: SEV1", "🔥 Café\u{301} über",
      "שלום \u{202B}x\u{202C}",
      "1. first\n2. second", "[words](https://acme.example)", "<token> shown", "a  \nb", "x: y # z",
      "* star", "\ttab", "Release \u{00A0}2", "<!-- a note -->\n\nwords", "_ _\u{00AD}words",
      "Underlined\n\n---\n\nrule",
    ]
    let outer = ["## A section", "Underlined\n---", "Top\n===", "# Top"]
    let count = Int.random(in: 1...4, using: &random)
    let picked = (0..<count).map { _ in pick(isWhole && random.chance(20) ? outer : blocks) }
    return (["Words."] + picked).joined(separator: "\n\n")
  }
}

// MARK: Other values

extension RandomEntry {
  private mutating func id() -> String { pick(["2026-11-20-api", "x", "null", "1", "a-b-c"]) }

  private mutating func ids(_ all: [String]) -> [String] {
    all.filter { _ in random.chance(40) }.shuffled(using: &random)
  }

  private mutating func status() -> ComponentStatus {
    pick([.operational, .degradedPerformance, .partialOutage, .majorOutage])
  }

  /// From 1971 to 2098.
  private mutating func moment() -> Timestamp {
    Timestamp(
      seconds: Int.random(in: 31_536_000...4_039_372_800, using: &random)
    )
  }

  private mutating func day() -> CivilDate { moment().civilTime().date }

  private mutating func seconds(most: Int) -> Int { Int.random(in: 0...most, using: &random) }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &random)]
  }
}
