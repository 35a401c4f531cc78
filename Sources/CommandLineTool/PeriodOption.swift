import ArgumentParser
import ContentReading
import StatusModel

/// From when to when figures are made.
struct PeriodOption: ParsableArguments {
  @Option(name: .long, help: "A day, or a time; from its beginning on.")
  var from: String?

  @Option(name: .long, help: "A day, with all of it, or a time. Default: now.")
  var to: String?

  /// - Returns: Nil where neither is given.
  func range(in zone: TimeZoneRules, now: Timestamp) throws -> Range<Timestamp>? {
    guard from != nil || to != nil else { return nil }
    let start = try from.map { try edge($0, "--from", in: zone, isEnd: false) }
    let end = try to.map { try edge($0, "--to", in: zone, isEnd: true) }
    // Now itself is still part of it.
    let range = (start ?? Timestamp(seconds: 0), end ?? now.advanced(by: 1))
    guard range.0 < range.1 else {
      throw Refusal.usage(
        "the period ends before it begins", hint: "--from comes first, and not after now")
    }
    return range.0..<range.1
  }

  private func edge(
    _ text: String, _ option: String, in zone: TimeZoneRules, isEnd: Bool
  ) throws -> Timestamp {
    if let day = CivilDate(iso8601: text) {
      return zone.start(of: isEnd ? day.advanced(byDays: 1) : day)
    }
    do throws(MomentProblem) {
      return try parseMoment(text, in: zone)
    } catch {
      throw Refusal.usage(
        "\(option): \(error.message)", hint: "write a day, '2026-10-31', or '2026-10-31 10:00 UTC'")
    }
  }
}

extension CivilDate {
  /// Nil for anything but a day such as `2026-10-31`.
  fileprivate init?(iso8601 text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}
