/// The candidate that a person most likely meant, if one is close enough to guess.
///
/// - Parameter most: no candidate that needs more edits is guessed.
/// - Returns: Nil when every candidate needs more edits than a third of its letters, at least one.
package func nearest(
  to word: String, among candidates: some Sequence<String>, most: Int = .max
) -> String? {
  let typed = Array(word.lowercased().unicodeScalars.prefix(64))
  var best: (candidate: String, edits: Int)?
  for candidate in candidates {
    let allowed = min(most, max(1, candidate.unicodeScalars.count / 3), (best?.edits ?? .max) - 1)
    let letters = Array(candidate.lowercased().unicodeScalars.prefix(64))
    guard let edits = editDistance(typed, letters, most: allowed) else { continue }
    best = (candidate, edits)
  }
  return best?.candidate
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other; nil for
/// more than `most`.
private func editDistance(
  _ one: [Unicode.Scalar], _ other: [Unicode.Scalar], most: Int
) -> Int? {
  guard abs(one.count - other.count) <= most else { return nil }
  var beforeLast: [Int] = []
  var last = Array(0...other.count)
  for (row, letter) in one.enumerated() {
    var current = [row + 1]
    for (column, otherLetter) in other.enumerated() {
      var cost = min(
        last[column + 1] + 1, current[column] + 1, last[column] + (letter == otherLetter ? 0 : 1))
      if row > 0, column > 0, letter == other[column - 1], one[row - 1] == otherLetter {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      current.append(cost)
    }
    // A swap looks back two rows, so both must be beyond hope.
    guard min(current.min() ?? 0, last.min() ?? 0) <= most else { return nil }
    beforeLast = last
    last = current
  }
  return last[other.count] <= most ? last[other.count] : nil
}
