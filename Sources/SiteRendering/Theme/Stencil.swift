import Escaping
import Mustache

/// A template rendered beforehand, with holes where its values go.
///
/// The template library looks each value up by reflection, which for ten thousand incident pages is
/// more than half of a build. A template always yields the same text around its values, so it is
/// rendered once for each outcome of its sections, with marks in place of values and of lists, and
/// cut at the marks. What a list repeats is a stencil of its own. Filling the holes then gives the
/// same bytes as rendering.
struct Stencil: Sendable {
  /// More sections than this would mean too many outcomes to render beforehand.
  static let mostConditions = 7

  fileprivate struct Hole: Sendable {
    /// A place in `TemplateFields.finders`.
    let field: Int
    let isEscaped: Bool
    /// Through which the rows of a list go.
    let row: Stencil?
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

  /// Nil for a template with too many sections, or with a list that cannot be cut out.
  ///
  /// - Parameters:
  ///   - tags: those of the template.
  ///   - names: what it is given.
  ///   - partials: what it may include.
  init?(
    of template: MustacheTemplate, tags: [TemplateTag], names: [TemplateName],
    partials: TemplatePartials
  ) {
    let known = Dictionary(names.map { ($0.name, $0.kind) }) { first, _ in first }
    let outer = partials.outerTags(of: tags, names: known)
    guard outer.allSatisfy({ !$0.hasName || known[$0.name] != nil }) else { return nil }
    let sections = Set(outer.filter { $0.isCondition(among: known) }.map(\.name))
    guard sections.count <= Stencil.mostConditions else { return nil }
    let places = Dictionary(names.enumerated().map { ($1.name, $0) }) { first, _ in first }
    let asked = sections.sorted()
    conditions = asked.compactMap { places[$0] }
    let lists = ListTexts(number: partials.number)
    let rendered = (0..<1 << asked.count).map { bits in
      let holding = Set(asked.indices.filter { bits & 1 << $0 != 0 }.map { asked[$0] })
      return template.render(
        MarkedValues(
          names: known, holding: holding, conditions: sections, lists: lists),
        library: partials.library)
    }
    let rows = lists.found.map { list in
      known[list.name].flatMap { Stencil(ofRow: list.text, kind: $0, partials: partials) }
    }
    guard rows.allSatisfy({ $0 != nil }) else { return nil }
    outcomes = rendered.map {
      Outcome($0, number: partials.number, places: places, rows: rows.compactMap(\.self))
    }
  }

  /// What a list repeats, as a template of its own.
  ///
  /// One that begins with a tag, a blank or a line break would be read differently where it stands
  /// alone.
  private init?(ofRow text: String, kind: TemplateName.Kind, partials: TemplatePartials) {
    guard case .list(let names) = kind, let first = text.first, !first.isWhitespace, first != "{",
      let template = try? MustacheTemplate(string: EscapedByBytes.pragma + text)
    else { return nil }
    self.init(
      of: template, tags: scanTags(of: text, path: "").tags, names: names, partials: partials)
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
        case .text(let text) where hole.isEscaped: output.append(escapingHTML: text)
        case .text(let text): output += text.utf8
        case .html(let html) where hole.isEscaped: output.append(escapingHTML: html.source)
        case .html(let html): output += html.bytes
        case .rows(let rows): if let row = hole.row { rows.fill(row, into: &output) }
        case .flag: break
        }
        output += text[hole.after]
      }
    }
  }
}

/// The templates that a template may include, compiled and as they were written.
struct TemplatePartials {
  let library: MustacheLibrary
  let sources: [String: TemplateSource]
  /// Makes marks of which no template holds another: `hole0-`.
  fileprivate let number: Int

  init(library: MustacheLibrary, sources: [String: TemplateSource]) {
    self.library = library
    self.sources = sources
    let texts = sources.keys.compactMap { library.getTemplate(named: $0)?.description }
      .map { Array($0.utf8) }
    number =
      (0...).first { number in
        !texts.contains { find("hole\(number)-", in: $0, from: 0) != nil }
      } ?? 0
  }

  /// The tags of a template and its partials that are not inside of a list.
  fileprivate func outerTags(
    of tags: [TemplateTag], names: [String: TemplateName.Kind]
  ) -> [TemplateTag] {
    var outer: [TemplateTag] = []
    var open: [Bool] = []
    for tag in tags {
      let isInList = open.contains(true)
      if !isInList { outer.append(tag) }
      switch tag.kind {
      case .section: open.append(names[tag.name]?.isList == true)
      case .inverted: open.append(false)
      case .end: _ = open.popLast()
      case .partial where !isInList:
        outer += outerTags(of: sources[tag.name]?.tags ?? [], names: names)
      default: break
      }
    }
    return outer
  }
}

/// What the lists of a template repeat, noted while it is rendered with marks.
///
/// The library gives that text to a function that stands for the list, and to nothing else.
private final class ListTexts {
  let number: Int
  private(set) var found: [(name: String, text: String)] = []

  init(number: Int) {
    self.number = number
  }

  /// What the library shows in place of the list `name`.
  func mark(_ name: String) -> MustacheLambda {
    MustacheLambda { text in
      let isSame = { (list: (name: String, text: String)) in list == (name, text) }
      let place = self.found.firstIndex(where: isSame) ?? self.found.count
      if place == self.found.count { self.found.append((name, text)) }
      return "hole\(self.number)-\(name)#\(place)\(Mark.end)"
    }
  }
}

extension TemplateTag {
  /// Whether it asks for one of the values that the template is given.
  fileprivate var hasName: Bool {
    switch kind {
    case .text, .html: !name.hasPrefix("words.")
    case .section, .inverted: true
    case .end, .partial, .comment, .unsupported: false
    }
  }

  /// Whether what it encloses is shown or not, once.
  fileprivate func isCondition(among names: [String: TemplateName.Kind]) -> Bool {
    kind == .inverted || kind == .section && names[name]?.isList == false
  }
}

extension TemplateName.Kind {
  fileprivate var isList: Bool {
    if case .list = self { true } else { false }
  }
}

extension Stencil.Outcome {
  /// Cuts a rendered template at its marks. By bytes: to split a text takes twenty times as long.
  fileprivate init(
    _ rendered: String, number: Int, places: [String: Int], rows: [Stencil]
  ) {
    let bytes = Array(rendered.utf8)
    let mark = "hole\(number)-"
    var text: [UInt8] = []
    var holes: [Stencil.Hole] = []
    var next = find(mark, in: bytes, from: 0)
    text += bytes[..<(next ?? bytes.count)]
    start = text.count
    while let place = next {
      let name = bytes[(place + mark.utf8.count)...].prefix { $0 != UInt8(ascii: "&") }
      let isEscaped = bytes[name.endIndex...].starts(with: Mark.escapedEnd.utf8)
      let end = name.endIndex + (isEscaped ? Mark.escapedEnd : Mark.end).utf8.count
      next = find(mark, in: bytes, from: end)
      let from = text.count
      text += bytes[end..<(next ?? bytes.count)]
      let words = String(decoding: name, as: UTF8.self).split(separator: "#")
      let row = words.count == 2 ? Int(words[1]).map { rows[$0] } : nil
      guard let field = places[String(words[0])] else { continue }
      holes.append(
        Stencil.Hole(field: field, isEscaped: isEscaped, row: row, after: from..<text.count))
    }
    self.holes = holes
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

private struct MarkedValues: MustacheParent {
  let names: [String: TemplateName.Kind]
  let holding: Set<String>
  let conditions: Set<String>
  let lists: ListTexts

  func child(named name: String) -> Any? {
    switch names[name] {
    case nil: nil
    case .flag: holding.contains(name)
    case .list: conditions.contains(name) && !holding.contains(name) ? nil : lists.mark(name)
    default:
      Mark(
        renderText: "hole\(lists.number)-\(name)\(Mark.end)",
        isNull: conditions.contains(name) && !holding.contains(name))
    }
  }
}
