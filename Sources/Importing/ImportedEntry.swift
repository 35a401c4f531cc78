package import Diagnostics
package import StatusModel

extension ImportedHistory {
  /// An incident, a maintenance or a notice of the source.
  package struct Entry: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case incident
      /// - Parameters:
      ///   - window: as the source has it, perhaps reversed.
      ///   - isAutomatic: whether the clock moves it; nil where the source does not say.
      case maintenance(window: Window, isAutomatic: Bool?)
      /// - Parameter ends: nil: until it is taken away.
      case announcement(ends: Timestamp?)
    }

    package struct Window: Hashable, Sendable {
      package let start: Timestamp
      /// Nil where the source has none.
      package let end: Timestamp?

      package init(start: Timestamp, end: Timestamp?) {
        self.start = start
        self.end = end
      }
    }

    package let kind: Kind
    /// As the source writes it; nil where it has none.
    package let id: String?
    /// May have several lines.
    package let title: String
    /// Nil where the source does not say.
    package let impact: Impact?
    /// Named for the entry as a whole. Those that only an update names need not be here.
    package let components: [Affected]
    /// In any order. Where times are equal, the one that stands first came first.
    package let updates: [Update]
    /// When customers were first affected; of an announcement, from when on it is shown.
    package let started: Timestamp?
    /// Not nil where the source calls it over.
    package let closed: Timestamp?
    package let postmortem: Postmortem?
    package let isDraft: Bool
    package let former: FormerPlaces
    package let place: SourcePosition

    package init(
      _ kind: Kind, id: String?, title: String, impact: Impact? = nil, components: [Affected] = [],
      updates: [Update], started: Timestamp? = nil, closed: Timestamp? = nil,
      postmortem: Postmortem? = nil, isDraft: Bool = false,
      former: FormerPlaces = FormerPlaces(), at place: SourcePosition
    ) {
      self.kind = kind
      self.id = id
      self.title = title
      self.impact = impact
      self.components = components
      self.updates = updates
      self.started = started
      self.closed = closed
      self.postmortem = postmortem
      self.isDraft = isDraft
      self.former = former
      self.place = place
    }
  }

  package struct Affected: Hashable, Sendable {
    package let component: Reference
    /// Nil: whatever the impact makes of it.
    package let status: ComponentStatus?

    package init(_ component: Reference, status: ComponentStatus? = nil) {
      self.component = component
      self.status = status
    }
  }

  /// The status of a component as an update reports it.
  package struct Report: Hashable, Sendable {
    package let component: Reference
    /// What it was before, where the source says so.
    package let old: ComponentStatus?
    package let new: ComponentStatus

    package init(_ component: Reference, from old: ComponentStatus? = nil, to new: ComponentStatus)
    {
      self.component = component
      self.old = old
      self.new = new
    }
  }

  /// A text as the source has it.
  package struct Text: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      /// HTML where it holds a known tag, else plain text.
      case htmlOrPlain
      case markdown
    }

    package let written: String
    package let kind: Kind

    package init(_ written: String, _ kind: Kind) {
      self.written = written
      self.kind = kind
    }
  }

  package struct Update: Hashable, Sendable {
    package enum State: Hashable, Sendable {
      case incident(Incident.State)
      case maintenance(Maintenance.State)
      /// The source names none.
      case unchanged
      /// The source names one that has no counterpart; as it is written there.
      case unknown(String)
    }

    package let state: State
    /// As readers were shown it.
    package let time: Timestamp
    package let text: Text
    /// Statuses of components at this update; empty where the source says nothing.
    package let reports: [Report]
    package let place: SourcePosition

    package init(
      _ state: State, time: Timestamp, text: Text, reports: [Report] = [],
      at place: SourcePosition
    ) {
      self.state = state
      self.time = time
      self.text = text
      self.reports = reports
      self.place = place
    }
  }

  package struct Postmortem: Hashable, Sendable {
    /// Nil where it was never published: it is then a draft.
    package let published: Timestamp?
    package let text: Text
    package let place: SourcePosition

    package init(published: Timestamp?, text: Text, at place: SourcePosition) {
      self.published = published
      self.text = text
      self.place = place
    }
  }

  /// Where readers knew an entry before: paths of the old site, from its root, and the ids of its item in the
  /// feeds of the history.
  package typealias FormerPlaces = StatusModel.FormerPlaces
}
