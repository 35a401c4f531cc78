import Escaping

/// A template, compiled: its text without the tags, and what to do one after the other.
///
/// A class, so that each use of it counts one reference.
final class Template: Sendable {
  enum Operation: Sendable {
    /// Bytes of the template's text.
    case text(Range<Int>)
    /// A text, which is escaped, or HTML.
    case value(Place)
    /// The operations from the next one up to `end`, if the value is shown or, `inverted`, if it is not.
    case section(Place, inverted: Bool, end: Int)
    /// The operations from the next one up to `end`, once for each row.
    case list(Place, end: Int)
  }

  /// Where a value is found: a place in the fields of a row, or of a list around it.
  struct Place: Sendable, Hashable {
    let field: Int
    /// How many lists outwards.
    let lists: Int

    /// The same as seen from the list around.
    var outwards: Place { Place(field: field, lists: lists - 1) }
  }

  private let text: [UInt8]
  private let operations: [Operation]

  init(text: [UInt8], operations: [Operation]) {
    self.text = text
    self.operations = operations
  }

  /// Appends the template with these values.
  func fill(_ values: some TemplateValues, into output: inout [UInt8]) {
    fill(0..<operations.count, values, outer: { _ in .flag(false) }, into: &output)
  }

  /// Appends some of the operations with these values.
  ///
  /// - Parameter outer: finds the values around a list.
  func fill<Values: TemplateValues>(
    _ part: Range<Int>, _ values: Values, outer: (Place) -> TemplateValue,
    into output: inout [UInt8]
  ) {
    let fields = Values.fields.fields
    func find(_ place: Place) -> TemplateValue {
      place.lists == 0 ? fields[place.field].find(values) : outer(place.outwards)
    }
    // In one piece, so that no reference is counted for each text: the cores share it.
    text.withUnsafeBufferPointer { text in
      var next = part.lowerBound
      while next < part.upperBound {
        let operation = operations[next]
        next += 1
        switch operation {
        case .text(let range): output += text[range]
        case .value(let place):
          switch find(place) {
          case .text(let text): output.append(escapingHTML: text)
          case .html(let html): output += html.bytes
          case .flag, .rows: break
          }
        case .section(let place, let inverted, let end):
          if find(place).isShown == inverted { next = end }
        case .list(let place, let end):
          if case .rows(let rows) = find(place) {
            rows.fill(self, next..<end, find, &output)
          }
          next = end
        }
      }
    }
  }
}
