package import StatusModel

/// What people decide about an import. A reader looks at what concerns it; `map` at the rest.
package struct ImportOptions: Hashable, Sendable {
  package enum Statuses: String, CaseIterable, Sendable {
    /// The reported ones where any of an incident ever leaves `operational`, else those of the impact.
    case decided
    /// Those that the source reports, whatever they are.
    case reported
  }

  package enum Informational: String, CaseIterable, Sendable {
    case keep, skip
  }

  /// Of times that name no zone; nil where people did not say.
  package var timeZone: TimeZoneRules?
  /// `--map disrupted=minor`: a word of the source, and what it stands for.
  package var words: [String: String] = [:]
  /// Of incidents whose impact nobody knows.
  package var impact: Impact?
  /// Write drafts of the source, as drafts.
  package var writesDrafts = false
  /// Write texts that look private as public all the same.
  package var allowsPrivate = false
  package var statuses = Statuses.decided
  /// Leave out incidents shorter than this, in seconds.
  package var shortest: Int?
  /// A regular expression: incidents whose title matches are maintenance.
  package var maintenance: String?
  package var informational = Informational.keep
  /// Of times in forms that can be read in two ways: `dd/MM/yyyy HH:mm`.
  package var dateFormat: String?
  /// Take groups from component names of the form `Group / Name`.
  package var splitsGroups = false
  /// Keep technical details that readers may not need.
  package var keepsDetails = false
  /// Nothing lies later.
  package var moment: Timestamp

  package init(at moment: Timestamp) {
    self.moment = moment
  }
}
