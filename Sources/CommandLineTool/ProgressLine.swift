import Foundation

/// A line on the terminal that says what is being done, once that has taken half a second.
///
/// In a pipe it says nothing.
actor ProgressLine {
  private let isShown: Bool
  private var step: String
  private var isVisible = false
  private var timer: Task<Void, Never>?

  private init(_ terminal: Terminal, first step: String) {
    isShown = terminal.isInteractive
    self.step = step
  }

  /// Does `work`, with the line on the terminal meanwhile and gone after it.
  static func during<Result: Sendable>(
    _ first: String, on terminal: Terminal,
    _ work: (ProgressLine) async throws -> Result
  ) async rethrows -> Result {
    let line = ProgressLine(terminal, first: first)
    await line.start()
    do {
      let result = try await work(line)
      await line.clear()
      return result
    } catch {
      await line.clear()
      throw error
    }
  }

  /// What is being done from now on: `Writing 412 files`.
  func now(_ step: String) {
    self.step = step
    if isVisible { draw() }
  }

  private func start() {
    guard isShown else { return }
    timer = Task {
      try? await Task.sleep(for: .milliseconds(500))
      if !Task.isCancelled { appear() }
    }
  }

  private func appear() {
    isVisible = true
    draw()
  }

  private func draw() {
    write("\r\u{1B}[K\(step) …", to: STDERR_FILENO)
  }

  private func clear() {
    timer?.cancel()
    if isVisible { write("\r\u{1B}[K", to: STDERR_FILENO) }
    isVisible = false
  }
}
