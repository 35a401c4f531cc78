import ArgumentParser
import ContentReading
import Foundation
import StatusModel

/// The moment a page is built for: asked for by the user, else the clock's.
enum Moment {
  /// `--as-of`: as the page stood then. Whatever is dated later is not yet known.
  case asOf(String)
  /// The clock, or `SOURCE_DATE_EPOCH` in its place. What is dated later is a mistake.
  case now(Timestamp)

  /// The one place that reads the clock.
  static func read(asOf: String?, environment: [String: String]) throws -> Moment {
    if let asOf { return .asOf(asOf) }
    guard let epoch = environment["SOURCE_DATE_EPOCH"], !epoch.isEmpty else {
      return .now(Timestamp(seconds: Int(Date().timeIntervalSince1970.rounded(.down))))
    }
    guard let seconds = Int(epoch), (0..<4_102_444_800).contains(seconds) else {
      throw Refusal.usage(
        "SOURCE_DATE_EPOCH is '\(epoch)', which is no number of seconds since 1970",
        hint: "set it to something like 1795175400, or unset it")
    }
    return .now(Timestamp(seconds: seconds))
  }

  /// How far an update may lie ahead of the clock, in seconds: clocks differ, and people round up.
  private static let grace = 5 * 60

  /// No entry may be dated later than this; nil where later entries are left out instead.
  var latest: Timestamp? {
    switch self {
    case .asOf: nil
    case .now(let moment): moment.advanced(by: Moment.grace)
    }
  }

  /// The moment that a page of `site` is of.
  ///
  /// An update that lies ahead of the clock and was let pass must not be hidden: what it tells of has
  /// happened. So the page is then one of that update's moment. Nothing on it is dated later than the
  /// page itself.
  func timestamp(of site: Site) throws -> Timestamp {
    guard case .now(let moment) = self else { return try timestamp(in: site.settings.timeZone) }
    return site.newestUpdate(in: moment...moment.advanced(by: Moment.grace)) ?? moment
  }

  /// - Parameter zone: the site's, for a time that names none.
  func timestamp(in zone: TimeZoneRules) throws -> Timestamp {
    switch self {
    case .now(let moment): return moment
    case .asOf(let text):
      do throws(MomentProblem) {
        return try parseMoment(text, in: zone)
      } catch {
        throw Refusal.usage("--as-of: \(error.message)", hint: error.hint)
      }
    }
  }
}

extension Site {
  /// The time of the newest update that lies in `span`; a draft has none.
  fileprivate func newestUpdate(in span: ClosedRange<Timestamp>) -> Timestamp? {
    // By their places: to copy ten thousand incidents costs more than to look at them.
    let incidents = history.incidents
    let maintenances = history.maintenances
    let told = incidents.indices.lazy.filter { !incidents[$0].isDraft }
      .compactMap { incidents[$0].updates.last { span.contains($0.time) }?.time }
    let planned = maintenances.indices.lazy.filter { !maintenances[$0].isDraft }
      .compactMap { maintenances[$0].updates.last { span.contains($0.time) }?.time }
    return [told.max(), planned.max()].compactMap { $0 }.max()
  }
}

struct MomentOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Build the page as it stood then: '2026-11-20 10:10 UTC'.",
      discussion: "Whatever is dated later is left out. Default: now, or SOURCE_DATE_EPOCH."))
  var asOf: String?

  func moment() throws -> Moment {
    try Moment.read(asOf: asOf, environment: ProcessInfo.processInfo.environment)
  }
}
