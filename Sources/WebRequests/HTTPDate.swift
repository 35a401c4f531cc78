package import StatusModel

/// A moment as HTTP writes it, `Sun, 06 Nov 1994 08:49:37 GMT`.
///
/// - Source: RFC 9110, 5.6.7; only the form that senders must use.
package func httpDate(_ text: String) -> Timestamp? {
  let words = text.split(separator: " ")
  guard words.count == 6, words[5] == "GMT" else { return nil }
  return moment(day: words[1], month: words[2], year: words[3], time: words[4])
}

/// When a certificate ends, from curl's account of it: `Nov 30 12:00:00 2027 GMT` or, from GnuTLS,
/// `2027-11-30 12:00:00 GMT`.
func certificateDate(_ text: String) -> Timestamp? {
  let words = text.split(separator: " ")
  if words.count == 5 {
    return moment(day: words[1], month: words[0], year: words[3], time: words[2])
  }
  guard words.count == 3 else { return nil }
  let parts = words[0].split(separator: "-")
  guard parts.count == 3, let number = Int(parts[1]), months.indices.contains(number - 1) else {
    return nil
  }
  return moment(day: parts[2], month: months[number - 1], year: parts[0], time: words[1])
}

private let months: [Substring] = [
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]

private func moment(
  day: Substring, month: Substring, year: Substring, time: Substring
) -> Timestamp? {
  let clock = time.split(separator: ":").compactMap { Int($0) }
  guard let number = months.firstIndex(of: month), let year = Int(year), let day = Int(day),
    let date = CivilDate(year: year, month: number + 1, day: day), clock.count == 3,
    (0..<24).contains(clock[0]), (0..<60).contains(clock[1]), (0...60).contains(clock[2])
  else { return nil }
  let second = clock[0] * 3_600 + clock[1] * 60 + clock[2]
  return CivilTime(date: date, secondOfDay: 0).moment(offset: 0).advanced(by: second)
}
