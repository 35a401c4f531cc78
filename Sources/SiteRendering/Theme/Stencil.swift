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
    /// A place in `TemplateFields.finders`.
    let field: Int
    let isEscaped: Bool
    /// What follows it, up to the next hole, in bytes of the outcome's text.
    let after: Range<Int>
  }

  /// The text is one piece, so that filling it counts no references that the cores share.
  fileprivate struct Outcome: Sendable {
    let text: [UInt8]
    /// The end of what stands before the first hole.
    let start: Int
    let holes: [Hole]
  }

  /// The fields that sections ask for.
  private let conditions: [Int]
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
    let places = Dictionary(names.enumerated().map { ($1.name, $0) }) { first, _ in first }
    let asked = sections.sorted()
    conditions = asked.compactMap { places[$0] }
    // A number that makes a mark of which the template holds no other.
    let number = (0...).first { !text.contains("hole\($0)-") } ?? 0
    outcomes = (0..<1 << asked.count).map { bits in
      let holding = Set(asked.indices.filter { bits & 1 << $0 != 0 }.map { asked[$0] })
      let values = MarkedValues(
        names: known, holding: holding, conditions: sections, number: number)
      return Outcome(render(values), number: number, places: places)
    }
  }

  /// Appends the template with these values.
  func fill<Values: TemplateValues>(_ values: Values, into output: inout [UInt8]) {
    let finders = Values.fields.finders
    var bits = 0
    for place in conditions.indices where finders[conditions[place]](values).isShown {
      bits |= 1 << place
    }
    outcomes[bits].text.withUnsafeBufferPointer { text in
      output += text[..<outcomes[bits].start]
      for hole in outcomes[bits].holes {
        switch finders[hole.field](values) {
        case .text(let text): output.append(text, isEscaped: hole.isEscaped)
        case .html(let html): output.append(html.source, isEscaped: hole.isEscaped)
        case .flag, .rows: break
        }
        output += text[hole.after]
      }
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ text: String, isEscaped: Bool) {
    if isEscaped { self += escapedForHTML(text).utf8 } else { self += text.utf8 }
  }
}

extension TemplateName.Kind {
  fileprivate var isSingle: Bool {
    if case .list = self { false } else { true }
  }
}

extension Stencil.Outcome {
  /// Cuts a rendered template at its marks.
  fileprivate init(_ rendered: String, number: Int, places: [String: Int]) {
    let parts = rendered.split(separator: "hole\(number)-", omittingEmptySubsequences: false)
    var text = Array(parts[0].utf8)
    start = text.count
    holes = parts.dropFirst().compactMap { part in
      let name = part.prefix { $0 != "&" }
      let rest = part.dropFirst(name.count)
      let isEscaped = rest.hasPrefix(Mark.escapedEnd)
      let end = isEscaped ? Mark.escapedEnd : Mark.end
      let from = text.count
      text += rest.dropFirst(end.count).utf8
      return places[String(name)].map {
        Stencil.Hole(field: $0, isEscaped: isEscaped, after: from..<text.count)
      }
    }
    self.text = text
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
