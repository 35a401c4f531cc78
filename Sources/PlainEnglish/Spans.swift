/// How long something took, in three widths. The two largest units, cut, not rounded.
package enum SpanWidth: Sendable {
  /// `1 hour 18 minutes`, for a sentence on the page.
  case full
  /// `2 days 3 h`, `3 h 20 min`, for a sentence in a terminal.
  case brief
  /// `2 d 3 h`, `40 s`, for a column.
  case narrow
}

/// - Parameter seconds: less than none counts as none.
package func spanWords(_ seconds: Int, _ width: SpanWidth) -> String {
  let seconds = max(0, seconds)
  let counts = [seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60]
  let parts = zip(counts, width.units).map { count, unit in
    count == 0 ? nil : "\(count) \(unit.name)\(unit.takesPlural && count != 1 ? "s" : "")"
  }
  guard let first = parts.firstIndex(where: { $0 != nil }) else {
    return width == .narrow ? "\(seconds) s" : "less than a minute"
  }
  // Minutes beside days are for the page alone.
  let shown =
    width == .full
    ? Array(parts.compactMap(\.self).prefix(2)) : parts[first...].prefix(2).compactMap(\.self)
  return shown.joined(separator: " ")
}

extension SpanWidth {
  fileprivate var units: [(name: String, takesPlural: Bool)] {
    switch self {
    case .full: [("day", true), ("hour", true), ("minute", true)]
    case .brief: [("day", true), ("h", false), ("min", false)]
    case .narrow: [("d", false), ("h", false), ("min", false)]
    }
  }
}
