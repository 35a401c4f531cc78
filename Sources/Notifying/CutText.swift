/// At most so many units of UTF-16 of what a text becomes, cut between scalars, at a word where one ends
/// near, and with an ellipsis where something is left out.
///
/// - Parameter escape: what each scalar becomes.
func cut(
  _ text: String, to limit: Int, escaping escape: (Unicode.Scalar) -> String = { String($0) }
) -> String {
  var result = ""
  var length = 0
  // Where the last word ended.
  var wordEnd: (text: String, length: Int) = ("", 0)
  var isCut = false
  for scalar in text.unicodeScalars {
    let piece = escape(scalar)
    if scalar.properties.isWhitespace { wordEnd = (result, length) }
    guard length + piece.utf16.count <= limit else {
      isCut = true
      break
    }
    result += piece
    length += piece.utf16.count
  }
  guard isCut else { return result }
  return shortened(text, to: limit - 1, wordEnd: wordEnd, escape) + "…"
}

private func shortened(
  _ text: String, to limit: Int, wordEnd: (text: String, length: Int),
  _ escape: (Unicode.Scalar) -> String
) -> String {
  // A word that ends in the last fifth; else a long word is cut itself.
  if wordEnd.length <= limit, wordEnd.length >= limit * 4 / 5 { return wordEnd.text }
  var result = ""
  var length = 0
  for scalar in text.unicodeScalars {
    let piece = escape(scalar)
    guard length + piece.utf16.count <= limit else { break }
    result += piece
    length += piece.utf16.count
  }
  return result
}
