/// What people wrote, without what a terminal or a parser would obey: control characters, marks that
/// turn the direction of the text around, and code points that are no characters. Line ends stay.
package func withoutControls(_ text: String) -> String {
  // Addresses and most names need no look at each character.
  if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 0x0A }) { return text }
  var kept = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\n": kept.append(scalar)
    case "\u{85}", "\u{2028}", "\u{2029}": kept.append("\n")
    case "\t": kept.append(" ")
    default:
      let properties = scalar.properties
      guard properties.generalCategory != .control, !properties.isBidiControl,
        !properties.isNoncharacterCodePoint
      else { continue }
      kept.append(scalar)
    }
  }
  return String(kept)
}

/// A name or a title as one line, without control characters.
package func singleLine(_ text: String) -> String {
  if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
  var line = String.UnicodeScalarView()
  for scalar in withoutControls(text).unicodeScalars {
    line.append(scalar == "\n" ? " " : scalar)
  }
  return String(line)
}
