import Diagnostics

/// Looks for tags that would silently show nothing: names that a template is not given, partials
/// that do not exist, sections that are not closed.
///
/// A partial is checked where it is included, with the names known there.
struct TemplateCheck {
  let templates: [String: TemplateSource]
  let words: Set<String>
  private(set) var errors: Set<Diagnostic> = []
  private(set) var used: Set<String> = []
  /// Partials already checked with the same names; the key is both.
  private var done: Set<String> = []

  init(templates: [String: TemplateSource], words: Set<String>) {
    self.templates = templates
    self.words = words
  }

  mutating func check(_ name: String, given names: [TemplateName]) {
    check(name, scopes: [names], path: [name])
  }

  private mutating func check(_ name: String, scopes: [[TemplateName]], path: [String]) {
    guard let template = templates[name] else { return }
    used.insert(name)
    let known = scopes.flatMap { $0.map(\.name) }.joined(separator: " ")
    guard done.insert(name + "\n" + known).inserted else { return }

    var scopes = scopes
    var open: [TemplateTag] = []
    for tag in template.tags {
      switch tag.kind {
      case .comment, .unsupported: break
      case .text, .html: checkValue(tag, scopes)
      case .section, .inverted:
        guard open.count < deepestNesting else { return }
        open.append(tag)
        scopes.append(enter(tag, scopes))
      case .end:
        if open.popLast()?.name == tag.name { scopes.removeLast() } else { return }
      case .partial: checkPartial(tag, scopes, path: path)
      }
    }
  }

  private mutating func checkValue(_ tag: TemplateTag, _ scopes: [[TemplateName]]) {
    if let word = tag.word { return checkWord(word, at: tag.position) }
    guard let (_, found) = scopes.find(tag.name) else { return reportUnknown(tag, scopes) }
    switch (found.kind, tag.kind) {
    case (.text, .html): errors.insert(.unescapedText(tag.name, at: tag.position))
    case (.html, .text): errors.insert(.escapedHTML(tag.name, at: tag.position))
    case (.flag, _), (.list, _): errors.insert(.notAValue(tag.name, at: tag.position))
    default: break
    }
  }

  private mutating func checkWord(_ word: String, at position: SourcePosition) {
    guard !words.contains(word) else { return }
    errors.insert(
      .unknownWord(word, nearest: nearest(to: word, among: words.sorted()), at: position))
  }

  /// The names inside a section; none for one that shows the same names or was not known.
  private mutating func enter(_ tag: TemplateTag, _ scopes: [[TemplateName]]) -> [TemplateName] {
    guard let (_, found) = scopes.find(tag.name) else {
      reportUnknown(tag, scopes)
      return []
    }
    return tag.kind == .section ? found.members : []
  }

  private mutating func checkPartial(
    _ tag: TemplateTag, _ scopes: [[TemplateName]], path: [String]
  ) {
    guard templates[tag.name] != nil else {
      let guess = nearest(to: tag.name, among: templates.keys.sorted())
      errors.insert(.unknownPartial(tag.name, nearest: guess, at: tag.position))
      return
    }
    guard !path.contains(tag.name) else {
      errors.insert(.recursivePartial(path + [tag.name], at: tag.position))
      return
    }
    check(tag.name, scopes: scopes, path: path + [tag.name])
  }

  private mutating func reportUnknown(_ tag: TemplateTag, _ scopes: [[TemplateName]]) {
    let known = scopes.flatMap { $0.map(\.name) }
    errors.insert(
      .unknownTemplateValue(
        tag.name, nearest: nearest(to: tag.name, among: known), known: known, at: tag.position))
  }
}

/// More than any page needs; a limit keeps a hostile template from exhausting the stack.
private let deepestNesting = 32

/// What is wrong with a template whoever includes it: sections that do not match, tags that are not
/// supported.
func structureErrors(of tags: [TemplateTag]) -> [Diagnostic] {
  var errors: [Diagnostic] = []
  var open: [TemplateTag] = []
  for tag in tags {
    switch tag.kind {
    case .section, .inverted:
      open.append(tag)
      if open.count > deepestNesting { return errors + [.nestedTooDeep(at: tag.position)] }
    case .unsupported: errors.append(.unsupportedTag(at: tag.position))
    case .end:
      guard let start = open.popLast() else {
        return errors + [.sectionNotOpened(tag.name, at: tag.position)]
      }
      guard start.name == tag.name else {
        return errors + [.sectionMismatch(tag.name, expected: start, at: tag.position)]
      }
    default: break
    }
  }
  return errors + open.map { .sectionNotClosed($0.name, at: $0.position) }
}
