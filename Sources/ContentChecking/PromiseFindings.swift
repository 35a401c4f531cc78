import StatusModel

/// Words of an update that promise what nobody can keep.
struct PromiseMatch {
  let id: ContentFindingID
  let phrase: String
  /// Of the text.
  let byte: Int

  func finding(in file: String, under heading: Int, of text: SpokenText) -> ContentFinding {
    let spot = ContentFinding.Spot.text(heading, byte: byte, part: text.part)
    switch id {
    case .recoveryTime:
      return ContentFinding(
        id,
        "'\(phrase)' promises a time of recovery, and the page will show it when that time is past",
        hint: "promise the next update, which you can keep: 'next: 14:00 UTC' in the heading",
        in: file, at: spot)
    default:
      return ContentFinding(
        id,
        "'\(phrase)' is a promise that nobody can keep, and the page shows it until the next update",
        hint:
          "leave it out, or say when you speak next: 'next: 2h' in the heading shows readers a time",
        in: file, at: spot)
    }
  }
}

/// In the order in which they stand; a time of recovery counts before a vague word within it.
func promises(in text: SpokenText) -> [PromiseMatch] {
  let words = TextWords(text.text)
  let times = text.words.recoveryTimes.matches(in: words)
  let vague = text.words.promises.matches(in: words).without(overlapping: times)
  let found =
    times.map { (ContentFindingID.recoveryTime, $0) }
    + vague.map { (ContentFindingID.emptyPromise, $0) }
  return found.sorted { $0.1.lowerBound < $1.1.lowerBound }.map { id, match in
    PromiseMatch(
      id: id, phrase: phrase(match, in: words, of: text.text),
      byte: words.words[match.lowerBound].offset)
  }
}

extension [Range<Int>] {
  /// - Parameter others: like these, in their order, and none within another.
  func without(overlapping others: [Range<Int>]) -> [Range<Int>] {
    var next = 0
    return filter { range in
      while next < others.count, others[next].upperBound <= range.lowerBound { next += 1 }
      return next == others.count || !others[next].overlaps(range)
    }
  }
}

/// As it is written, in one line.
func phrase(_ match: Range<Int>, in words: TextWords, of text: String) -> String {
  let first = words.words[match.lowerBound]
  let last = words.words[match.upperBound - 1]
  let bytes = text.utf8.dropFirst(first.offset).prefix(last.offset + last.length - first.offset)
  return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    .joined(separator: " ")
}
