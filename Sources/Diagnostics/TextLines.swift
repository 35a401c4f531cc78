/// The lines of a file's text, by which an offset in it becomes a place.
package struct TextLines: Hashable, Sendable {
  /// Relative to the site folder.
  package let path: String
  /// The first byte of each line; never empty.
  package let starts: [Int]

  package init(path: String, starts: [Int]) {
    self.path = path
    self.starts = starts
  }

  /// - Parameter text: line feeds alone separate its lines.
  package init(of text: [UInt8], path: String) {
    self.init(path: path, starts: [0] + text.indices.filter { text[$0] == 0x0A }.map { $0 + 1 })
  }

  /// - Complexity: O(log lines).
  package func position(ofByte offset: Int) -> SourcePosition {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return SourcePosition(path: path, line: low + 1, column: offset - starts[low] + 1)
  }
}
