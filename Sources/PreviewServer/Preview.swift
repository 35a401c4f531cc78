/// What is shown now, and who waits for the next version.
package actor Preview {
  private var site = PreviewSite(.problems([]))
  private var version = 0
  private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
  private var lastWaiting = 0
  private let patience: Duration

  /// - Parameter patience: how long a question for the next version stays unanswered, at most.
  package init(patience: Duration = .seconds(10)) {
    self.patience = patience
  }

  /// Shows another version, and lets everybody know who waits.
  package func show(_ content: PreviewContent) {
    site = PreviewSite(content)
    version += 1
    for continuation in waiting.values { continuation.resume() }
    waiting = [:]
  }

  package func response(to request: PreviewRequest) -> PreviewResponse {
    site.response(to: request)
  }

  /// The version shown, as soon as it is another one than `known`; after a while in any case.
  package func version(after known: Int?) async -> Int {
    guard version == known else { return version }
    lastWaiting += 1
    let id = lastWaiting
    let timer = Task { [patience] in
      try await Task.sleep(for: patience)
      release(id)
    }
    await withCheckedContinuation { waiting[id] = $0 }
    timer.cancel()
    return version
  }

  private func release(_ id: Int) {
    waiting.removeValue(forKey: id)?.resume()
  }
}
