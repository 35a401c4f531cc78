import ArgumentParser
import Building
import ContentReading
import Foundation
import StatusModel

/// The moment a page is built for: asked for by the user, else the clock's.
enum Moment: Sendable {
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

  /// The same for a build.
  var ofBuild: BuildMoment {
    switch self {
    case .now(let moment): .now(moment)
    case .asOf: .asOf { try timestamp(in: $0) }
    }
  }

  /// No entry may be dated later than this; nil where later entries are left out instead.
  var latest: Timestamp? { ofBuild.latest }

  /// The moment that a page of `site` is of.
  func timestamp(of site: Site) throws -> Timestamp {
    try ofBuild.timestamp(in: site.settings.timeZone, lastUpdates: site.history.lastUpdates)
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
