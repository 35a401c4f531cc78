import Diagnostics
import StatusModel

/// From the rows of tables to a history.
struct CSVReader {
  /// Rows of one incident, under what they share.
  private struct Group {
    let id: String?
    var rows: [CSVRow] = []
  }

  private let options: ImportOptions
  private let format: CSVDateFormat?
  private var groups: [Group] = []
  private var places: [String: Int] = [:]
  private var lackingZone: SourcePosition?
  var notes = ReadingNotes()

  init(_ options: ImportOptions) throws(ImportError) {
    self.options = options
    format = options.dateFormat.flatMap { CSVDateFormat($0) }
    if let written = options.dateFormat, format == nil {
      throw .optionNeeded(
        name: "--date-format",
        reason: "'\(oneLine(written, limit: 60))' is no form with a year, a month and a day",
        example: "--date-format 'dd/MM/yyyy HH:mm'", at: nil)
    }
  }

  mutating func add(_ rows: [[CSVField]], of path: String) throws(ImportError) {
    guard let names = rows.first else {
      notes.fail("the file is empty", at: SourcePosition(path: path))
      return
    }
    let header = CSVHeader(names, words: options.words, &notes)
    header.check(&notes)
    for fields in rows.dropFirst() {
      guard fields.count == names.count else {
        notes.fail(
          "the row has \(fields.count) fields, the header has \(names.count)",
          at: fields[0].place)
        continue
      }
      add(row(fields, header), isUpdate: header.isUpdates)
    }
  }

  private mutating func row(_ fields: [CSVField], _ header: CSVHeader) -> CSVRow {
    var known: [CSVColumn: CSVField] = [:]
    for (column, (field, name)) in zip(header.columns, zip(fields, header.names)) {
      if let column {
        known[column] = known[column] ?? field
      } else if !field.text.isEmpty {
        notes.count("column \(oneLine(name.text, limit: 40))", .lost)
      }
    }
    return CSVRow(fields: known, place: fields[0].place)
  }

  private mutating func add(_ row: CSVRow, isUpdate: Bool) {
    let id = row.text(.id)
    // Rows of updates belong together by id, else by title; others stand alone.
    let key = id ?? (isUpdate && row[.start] == nil ? row.text(.title).map { "title " + $0 } : nil)
    if let key, let place = places[key] {
      groups[place].rows.append(row)
      return
    }
    if let key { places[key] = groups.count }
    groups.append(Group(id: id, rows: [row]))
  }

  mutating func reading() throws(ImportError) -> SourceReading {
    let entries = groups.compactMap { entry($0.rows, id: $0.id) }
    if let lackingZone {
      throw .optionNeeded(
        name: "--time-zone", reason: "this time names no zone",
        example: "--time-zone Europe/Berlin",
        at: lackingZone)
    }
    try notes.throwProblems()
    guard !entries.isEmpty else { throw .nothingFound(expected: "row below the header") }
    return notes.reading(ImportedHistory(entries: entries))
  }
}

// MARK: Times

extension CSVReader {
  /// Nil where there is none; what cannot be read for sure stops the import.
  private mutating func time(_ row: CSVRow, _ column: CSVColumn) -> Timestamp? {
    guard let field = row[column] else { return nil }
    if let format, let (civil, offset) = format.read(field.text) {
      if let offset { return civil.moment(offset: offset) }
      return zone(for: field).map { civilMoment(civil, in: $0) }
    }
    if let time = foreignTime(field.text, in: nil) { return time }
    if lacksZone(field.text) {
      return zone(for: field).flatMap { foreignTime(field.text, in: $0) }
    }
    let shown = oneLine(field.text, limit: 40)
    notes.fail(
      options.dateFormat == nil
        ? "'\(shown)' is no ISO date, and others can be read in two ways"
        : "'\(shown)' fits neither --date-format nor ISO 8601",
      hint: "say how dates are written, such as --date-format 'dd/MM/yyyy HH:mm'", at: field.place)
    return nil
  }

  private mutating func zone(for field: CSVField) -> TimeZoneRules? {
    if options.timeZone == nil, lackingZone.map({ field.place < $0 }) ?? true {
      lackingZone = field.place
    }
    return options.timeZone
  }
}

// MARK: Entries

extension CSVReader {
  private mutating func entry(_ rows: [CSVRow], id: String?) -> ImportedHistory.Entry? {
    let first = rows[0]
    let title = rows.lazy.compactMap { $0.text(.title) }.first ?? id ?? "Incident"
    let subject = id ?? title
    let states = rows.map { state($0) }
    let isPlanned = isMaintenance(rows, states)
    var updates: [ImportedHistory.Update] = []
    for (row, state) in zip(rows, states) {
      if let update = update(row, state, isPlanned: isPlanned) { updates.append(update) }
    }
    let start = rows.compactMap { time($0, .start) }.min()
    guard let begin = start ?? updates.map(\.time).min() else {
      notes.find(.leftOut, subject, "no row of it has a time", at: first.place)
      return nil
    }
    let end = end(rows, states, begin: begin, subject)
    return ImportedHistory.Entry(
      isPlanned
        ? .maintenance(window: window(from: begin, to: end, subject, first), isAutomatic: nil)
        : .incident,
      id: id, title: title, impact: impact(rows, subject), components: affected(rows, subject),
      updates: inOrder(updates), started: start, closed: end, at: first.place)
  }

  private func state(_ row: CSVRow) -> ImportedHistory.Update.State {
    guard let word = row.text(.state) else { return .unchanged }
    let name = (options.words[word] ?? word).lowercased()
      .split { $0 == " " || $0 == "-" || $0 == "_" }.joined(separator: "_")
    switch name {
    case "investigating", "identified", "monitoring", "resolved":
      return Incident.State(rawValue: name).map { .incident($0) } ?? .unknown(word)
    case "fixed", "closed": return .incident(.resolved)
    case "watching": return .incident(.monitoring)
    case "update", "open": return .unchanged
    case "scheduled", "in_progress", "verifying", "completed", "cancelled":
      return Maintenance.State(rawValue: name).map { .maintenance($0) } ?? .unknown(word)
    default: return .unknown(word)
    }
  }

  private func isMaintenance(
    _ rows: [CSVRow], _ states: [ImportedHistory.Update.State]
  ) -> Bool {
    if let kind = rows.lazy.compactMap({ $0.text(.kind) }).first {
      let word = (options.words[kind] ?? kind).lowercased()
      return ["maintenance", "scheduled maintenance", "planned"].contains(word)
    }
    return states.contains { if case .maintenance = $0 { true } else { false } }
  }

  private mutating func update(
    _ row: CSVRow, _ state: ImportedHistory.Update.State, isPlanned: Bool
  ) -> ImportedHistory.Update? {
    let text = ImportedHistory.Text(row[.text]?.text ?? "", .htmlOrPlain)
    let place = row[.text]?.place ?? row.place
    if row[.time] != nil {
      return time(row, .time).map { .init(state, time: $0, text: text, at: place) }
    }
    guard row[.start] != nil, row[.text] != nil, let start = time(row, .start) else {
      if row[.start] == nil {
        notes.find(
          .leftOut, row.text(.id) ?? row.text(.title) ?? "", "a row without a time", at: row.place)
      }
      return nil
    }
    // A row for the whole incident: its state is that of today, its text the first one.
    return .init(
      isPlanned ? .maintenance(.scheduled) : .incident(.investigating), time: start, text: text,
      at: place)
  }

  private mutating func end(
    _ rows: [CSVRow], _ states: [ImportedHistory.Update.State], begin: Timestamp,
    _ subject: String
  ) -> Timestamp? {
    if let end = rows.compactMap({ time($0, .end) }).max() {
      guard end < begin else { return end }
      notes.find(
        .changed, subject, "it ends before it starts; it ends at its start",
        at: rows.lazy.compactMap { $0[.end]?.place }.first ?? rows[0].place)
      return begin
    }
    let isOver = states.contains(.incident(.resolved)) || states.contains(.maintenance(.completed))
    return isOver && rows[0][.time] == nil ? begin : nil
  }

  private mutating func window(
    from start: Timestamp, to end: Timestamp?, _ subject: String, _ row: CSVRow
  ) -> ImportedHistory.Entry.Window {
    guard let end else {
      notes.find(.changed, subject, "it has no end; one hour is taken", at: row.place)
      return .init(start: start, end: start.advanced(by: 3_600))
    }
    return .init(start: start, end: end)
  }

  private mutating func impact(_ rows: [CSVRow], _ subject: String) -> Impact? {
    let fields = rows.compactMap { $0[.impact] }
    let impacts = fields.compactMap { field -> Impact? in
      let word = String(trimmedLine(field.text[...]))
      return Impact(rawValue: (options.words[word] ?? word).lowercased())
    }
    if let worst = impacts.max(by: { $0.status < $1.status }) { return worst }
    if let field = fields.first {
      notes.find(
        .changed, subject,
        "the impact '\(oneLine(field.text, limit: 40))' is not known; --map names it",
        at: field.place)
    }
    return options.impact
  }

  /// Parted at semicolons, bars and line ends: names may hold commas.
  private mutating func affected(
    _ rows: [CSVRow], _ subject: String
  ) -> [ImportedHistory.Affected] {
    var seen: Set<String> = []
    var names: [String] = []
    for field in rows.compactMap({ $0[.components] }) {
      for part in field.text.split(whereSeparator: { $0 == ";" || $0 == "|" || $0.isNewline }) {
        let name = String(trimmedLine(part))
        guard !name.isEmpty, seen.insert(name.lowercased()).inserted else { continue }
        names.append(name)
        guard name.contains(",") else { continue }
        notes.find(
          .changed, subject,
          "'\(oneLine(name, limit: 60))' is one component; part several with ';'",
          at: field.place)
      }
    }
    return names.map { ImportedHistory.Affected(.init(name: $0)) }
  }

  /// Where the table has the newest first, those of one second come the other way round.
  private func inOrder(
    _ updates: [ImportedHistory.Update]
  ) -> [ImportedHistory.Update] {
    guard let first = updates.first, let last = updates.last, first.time > last.time else {
      return updates
    }
    return updates.reversed()
  }
}
