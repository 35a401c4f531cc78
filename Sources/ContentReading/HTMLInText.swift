import Diagnostics
import Markdown

extension EntryText {
  /// What readers will not get as it was meant, of the text of an entry that is no timeline.
  var textDiagnostics: [Diagnostic] {
    let hasHTML = body.contains(UInt8(ascii: "<"))
    return (hasHTML ? htmlDiagnostics(in: MarkdownStructure(of: body)) : [])
      + foreignMarkDiagnostics
  }

  func htmlDiagnostics(in structure: MarkdownStructure) -> [Diagnostic] {
    let position = { (place: MarkdownStructure.Place) in
      source.position(line: place.line + bodyLine - 1, column: place.column)
    }
    return structure.openHTML.map { .unclosedHTML($0.mark, at: position($0.place)) }
      + firstOfEachLine(structure.rawHTML).map { .rawHTML(at: position($0)) }
  }
}

/// One place a line: a tag that is opened and closed is one matter to its author.
private func firstOfEachLine(_ places: [MarkdownStructure.Place]) -> [MarkdownStructure.Place] {
  var lines: Set<Int> = []
  return places.filter { lines.insert($0.line).inserted }
}
