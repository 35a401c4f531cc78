import Diagnostics
import StatusModel

/// A level, and who is called when its promise is broken.
struct WrittenSeverity {
  let level: Severity
  let escalateTo: [String]
}

/// The team's own levels, worst first; nil when one of them is wrong.
///
/// - Parameter languages: of the site; empty where they are not known.
func readSeverities(_ value: YAMLValue, languages: [String]) -> Checked<[WrittenSeverity]> {
  guard case .mapping(let entries) = value.content else {
    return Checked(
      value: nil,
      diagnostics: [
        .wrongTypeOrEmpty("severities", expected: "a mapping of ids to levels", found: value)
      ])
  }
  let levels = entries.map { readSeverity($0, languages: languages) }
  let severities = levels.compactMap(\.value)
  let count =
    (2...9).contains(entries.count)
    ? [] : [Diagnostic.severityCount(entries.count, at: value.position)]
  let order = zip(levels, zip(levels.dropFirst(), entries.dropFirst())).compactMap {
    (above, below) -> Diagnostic? in
    guard let one = above.value?.level, let other = below.0.value?.level, other.impact > one.impact
    else {
      return nil
    }
    return .severityOrder(other.id, above: one.id, at: below.1.keyPosition)
  }
  let diagnostics = levels.flatMap(\.diagnostics) + count + order
  return Checked(value: diagnostics.isEmpty ? severities : nil, diagnostics: diagnostics)
}

private func readSeverity(
  _ entry: YAMLValue.Entry, languages: [String]
) -> Checked<WrittenSeverity> {
  var fields = Fields(
    entry.value, of: "severity '\(entry.key)'",
    known: [
      "name", "definition", "status", "impact", "first_update_within", "update_every",
      "postmortem_within", "escalate_to",
    ])
  if !isSeverityID(entry.key) {
    fields.report([.badSeverityID(entry.key, at: entry.keyPosition)])
  }
  let name = fields.name("name", isRequired: true, in: languages)
  let definition = fields.name("definition", limit: 2_000, in: languages)
  let status = fields.text("status", isRequired: true, parseStatus)
  let impact: Impact? = fields.choice("impact", isRequired: true)
  if let status, let impact, (status == .operational) != (impact == .none),
    let place = fields.value("impact")?.position
  {
    fields.report([.severityContradicts(status, impact, at: place)])
  }
  let firstUpdateWithin = fields.text("first_update_within", parseDuration)
  let updateEvery = fields.text("update_every", parseDuration)
  let postmortemWithin = fields.text("postmortem_within", parseDuration)
  let escalateTo = fields.lines("escalate_to")
  guard let name, let status, let impact else {
    return Checked(value: nil, diagnostics: fields.diagnostics)
  }
  return Checked(
    value: WrittenSeverity(
      level: Severity(
        id: entry.key, name: name.text, nameTranslations: name.translations,
        definition: definition?.text, definitionTranslations: definition?.translations ?? [],
        status: status, impact: impact, firstUpdateWithin: firstUpdateWithin,
        updateEvery: updateEvery, postmortemWithin: postmortemWithin),
      escalateTo: escalateTo.map(\.value)),
    diagnostics: fields.diagnostics)
}

/// `SEV1`, `P1`, `Sev-0`: a word that a heading can hold.
private func isSeverityID(_ text: String) -> Bool {
  let isLetterOrDigit = { (byte: UInt8) in
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }
  return (1...32).contains(text.utf8.count) && text.utf8.first.map(isLetterOrDigit) == true
    && text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == 0x2D || $0 == 0x5F }
}
