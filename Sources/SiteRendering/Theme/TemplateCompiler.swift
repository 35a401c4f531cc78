extension Template {
  /// Compiles a template that was checked.
  ///
  /// - Parameters:
  ///   - names: what it is given.
  ///   - sources: all templates, since it may include others.
  convenience init(
    _ name: String, given names: [TemplateName], from sources: [String: TemplateSource],
    words: Words
  ) {
    var compiler = TemplateCompiler(sources: sources, words: words)
    compiler.add(name, scopes: [names])
    self.init(text: compiler.text, operations: compiler.operations)
  }
}

/// Finds the values that tags name, and puts partials in the place of their tags.
private struct TemplateCompiler {
  let sources: [String: TemplateSource]
  let words: Words
  var text: [UInt8] = []
  var operations: [Template.Operation] = []

  /// - Parameter scopes: the names known there, those of the innermost list last.
  mutating func add(_ name: String, scopes: [[TemplateName]]) {
    guard let source = sources[name] else { return }
    let body = TemplateText(of: source, words: words)
    let start = text.count
    text += body.bytes
    var parts = body.parts[...]
    add(&parts, from: start, scopes: scopes)
  }

  /// Adds what stands before the end of a section or of the template.
  ///
  /// - Parameter start: where the template's text begins in `text`.
  private mutating func add(
    _ parts: inout ArraySlice<TemplateText.Part>, from start: Int, scopes: [[TemplateName]]
  ) {
    while let part = parts.popFirst() {
      switch part {
      case .text(let range):
        operations.append(.text(start + range.lowerBound..<start + range.upperBound))
      case .tag(let tag):
        switch tag.kind {
        case .text, .html: operations.append(.value(find(tag, scopes).place))
        case .section, .inverted: addSection(tag, of: &parts, from: start, scopes: scopes)
        case .end: return
        case .partial: add(tag.name, scopes: scopes)
        case .comment, .unsupported: break
        }
      }
    }
  }

  private mutating func addSection(
    _ tag: TemplateTag, of parts: inout ArraySlice<TemplateText.Part>, from start: Int,
    scopes: [[TemplateName]]
  ) {
    let (place, name) = find(tag, scopes)
    let first = operations.count
    operations.append(.value(place))
    if tag.kind == .section, case .list(let members) = name.kind {
      add(&parts, from: start, scopes: scopes + [members])
      operations[first] = .list(place, end: operations.count)
    } else {
      add(&parts, from: start, scopes: scopes)
      operations[first] = .section(
        place, inverted: tag.kind == .inverted, end: operations.count)
    }
  }

  private func find(
    _ tag: TemplateTag, _ scopes: [[TemplateName]]
  ) -> (place: Template.Place, name: TemplateName) {
    guard let found = scopes.find(tag.name) else {
      preconditionFailure("the check of templates lets no unknown name pass: \(tag.name)")
    }
    return found
  }
}

extension [[TemplateName]] {
  /// What a name stands for inside of lists, the outermost first: a row's own names come before those
  /// around it.
  func find(_ name: String) -> (place: Template.Place, name: TemplateName)? {
    for (lists, names) in reversed().enumerated() {
      if let field = names.firstIndex(where: { $0.name == name }) {
        return (Template.Place(field: field, lists: lists), names[field])
      }
    }
    return nil
  }
}
