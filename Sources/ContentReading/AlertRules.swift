import Diagnostics
import StatusModel

/// Reads how a monitor's labels become a draft.
struct AlertRules {
  /// Nil where the list itself is wrong; then any id is taken.
  let components: [Component.ID]?
  let severities: [Severity.ID]?

  func read(_ value: YAMLValue) -> Checked<AlertRule> {
    var fields = Fields(value, of: "an alert rule", known: ["match", "component", "severity"])
    let match = fields.value("match", isRequired: true).flatMap { fields.merge(readLabels($0)) }
    let component = fields.text("component") { (text) throws(Refusal) in
      guard let components, !components.contains(text.value) else { return text.value }
      throw Refusal(.unknownComponent(text, known: components))
    }
    let severity = fields.text("severity") { (text) throws(Refusal) in
      guard let severities, !severities.contains(text.value) else { return text.value }
      throw Refusal(.unknownSeverity(text, known: severities))
    }
    if fields.diagnostics.isEmpty, component == nil, severity == nil {
      fields.report([.alertWithoutEffect(at: value.position)])
    }
    let rule = match.map { AlertRule(match: $0, component: component, severity: severity) }
    return Checked(value: rule, diagnostics: fields.diagnostics)
  }

  private func readLabels(_ value: YAMLValue) -> Checked<[AlertRule.Label]> {
    guard case .mapping(let entries) = value.content else {
      return Checked(
        value: nil,
        diagnostics: [
          .wrongTypeOrEmpty("match", expected: "a mapping of labels to values", found: value)
        ])
    }
    guard !entries.isEmpty else {
      return Checked(value: nil, diagnostics: [.emptyList("match", at: value.position)])
    }
    var labels: [AlertRule.Label] = []
    var diagnostics: [Diagnostic] = []
    for entry in entries {
      do throws(Refusal) {
        let label = try entry.value.freeLine(entry.key)
        labels.append(AlertRule.Label(name: entry.key, value: label.value))
      } catch {
        diagnostics.append(error.diagnostic)
      }
    }
    return Checked(value: labels.sorted { $0.name < $1.name }, diagnostics: diagnostics)
  }
}
