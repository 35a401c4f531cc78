import Escaping
import Foundation

/// A text of `theme/strings` that is filled in by this program.
///
/// Its key in the file is its name in snake case, but for the titles. Texts that only templates use are
/// not named here.
enum Word: Int, CaseIterable {
  // Status of a component.
  case operational
  case underMaintenance
  case degradedPerformance
  case partialOutage
  case majorOutage
  // The same inside a sentence.
  case underMaintenanceInline
  case degradedPerformanceInline
  case partialOutageInline
  case majorOutageInline
  // Status of the page.
  case allSystemsOperational
  case maintenanceRunning
  case breadth
  case breadthNone
  // States.
  case investigating, identified, monitoring, resolved, retracted, update
  case scheduled
  case inProgress
  case verifying, completed, cancelled
  // Changes.
  case componentChanged
  case componentRestored
  case componentGone
  case componentAhead
  case severityChanged
  // Times.
  case moment
  case dayAndClock
  case clock
  case momentRange
  case asOf
  case asItStood
  case nextUpdateBy
  case late
  case aside
  case pageIsOld
  case edited
  case lasted
  case lastsSince
  case endNotKnown
  case affectedFor
  case days, hours, minutes
  case underAMinute
  case twoParts
  case uptime
  case uptimeOfDays
  case uptimeAndSummary
  case dateLocale
  case direction
  // Bars and tables.
  case barsAllOperational
  case barsOperationalSince
  case operationalEveryDay
  case barsNoData
  case barsDays
  case barsSummary
  case daysAgo
  case listSeparator
  // Lists.
  case incidentCount
  case maintenanceCount
  // Postmortems.
  case actionRunbook
  case actionMonitoring
  case actionAlert
  case actionOther
  case postmortemPublished
  case doneOn
  case notDoneYet
  // Feeds.
  case feedTitle
  case feedOpened
  case rss, atom, calendar
  case jsonFeed
  // Titles of pages.
  case pageTitle
  case home
  case history
  case historyOf
  case severityLevels
  case notFound
  case maintenanceList
  case subscribePage
  case severityStatus
  case promiseFirst
  case promiseEvery
  case promisePostmortem
  case continues, maintenance
  case quietDay
  case quietDays
  case earlier, later
  case named
  // What differs from the plan, and what the clock did.
  case unlikePlanned
  case movedFrom
  case beganAsPlanned
  case endedAsPlanned
  // First seen long after it happened.
  case publishedAfterwardsOn
  // Other languages.
  case textLanguage

  var key: String {
    switch self {
    case .pageTitle: "title"
    case .home, .history, .historyOf, .severityLevels, .notFound: "title_" + nameInSnakeCase
    case .maintenanceList: "title_maintenance"
    case .subscribePage: "title_subscribe"
    default: nameInSnakeCase
    }
  }

  private var nameInSnakeCase: String {
    String(describing: self).map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined()
  }
}

/// The words of a page in one language.
///
/// A class, because every piece of every page asks for it: a copy would count all that is in it, and
/// the cores would wait for each other at the counts.
package final class Words: Sendable {
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
  /// The same, a place for each word: to look for a text by its key, ten thousand pages long, takes its
  /// time.
  private let known: [Entry?]
  /// Those without plural forms, in one array for the same reason, and the places of each.
  private let pieces: [Piece]
  private let places: [Range<Int>?]
  /// The keys of texts that can stand in a template, since they have neither placeholder nor plural.
  let templateKeys: Set<String>
  /// By which days, times and numbers are written.
  let locale: Locale
  /// From 0 to 9; nil where the locale writes the usual ones.
  private let digits: [String]?

  init(language: String, entries: [String: Entry], templateKeys: Set<String>) {
    self.language = language
    self.entries = entries
    let known = Word.allCases.map { entries[$0.key] }
    self.known = known
    var pieces: [Piece] = []
    places = known.map { entry in
      guard case .text(let text) = entry else { return nil }
      pieces += text
      return pieces.count - text.count..<pieces.count
    }
    self.pieces = pieces
    self.templateKeys = templateKeys
    locale = Locale(
      identifier: dateLocaleTag(of: language, entries[Word.dateLocale.key]?.fixedText ?? ""))
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
    dateLocaleTag(of: language, text(.dateLocale)).replacing("_", with: "-")
  }

  /// What stands under `word`, for a program; a text without placeholders.
  func text(
    _ word: Word, _ values: KeyValuePairs<String, String> = [:], number: Int? = nil
  ) -> String {
    var text = ""
    forEachPiece(of: word, number: number) { piece in
      switch piece {
      case .text(let words): text += words
      case .placeholder(let name): text += values.first { $0.key == name }?.value ?? ""
      }
    }
    return text
  }

  /// The same as HTML; the words are escaped, the values are HTML already.
  func html(_ word: Word, _ values: KeyValuePairs<String, HTML> = [:], number: Int? = nil) -> HTML {
    var bytes: [UInt8] = []
    forEachPiece(of: word, number: number) { piece in
      switch piece {
      case .text(let text): bytes.append(escapingHTML: text)
      case .placeholder(let name):
        if let value = values.first(where: { $0.key == name })?.value { bytes += value.bytes }
      }
    }
    return HTML(bytes: bytes)
  }

  /// A text with its placeholders, for one that is filled in very often.
  func pieces(_ word: Word) -> [Piece] {
    var pieces: [Piece] = []
    forEachPiece(of: word, number: nil) { pieces.append($0) }
    return pieces
  }

  @inline(__always)
  private func forEachPiece(of word: Word, number: Int?, _ body: (Piece) -> Void) {
    if let places = places[word.rawValue] {
      for place in places { body(pieces[place]) }
    } else if case .plural(let forms, let rules) = known[word.rawValue] {
      for piece in forms[rules.form(of: number ?? 0)] ?? forms[.other] ?? [] { body(piece) }
    }
  }
}

/// The tag whose manners of writing days and times hold: that of the language if it names more than a
/// language, else `date_locale`.
///
/// - Parameter written: under `date_locale`; may be empty.
private func dateLocaleTag(of language: String, _ written: String) -> String {
  let plain = withoutPrivateUse(language)
  return plain.contains("-") || written.isEmpty ? plain : written
}

/// `de` of `de-x-leicht`: what follows tells the system's formatters nothing.
private func withoutPrivateUse(_ tag: String) -> String {
  tag.split(separator: "-").prefix { $0.utf8.count > 1 }.joined(separator: "-")
}
