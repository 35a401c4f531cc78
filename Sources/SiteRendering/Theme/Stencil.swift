import Mustache

/// A template rendered beforehand, with holes where its values go.
///
/// The template library looks each value up by reflection, which for ten thousand incident pages is
/// more than half of a build. A template without lists always yields the same text around its
/// values, so it is rendered once for each outcome of its sections, with marks in place of values,
/// and cut at the marks. Filling the holes then gives the same bytes as rendering.
struct Stencil: Sendable {
  /// More sections than this would mean too many outcomes to render beforehand.
  static let mostConditions = 6

  fileprivate struct Hole: Sendable {
    let name: String
    let isEscaped: Bool
    /// What follows it, up to the next hole.
    let after: String
  }

  fileprivate struct Outcome: Sendable {
    let start: String
    let holes: [Hole]
  }

  /// The names that sections ask for.
  private let conditions: [String]
  /// By the conditions that hold, as bits.
  private let outcomes: [Outcome]

  /// Nil for a template with a list in it, or with too many sections.
  ///
  /// - Parameter tags: those of the template and of the partials in it.
  init?(
    tags: [TemplateTag], names: [TemplateName], text: String,
    render: (any MustacheParent & Sendable) -> String
  ) {
    let sections = Set(tags.filter { $0.kind == .section || $0.kind == .inverted }.map(\.name))
    let known = Dictionary(names.map { ($0.name, $0.kind) }) { first, _ in first }
    guard sections.count <= Stencil.mostConditions,
      sections.allSatisfy({ known[$0]?.isSingle == true })
    else { return nil }
    conditions = sections.sorted()
    // A number that makes a mark of which the template holds no other.
    let number = (0...).first { !text.contains("hole\($0)-") } ?? 0
    outcomes = (0..<1 << conditions.count).map { [conditions] bits in
      let holding = Set(conditions.indices.filter { bits & 1 << $0 != 0 }.map { conditions[$0] })
      return Outcome(
        render(MarkedValues(names: known, holding: holding, conditions: sections, number: number)),
        number: number)
    }
  }

  /// Appends the template with these values.
  func fill<Values: TemplateValues>(_ values: Values, into output: inout String) {
    let find = Values.fields.find
    var bits = 0
    for (place, name) in conditions.enumerated() where find[name]?(values).isShown == true {
      bits |= 1 << place
    }
    let outcome = outcomes[bits]
    output += outcome.start
    for hole in outcome.holes {
      switch find[hole.name]?(values) {
      case .text(let text): output += hole.isEscaped ? escapedForHTML(text) : text
      case .html(let html): output += hole.isEscaped ? escapedForHTML(html.source) : html.source
      case .flag, .rows, nil: break
      }
      output += hole.after
    }
  }
}

extension TemplateName.Kind {
  fileprivate var isSingle: Bool {
    if case .list = self { false } else { true }
  }
}

extension Stencil.Outcome {
  /// Cuts a rendered template at its marks.
  fileprivate init(_ rendered: String, number: Int) {
    let parts = rendered.split(separator: "hole\(number)-", omittingEmptySubsequences: false)
    start = String(parts[0])
    holes = parts.dropFirst().map { part in
      let name = part.prefix { $0 != "&" }
      let rest = part.dropFirst(name.count)
      let isEscaped = rest.hasPrefix(Mark.escapedEnd)
      let end = isEscaped ? Mark.escapedEnd : Mark.end
      return Stencil.Hole(
        name: String(name), isEscaped: isEscaped, after: String(rest.dropFirst(end.count)))
    }
  }
}

/// What stands for a value while a template is rendered beforehand: `hole0-title&;`.
///
/// Its end reads differently once escaped, which tells how the template wants the value.
private struct Mark: MustacheCustomRenderable, MustacheParent {
  static let end = "&;"
  static let escapedEnd = "&amp;;"

  let renderText: String
  let isNull: Bool

  func child(named name: String) -> Any? { nil }
}

private struct MarkedValues: MustacheParent, Sendable {
  let names: [String: TemplateName.Kind]
  let holding: Set<String>
  let conditions: Set<String>
  let number: Int

  func child(named name: String) -> Any? {
    switch names[name] {
    case nil: nil
    case .flag: holding.contains(name)
    default:
      Mark(
        renderText: "hole\(number)-\(name)\(Mark.end)",
        isNull: conditions.contains(name) && !holding.contains(name))
    }
  }
}
