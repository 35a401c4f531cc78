import Foundation
import StatusModel

/// A small site that somebody keeps editing, and the clock by which it is built.
struct EditedSite {
  /// By their paths in the site folder.
  private(set) var files: [String: String] = [:]
  private(set) var now: Timestamp
  private var dice: Dice
  /// Of names in a second language, so that the other steps of a seed stay what they were.
  private var nameDice: Dice
  private var count = 0

  private static let components = ["api", "web", "jobs", "old"]
  private static let words = [
    "We look into it.", "A fix is out.", "Some requests fail.", "All is **well** again.",
    "See [the plan](/static/plan.txt).", "See [the other one](/incidents/2026-11-01-x1/).",
    "More `code` and [nothing](/nowhere/).",
  ]

  init(seed: UInt64) {
    dice = Dice(seed: seed)
    nameDice = Dice(seed: seed ^ 0xde)
    // 2026-11-20T10:00:00Z
    now = Timestamp(seconds: 1_795_168_800)
    hasGerman = Bool.random(using: &nameDice)
    files["status.yml"] = statusFile()
    files["static/plan.txt"] = "plan\n"
    for _ in 0..<4 { addIncident() }
    addMaintenance()
  }

  private var hasGerman = false
  private var germanWord = "Eins"
  private var zone = "UTC"
  private var level = "30m"
  private var hasOld = true

  private func statusFile() -> String {
    """
    name: \(name("Acme", germanWord))
    url: https://status.acme.example
    \(hasGerman ? "languages: [en, de]" : "language: en")
    timezone: \(zone)
    components:
      - group: \(name("Apps", "Anwendungen \(germanWord)"))
        components:
          - {id: api, name: \(name("API", "Schnittstelle \(germanWord)"))}
          - {id: web, name: Web, show: degraded}
      - {id: jobs, name: Jobs}
      - {id: old, name: Old\(hasOld ? "" : ", until: 2026-12-24")}
    severities:
      SEV1:
        name: \(name("Critical", "Kritisch \(germanWord)"))
        status: major_outage
        impact: critical
        update_every: \(level)
      SEV2: {name: Minor, status: degraded_performance, impact: minor}

    """
  }

  /// A name as it is written in the site's languages.
  private func name(_ english: String, _ german: String) -> String {
    hasGerman ? "{en: \(english), de: \(german)}" : english
  }

  /// Something that people do, or that happens to them.
  ///
  /// - Returns: what was done, for a person.
  mutating func step() -> String {
    if let repair = takeBack() { return repair }
    switch Int.random(in: 0..<24, using: &dice) {
    case 0, 1:
      addIncident()
      return "an incident is added"
    case 2, 3, 4: return appendUpdate()
    case 5:
      return change("a word is corrected") {
        $0.replacing(" it", with: " this", maxReplacements: 1)
      }
    case 6: return remove()
    case 7: return rename()
    case 8:
      addMaintenance()
      return "a maintenance is added"
    case 9: return addPostmortem()
    case 10:
      files["announcements/note.md"] =
        "---\ntitle: \(name("Note", "Notiz \(next())"))\nstarts: \(written(now, back: 3_600))\nends: \(written(now, back: -90_000))\n---\n\n\(word())\n"
      return "an announcement is written"
    case 11:
      files["pages/about.md"] = "---\ntitle: \(name("About", "Über"))\n---\n\n\(word()) \(next())\n"
      return "a page is written"
    case 12:
      files["static/plan.txt"] = "plan \(next())\n"
      return "a file to be copied is changed"
    case 13: return changeTheme()
    case 14: return changeStatus()
    case 15:
      files[Self.broken] = "---\ntitle: [\n---\n"
      return "a broken file comes"
    case 16:
      return change("an entry becomes a draft, or public") {
        $0.contains("draft: true\n")
          ? $0.replacing("draft: true\n", with: "")
          : $0.replacing("---\n", with: "---\ndraft: true\n", maxReplacements: 1)
      }
    case 17...20: return goOn()
    case 21:
      latest = now
      now = now.advanced(by: -Int.random(in: 60...200_000, using: &dice))
      return "the clock goes back"
    case 22: return translate()
    default: return "nothing"
    }
  }

  private static let broken = "incidents/2026-11-02-broken.md"
  /// What the clock said before it went back.
  private var latest: Timestamp?

  /// What stops every build does not stay for long.
  private mutating func takeBack() -> String? {
    if files.removeValue(forKey: Self.broken) != nil { return "the broken file goes" }
    guard let latest, Bool.random(using: &dice) else { return nil }
    now = latest
    self.latest = nil
    return "the clock is right again"
  }

  private mutating func next() -> Int {
    count += 1
    return count
  }

  private mutating func word() -> String { Self.words.randomElement(using: &dice) ?? "" }

  private func written(_ moment: Timestamp, back seconds: Int = 0) -> String {
    let time = moment.advanced(by: -seconds).civilTime(offset: 0)
    let (hour, minute) = (time.secondOfDay / 3_600, time.secondOfDay / 60 % 60)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(time.date.iso8601) \(two(hour)):\(two(minute)) UTC"
  }

  private mutating func addIncident() {
    let back = Int.random(in: 0...(100 * 86_400), using: &dice)
    let start = now.advanced(by: -back)
    let day = start.civilTime(offset: 0).date.iso8601
    let named = Self.components.filter { _ in Bool.random(using: &dice) }
    var text =
      "---\ntitle: \(name("Trouble \(next()) <b>", "Ärger \(count) <i>"))\nseverity: \(Bool.random(using: &dice) ? "SEV1" : "SEV2")\n"
    if !named.isEmpty { text += "components: [\(named.joined(separator: ", "))]\n" }
    text += "---\n\n## Investigating - \(written(start))\n\n\(word())\n"
    if back > 7_200, Int.random(in: 0..<4, using: &dice) > 0 {
      text += "\n## Resolved - \(written(start, back: -3_600))\n\n\(word())\n"
    }
    files["incidents/\(day)-x\(count).md"] = text
  }

  private mutating func addMaintenance() {
    let start = now.advanced(by: Int.random(in: -90_000...90_000, using: &dice))
    let day = start.civilTime(offset: 0).date.iso8601
    let announced = written(min(start, now), back: 7_200)
    files["maintenance/\(day)-m\(next()).md"] = """
      ---
      title: \(name("Work \(count)", "Arbeit \(count)"))
      components: [jobs]
      starts: \(written(start))
      ends: \(written(start, back: -Int.random(in: 1...40, using: &dice) * 900))
      ---

      ## Scheduled - \(announced)

      \(word())

      """
  }

  private mutating func some(_ folder: String) -> String? {
    files.keys.filter { $0.hasPrefix(folder) }.sorted().randomElement(using: &dice)
  }

  private mutating func appendUpdate() -> String {
    guard let path = some(Bool.random(using: &dice) ? "incidents/" : "maintenance/") else {
      return "nothing"
    }
    let states =
      path.hasPrefix("incidents/")
      ? ["Update", "Identified", "Monitoring", "Resolved", "Retracted"]
      : ["Update", "In progress", "Completed"]
    let state = states.randomElement(using: &dice) ?? "Update"
    files[path, default: ""] += "\n## \(state) - \(written(now))\n\n\(word())\n"
    return "\(state) in \(path)"
  }

  private mutating func change(_ what: String, _ edit: (String) -> String) -> String {
    guard let path = some(Bool.random(using: &dice) ? "incidents/" : "maintenance/") else {
      return "nothing"
    }
    files[path] = files[path].map(edit)
    return "\(what) in \(path)"
  }

  private mutating func remove() -> String {
    let folders = [
      "incidents/", "maintenance/", "postmortems/", "announcements/", "pages/", "theme/",
    ]
    guard let path = some(folders.randomElement(using: &dice) ?? "") else { return "nothing" }
    files[path] = nil
    return "\(path) is deleted"
  }

  private mutating func rename() -> String {
    guard let path = some("incidents/"), let name = path.split(separator: "/").last else {
      return "nothing"
    }
    let text = files.removeValue(forKey: path)
    let moved =
      Bool.random(using: &dice)
      ? "incidents/\(next())/\(name)" : "incidents/\(name.dropLast(3))-r\(next()).md"
    files[moved] = text
    return "\(path) becomes \(moved)"
  }

  private mutating func addPostmortem() -> String {
    guard let incident = some("incidents/"), let name = incident.split(separator: "/").last else {
      return "nothing"
    }
    let day = now.civilTime(offset: 0).date
      .advanced(byDays: Int.random(in: -3...1, using: &dice)).iso8601
    files["postmortems/\(name)"] = """
      ---
      published: \(day)
      actions:
        - {kind: alert, what: Watch it \(next()), done: \(day)}
      ---

      \(word())

      """
    return "a postmortem of \(incident)"
  }

  private mutating func changeTheme() -> String {
    let path = "theme/strings/en.yml"
    files[path] = files[path] == nil ? "footer_feeds: Feeds \(next())\n" : nil
    if files[path] != nil { files[path] = "resolved: Done \(next())\n" }
    return "the theme's words change"
  }

  private mutating func changeStatus() -> String {
    switch Int.random(in: 0..<4, using: &dice) {
    case 0: toggleGerman()
    case 1: zone = zone == "UTC" ? "Pacific/Auckland" : "UTC"
    case 2: level = level == "30m" ? "1h" : "30m"
    default: hasOld.toggle()
    }
    files["status.yml"] = statusFile()
    return "status.yml changes"
  }

  /// Names in a language that the site no longer has would stop every build.
  private mutating func toggleGerman() {
    hasGerman.toggle()
    guard !hasGerman else { return }
    files = files.mapValues { $0.replacing(/\{en: ([^,}]*), de: [^}]*\}/) { $0.output.1 } }
  }

  /// The German name of something is another one, or there for the first time.
  private mutating func translate() -> String {
    guard hasGerman else { return "nothing" }
    let word = "Wort \(Int.random(in: 1...9_999, using: &nameDice))"
    let folders = ["incidents/", "maintenance/", "announcements/", "pages/"]
    let paths = files.keys.filter { path in folders.contains { path.hasPrefix($0) } }.sorted()
    guard let path = (paths + ["status.yml"]).randomElement(using: &nameDice) else {
      return "nothing"
    }
    if path == "status.yml" {
      germanWord = word
      files[path] = statusFile()
    } else {
      files[path] = files[path]?
        .replacing(/title: (?:\{en: )?([^,}\n]*)(?:, de: [^}]*\})?\n/, maxReplacements: 1) {
          "title: {en: \($0.output.1), de: \(word)}\n"
        }
    }
    return "a name of \(path) is \(word) in German"
  }

  private mutating func goOn() -> String {
    let spans = [60, 300, 3_600, 50_000, 86_400, 20 * 86_400]
    now = now.advanced(by: spans.randomElement(using: &dice) ?? 60)
    return "the clock goes on"
  }
}
