import Foundation

/// A text of `theme/strings` that is filled in by this program.
///
/// The raw value is its key in the file. Texts that only templates use are not named here.
enum Word: String, CaseIterable {
  // Status of a component.
  case operational
  case underMaintenance = "under_maintenance"
  case degradedPerformance = "degraded_performance"
  case partialOutage = "partial_outage"
  case majorOutage = "major_outage"
  // Status of the page.
  case allSystemsOperational = "all_systems_operational"
  case serviceUnderMaintenance = "service_under_maintenance"
  case partiallyDegradedService = "partially_degraded_service"
  case degradedSystemService = "degraded_system_service"
  case minorServiceOutage = "minor_service_outage"
  case partialSystemOutage = "partial_system_outage"
  case majorSystemOutage = "major_system_outage"
  case breadth
  case breadthNone = "breadth_none"
  // States.
  case investigating, identified, monitoring, resolved, retracted, update
  case scheduled
  case inProgress = "in_progress"
  case verifying, completed, cancelled
  // Changes.
  case componentChanged = "component_changed"
  case componentRestored = "component_restored"
  case severityChanged = "severity_changed"
  // Times.
  case moment
  case dayAndClock = "day_and_clock"
  case clock
  case momentRange = "moment_range"
  case asOf = "as_of"
  case nextUpdateBy = "next_update_by"
  case late
  case pageIsOld = "page_is_old"
  case edited
  case lasted
  case lastsSince = "lasts_since"
  case affectedFor = "affected_for"
  case days, hours, minutes
  case underAMinute = "under_a_minute"
  case twoParts = "two_parts"
  case uptime
  case dateLocale = "date_locale"
  case direction
  // Bars and tables.
  case barsAllOperational = "bars_all_operational"
  case barsNoData = "bars_no_data"
  case barsDays = "bars_days"
  case barsSummary = "bars_summary"
  case listSeparator = "list_separator"
  // Lists.
  case incidentCount = "incident_count"
  case maintenanceCount = "maintenance_count"
  // Postmortems.
  case actionRunbook = "action_runbook"
  case actionMonitoring = "action_monitoring"
  case actionAlert = "action_alert"
  case actionOther = "action_other"
  case doneOn = "done_on"
  case notDoneYet = "not_done_yet"
  // Feeds.
  case feedTitle = "feed_title"
  case rss, atom, calendar
  case jsonFeed = "json_feed"
  // Titles of pages.
  case pageTitle = "title"
  case home = "title_home"
  case history = "title_history"
  case historyOf = "title_history_of"
  case severityLevels = "title_severity_levels"
  case notFound = "title_not_found"
  case promiseFirst = "promise_first"
  case promiseEvery = "promise_every"
  case promisePostmortem = "promise_postmortem"
  case continues, maintenance
  // Other languages.
  case textLanguage = "text_language"
}

/// The words of a page in one language.
package struct Words: Sendable {
  /// A text cut at its placeholders.
  enum Piece: Sendable, Hashable {
    case text(String)
    case placeholder(String)
  }

  /// A text, or one text for each plural form.
  enum Entry: Sendable {
    case text([Piece])
    /// Chosen by the rules of the language that it is written in.
    case plural([PluralRules.Form: [Piece]], by: PluralRules)
  }

  /// BCP 47.
  let language: String
  let entries: [String: Entry]
  /// The same by word: to look for a text by its key, ten thousand pages long, takes its time.
  private let known: [Word: Entry]
  /// The keys of texts that can stand in a template, since they have neither placeholder nor plural.
  let templateKeys: Set<String>
  /// By which days, times and numbers are written.
  let locale: Locale
  /// From 0 to 9; nil where the locale writes the usual ones.
  private let digits: [String]?

  init(language: String, entries: [String: Entry], templateKeys: Set<String>) {
    self.language = language
    self.entries = entries
    known = Dictionary(
      uniqueKeysWithValues: Word.allCases.compactMap { word in
        entries[word.rawValue].map { (word, $0) }
      })
    self.templateKeys = templateKeys
    let written = language.contains("-") ? "" : entries[Word.dateLocale.rawValue]?.fixedText ?? ""
    locale = Locale(identifier: written.isEmpty ? language : written)
    let style = IntegerFormatStyle<Int>(locale: locale)
    let digits = (0...9).map { $0.formatted(style) }
    self.digits = digits.first == "0" ? nil : digits
  }

  /// A whole number of at least 0 in the digits of the language, ungrouped.
  func number(_ number: Int) -> String {
    let usual = String(number)
    guard let digits else { return usual }
    return usual.utf8.map { digits[Int($0) - 0x30] }.joined()
  }

  /// The locale by which days and times are written, BCP 47.
  var dateLocale: String {
    let written = text(.dateLocale).replacing("_", with: "-")
    return language.contains("-") || written.isEmpty ? language : written
  }

  /// What stands under `word`, for a program; a text without placeholders.
  func text(_ word: Word) -> String {
    plain(pieces(word, number: nil), [:])
  }

  func text(
    _ word: Word, _ values: KeyValuePairs<String, String>, number: Int? = nil
  ) -> String {
    plain(pieces(word, number: number), values)
  }

  /// The same as HTML; the words are escaped, the values are HTML already.
  func html(_ word: Word, _ values: KeyValuePairs<String, HTML> = [:], number: Int? = nil) -> HTML {
    var bytes: [UInt8] = []
    for piece in pieces(word, number: number) {
      switch piece {
      case .text(let text): bytes.append(escaping: text)
      case .placeholder(let name):
        if let value = values.first(where: { $0.key == name })?.value { bytes += value.bytes }
      }
    }
    return HTML(bytes: bytes)
  }

  /// A text with its placeholders, for one that is filled in very often.
  func pieces(_ word: Word) -> [Piece] {
    pieces(word, number: nil)
  }

  private func pieces(_ word: Word, number: Int?) -> [Piece] {
    switch known[word] {
    case .text(let pieces): pieces
    case .plural(let forms, let rules): forms[rules.form(of: number ?? 0)] ?? forms[.other] ?? []
    case nil: []
    }
  }

  private func plain(_ pieces: [Piece], _ values: KeyValuePairs<String, String>) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .text(let words): text += words
      case .placeholder(let name): text += values.first { $0.key == name }?.value ?? ""
      }
    }
    return text
  }
}
