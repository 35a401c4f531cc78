import Diagnostics

/// What a column of a table says.
enum CSVColumn: String, CaseIterable {
  case id, title, kind, impact, components, state, time, text, start, end

  /// By the names that tables often have.
  init?(header: String) {
    switch header {
    case "id", "key", "number", "incident": self = .id
    case "title", "name", "summary": self = .title
    case "kind", "type": self = .kind
    case "impact", "severity": self = .impact
    case "components", "component", "systems", "affected", "services", "service":
      self = .components
    case "state", "status": self = .state
    case "time", "timestamp", "date", "when": self = .time
    case "text", "message", "body", "description", "update": self = .text
    case "start", "started", "started_at", "begin", "from": self = .start
    case "end", "ended", "ended_at", "resolved_at", "until", "to": self = .end
    default: return nil
    }
  }
}

/// A row of a table by what its columns say.
struct CSVRow {
  let fields: [CSVColumn: CSVField]
  let place: SourcePosition

  /// Nil where it is empty.
  subscript(column: CSVColumn) -> CSVField? {
    guard let field = fields[column], !field.text.allSatisfy(\.isWhitespace) else { return nil }
    return field
  }

  func text(_ column: CSVColumn) -> String? {
    self[column].map { String(trimmedLine($0.text[...])) }
  }
}

/// The columns of a table in their order; nil is one that nothing here knows.
struct CSVHeader {
  let columns: [CSVColumn?]
  let names: [CSVField]

  /// - Parameter words: names that people gave to columns: `Titel` is `title`.
  init(
    _ names: [CSVField], words: [String: String], _ notes: inout ReadingNotes
  ) {
    let lower = Dictionary(
      words.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
    var columns: [CSVColumn?] = []
    for name in names {
      let header = trimmedLine(name.text[...]).lowercased()
      let column =
        lower[header].flatMap { CSVColumn(rawValue: $0) ?? CSVColumn(header: $0.lowercased()) }
        ?? CSVColumn(header: header)
      if let column, columns.contains(column) {
        notes.fail(
          "two columns are '\(column.rawValue)'",
          hint: "give one another name, or say which with --map NAME=\(column.rawValue)",
          at: name.place)
      }
      columns.append(column)
    }
    self.columns = columns
    self.names = names
  }

  var isUpdates: Bool { columns.contains(.time) }

  /// What cannot be missing: a title, and a time.
  func check(_ notes: inout ReadingNotes) {
    guard let first = names.first else { return }
    let list = names.prefix(20).map { oneLine($0.text, limit: 40) }.joined(separator: ", ")
    let known = CSVColumn.allCases.map(\.rawValue).joined(separator: ", ")
    let hint = "name columns with --map COLUMN=FIELD; fields: \(known); columns here: \(list)"
    if !columns.contains(.title) {
      notes.fail("no column is 'title'", hint: hint, at: first.place)
    } else if !columns.contains(.time), !columns.contains(.start) {
      notes.fail(
        "no column is 'time' (a row for each update) or 'start' (a row for each incident)",
        hint: hint, at: first.place)
    } else if isUpdates, !columns.contains(.id), !columns.contains(.start) {
      notes.find(
        .changed, first.place.path, "no column is 'id': rows with the same title are one incident",
        at: first.place)
    }
  }
}
