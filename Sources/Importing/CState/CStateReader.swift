import ContentReading
import Diagnostics
import SiteFiles
import StatusModel

/// From the pages of a cState site to a history.
struct CStateReader {
  private let settings: ForeignValue?
  private let options: ImportOptions
  /// Of times that name none.
  private let zone: TimeZoneRules
  private var notes = ReadingNotes()

  init(_ settings: ForeignValue?, _ options: ImportOptions) {
    self.settings = settings
    self.options = options
    let named = settings?.setting("timeZone")?.text.flatMap { timeZoneRules(named: $0) }
    // Hugo, too, takes a time without a zone as one in UTC.
    zone = options.timeZone ?? named ?? .utc
  }

  mutating func leaveOut(_ page: SourceFile) {
    notes.find(
      .leftOut, page.path, "this page is no issue; it has no counterpart",
      at: SourcePosition(path: page.path))
  }

  mutating func reading(_ issues: [SourceFile]) throws(ImportError) -> SourceReading {
    var entries: [ImportedHistory.Entry] = []
    for file in issues {
      do throws(ImportError) {
        if let entry = entry(try CStatePage(file)) { entries.append(entry) }
      } catch {
        notes.fail(error, in: file.path)
      }
    }
    try notes.throwProblems()
    let history = ImportedHistory(page: page, components: components(), entries: entries)
    return notes.reading(history)
  }

  private var page: ImportedHistory.Page {
    ImportedHistory.Page(
      name: settings?.setting("title")?.text, url: settings?.setting("baseURL")?.text,
      description: settings?.setting("params")?.setting("description")?.text,
      language: settings?.setting("languageCode")?.text,
      timeZone: settings?.setting("timeZone")?.text)
  }

  /// By categories, as cState shows them.
  private mutating func components() -> [ImportedHistory.Component] {
    let parameters = settings?.setting("params")
    let categories = parameters?.setting("categories")?.list ?? []
    let names = categories.map { $0.text("name") ?? "" }
    let untitled = Set(
      categories.filter { $0.flag("untitled") == true }.compactMap { $0.text("name") })
    notes.count("category without a title", .approximated, times: untitled.count)
    notes.count(
      "category description", .lost,
      times: categories.filter { $0.text("description") != nil }.count)
    let systems = (parameters?.setting("systems")?.list ?? []).enumerated().sorted { one, other in
      (place(of: one.element, in: names), one.offset)
        < (place(of: other.element, in: names), other.offset)
    }
    return systems.compactMap { _, system in
      guard let name = system.text("name") ?? system.text else { return nil }
      notes.countLost(
        system, besides: ["name", "category", "description", "link"], of: "system")
      let category = system.text("category")
      return ImportedHistory.Component(
        id: nil, name: name, group: category.flatMap { untitled.contains($0) ? nil : $0 },
        description: system.text("description"), link: system.text("link"), at: system.place)
    }
  }

  /// Systems without a category come last.
  private func place(of system: ForeignValue, in categories: [String]) -> Int {
    system.text("category").flatMap { categories.firstIndex(of: $0) } ?? categories.count
  }
}

// MARK: Posts

extension CStateReader {
  private static let known: Set<String> = [
    "title", "date", "resolved", "resolvedWhen", "severity", "affected", "informational", "draft",
    "section", "slug", "url",
  ]

  private mutating func entry(_ page: CStatePage) -> ImportedHistory.Entry? {
    let matter = page.matter
    notes.countLost(matter, besides: Self.known, of: "front matter")
    let body = CStateBody(page.lines, firstLine: page.firstLine)
    warn(of: body, page)
    let updates = trackedUpdates(body, page)
    let date = time("date", of: matter)
    guard let start = date ?? updates.map(\.time).min() else {
      notes.find(
        .leftOut, page.name,
        matter.text("date").map { "'date' is no time: \(oneLine($0, limit: 60))" }
          ?? "it has no 'date'", at: matter["date"]?.place ?? matter.place)
      return nil
    }
    guard matter.flag("informational") != true else {
      return informational(page, body, updates, at: start)
    }
    let closed = closed(page, start: updates.map(\.time).max() ?? start)
    return ImportedHistory.Entry(
      .incident, id: page.name, title: title(page), impact: impact(page),
      components: affected(page),
      updates: updates.isEmpty ? wholeUpdate(body, page, at: start) : updates,
      started: started(start, before: updates, page), closed: closed,
      postmortem: postmortem(body, page, closed ?? start),
      isDraft: matter.flag("draft") == true, former: former(page), at: matter.place)
  }

  private func title(_ page: CStatePage) -> String { page.matter.text("title") ?? page.name }

  private mutating func warn(of body: CStateBody, _ page: CStatePage) {
    let place = SourcePosition(path: page.path, line: page.firstLine)
    for name in body.shortcodes.sorted() {
      notes.count("shortcode", .lost)
      notes.find(
        .changed, page.name, "the shortcode '\(oneLine(name, limit: 40))' is kept as text",
        at: place)
    }
    if body.hasHTML {
      notes.count("HTML in a post", .approximated)
      notes.find(.changed, page.name, "HTML in it may show as text; look at it", at: place)
    }
  }

  private func time(_ key: String, of matter: ForeignValue) -> Timestamp? {
    matter.text(key).flatMap { foreignTime($0, in: zone) }
  }

  private mutating func impact(_ page: CStatePage) -> Impact? {
    guard let word = page.matter.text("severity") else { return nil }
    let name = options.words[word] ?? word
    switch name.lowercased() {
    case "down": return .critical
    case "disrupted": return .major
    case "notice", "monitoring": return Impact.none
    default:
      if let impact = Impact(rawValue: name.lowercased()) { return impact }
      notes.find(
        .changed, page.name, "the severity '\(oneLine(word, limit: 40))' is not known",
        at: page.matter["severity"]?.place ?? page.matter.place)
      return nil
    }
  }

  private func affected(_ page: CStatePage) -> [ImportedHistory.Affected] {
    guard let value = page.matter["affected"] else { return [] }
    return (value.list ?? [value]).compactMap(\.text)
      .map { ImportedHistory.Affected(.init(name: $0)) }
  }

  private func former(_ page: CStatePage) -> ImportedHistory.FormerPlaces {
    let base = settings?.setting("baseURL")?.text
    let root = base.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    return ImportedHistory.FormerPlaces(
      addresses: [page.address], rss: root.map { $0 + page.address })
  }

  /// Once it is over; nil while it is open.
  ///
  /// - Parameter start: the last time that is known of it.
  private mutating func closed(_ page: CStatePage, start: Timestamp) -> Timestamp? {
    let matter = page.matter
    let place = matter["resolved"]?.place ?? matter.place
    guard matter.flag("resolved") == true else {
      if let word = matter.text("resolved"), matter.flag("resolved") == nil {
        notes.find(
          .changed, page.name, "'resolved' is no yes or no: \(oneLine(word, limit: 40))", at: place)
      }
      if options.moment.seconds(since: start) > 30 * 86_400 {
        notes.find(.changed, page.name, "it is old and not resolved; it stays open", at: place)
      }
      return nil
    }
    if let end = time("resolvedWhen", of: matter), end >= start {
      notes.count("resolvedWhen", .kept)
      return end
    }
    notes.count("resolvedWhen", .approximated)
    let reason =
      matter.text("resolvedWhen") == nil
      ? "it has no 'resolvedWhen'; it ends at its last known time"
      : "'resolvedWhen' does not lie after what is known of it; it ends at its last known time"
    notes.find(.changed, page.name, reason, at: matter["resolvedWhen"]?.place ?? place)
    return start
  }

  /// The times in the text win over a date that lies far from them.
  private mutating func started(
    _ start: Timestamp, before updates: [ImportedHistory.Update], _ page: CStatePage
  ) -> Timestamp? {
    guard let first = updates.map(\.time).min() else { return start }
    guard abs(first.seconds(since: start)) > 86_400 else { return start }
    notes.find(
      .changed, page.name, "'date' lies far from the times in the text; those are taken",
      at: page.matter["date"]?.place ?? page.matter.place)
    return nil
  }

  private func postmortem(
    _ body: CStateBody, _ page: CStatePage, _ published: Timestamp
  ) -> ImportedHistory.Postmortem? {
    body.postmortem.map { text, line in
      ImportedHistory.Postmortem(
        published: published, text: .init(text, .markdown),
        at: SourcePosition(path: page.path, line: line))
    }
  }
}

// MARK: Updates

extension CStateReader {
  private func wholeUpdate(
    _ body: CStateBody, _ page: CStatePage, at start: Timestamp,
    _ state: Incident.State = .investigating
  ) -> [ImportedHistory.Update] {
    guard !body.whole.isEmpty else { return [] }
    return [
      ImportedHistory.Update(
        .incident(state), time: start, text: .init(body.whole, .markdown),
        at: SourcePosition(path: page.path, line: page.firstLine))
    ]
  }

  private mutating func trackedUpdates(
    _ body: CStateBody, _ page: CStatePage
  ) -> [ImportedHistory.Update] {
    var updates: [ImportedHistory.Update] = []
    for paragraph in body.tracked {
      let place = SourcePosition(path: page.path, line: paragraph.line)
      let written = paragraph.track ?? ""
      let time = foreignTime(written, in: zone)
      if time == nil {
        notes.find(
          .changed, page.name,
          "'track' is no time: \(oneLine(written, limit: 60)); the date of the post is taken",
          at: place)
      }
      guard let time = time ?? self.time("date", of: page.matter) else { continue }
      let marker = cstateMarker(paragraph.text)
      updates.append(
        ImportedHistory.Update(
          marker?.state ?? .unchanged, time: time,
          text: .init(marker?.rest ?? paragraph.text, .markdown), at: place))
    }
    return isNewestFirst(updates) ? updates.reversed() : updates
  }

  /// Where all have one time, the state of the ends tells.
  private func isNewestFirst(_ updates: [ImportedHistory.Update]) -> Bool {
    guard let first = updates.first, let last = updates.last else { return false }
    if first.time != last.time { return first.time > last.time }
    return last.state != .incident(.resolved)
  }

  private mutating func informational(
    _ page: CStatePage, _ body: CStateBody, _ updates: [ImportedHistory.Update],
    at start: Timestamp
  ) -> ImportedHistory.Entry? {
    let matter = page.matter
    let shown = 30 * 86_400
    let isRecent = options.moment.seconds(since: start) < shown
    guard isRecent || options.informational == .keep else {
      notes.find(.leftOut, page.name, "it is informational and old", at: matter.place)
      return nil
    }
    notes.count("informational", .approximated)
    let words = updates.isEmpty ? wholeUpdate(body, page, at: start, .resolved) : updates
    return ImportedHistory.Entry(
      isRecent ? .announcement(ends: start.advanced(by: shown)) : .incident, id: page.name,
      title: title(page), impact: Impact.none, components: affected(page), updates: words,
      started: start, closed: words.map(\.time).max() ?? start,
      isDraft: matter.flag("draft") == true, former: former(page), at: matter.place)
  }
}

extension ForeignValue {
  /// Hugo's keys know no case.
  fileprivate func setting(_ key: String) -> ForeignValue? {
    members.last { $0.key.lowercased() == key.lowercased() }?.value
  }
}
