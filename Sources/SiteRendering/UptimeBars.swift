import StatusModel

/// Ninety days as bars that differ without colour: the taller a bar, the worse the day, and each kind
/// of day is cut in its own way.
///
/// - Parameter summary: the same in words.
private func uptimeBars(_ record: UptimeRecord, summary: String) -> HTML {
  let levels = record.days.map { $0.status.map(BarLevel.init) ?? .unknown }
  return """
    <svg class="bars" viewBox="0 0 \(BarLevel.width(of: levels.count)) 40" \
    preserveAspectRatio="none" role="img" \
    aria-label="\(summary)">\(barPaths(levels))</svg>
    """
}

/// Days as bars beside words that say the same.
func decorativeBars(_ levels: [BarLevel]) -> HTML {
  """
  <svg class="bars" viewBox="0 0 \(BarLevel.width(of: levels.count)) 40" \
  preserveAspectRatio="none" aria-hidden="true">\(barPaths(levels))</svg>
  """
}

/// What each kind of bar means, as a list, best first.
func barsKey(words: Words) -> HTML {
  let rows = ComponentStatus.allCases.map { status -> HTML in
    "<li>\(decorativeBars([BarLevel(status)]))\(words.html(status.word))</li>"
  }
  return "<ul class=\"key\">\(rows.joined())</ul>"
}

extension SiteView {
  /// The ninety days of a component as a picture with a text in its place.
  func bars(of component: ComponentSnapshot) -> HTML {
    uptimeBars(component.uptime, summary: barsSummary(of: component))
  }

  /// What the bars say, in words: `Last 90 days: major outage on 1 day, degraded on 2 days`.
  ///
  /// Nothing is claimed of days without data.
  func barsSummary(of component: ComponentSnapshot) -> String {
    let record = component.uptime
    let days = words.number(record.days.count)
    if let list = badDays(of: record) {
      return words.text(.barsSummary, ["days": days, "list": list])
    }
    return quietDays(of: record) ?? words.text(.barsAllOperational, ["days": days])
  }

  /// The same below a heading that names the days: `Major outage on 1 day; degraded on 2 days`.
  func daysSummary(of component: ComponentSnapshot) -> String {
    let record = component.uptime
    return badDays(of: record).map(words.asSentence) ?? quietDays(of: record)
      ?? words.text(.operationalEveryDay)
  }

  /// How many days had each status, the worst first; nil where all were operational.
  private func badDays(of record: UptimeRecord) -> String? {
    let bad = ComponentStatus.allCases.reversed().compactMap { status -> String? in
      let count = record.days.count { $0.status == status }
      guard status != .operational, count > 0 else { return nil }
      return words.text(
        .barsDays, ["status": words.text(status.inlineWord), "count": words.number(count)],
        number: count)
    }
    return bad.isEmpty ? nil : bad.joined(separator: words.text(.listSeparator))
  }

  /// What is said where some days have no data and no other was bad; nil where all days have data.
  private func quietDays(of record: UptimeRecord) -> String? {
    let known = record.days.filter { $0.status != nil }
    guard let first = known.first else { return words.text(.barsNoData) }
    guard known.count < record.days.count else { return nil }
    return words.text(.barsOperationalSince, ["day": moments.dayText(first.date)])
  }
}

/// How bad a day was, as a bar shows it. The raw value is the bar's class in the style.
enum BarLevel: String, CaseIterable, Sendable {
  case unknown = "n"
  case operational = "o"
  case maintenance = "u"
  case degraded = "d"
  case partial = "p"
  case major = "m"

  init(_ status: ComponentStatus) {
    self =
      switch status {
      case .operational: .operational
      case .underMaintenance: .maintenance
      case .degradedPerformance: .degraded
      case .partialOutage: .partial
      case .majorOutage: .major
      }
  }

  /// A bar is four wide, and one lies between two.
  static func width(of count: Int) -> Int { max(1, count * 5 - 1) }

  /// Where the bar of a day that was not fully operational ends, counted down from the top of forty; nil
  /// for the others, which are all of one height.
  fileprivate var top: Int? {
    switch self {
    case .unknown, .operational: nil
    case .maintenance, .degraded: 8
    case .partial: 4
    case .major: 0
    }
  }
}

private func barPaths(_ levels: [BarLevel]) -> HTML {
  BarLevel.allCases.compactMap { level -> HTML? in
    let path = level.top.map { standing(level, in: levels, top: $0) } ?? lying(level, in: levels)
    return path.isEmpty ? nil : "<path class=\"\(level.rawValue)\" d=\"\(path)\"/>"
  }.joined()
}

/// One stroke upwards for each day.
private func standing(_ level: BarLevel, in levels: [BarLevel], top: Int) -> String {
  levels.indices.filter { levels[$0] == level }.map { "M\($0 * 5 + 2) 40V\(top)" }.joined()
}

/// One dashed stroke for days that follow one another: most days are the same, and a page of fifty
/// components stays within the weight of its first round trip. The style makes it 28 high.
private func lying(_ level: BarLevel, in levels: [BarLevel]) -> String {
  var path = ""
  var index = 0
  while index < levels.count {
    let start = index
    while index < levels.count, levels[index] == level { index += 1 }
    if index > start {
      path += "M\(start * 5) 26h\((index - start) * 5 - 1)"
    } else {
      index += 1
    }
  }
  return path
}
