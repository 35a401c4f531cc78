/// Where something stands in a text: both count from 0.
struct TextPlace: Hashable, Sendable {
  let line: Int
  /// Of the line, in UTF-8.
  let byte: Int
}

/// The lines of a text, in which many places are looked for.
struct TextLines {
  /// The first byte of each.
  private let starts: [Int]

  init(_ text: String) {
    starts = [0] + text.utf8.enumerated().lazy.filter { $0.element == 0x0A }.map { $0.offset + 1 }
  }

  /// - Complexity: O(log lines).
  func place(ofByte offset: Int) -> TextPlace {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return TextPlace(line: low, byte: offset - starts[low])
  }
}
