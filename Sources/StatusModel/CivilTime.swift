/// A day of the proleptic Gregorian calendar, in no time zone.
package struct CivilDate: Hashable, Comparable, Sendable {
  package let year: Int
  /// 1 to 12.
  package let month: Int
  /// 1 to 31.
  package let day: Int

  /// Nil for a day that no calendar has, such as 30 February.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1,
      day <= CivilDate.length(ofMonth: month, year: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day that lies `days` after 1970-01-01; before it for a negative number.
  ///
  /// - Source: Howard Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`.
  package init(daysSinceEpoch days: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01.
  ///
  /// - Source: Howard Hinnant, as above, `days_from_civil`.
  package var daysSinceEpoch: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  package func advanced(byDays days: Int) -> CivilDate {
    CivilDate(daysSinceEpoch: daysSinceEpoch + days)
  }

  /// `2026-11-20`.
  package var iso8601: String {
    "\(padded(year, to: 4))-\(padded(month))-\(padded(day))"
  }

  /// `2026-11`.
  package var iso8601Month: String {
    "\(padded(year, to: 4))-\(padded(month))"
  }

  package static func < (one: CivilDate, other: CivilDate) -> Bool {
    (one.year, one.month, one.day) < (other.year, other.month, other.day)
  }

  /// 28 to 31.
  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// What a clock on a wall shows: a day and a time of day, in no time zone.
package struct CivilTime: Hashable, Sendable {
  package let date: CivilDate
  /// Seconds since the clock showed 00:00:00: 0 to 86,399.
  package let secondOfDay: Int

  package init(date: CivilDate, secondOfDay: Int) {
    self.date = date
    self.secondOfDay = secondOfDay
  }

  package var hour: Int { secondOfDay / 3_600 }
  package var minute: Int { secondOfDay / 60 % 60 }
  package var second: Int { secondOfDay % 60 }

  /// The moment at which a clock that runs `offset` seconds ahead of UTC shows this.
  package func moment(offset: Int) -> Timestamp {
    Timestamp(seconds: date.daysSinceEpoch * 86_400 + secondOfDay - offset)
  }
}

extension Timestamp {
  /// What a clock shows at this moment that runs `offset` seconds ahead of UTC.
  package func civilTime(offset: Int = 0) -> CivilTime {
    let local = seconds + offset
    let days = (local >= 0 ? local : local - 86_399) / 86_400
    return CivilTime(
      date: CivilDate(daysSinceEpoch: days), secondOfDay: local - days * 86_400)
  }

  /// `2026-11-20T10:10:00Z`.
  package var iso8601: String { stamp(":") }

  /// `2026-11-20T10-10-00Z`: the time in UTC as a fragment of an address may hold it.
  package var anchor: String { stamp("-") }

  /// Filled in place: a page of a long history shows a hundred thousand of these.
  private func stamp(_ mark: Unicode.Scalar) -> String {
    let time = civilTime()
    return String(unsafeUninitializedCapacity: 24) { buffer in
      func put(_ number: Int, at place: Int, before mark: Unicode.Scalar) {
        buffer[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number / 10 % 10)
        buffer[place + 1] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number % 10)
        buffer[place + 2] = UInt8(ascii: mark)
      }
      put(time.date.year / 100, at: 0, before: "-")
      put(time.date.year % 100, at: 2, before: "-")
      put(time.date.month, at: 5, before: "-")
      put(time.date.day, at: 8, before: "T")
      put(time.hour, at: 11, before: mark)
      put(time.minute, at: 14, before: mark)
      put(time.second, at: 17, before: "Z")
      return 20
    }
  }
}

/// A number with zeros before it: `padded(7)` is `07`.
package func padded(_ number: Int, to width: Int = 2) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
