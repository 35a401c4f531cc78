import Authoring
import ContentReading
import StatusModel

// Times as they are typed, with an option or as an answer.

extension PresentSite {
  /// A time that was given with an option; nil without one.
  func moment(_ text: String?, option: String) throws -> Timestamp? {
    guard let text else { return nil }
    do throws(MomentProblem) {
      return try parseMoment(text, in: zone)
    } catch {
      throw Refusal.usage("\(option): \(error.message)", hint: error.hint)
    }
  }

  /// The same for what has happened already, where a time of day alone is one of today.
  func pastMoment(_ text: String?, option: String) throws -> Timestamp? {
    guard let text else { return nil }
    guard let clock = try clock(text, option: option) else {
      return try moment(text, option: option)
    }
    guard clock <= latest else {
      let yesterday = zone.date(at: now).advanced(byDays: -1)
      throw Refusal.usage(
        "\(option): \(text) is yet to come today",
        hint: "write the day with it: '\(yesterday.iso8601) \(text)'")
    }
    return clock
  }

  private func clock(_ text: String, option: String) throws -> Timestamp? {
    do throws(MomentProblem) {
      return try parseClock(text, onDayOf: now, in: zone)
    } catch {
      throw Refusal.usage("\(option): \(error.message)", hint: error.hint)
    }
  }

  /// The promise that was given with `--next`, or to a question; nil without one.
  func nextUpdate(
    _ text: String?, after time: Timestamp, isAnswer: Bool = false
  ) throws -> Timestamp? {
    guard let text else { return nil }
    do throws(MomentProblem) {
      return try parseNextUpdate(text, after: time, in: zone)
    } catch {
      let (name, option, quote) = isAnswer ? ("the time", "", "") : ("--next", "--next ", "'")
      throw Refusal.usage(
        "\(name): \(error.message)",
        hint:
          "write a span of a minute to a year, such as \(option)30m or \(option)2h, or a time after "
          + "the update: \(option)\(quote)12:30 UTC\(quote)")
    }
  }

  /// A window of which neither time may be over.
  ///
  /// - Parameter ends: `unknown` where nobody can say it.
  func comingWindow(_ starts: String, _ ends: String) throws -> MaintenanceWindow {
    guard let start = try moment(starts, option: "--starts") else {
      throw Refusal.usage("the window is missing", hint: "add --starts and --ends")
    }
    let isKnown = ends.lowercased() != "unknown"
    return try comingWindow(
      from: start, to: isKnown ? moment(ends, option: "--ends") : nil)
  }
}
