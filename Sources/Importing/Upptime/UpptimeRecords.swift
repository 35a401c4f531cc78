import ContentWriting
import Diagnostics
import StatusModel

/// What the files of an Upptime repository hold, each told by its keys.
struct UpptimeRecords {
  struct Site {
    let slug: String
    let name: String
    let value: ForeignValue
  }

  private struct Said: Hashable {
    let number: String
    let author: String?
    let time: String?
    let body: String?
  }

  private(set) var configuration: ForeignValue?
  /// By number; the first copy counts.
  private(set) var issues: [(number: String, value: ForeignValue)] = []
  /// By the number of their issue.
  private(set) var comments: [String: [ForeignValue]] = [:]
  /// First days, by slug.
  private(set) var firstDays: [String: CivilDate] = [:]
  private var summary: [ForeignValue] = []
  private var numbers: Set<String> = []
  private var known: Set<Said> = []
  var notes = ReadingNotes()

  var isEmpty: Bool { issues.isEmpty && configuration == nil }

  mutating func add(configuration value: ForeignValue) {
    configuration = configuration ?? value
  }

  mutating func add(history value: ForeignValue, of slug: String) {
    guard let text = value.text("startTime") else { return }
    if let day = foreignDay(text) ?? scriptDay(text) {
      firstDays[slug] = day
      notes.count("history startTime", .kept)
    } else {
      notes.count("history startTime", .lost)
    }
    notes.countLost(value, besides: ["startTime", "url"], of: "history")
  }

  /// Pages that `gh api --paginate --slurp` joined are lists of lists.
  mutating func add(_ value: ForeignValue) {
    if let list = value.list {
      for item in list { add(item) }
    } else if value.text("number") != nil, value.has("title") {
      addIssue(value)
    } else if let address = value.text("issue_url"), value.has("body") {
      addComment(value, of: address.split(separator: "/").last.map(String.init) ?? "")
    } else if value.has("slug"), value.has("uptime") {
      summary.append(value)
      notes.countLost(value, besides: ["name", "url", "slug"], of: "summary")
    } else {
      notes.find(
        .leftOut, value.place.path, "these keys are of nothing that this import knows",
        at: value.place)
    }
  }

  private mutating func addIssue(_ value: ForeignValue) {
    guard let number = value.text("number") else { return }
    for comment in value.list("comments") { addComment(comment, of: number) }
    if numbers.insert(number).inserted { issues.append((number, value)) }
  }

  /// Once, also where `gh` and the REST API both give it.
  private mutating func addComment(_ value: ForeignValue, of number: String) {
    let said = Said(
      number: number, author: value.author,
      time: value.either("createdAt", "created_at")?.text, body: value.text("body"))
    if known.insert(said).inserted { comments[number, default: []].append(value) }
  }

  /// Those of the settings; without settings, those of the summary.
  var sites: [Site] {
    let slugs = Dictionary(
      summary.compactMap { item in
        item.text("name").flatMap { name in item.text("slug").map { (name, $0) } }
      }, uniquingKeysWith: { first, _ in first })
    let values = configuration?.list("sites") ?? []
    return (values.isEmpty ? summary : values).compactMap { value in
      guard let name = value.text("name") ?? value.text("url") else { return nil }
      let slug = value.text("slug") ?? slugs[name] ?? upptimeSlug(name)
      return Site(slug: slug, name: name, value: value)
    }
  }
}

/// As Upptime names the files of a site: words parted at capitals, then by dashes.
///
/// - Source: @sindresorhus/slugify, `decamelize`.
func upptimeSlug(_ name: String) -> String {
  let words = name.replacing("&", with: " and ")
    .replacing(/([A-Z]{2,})(\d+)/) { "\($0.1) \($0.2)" }
    .replacing(/([a-z\d]+)([A-Z]{2,})/) { "\($0.1) \($0.2)" }
    .replacing(/([a-z\d])([A-Z])/) { "\($0.1) \($0.2)" }
    .replacing(/([A-Z]+)([A-Z][a-rt-z\d]+)/) { "\($0.1) \($0.2)" }
  return slug(of: String(words.prefix(200)), limit: 99)
}

/// The day of `Mon Aug 10 2020 07:54:39 GMT+0000 (Coordinated Universal Time)`, as JavaScript writes a date.
private func scriptDay(_ text: String) -> CivilDate? {
  let words = text.split(separator: " ")
  guard words.count >= 4, let month = monthNumber(words[1]), let day = Int(words[2]),
    let year = Int(words[3]), (1...9_999).contains(year)
  else { return nil }
  return CivilDate(year: year, month: month, day: day)
}
