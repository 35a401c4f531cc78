import ContentReading
package import Diagnostics
import SiteFiles
package import StatusModel
package import Testing

/// A text in which `▶` marks the places of which something is to be said.
package struct MarkedText {
  /// Without the marks.
  package let text: String
  /// Of each mark, in order.
  package let places: [SourcePosition]

  package init(_ marked: String, path: String) {
    let mark = Array("▶".utf8)
    var bytes: [UInt8] = []
    var places: [SourcePosition] = []
    var (line, column) = (1, 1)
    var rest = Array(marked.utf8)[...]
    while let byte = rest.first {
      if rest.starts(with: mark) {
        places.append(SourcePosition(path: path, line: line, column: column))
        rest = rest.dropFirst(mark.count)
        continue
      }
      bytes.append(byte)
      rest = rest.dropFirst()
      (line, column) = byte == 0x0A ? (line + 1, 1) : (line, column + 1)
    }
    text = String(decoding: bytes, as: UTF8.self)
    self.places = places
  }
}

/// Expects these diagnostics of a file in a tiny site, each at its mark, and no others.
///
/// - Parameter marked: the file's text, with a `▶` before each place, in the order of `reports`.
/// - Parameter reports: `error: unknown component 'ap'; did you mean 'api'? [unknown-component]`.
package func expect(
  _ marked: String, at path: String = "incidents/one.md", in site: TinySite = TinySite(),
  latest: Timestamp? = nil, reports: [String],
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) async throws {
  let marked = MarkedText(marked, path: path)
  let found = try await site.with(path, marked.text).diagnostics(latest: latest)
  let wanted = zip(marked.places, reports).map { "\($0.path):\($0.line):\($0.column): \($1)" }
  #expect(marked.places.count == reports.count, sourceLocation: sourceLocation)
  #expect(found.map(\.firstLine) == wanted, sourceLocation: sourceLocation)
}

extension Diagnostic {
  /// `path:line:column: error: message [id]`, without the hint.
  package var firstLine: String {
    text.split(separator: "\n").first.map { String($0) } ?? ""
  }
}
