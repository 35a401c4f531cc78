import ContentReading
import Diagnostics
import StatusModel

// Entries of which only the list of a month tells: `Aug <var data-var='date'>10</var>,
// <var data-var='time'>00:17</var> - <var data-var='time'>01:30</var> UTC`.

extension StatuspageReader {
  /// The page's zone. Letters such as CST mean several, so they are not asked.
  func historyZone(_ value: ForeignValue) throws(ImportError) -> TimeZoneRules {
    let name = recordsZone.map { $0 == "Etc/UTC" ? "UTC" : $0 }
    if let zone = name.flatMap({ timeZoneRules(named: $0) }) ?? options.timeZone { return zone }
    throw .optionNeeded(
      name: "--time-zone", reason: "the times of this history name no zone that is sure",
      example: "--time-zone Europe/Berlin", at: value.place)
  }

  mutating func entry(
    _ code: String, _ item: StatuspageRecords.HistoryItem, in zone: TimeZoneRules
  ) throws(ImportError) -> ImportedHistory.Entry {
    let value = item.value
    let title = try value.requiredText("name")
    let written = try value.requiredText("timestamp")
    guard let span = HistorySpan(written, year: item.year, month: item.month) else {
      throw .unreadable(
        message: "'timestamp' is no time that a history page shows", hint: nil,
        at: value["timestamp"]?.place ?? value.place)
    }
    let start = civilMoment(span.start, in: zone)
    let end = span.end.map { civilMoment($0, in: zone) }.map { max($0, start) }
    let address = pageURL.map { "\($0)/incidents/\(code).json" } ?? "/incidents/\(code).json"
    find(.missing, code, "the source has only its last words; save \(address)", at: value.place)
    count("update of the history", .approximated)
    let isPlanned = value.text("impact") == "maintenance"
    let message = ImportedHistory.Text(value.text("message") ?? "", .htmlOrPlain)
    let words = ImportedHistory.Text(title, .htmlOrPlain)
    let first = ImportedHistory.Update(
      isPlanned ? .maintenance(.scheduled) : .incident(.investigating), time: start, text: words,
      at: value.place)
    let last = ImportedHistory.Update(
      isPlanned ? .maintenance(.completed) : .incident(.resolved), time: end ?? start,
      text: message, at: value.place)
    let hasOneMoment = end == nil || end == start
    return ImportedHistory.Entry(
      isPlanned ? .maintenance(window: .init(start: start, end: end), isAutomatic: nil) : .incident,
      id: code, title: title, impact: value.text("impact").flatMap(Impact.init),
      updates: hasOneMoment && !isPlanned ? [last] : [first, last], closed: end ?? start,
      former: former(code), at: value.place)
  }
}

/// When an incident of a month's list was, by the clock of the page.
struct HistorySpan {
  let start: CivilTime
  /// Nil: it is open, or was one moment.
  let end: CivilTime?

  /// - Parameters:
  ///   - year: of the enclosing month.
  ///   - month: the enclosing one, where the text names none.
  init?(_ text: String, year: Int, month: Int) {
    let words = withoutTags(text).split { " ,\n\t".contains($0) }.map(String.init)
    let parts = words.split { ["-", "–", "—"].contains($0) }
    guard (1...2).contains(parts.count),
      let first = HistoryMoment(Array(parts[0]), month: month, day: nil),
      let start = first.time(inYear: year)
    else { return nil }
    self.start = start
    guard parts.count == 2 else {
      end = nil
      return
    }
    guard let second = HistoryMoment(Array(parts[1]), month: first.month, day: first.day),
      let end = second.time(inYear: second.month < first.month ? year + 1 : year)
    else { return nil }
    self.end = end
  }
}

/// `Aug 10 00:17`, or `01:30` alone.
private struct HistoryMoment {
  let month: Int
  let day: Int
  private let secondOfDay: Int

  init?(_ words: [String], month: Int, day: Int?) {
    var (month, day) = (month, day)
    var second: Int?
    for word in words {
      if let number = monthNumber(word), word.utf8.first.map({ $0 > 0x40 }) == true {
        month = number
      } else if let time = clockSeconds(of: word) {
        second = time
      } else if let number = Int(word) {
        day = number
      }
    }
    guard let day, let second else { return nil }
    (self.month, self.day, secondOfDay) = (month, day, second)
  }

  func time(inYear year: Int) -> CivilTime? {
    CivilDate(year: year, month: month, day: day).map {
      CivilTime(date: $0, secondOfDay: secondOfDay)
    }
  }
}

/// Of `00:17`.
private func clockSeconds(of word: String) -> Int? {
  let parts = word.split(separator: ":")
  guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1].prefix(2)),
    (0..<24).contains(hour), (0..<60).contains(minute)
  else { return nil }
  return hour * 3_600 + minute * 60
}

private func withoutTags(_ text: String) -> String {
  var words = ""
  var isTag = false
  for character in decodedReferences(text) {
    if character == "<" { isTag = true }
    if !isTag { words.append(character) }
    if character == ">" { isTag = false }
  }
  return words
}
