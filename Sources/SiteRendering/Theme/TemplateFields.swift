/// What a template is given: for each name its kind, its meaning, and how it is found.
///
/// One list serves the renderer, the check of the templates, and the documentation, so that none of
/// them can name a value that the others do not know.
protocol TemplateValues: Sendable {
  static var fields: TemplateFields<Self> { get }
}

/// What a name in a template stands for.
enum TemplateValue {
  /// Escaped where it is shown.
  case text(String)
  case html(HTML)
  case flag(Bool)
  case rows(TemplateRows)

  /// Whether a section of this name shows what it encloses.
  var isShown: Bool {
    switch self {
    case .text(let text): !text.isEmpty
    case .html(let html): !html.isEmpty
    case .flag(let flag): flag
    case .rows(let rows): !rows.isEmpty
    }
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

/// The rows of a list, whatever their type is.
struct TemplateRows {
  let isEmpty: Bool
  /// Appends some operations of a template, once for each row.
  let fill:
    (
      _ template: Template, _ part: Range<Int>, _ outer: (Template.Place) -> TemplateValue,
      _ output: inout [UInt8]
    ) -> Void

  init(_ rows: [some TemplateValues]) {
    isEmpty = rows.isEmpty
    fill = { template, part, outer, output in
      for row in rows { template.fill(part, row, outer: outer, into: &output) }
    }
  }
}

struct TemplateField<Values>: Sendable {
  let name: TemplateName
  let find: @Sendable (Values) -> TemplateValue

  static func text(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Values) -> String
  ) -> Self {
    Self(name: TemplateName(name: name, kind: .text, meaning: meaning)) { .text(value($0)) }
  }

  static func html(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Values) -> HTML
  ) -> Self {
    Self(name: TemplateName(name: name, kind: .html, meaning: meaning)) { .html(value($0)) }
  }

  static func flag(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Values) -> Bool
  ) -> Self {
    Self(name: TemplateName(name: name, kind: .flag, meaning: meaning)) { .flag(value($0)) }
  }

  static func list<Row: TemplateValues>(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Values) -> [Row]
  ) -> Self {
    let kind = TemplateName.Kind.list(Row.fields.names)
    return Self(name: TemplateName(name: name, kind: kind, meaning: meaning)) {
      .rows(TemplateRows(value($0)))
    }
  }
}

struct TemplateFields<Values>: Sendable {
  let fields: [TemplateField<Values>]
  let names: [TemplateName]

  init(_ fields: [TemplateField<Values>]) {
    self.fields = fields
    names = fields.map(\.name)
  }
}
