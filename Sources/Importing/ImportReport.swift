/// What an import did: for people, and as JSON for programs.
package struct ImportReport: Hashable, Sendable {
  /// An address of the old site, and where it is now; both from the root.
  package struct Redirect: Hashable, Sendable {
    package let old: String
    package let new: String

    package init(from old: String, to new: String) {
      self.old = old
      self.new = new
    }
  }

  package struct Counts: Hashable, Sendable {
    package let components: Int
    package let incidents: Int
    package let maintenances: Int
    package let announcements: Int
    package let postmortems: Int
    package let updates: Int

    package init(
      components: Int, incidents: Int, maintenances: Int, announcements: Int, postmortems: Int,
      updates: Int
    ) {
      self.components = components
      self.incidents = incidents
      self.maintenances = maintenances
      self.announcements = announcements
      self.postmortems = postmortems
      self.updates = updates
    }
  }

  /// `statuspage`.
  package let system: String
  package let counts: Counts
  package let fields: FieldTally
  /// In the order of their places.
  package let findings: [ImportFinding]
  /// In the order of the old addresses.
  package let redirects: [Redirect]

  package init(
    system: String, counts: Counts, fields: FieldTally, findings: [ImportFinding],
    redirects: [Redirect]
  ) {
    self.system = system
    self.counts = counts
    self.fields = fields
    self.findings = findings.sorted { one, other in
      if one.place != other.place { return one.place < other.place }
      return (one.kind.rawValue, one.subject, one.reason)
        < (other.kind.rawValue, other.subject, other.reason)
    }
    self.redirects = redirects.sorted { ($0.old, $0.new) < ($1.old, $1.new) }
  }
}
