import Diagnostics
import StatusModel

private let keys = ["published", "draft", "actions", "imported", "may_publish"]

/// A postmortem of one file; nil when an error stands in the way.
func readPostmortem(
  _ source: SourceText, id: Incident.ID, with vocabulary: Vocabulary
) throws(Refusal) -> Checked<Parsed<Postmortem>> {
  let entry = try EntryText(source)
  var fields = Fields(
    entry.frontMatter, of: "a postmortem", known: keys)
  let isDraft = fields.flag("draft") ?? false
  let vocabulary = vocabulary.forEntry(isDraft: isDraft)
  let published = fields.text("published", isRequired: !isDraft, vocabulary.pastDate)
  let isImported = fields.isImported
  let actions = fields.list("actions").map { readAction($0, with: vocabulary) }
  fields.report(actions.flatMap(\.diagnostics))
  let whats = actions.compactMap { $0.value?.what }
  let text = entry.text(in: vocabulary.languages)
  fields.report(text.diagnostics)
  fields.report(entry.textDiagnostics)
  let rules = vocabulary.leakRules?.allowing(fields.lines("may_publish"))
  fields.report(entry.leaks(in: whats, id: id, rules).asLeaks(ofDraft: isDraft))
  guard !fields.diagnostics.containsErrors else {
    return Checked(value: nil, diagnostics: fields.diagnostics)
  }
  let postmortem = Postmortem(
    incident: id, published: published, isDraft: isDraft, isImported: isImported,
    actions: actions.compactMap { $0.value?.action }, text: text.main,
    translations: text.translations)
  return Checked(
    value: Parsed(postmortem, at: entry.places(ofKeys: keys, text)), diagnostics: fields.diagnostics
  )
}

/// An action, and the place of its public words.
private struct ReadAction: Sendable {
  let action: Postmortem.Action
  let what: Located<String>
}

private func readAction(
  _ value: YAMLValue, with vocabulary: Vocabulary
) -> Checked<ReadAction> {
  var fields = Fields(value, of: "an action", known: ["kind", "what", "done", "owner"])
  let kind: Postmortem.Action.Kind? = fields.choice("kind", isRequired: true)
  let what = fields.line("what", isRequired: true, limit: 2_000)
  let done = fields.text("done", vocabulary.pastDate)
  let owner = fields.line("owner")
  guard let kind, let what else { return Checked(value: nil, diagnostics: fields.diagnostics) }
  let action = Postmortem.Action(
    kind: kind, what: what.value, done: done, owner: owner?.value)
  return Checked(
    value: ReadAction(action: action, what: what), diagnostics: fields.diagnostics)
}
