import Mustache

/// What a template is given: for each name its kind, its meaning, and how it is found.
///
/// One list serves the renderer, the check of the templates, and the documentation, so that none of
/// them can name a value that the others do not know.
protocol TemplateValues: MustacheParent, Sendable {
  static var fields: TemplateFields<Self> { get }
}

extension TemplateValues {
  func child(named name: String) -> Any? {
    Self.fields.find[name]?(self)
  }
}

/// A name that stands in a template, without the way to its value.
package struct TemplateName: Sendable {
  package enum Kind: Sendable {
    /// Written `{{name}}`; escaped.
    case text
    /// Written `{{{name}}}`; HTML already.
    case html
    /// Written `{{#name}}…{{/name}}`; shows what it encloses or does not.
    case flag
    /// Written `{{#name}}…{{/name}}`, once for each row, with these names inside.
    case list([TemplateName])
  }

  package let name: String
  package let kind: Kind
  package let meaning: String

  /// The names inside a list; none for another kind.
  package var members: [TemplateName] {
    if case .list(let members) = kind { members } else { [] }
  }
}

struct TemplateField<Values>: Sendable {
  let name: TemplateName
  let find: @Sendable (Values) -> Any?

  static func text(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Values) -> String
  ) -> Self {
    Self(name: TemplateName(name: name, kind: .text, meaning: meaning)) {
      Text(renderText: value($0))
    }
  }

  static func html(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Values) -> HTML
  ) -> Self {
    Self(name: TemplateName(name: name, kind: .html, meaning: meaning)) { value($0) }
  }

  static func flag(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Values) -> Bool
  ) -> Self {
    Self(name: TemplateName(name: name, kind: .flag, meaning: meaning)) { value($0) }
  }

  static func list<Row: TemplateValues>(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Values) -> [Row]
  ) -> Self {
    let kind = TemplateName.Kind.list(Row.fields.names)
    return Self(name: TemplateName(name: name, kind: kind, meaning: meaning)) { value($0) }
  }
}

struct TemplateFields<Values>: Sendable {
  let names: [TemplateName]
  let find: [String: @Sendable (Values) -> Any?]

  init(_ fields: [TemplateField<Values>]) {
    names = fields.map(\.name)
    find = Dictionary(fields.map { ($0.name.name, $0.find) }) { first, _ in first }
  }
}
