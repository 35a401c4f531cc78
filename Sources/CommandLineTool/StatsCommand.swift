import ArgumentParser
import Authoring
import Building
import Diagnostics
import Ledger
import StatusModel

struct StatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "How quickly incidents were noticed, told and resolved.",
    discussion: """
      Examples:
        allclear stats                    response times per severity; see allclear stats response
        allclear stats uptime api         the intervals behind a component's uptime
      """,
    subcommands: [ResponseCommand.self, UptimeCommand.self],
    defaultSubcommand: ResponseCommand.self)
}

struct ResponseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "response",
    abstract: "Per severity: incidents, response times, silences, promises kept.",
    discussion: """
      Incidents that began in the period, each under the worst severity it had. False alarms and
      drafts do not count. The word 'response' may be left out. Of what was published afterwards, the
      first update counts from then; the last build's output knows it.

      Examples:
        allclear stats
        allclear stats --from 2026-10-01 --to 2026-10-31
        allclear stats --csv > response.csv
      """)

  @OptionGroup var site: SiteOption
  @OptionGroup var moment: MomentOption
  @OptionGroup var period: PeriodOption
  @OptionGroup var form: StatsForm

  @Option(
    name: .long, help: "The folder that builds write. Default: public, in the site folder.",
    completion: .directory)
  var output: String?

  func run() async throws {
    try await leavingWithStatus { terminal in
      let folder = try site.folder()
      let ledger = readLedger(inOutput: try outputFolder(output, ofSite: folder)).ledger
      let moment = try moment.moment()
      let site = try await ProgressLine.during("Reading \(folder)", on: terminal) { _ in
        try await readSiteAlone(folder, latest: moment.latest)
      }
      let derived = site.snapshot(at: try moment.timestamp(of: site))
      let snapshot =
        ledger.map { derived.recalling($0.recollection(at: derived.moment)) } ?? derived
      let statistics = site.statistics(
        in: snapshot, over: try period.range(in: site.settings.timeZone, now: snapshot.moment))
      let report = ResponseReport(
        statistics: statistics, zone: site.settings.timeZone, asOf: snapshot.moment)
      try answer(try form.choose(text: report.text, json: report.json, csv: report.csv))
    }
  }
}

struct UptimeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uptime",
    abstract: "The intervals behind a component's uptime.",
    discussion: """
      Each span in which the component was not operational, what it weighs, and the entries behind
      it. Without a period, the ninety days of the page.

      Examples:
        allclear stats uptime api
        allclear stats uptime api --from 2026-10-01 --to 2026-10-31
        allclear stats uptime api --csv > api.csv
      """)

  @Argument(help: "The component's id or name.")
  var component: String

  @OptionGroup var site: SiteOption
  @OptionGroup var moment: MomentOption
  @OptionGroup var period: PeriodOption
  @OptionGroup var form: StatsForm

  func run() async throws {
    try await leavingWithStatus { terminal in
      let folder = try site.folder()
      let moment = try moment.moment()
      let site = try await ProgressLine.during("Reading \(folder)", on: terminal) { _ in
        try await readSiteAlone(folder, latest: moment.latest)
      }
      let snapshot = site.snapshot(at: try moment.timestamp(of: site))
      let range = try period.range(in: site.settings.timeZone, now: snapshot.moment)
      let id = try site.component(named: component).id
      guard let account = site.uptimeAccount(of: id, in: snapshot, over: range) else {
        throw Refusal.usage("there is no component '\(component)'", hint: "run `allclear check`")
      }
      let report = UptimeReport(account: account, zone: site.settings.timeZone)
      try answer(try form.choose(text: report.text, json: report.json, csv: report.csv))
    }
  }
}

/// In which form figures are printed.
struct StatsForm: ParsableArguments {
  @Flag(name: .long, help: "Print one JSON object; spans in seconds, times in UTC.")
  var json = false

  @Flag(name: .long, help: "Print CSV as in RFC 4180; spans in seconds.")
  var csv = false

  func validate() throws {
    if json && csv { throw ValidationError("choose one of --json and --csv") }
  }

  func choose(
    text: () -> String, json jsonText: () throws -> String, csv csvText: () -> String
  ) throws -> String {
    if json { return try jsonText() }
    return csv ? csvText() : text()
  }
}
