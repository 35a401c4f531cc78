import ArgumentParser
import Building
import ContentReading
import Diagnostics
import Importing
import PlainEnglish
import SiteFiles
import StatusModel

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Bring a history over from another system.",
    discussion: """
      SYSTEM is one of: \(ImportSystem.all.map(\.name).joined(separator: ", ")). SOURCE is what was
      saved there: a file or a folder. Every entry is written or named in the report with its reason.
      Nothing is written when the source cannot be read to its end; files that are there stay.

      Examples:
        allclear import statuspage saved/ --dry-run          only the report
        allclear import statuspage saved/ --into my-status   a new site, or entries for one
        allclear import statuspage saved/ --json > report.json
      """)

  @Argument(help: "The system from which the history comes.")
  var system: String

  @Argument(help: "A file, or a folder with all that was saved.", completion: .file())
  var source: String

  @Option(
    name: .long,
    help:
      "The site folder to write; a new one is made. Default: the one with status.yml, here or further up.",
    completion: .directory)
  var into: String?

  @Flag(name: .long, help: "Print the report alone; write nothing.")
  var dryRun = false

  @Flag(name: .long, help: "Print the report as one JSON object.")
  var json = false

  @Flag(name: .long, help: "Replace files of an earlier import that nobody has edited.")
  var overwrite = false

  @OptionGroup var reading: ImportReadingOptions

  func run() async throws {
    try await leavingWithStatus { terminal in
      guard let known = ImportSystem.all.first(where: { $0.name == system }) else {
        throw Refusal.usage(
          "there is no system '\(visible(system))'",
          hint: "one of these: \(ImportSystem.all.map(\.name).joined(separator: ", "))")
      }
      let options = try reading.options(at: try clockTime())
      let from = try absolutePath(source)
      let target = try dryRun ? into.map(absolutePath) : targetFolder()
      let (imported, outcome) = try await ProgressLine.during("Reading \(source)", on: terminal) {
        progress in
        let files = try sourceFiles(of: known, at: from, besides: target)
        let reading = try read(files, known, options)
        await progress.now("Converting \(plural(reading.history.entries.count, "entry"))")
        let imported = try await mapHistory(reading, from: known.name, with: options)
        guard !dryRun, let target else { return (imported, ImportOutcome()) }
        try await refuseUnsound(imported, at: options.moment)
        await progress.now("Writing \(plural(imported.files.count, "file"))")
        let outcome = try write(imported.files, into: target, replacesOwn: overwrite)
        return (imported, outcome)
      }
      try answer(
        json
          ? imported.report.json(written: outcome.written, kept: outcome.kept)
          : imported.report.text)
      if !dryRun, let target { sayOutcome(outcome, in: target) }
    }
  }

  private func targetFolder() throws -> String {
    if let into { return try absolutePath(into) }
    do {
      return try siteFolder(from: currentFolder())
    } catch is Refusal {
      throw Refusal.usage(
        "no site folder is here or above, and --into names none",
        hint: "name the folder to make, such as `--into my-status`, or look first with --dry-run")
    }
  }

  private func read(
    _ files: [SourceFile], _ system: ImportSystem, _ options: ImportOptions
  ) throws -> SourceReading {
    do throws(ImportError) {
      return try system.read(files, options)
    } catch {
      throw Refusal(error)
    }
  }

  private func sayOutcome(_ outcome: ImportOutcome, in target: String) {
    say("Wrote \(plural(outcome.written.count, "file")) to \(target)")
    if !outcome.kept.isEmpty {
      say("\(plural(outcome.kept.count, "file")) there already, left as they were")
    }
    if outcome.keepsStatusFile {
      say("status.yml was there: it has to name the components and levels of the new entries")
    }
    say("Next: look at the report, then run `allclear check --site \(target)`")
  }
}

extension Refusal {
  fileprivate init(_ error: ImportError) {
    let parts = visible(error.text).split(separator: "\n  hint: ", maxSplits: 1)
    let hint = parts.count == 2 ? String(parts[1]) : "nothing was written"
    let message = String(parts[0])
    switch error {
    case .optionNeeded: self = .usage(message, hint: hint)
    case .unreadable, .nothingFound: self = .content(message, hint: hint)
    }
  }
}

/// A last look at what would be written: an import must never leave a site that does not build.
private func refuseUnsound(_ imported: ImportedSite, at moment: Timestamp) async throws {
  let found = try await readSite(imported.files, latest: moment.advanced(by: 300)).diagnostics
  guard !found.containsErrors else {
    throw ContentProblems(diagnostics: found.filter { $0.severity == .error })
  }
}
