import ArgumentParser
import ContentReading
import Importing
import StatusModel

/// What people decide about how a source is read.
struct ImportReadingOptions: ParsableArguments {
  @Option(name: .long, help: "The zone of times that name none, such as Europe/Berlin.")
  var timeZone: String?

  @Option(
    name: .long,
    help: "What a word of the source stands for: disrupted=minor. May be given several times.")
  var map: [String] = []

  @Option(name: .long, help: "The impact where nobody knows it: none, minor, major or critical.")
  var severity: String?

  @Flag(name: .long, help: "Write the source's drafts too, as drafts.")
  var drafts = false

  @Flag(name: .long, help: "Publish texts that look private; else such an entry is a draft.")
  var allowPrivate = false

  @Option(
    name: .long,
    help: "reported: the statuses that the source reports, even where none ever changes.")
  var statuses: String?

  @Option(name: .long, help: "Leave out incidents that were shorter: 5m.")
  var min: String?

  @Option(name: .long, help: "A regular expression: incidents whose title matches are maintenance.")
  var maintenance: String?

  @Option(name: .long, help: "skip: leave out what the source calls informational.")
  var informational: String?

  @Option(name: .long, help: "The form of times that can be read in two ways: dd/MM/yyyy HH:mm.")
  var dateFormat: String?

  @Flag(name: .long, help: "Take groups from component names of the form 'Group / Name'.")
  var groups = false

  @Flag(name: .long, help: "Keep technical details that readers may not need.")
  var details = false

  func options(at moment: Timestamp) throws -> ImportOptions {
    var options = ImportOptions(at: moment)
    options.timeZone = try timeZone.map(zone)
    options.words = try words()
    options.impact = try choice("--severity", severity, among: Impact.allCases)
    options.writesDrafts = drafts
    options.allowsPrivate = allowPrivate
    options.statuses =
      try choice("--statuses", statuses, among: ImportOptions.Statuses.allCases) ?? .decided
    options.shortest = try min.map(span)
    options.maintenance = try maintenance.map(pattern)
    options.informational =
      try choice("--informational", informational, among: ImportOptions.Informational.allCases)
      ?? .keep
    options.dateFormat = dateFormat
    options.splitsGroups = groups
    options.keepsDetails = details
    return options
  }

  private func zone(_ name: String) throws -> TimeZoneRules {
    guard let zone = timeZoneRules(named: name) else {
      throw Refusal.usage(
        "--time-zone: '\(visible(name))' is no known time zone",
        hint: "write a name such as Europe/Berlin, or UTC")
    }
    return zone
  }

  private func words() throws -> [String: String] {
    var words: [String: String] = [:]
    for pair in map {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw Refusal.usage(
          "--map: '\(visible(pair))' is no pair", hint: "write it as in `--map disrupted=minor`")
      }
      words[parts[0]] = parts[1]
    }
    return words
  }

  private func choice<Value: RawRepresentable<String>>(
    _ option: String, _ word: String?, among values: [Value]
  ) throws -> Value? {
    guard let word else { return nil }
    guard let value = values.first(where: { $0.rawValue == word }) else {
      throw Refusal.usage(
        "\(option): '\(visible(word))' is not known",
        hint: "one of these: \(values.map(\.rawValue).joined(separator: ", "))")
    }
    return value
  }

  private func span(_ text: String) throws -> Int {
    guard let seconds = duration(of: text) else {
      throw Refusal.usage(
        "--min: '\(visible(text))' is no span", hint: "write one such as 5m or 1h30m")
    }
    return seconds
  }

  private func pattern(_ text: String) throws -> String {
    guard (try? Regex(text)) != nil else {
      throw Refusal.usage(
        "--maintenance: '\(visible(text))' is no regular expression",
        hint: "write one such as '(?i)maintenance|planned'")
    }
    return text
  }
}
