import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// The program at a terminal, with somebody who reads and types: a pseudo-terminal and a script.
final class TerminalSession {
  private let process = Process()
  private let terminal: Int32
  private let outputs: TemporaryFolder
  /// All that was shown so far.
  private(set) var shown = ""
  /// Up to where it was read.
  private var readSoFar = 0

  /// - Parameter columns: how many characters fit into a line; nil: the terminal does not say.
  init(
    _ arguments: [String], in folder: String, environment: [String: String] = [:],
    columns: Int? = nil
  ) throws {
    let (terminal, side) = pseudoTerminal()
    try #require(terminal >= 0 && side >= 0)
    if let columns {
      var size = winsize(ws_row: 24, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
      try #require(ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0)
    }
    self.terminal = terminal
    outputs = try TemporaryFolder()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = environment.merging(["PATH": "/usr/bin:/bin"]) { mine, _ in mine }
    let handle = FileHandle(fileDescriptor: side, closeOnDealloc: false)
    process.standardInput = handle
    process.standardError = handle
    process.standardOutput = try outputs.handle("output")
    try process.run()
    close(side)
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    close(terminal)
  }

  /// Waits for a text, then types the answer to it. A minute is long enough on the busiest machine.
  func answer(_ question: String, _ keys: String) throws {
    try wait(for: question)
    try type(keys)
  }

  func type(_ keys: String) throws {
    let bytes = Array(keys.utf8)
    let written = bytes.withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
    try #require(written == bytes.count)
  }

  func wait(for question: String) throws {
    let end = ContinuousClock.now.advanced(by: .seconds(60))
    while ContinuousClock.now < end {
      let start = shown.index(shown.startIndex, offsetBy: readSoFar)
      if let found = shown[start...].range(of: question) {
        readSoFar = shown.distance(from: shown.startIndex, to: found.upperBound)
        return
      }
      guard readMore() else { break }
    }
    Issue.record("'\(question)' was never shown:\n\(shown)")
    throw CancellationError()
  }

  func interrupt(_ signal: Int32 = SIGINT) {
    kill(process.processIdentifier, signal)
  }

  /// The exit status, once it has ended.
  func status() -> Int32 {
    while readMore() {}
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// What went to standard output.
  func output() throws -> String { try outputs.text("output") }

  /// False when the program has closed its side.
  private func readMore() -> Bool {
    var waiting = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, 1_000) > 0 else { return process.isRunning }
    var part = [UInt8](repeating: 0, count: 4_096)
    let count = read(terminal, &part, part.count)
    guard count > 0 else { return false }
    shown += String(decoding: part[..<count], as: UTF8.self).replacing("\r\n", with: "\n")
    return true
  }
}

/// The side of the person, and the side of the program; -1 where there is none.
private func pseudoTerminal() -> (Int32, Int32) {
  #if canImport(Glibc)
    // The library's names for these calls are not in the module; these are the kernel's.
    let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var isLocked: Int32 = 0
    var number: Int32 = 0
    let unlock: UInt = 0x4004_5431
    let getNumber: UInt = 0x8004_5430
    guard ioctl(terminal, unlock, &isLocked) == 0, ioctl(terminal, getNumber, &number) == 0 else {
      return (terminal, -1)
    }
    return (terminal, open("/dev/pts/\(number)", O_RDWR | O_NOCTTY))
  #else
    let terminal = posix_openpt(O_RDWR | O_NOCTTY)
    guard grantpt(terminal) == 0, unlockpt(terminal) == 0, let name = ptsname(terminal) else {
      return (terminal, -1)
    }
    return (terminal, open(name, O_RDWR | O_NOCTTY))
  #endif
}
