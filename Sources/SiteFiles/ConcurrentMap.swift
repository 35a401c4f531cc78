/// The results of `transform` for each element, in the order of the elements, made on all cores.
///
/// Work is cut into runs of neighbours, since a task for every small file would cost more than the
/// file.
package func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], runLength: Int = 64,
  _ transform: @escaping @Sendable (Element) throws -> Result
) async throws -> [Result] {
  try await concurrentCompactMap(elements, runLength: runLength) { try transform($0) }
}

/// The same, without those that are nil.
package func concurrentCompactMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], runLength: Int = 64,
  _ transform: @escaping @Sendable (Element) throws -> Result?
) async throws -> [Result] {
  let places = ResultPlaces<Result>(count: elements.count)
  try await withThrowingTaskGroup(of: Void.self) { group in
    for start in stride(from: 0, to: elements.count, by: runLength) {
      group.addTask {
        for index in start..<min(start + runLength, elements.count) {
          places[index] = try transform(elements[index])
        }
      }
    }
    try await group.waitForAll()
  }
  return places.moved()
}

/// A place for each result, filled by tasks that never share one. The results are moved out of it: to
/// copy ten thousand incidents, while one core waits, costs as much as a tenth of making them.
private final class ResultPlaces<Result: Sendable>: @unchecked Sendable {
  private let places: UnsafeMutableBufferPointer<Result?>

  init(count: Int) {
    places = .allocate(capacity: count)
    places.initialize(repeating: nil)
  }

  deinit {
    places.deinitialize()
    places.deallocate()
  }

  subscript(index: Int) -> Result? {
    get { places[index] }
    set { places[index] = newValue }
  }

  /// All of them, in their order; none is left.
  func moved() -> [Result] {
    [Result](unsafeUninitializedCapacity: places.count) { results, count in
      for index in places.indices {
        guard let result = places[index].take() else { continue }
        results.initializeElement(at: count, to: result)
        count += 1
      }
    }
  }
}

extension Array {
  /// Its elements in pieces of `length`; the last one may be shorter.
  package func runs(of length: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: count, by: length).map { self[$0..<Swift.min($0 + length, count)] }
  }
}
