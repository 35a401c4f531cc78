import Diagnostics
import StatusModel

private let keys = [
  "title", "components", "starts", "ends", "automatic", "draft", "imported", "former",
  "may_publish",
]

/// A maintenance of one file; nil when an error stands in the way.
func readMaintenance(
  _ source: SourceText, id: Maintenance.ID, with vocabulary: Vocabulary
) throws(Refusal) -> Checked<Parsed<Maintenance>> {
  let entry = try EntryText(source)
  var fields = Fields(
    entry.frontMatter, of: "a maintenance", known: keys)
  let isDraft = fields.flag("draft") ?? false
  let vocabulary = vocabulary.forEntry(isDraft: isDraft)
  let title = fields.name("title", isRequired: true, in: vocabulary.languages)
  let names =
    fields.value("components").flatMap { fields.merge(vocabulary.nameList($0)) } ?? []
  let window = vocabulary.window(&fields)
  let components = window.map { window in
    vocabulary.components(
      of: names.map { NamedAffected(name: $0, status: nil) }, from: window.start)
  }
  fields.report((components?.diagnostics ?? []).stoppingNothing(inDraft: isDraft))
  let isAutomatic = fields.flag("automatic") ?? true

  let isImported = fields.isImported
  let former = fields.value("former").flatMap { fields.merge(readFormer($0)) }
  let timeline = Timeline(entry, languages: vocabulary.languages)
  fields.report(timeline.diagnostics)
  // The clock says these without a word as well.
  let told: Set = ["in progress", "verifying", "completed"]
  fields.report(timeline.emptyUpdates(telling: told).asLeaks(ofDraft: isDraft))
  let updates = fields.merge(vocabulary.maintenanceUpdates(timeline.updates)) ?? []
  if timeline.updates.isEmpty {
    fields.report([.noUpdate(in: "a maintenance", example: "Scheduled", path: source.path)])
  }
  let rules = vocabulary.leakRules?.allowing(fields.lines("may_publish"))
  fields.report(
    entry.leaks(in: (title?.lines ?? []) + (former?.lines ?? []), id: id, rules).asLeaks(
      ofDraft: isDraft))
  guard let title, let window, !fields.diagnostics.containsErrors else {
    return Checked(value: nil, diagnostics: fields.diagnostics)
  }
  let maintenance = Maintenance(
    id: id, title: title.text, titleTranslations: title.translations,
    components: components?.value?.map(\.component) ?? [], window: window, isAutomatic: isAutomatic,
    isDraft: isDraft, isImported: isImported, former: former?.places ?? .none,
    updates: updates)
  return Checked(
    value: Parsed(maintenance, at: entry.places(ofKeys: keys, timeline)),
    diagnostics: fields.diagnostics)
}

extension Vocabulary {
  /// Without `ends` the end is not known.
  fileprivate func window(_ fields: inout Fields) -> MaintenanceWindow? {
    let starts = fields.text("starts", isRequired: true, time)
    let hasEnd = fields.value("ends") != nil
    let end = fields.text("ends") { $0 }
    let ends = end.flatMap { text in
      fields.attempt { () throws(Refusal) in try time(text) }
    }
    guard let starts else { return nil }
    guard hasEnd else { return MaintenanceWindow(start: starts, end: nil) }
    guard let end, let ends else { return nil }
    guard starts < ends else {
      fields.report([.endsBeforeStart(end)])
      return nil
    }
    return MaintenanceWindow(start: starts, end: ends)
  }

  fileprivate func maintenanceUpdates(
    _ written: [WrittenUpdate]
  ) -> Checked<[Maintenance.Update]> {
    let read = written.map(maintenanceUpdate)
    return Checked(
      value: read.compactMap(\.value),
      diagnostics: read.flatMap(\.diagnostics)
        + updatesOutOfOrder(written, times: read.map { $0.value?.time }))
  }

  private func maintenanceUpdate(_ written: WrittenUpdate) -> Checked<Maintenance.Update> {
    if let fault = written.fault { return Checked(value: nil, diagnostics: [fault]) }
    let changes = written.changes.filter { !$0.isQuiet }.map { Diagnostic.changeInMaintenance($0) }
    do throws(Refusal) {
      let time = try updateTime(written)
      let state = try parseState(written.state, of: Maintenance.State.self)
      return Checked(
        value: Maintenance.Update(
          state: state, time: time, text: written.text.main,
          translations: written.text.translations,
          isQuiet: written.changes.contains { $0.isQuiet }),
        diagnostics: changes)
    } catch {
      return Checked(value: nil, diagnostics: [error.diagnostic] + changes)
    }
  }
}
