import StatusModel

/// The form of a time as people write it: `dd.MM.yyyy HH:mm`, with the letters of Unicode's UTS 35.
struct CSVDateFormat {
  private enum Part {
    case field(Character, count: Int)
    case literal(Character)
  }

  private let parts: [Part]

  /// Nil where it names no year, month or day, or holds a letter that is not known.
  init?(_ format: String) {
    var parts: [Part] = []
    var rest = format.prefix(100)
    while let mark = rest.first {
      if mark == "'" {
        let quoted = rest.dropFirst().prefix { $0 != "'" }
        parts += quoted.map { .literal($0) }
        rest = rest.dropFirst(quoted.count + 2)
      } else if mark.isLetter {
        let run = rest.prefix { $0 == mark }
        guard "yMdHhmsaXZz".contains(mark) else { return nil }
        parts.append(.field(mark, count: run.count))
        rest = rest.dropFirst(run.count)
      } else {
        parts.append(.literal(mark))
        rest = rest.dropFirst()
      }
    }
    self.parts = parts
    let names = parts.compactMap { part -> Character? in
      if case .field(let name, _) = part { name } else { nil }
    }
    guard Set("yMd").isSubset(of: names), Set(names).count == names.count else { return nil }
  }

  /// What a clock shows, and the offset where the form has one; nil for what does not fit.
  func read(_ text: String) -> (civil: CivilTime, offset: Int?)? {
    var scan = FormScan(text)
    for part in parts {
      switch part {
      case .literal(let mark): guard scan.skip(mark) else { return nil }
      case .field(let name, let count): guard scan.take(name, count) else { return nil }
      }
    }
    return scan.time
  }
}

private struct FormScan {
  private var rest: Substring
  private var numbers: [Character: Int] = [:]
  private var offset: Int?

  init(_ text: String) {
    rest = trimmedLine(text[...])
  }

  mutating func skip(_ mark: Character) -> Bool {
    guard rest.first == mark else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func take(_ name: Character, _ count: Int) -> Bool {
    switch name {
    case "y": return count == 2 ? takeNumber(name, 2...2) : takeNumber(name, 4...4)
    case "M" where count > 2: return takeMonth()
    case "a": return takeHalf()
    case "X", "Z", "z": return takeOffset()
    default: return takeNumber(name, 1...2)
    }
  }

  private mutating func takeNumber(_ name: Character, _ digits: ClosedRange<Int>) -> Bool {
    let found = rest.prefix(digits.upperBound).prefix { ("0"..."9").contains($0) }
    guard found.count >= digits.lowerBound, let number = Int(found) else { return false }
    numbers[name] = name == "y" && digits.upperBound == 2 ? 2_000 + number : number
    rest = rest.dropFirst(found.count)
    return true
  }

  private mutating func takeMonth() -> Bool {
    let word = rest.prefix { $0.isLetter }
    guard let month = monthNumber(word) else { return false }
    numbers["M"] = month
    rest = rest.dropFirst(word.count)
    return true
  }

  private mutating func takeHalf() -> Bool {
    let word = rest.prefix(2).uppercased()
    guard word == "AM" || word == "PM" else { return false }
    numbers["a"] = word == "PM" ? 12 : 0
    rest = rest.dropFirst(2)
    return true
  }

  private mutating func takeOffset() -> Bool {
    let word = rest.prefix { $0.isLetter || $0.isNumber || "+-:".contains($0) }
    guard let moment = foreignTime("2000-01-01T00:00:00\(word)", in: nil) else { return false }
    offset = Timestamp(seconds: 946_684_800).seconds(since: moment)
    rest = rest.dropFirst(word.count)
    return true
  }

  /// Nil where something is left, or no calendar has such a day.
  var time: (civil: CivilTime, offset: Int?)? {
    guard rest.isEmpty, let year = numbers["y"], let month = numbers["M"], let day = numbers["d"],
      let date = CivilDate(year: year, month: month, day: day), let hour,
      (0..<24).contains(hour), (0..<60).contains(numbers["m"] ?? 0),
      (0..<60).contains(numbers["s"] ?? 0)
    else { return nil }
    let second = hour * 3_600 + (numbers["m"] ?? 0) * 60 + (numbers["s"] ?? 0)
    return (CivilTime(date: date, secondOfDay: second), offset)
  }

  private var hour: Int? {
    guard let half = numbers["h"] else { return numbers["H"] ?? 0 }
    guard (1...12).contains(half) else { return nil }
    return half % 12 + (numbers["a"] ?? 0)
  }
}
