import Foundation
import Logging

/// A line on the terminal that says what is being done, once that has taken half a second.
///
/// In a pipe it says nothing. Each step goes to the log as well, with the time it took.
actor ProgressLine {
  private let isShown: Bool
  private let log: Logger
  private let clock = ContinuousClock()
  private var step: String
  private var stepStart: ContinuousClock.Instant
  private var isVisible = false
  private var timer: Task<Void, Never>?

  private init(_ terminal: Terminal, _ log: Logger, first step: String) {
    isShown = terminal.isInteractive
    self.log = log
    self.step = step
    stepStart = clock.now
  }

  /// Does `work`, with the line on the terminal meanwhile and gone after it.
  static func during<Result: Sendable>(
    _ first: String, on terminal: Terminal, log: Logger = quietLog,
    _ work: (ProgressLine) async throws -> Result
  ) async rethrows -> Result {
    let line = ProgressLine(terminal, log, first: first)
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
    logStep()
    self.step = step
    stepStart = clock.now
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
    write("\(Painted(code: "\r\u{1B}[K"))\(step) …", to: STDERR_FILENO)
  }

  private func logStep() {
    let milliseconds = (clock.now - stepStart) / .milliseconds(1)
    log.info("\(step)", metadata: ["ms": "\(Int(milliseconds))"])
  }

  private func clear() {
    logStep()
    timer?.cancel()
    if isVisible { write(Painted(code: "\r\u{1B}[K"), to: STDERR_FILENO) }
    isVisible = false
  }
}

/// Says nothing.
let quietLog = Logger(label: "allclear") { _ in SwiftLogNoOpLogHandler() }

/// Says each step on standard error.
let verboseLog = Logger(label: "allclear") { _ in SaidLog() }

/// As the library's own, but that what is said goes the way of all that is printed.
private struct SaidLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.info

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let notes = metadata.merging(event.metadata ?? [:]) { _, own in own }
      .sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value) " }.joined()
    say("\(event.level) allclear: \(notes)\(event.message)")
  }
}
