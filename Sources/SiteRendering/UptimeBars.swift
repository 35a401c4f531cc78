import StatusModel

/// Ninety days as bars: the taller a bar, the worse the day, so that they can be told apart without
/// colour.
///
/// Days of one status that follow one another are one dashed stroke, which keeps a page of fifty
/// components within the weight of its first round trip.
func uptimeBars(_ record: UptimeRecord, words: Words) -> HTML {
  let width = max(1, record.days.count * 5 - 1)
  let strokes = BarKind.allCases.compactMap { stroke($0, days: record.days) }.joined()
  return """
    <svg class="bars" viewBox="0 0 \(width) 40" preserveAspectRatio="none" role="img" \
    aria-label="\(barsSummary(record, words: words))">\(strokes)</svg>
    """
}

/// What the bars say, in words: `Last 90 days: major outage on 1 day, degraded on 2 days`.
func barsSummary(_ record: UptimeRecord, words: Words) -> String {
  let known = record.days.compactMap(\.status)
  guard !known.isEmpty else { return words.text(.barsNoData) }
  let bad = ComponentStatus.allCases.reversed().compactMap { status -> String? in
    let count = known.count { $0 == status }
    guard status != .operational, count > 0 else { return nil }
    return words.text(
      .barsDays, ["status": words.text(status.word), "count": words.number(count)], number: count)
  }
  let days = words.number(record.days.count)
  guard !bad.isEmpty else { return words.text(.barsAllOperational, ["days": days]) }
  let list = bad.joined(separator: words.text(.listSeparator))
  return words.text(.barsSummary, ["days": days, "list": list])
}

/// A bar's look: its class in the style, its height in fortieths.
private struct BarKind: CaseIterable {
  let status: ComponentStatus?
  let name: String
  let height: Int

  static let allCases = [
    BarKind(status: nil, name: "n", height: 4),
    BarKind(status: .operational, name: "o", height: 16),
    BarKind(status: .underMaintenance, name: "u", height: 22),
    BarKind(status: .degradedPerformance, name: "d", height: 28),
    BarKind(status: .partialOutage, name: "p", height: 34),
    BarKind(status: .majorOutage, name: "m", height: 40),
  ]
}

private func stroke(_ kind: BarKind, days: [UptimeRecord.Day]) -> HTML? {
  var path = ""
  var index = 0
  while index < days.count {
    let start = index
    while index < days.count, days[index].status == kind.status { index += 1 }
    if index > start {
      path += "M\(start * 5) \(40 - kind.height / 2)h\((index - start) * 5 - 1)"
    } else {
      index += 1
    }
  }
  guard !path.isEmpty else { return nil }
  return "<path class=\"\(kind.name)\" stroke-width=\"\(kind.height)\" d=\"\(path)\"/>"
}
