/// What `status.yml` says to the team alone. Nothing that makes a page is given it.
package struct TeamSettings: Hashable, Sendable {
  /// Who is called when a promise is broken, by the level whose promise it is.
  package let escalation: [Severity.ID: [String]]
  package let alertRules: [AlertRule]
  /// The commands commit what they write.
  package let commitsChanges: Bool
  package let delivery: Delivery

  package init(
    escalation: [Severity.ID: [String]] = TeamSettings.defaultEscalation,
    alertRules: [AlertRule] = [], commitsChanges: Bool = false, delivery: Delivery = Delivery()
  ) {
    self.escalation = escalation
    self.alertRules = alertRules
    self.commitsChanges = commitsChanges
    self.delivery = delivery
  }

  /// Of `Severity.defaults`.
  package static let defaultEscalation = ["SEV1": ["on-call lead", "VP engineering"]]
}

/// How a monitor's labels become a draft.
package struct AlertRule: Hashable, Sendable {
  package struct Label: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// All must be there; sorted by name.
  package let match: [Label]
  package let component: Component.ID?
  package let severity: Severity.ID?

  package init(match: [Label], component: Component.ID?, severity: Severity.ID?) {
    self.match = match
    self.component = component
    self.severity = severity
  }
}
