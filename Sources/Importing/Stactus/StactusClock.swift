import StatusModel

/// Reads the times of a timeline from the first to the last: some count from the one above.
struct StactusClock {
  /// The event above.
  private var last: Timestamp?
  /// The zone in which the event above was written, in seconds ahead of UTC.
  private var offset = 0

  /// A moment, or what is relative to the one before: `+17m`, `15:04`, `15:04:05`, `3:04PM`.
  ///
  /// - Returns: nil for what is no time, and for a relative one that nothing stands above.
  mutating func read(_ written: String) -> (time: Timestamp, isNextDay: Bool)? {
    let text = String(trimmedLine(written[...]))
    if let time = foreignTime(text, in: .utc) {
      offset = writtenOffset(text)
      last = time
      return (time, false)
    }
    guard let last else { return nil }
    if text.hasPrefix("+") {
      guard let seconds = goSeconds(text.dropFirst()) else { return nil }
      let time = last.advanced(by: seconds)
      self.last = time
      return (time, false)
    }
    guard let second = secondOfDay(text) else { return nil }
    let day = last.civilTime(offset: offset).date
    let sameDay = CivilTime(date: day, secondOfDay: second).moment(offset: offset)
    let isNextDay = sameDay < last
    let time = isNextDay ? sameDay.advanced(by: 86_400) : sameDay
    self.last = time
    return (time, isNextDay)
  }
}

/// Seconds ahead of UTC of a time that names its zone.
private func writtenOffset(_ text: String) -> Int {
  guard let utc = foreignTime(text, in: .utc), !lacksZone(text),
    let mark = text.dropFirst(10).lastIndex(where: { $0 == "+" || $0 == "-" }),
    let wall = foreignTime(String(text[..<mark]), in: .utc)
  else { return 0 }
  return wall.seconds(since: utc)
}

/// Of a duration as Go writes it: `1h30m`, `90s`. Fractions and what exceeds a year are refused.
private func goSeconds(_ text: Substring) -> Int? {
  var rest = text
  var sum = 0
  guard !rest.isEmpty else { return nil }
  while !rest.isEmpty {
    let digits = rest.prefix { ("0"..."9").contains($0) }
    guard (1...8).contains(digits.count), let number = Int(digits) else { return nil }
    rest = rest.dropFirst(digits.count)
    switch rest.first {
    case "h": sum += number * 3_600
    case "m" where rest.dropFirst().first != "s": sum += number * 60
    case "s": sum += number
    default: return nil
    }
    rest = rest.dropFirst()
  }
  return sum <= 366 * 86_400 ? sum : nil
}

/// Of `15:04`, `15:04:05` and `3:04PM`.
private func secondOfDay(_ text: String) -> Int? {
  let upper = text.uppercased()
  let half = ["AM", "PM"].first { upper.hasSuffix($0) }
  let clock = half == nil ? upper[...] : trimmedLine(upper.dropLast(2))
  let parts = clock.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
  guard (2...3).contains(parts.count), let hour = parts[0], let minute = parts[1],
    let second = parts.count == 3 ? parts[2] : 0, (0..<60).contains(minute),
    (0..<60).contains(second)
  else { return nil }
  guard let half else {
    return (0..<24).contains(hour) ? hour * 3_600 + minute * 60 + second : nil
  }
  guard (1...12).contains(hour) else { return nil }
  return (hour % 12 + (half == "PM" ? 12 : 0)) * 3_600 + minute * 60 + second
}
