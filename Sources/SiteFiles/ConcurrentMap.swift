/// The results of `transform` for each element, in the order of the elements, made on all cores.
///
/// Work is cut into runs of neighbours, since a task for every small file would cost more than the
/// file.
package func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], runLength: Int = 64,
  _ transform: @escaping @Sendable (Element) throws -> Result
) async throws -> [Result] {
  try await withThrowingTaskGroup(of: (Int, [Result]).self) { group in
    let starts = Array(stride(from: 0, to: elements.count, by: runLength))
    for start in starts {
      group.addTask {
        let run = elements[start..<min(start + runLength, elements.count)]
        return (start / runLength, try run.map(transform))
      }
    }
    var runs = [[Result]](repeating: [], count: starts.count)
    for try await (index, results) in group { runs[index] = results }
    return runs.flatMap { $0 }
  }
}
