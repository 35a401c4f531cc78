extension [StatusInterval] {
  /// Neighbours of one status as one, without empty and operational ones.
  ///
  /// The intervals follow one another in time.
  func joined() -> [StatusInterval] {
    var result: [StatusInterval] = []
    for interval in self where interval.start != interval.end {
      if let last = result.last, last.status == interval.status, last.end == interval.start {
        result[result.count - 1] = StatusInterval(
          status: last.status, start: last.start, end: interval.end)
      } else {
        result.append(interval)
      }
    }
    return result.filter { $0.status != .operational }
  }
}

/// The worst that anything held a component at, from beginning to now.
struct StatusTimeline {
  /// In the order of time, apart from one another or of different status; none is operational.
  let intervals: [StatusInterval]

  /// When the last status ended that was over before the intervals; nil for none.
  private let lastEnd: Timestamp?

  /// - Parameters:
  ///   - held: what each incident and maintenance did, in any order, overlapping.
  ///   - lastEnd: of what was over before.
  /// - Complexity: O(n log n) in the number of intervals.
  init(worstOf held: [StatusInterval], after lastEnd: Timestamp? = nil) {
    self.lastEnd = lastEnd
    var edges: [(time: Timestamp, rank: Int, step: Int)] = []
    for interval in held {
      edges.append((interval.start, interval.status.rank, 1))
      if let end = interval.end { edges.append((end, interval.status.rank, -1)) }
    }
    edges.sort { $0.time < $1.time }
    var holding = [Int](repeating: 0, count: ComponentStatus.allCases.count)
    var spans: [StatusInterval] = []
    var index = 0
    while index < edges.count {
      let time = edges[index].time
      while index < edges.count, edges[index].time == time {
        holding[edges[index].rank] += edges[index].step
        index += 1
      }
      let worst = ComponentStatus.allCases.last { holding[$0.rank] > 0 } ?? .operational
      let end = index < edges.count ? edges[index].time : nil
      spans.append(StatusInterval(status: worst, start: time, end: end))
    }
    intervals = spans.joined()
  }

  /// What holds now, after everything known.
  var current: ComponentStatus {
    guard let last = intervals.last, last.end == nil else { return .operational }
    return last.status
  }

  /// When the status last changed; nil if it never did.
  var lastChange: Timestamp? {
    intervals.last.map { $0.end ?? $0.start } ?? lastEnd
  }
}
