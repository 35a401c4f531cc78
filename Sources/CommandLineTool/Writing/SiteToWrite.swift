import Authoring
import Building
import ContentReading
import Diagnostics
import Foundation
import PlainEnglish
import SiteFiles
import SiteLoading
import StatusModel

/// A site folder as it was read, for a command that looks into it or writes there.
struct SiteToWrite: Sendable {
  let folder: String
  let sources: [SourceFile]
  /// Without the files that have errors.
  let site: Site
  /// Nothing may be dated later than five minutes after this.
  let now: Timestamp
  /// The errors of the files that are left out, in stable order.
  let problems: [Diagnostic]

  init(
    folder: String, sources: [SourceFile], site: Site, now: Timestamp, problems: [Diagnostic] = []
  ) {
    self.folder = folder
    self.sources = sources
    self.site = site
    self.now = now
    self.problems = problems
  }

  var latest: Timestamp { now.advanced(by: 5 * 60) }
  var zone: TimeZoneRules { site.settings.timeZone }

  /// The same folder at another moment.
  func seen(at moment: Timestamp) -> SiteToWrite {
    SiteToWrite(folder: folder, sources: sources, site: site, now: moment, problems: problems)
  }
}

/// Reads what is sound: a broken file does not stop an update of another one.
///
/// - Throws: `ContentProblems` where `status.yml` cannot say how entries are to be read.
func readToWrite(_ folder: String, at now: Timestamp) async throws -> SiteToWrite {
  let (sources, loadDiagnostics) = try await loadSources(from: folder)
  let (site, diagnostics) = try await readSoundSite(sources, latest: now.advanced(by: 5 * 60))
  let errors = (loadDiagnostics + diagnostics.besides(loadDiagnostics))
    .filter { $0.severity == .error }.inStableOrder()
  guard let site else {
    throw ContentProblems(diagnostics: errors.filter { $0.position.path == "status.yml" })
  }
  return SiteToWrite(folder: folder, sources: sources, site: site, now: now, problems: errors)
}

/// The clock's time, or `SOURCE_DATE_EPOCH`.
func clockTime() throws -> Timestamp {
  let moment = try Moment.read(asOf: nil, environment: ProcessInfo.processInfo.environment)
  return try moment.timestamp(in: .utc)
}

extension SiteToWrite {
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

  /// The time of an update that names none: now, and never before the one above it.
  ///
  /// Two people may write in the same second, and the one who waited is the later.
  func time(after last: Timestamp) throws -> Timestamp {
    let now = now.wholeMinute
    guard last > now else { return now }
    guard last <= latest else {
      throw Refusal.content(
        "the last update is dated \(last.written), which is later than now",
        hint: "correct its time in the file, or give a later one with --at")
    }
    return last
  }

  /// The file of an entry; entries may lie in sub-folders.
  func file(of id: String, in entries: String) throws -> SourceFile {
    let name = "/\(id).md"
    guard
      let file = sources.first(where: {
        $0.path.hasPrefix(entries + "/") && $0.path.hasSuffix(name)
      })
    else {
      throw Refusal.machine(
        "the file of \(id) vanished just now", hint: "look into \(folder)/\(entries)")
    }
    return file
  }
}

// MARK: What people name

extension Site {
  /// By its id or its name, in whatever case.
  func component(named typed: String) throws -> Component {
    let all = catalog.components
    let word = typed.lowercased()
    if let found = all.first(where: { $0.id == typed })
      ?? all.first(where: { $0.id.lowercased() == word || $0.name.lowercased() == word })
    {
      return found
    }
    throw Refusal.usage(
      "there is no component '\(typed)'" + guess(typed, among: all.map(\.id)),
      hint: "components: \(all.map(\.id).joined(separator: ", "))")
  }
}

extension SiteToWrite {
  func component(_ typed: String) throws -> Component { try site.component(named: typed) }

  /// The components that are named, each once.
  func components(_ arguments: [ComponentArgument]) throws -> [Component.ID] {
    var ids: [Component.ID] = []
    for argument in arguments {
      let id = try component(argument.name).id
      guard !ids.contains(id) else {
        throw Refusal.usage(
          "--component names '\(id)' twice", hint: "name it once, with the status that it has now")
      }
      ids.append(id)
    }
    return ids
  }

  func severity(_ typed: String) throws -> Severity {
    let word = typed.lowercased()
    if let found = site.severities.first(where: { $0.id == typed })
      ?? site.severities.first(where: {
        $0.id.lowercased() == word || $0.name.lowercased() == word
      })
    {
      return found
    }
    let ids = site.severities.map(\.id)
    throw Refusal.usage(
      "there is no severity '\(typed)'" + guess(typed, among: ids),
      hint: "severities, the worst first: \(ids.joined(separator: ", "))")
  }

  func message(_ name: String) throws -> MessageTemplate {
    let name = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
    if let found = site.messages.first(where: { $0.name == name }) { return found }
    try refuseBroken(name, in: "messages")
    let names = site.messages.map(\.name)
    throw Refusal.usage(
      "there is no message '\(name)'" + guess(name, among: names),
      hint: names.isEmpty
        ? "write one in messages/, or say it with -m"
        : "messages: \(names.joined(separator: ", "))")
  }
}

/// A status that people may give to a component.
func componentStatus(_ typed: String) throws -> ComponentStatus {
  let word = typed.lowercased().replacing(" ", with: "_").replacing("-", with: "_")
  let known = ComponentStatus.allCases.filter { $0 != .underMaintenance }
  if let status = known.first(where: { $0.rawValue == word }) { return status }
  throw Refusal.usage(
    "there is no status '\(typed)'" + guess(word, among: known.map(\.rawValue)),
    hint: "statuses: \(known.map(\.rawValue).joined(separator: ", "))")
}

/// `; did you mean 'api'?`, or nothing.
func guess(_ typed: String, among known: [String]) -> String {
  nearest(to: typed, among: known).map { "; did you mean '\($0)'?" } ?? ""
}
