import Diagnostics
import StatusModel

private let announcementKeys = ["title", "starts", "ends", "may_publish"]
private let pageKeys = ["title", "may_publish"]
private let messageKeys = ["title", "severity", "state", "may_publish"]

/// A notice of one file; nil when an error stands in the way.
func readAnnouncement(
  _ source: SourceText, id: String, with vocabulary: Vocabulary
) throws(Refusal) -> Checked<Parsed<Announcement>> {
  let entry = try EntryText(source)
  var fields = Fields(
    entry.frontMatter, of: "an announcement", known: announcementKeys)
  let title = fields.name("title", isRequired: true, in: vocabulary.languages)
  let starts = fields.text("starts", isRequired: true, vocabulary.time)
  let ends = fields.text("ends") { (text) throws(Refusal) in
    let ends = try vocabulary.time(text)
    if let starts, ends <= starts { throw Refusal(.endsBeforeStart(text)) }
    return ends
  }
  let text = entry.text(in: vocabulary.languages)
  fields.report(text.diagnostics)
  fields.report(entry.textDiagnostics)
  let rules = vocabulary.leakRules?.allowing(fields.lines("may_publish"))
  fields.report(entry.leaks(in: title?.lines ?? [], id: id, rules))
  guard let title, let starts, !fields.diagnostics.containsErrors else {
    return Checked(value: nil, diagnostics: fields.diagnostics)
  }
  let announcement = Announcement(
    id: id, title: title.text, titleTranslations: title.translations, starts: starts, ends: ends,
    text: text.main, translations: text.translations)
  return Checked(
    value: Parsed(announcement, at: entry.places(ofKeys: announcementKeys, text)),
    diagnostics: fields.diagnostics)
}

/// A page of the team's own; nil when an error stands in the way.
func readPage(
  _ source: SourceText, id: String, with vocabulary: Vocabulary
) throws(Refusal) -> Checked<Parsed<ExtraPage>> {
  // Its folder is where the pages of that language lie.
  if vocabulary.languages.dropFirst().contains(where: { $0.lowercased() == id }) {
    throw Refusal(.reservedID(id, at: SourcePosition(path: source.path)))
  }
  let entry = try EntryText(source)
  var fields = Fields(entry.frontMatter, of: "a page", known: pageKeys)
  let title = fields.name("title", isRequired: true, in: vocabulary.languages)
  let text = entry.text(in: vocabulary.languages)
  fields.report(text.diagnostics)
  fields.report(entry.textDiagnostics)
  let rules = vocabulary.leakRules?.allowing(fields.lines("may_publish"))
  fields.report(entry.leaks(in: title?.lines ?? [], id: id, rules))
  guard let title, !fields.diagnostics.containsErrors else {
    return Checked(value: nil, diagnostics: fields.diagnostics)
  }
  let page = ExtraPage(
    id: id, title: title.text, titleTranslations: title.translations, text: text.main,
    translations: text.translations)
  return Checked(
    value: Parsed(page, at: entry.places(ofKeys: pageKeys, text)), diagnostics: fields.diagnostics)
}

/// A prewritten message; nil when an error stands in the way. It needs no front matter.
func readMessage(
  _ source: SourceText, id: String, with vocabulary: Vocabulary
) throws(Refusal) -> Checked<Parsed<MessageTemplate>> {
  let entry = try EntryText(source, allowsNone: true)
  var fields = Fields(
    entry.frontMatter, of: "a message", known: messageKeys)
  let title = fields.line("title")
  let severity = fields.text("severity", vocabulary.severity)
  let state = fields.text("state") { (text) throws(Refusal) in
    try parseState(text, of: Incident.State.self)
  }
  if let title {
    let found = unknownPlaceholders(in: Array(title.value.utf8)[...]) { _ in title.position }
    fields.report(found)
  }
  fields.report(unknownPlaceholders(in: entry.body, at: source.position(ofByte:)))
  fields.report(entry.strangeHeadings(languages: vocabulary.languages))
  fields.report(entry.textDiagnostics)
  let rules = vocabulary.leakRules?.allowing(fields.lines("may_publish"))
  fields.report(entry.leaks(in: title.map { [$0] } ?? [], id: nil, rules))
  guard !fields.diagnostics.containsErrors else {
    return Checked(value: nil, diagnostics: fields.diagnostics)
  }
  let text = entry.text(in: [])
  let message = MessageTemplate(
    name: id, title: title?.value, severity: severity, state: state ?? nil, text: text.main)
  return Checked(
    value: Parsed(message, at: entry.places(ofKeys: messageKeys, text)),
    diagnostics: fields.diagnostics)
}

/// What `{{…}}` may name; the commands put the words in.
let placeholders = ["component", "components", "next_update", "severity"]

private func unknownPlaceholders(
  in text: ArraySlice<UInt8>, at place: (Int) -> SourcePosition
) -> [Diagnostic] {
  let brace = UInt8(ascii: "{")
  var found: [Diagnostic] = []
  var index = text.startIndex
  while let start = text[index...].firstIndex(of: brace), start + 1 < text.endIndex {
    index = start + 1
    guard text[index] == brace else { continue }
    let rest = text[(index + 1)...].prefix { $0 != UInt8(ascii: "\n") }
    let name = rest.prefix { $0 != UInt8(ascii: "}") }
    let isClosed = rest.dropFirst(name.count).starts(with: "}}".utf8)
    index = name.endIndex
    let word = String(decoding: name, as: UTF8.self)
    guard !isClosed || !placeholders.contains(word) else { continue }
    let known = placeholders.map { "{{\($0)}}" }
    let written = Located("{{" + word + (isClosed ? "}}" : ""), at: place(start))
    found.append(.unknownPlaceholder(written, known: known))
  }
  return found
}
