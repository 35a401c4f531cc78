import ContentWriting

/// A title as it is kept: in one line, no blanks, no byte order mark at its ends.
package func tidiedTitle(_ typed: String) -> String {
  let isEdge = { (scalar: Unicode.Scalar) in
    scalar.properties.isWhitespace || scalar == "\u{FEFF}"
  }
  let scalars = typed.unicodeScalars
  guard let first = scalars.firstIndex(where: { !isEdge($0) }),
    let last = scalars.lastIndex(where: { !isEdge($0) })
  else { return "" }
  return String(scalars[first...last])
}

/// What no line may hold, and which character of the text it is, from 1; nil where there is none.
package func firstControlCharacter(
  in text: String
) -> (place: Int, scalar: Unicode.Scalar)? {
  for (place, scalar) in text.unicodeScalars.enumerated() where isUnseen(scalar) {
    return (place + 1, scalar)
  }
  return nil
}
