import Foundation

/// How another program ended, and what it said on standard error.
struct ChildResult {
  let status: Int32
  let errors: String
}

/// Runs another program and waits for it; its arguments go to it as they are, through no shell.
///
/// It reads from and writes to our terminal, as an editor has to. ctrl-C reaches it even where we have
/// come to ignore it.
///
/// - Parameter arguments: the first one is the program, looked for in `PATH`.
func runChild(_ arguments: [String]) throws -> ChildResult {
  let child = try spawn(arguments, outputs: nil)
  return ChildResult(status: exitStatus(try wait(for: child, arguments[0])), errors: "")
}

/// The same for a program that has to end by itself, with all that it and its children print.
///
/// It is the first of a process group of its own, which is ended as a whole when the time is up. A child
/// that outlives it, and keeps the pipe, is not waited for.
///
/// - Parameter patience: in seconds.
func runChild(_ arguments: [String], atMost patience: Int) throws -> ChildResult {
  var ends: [Int32] = [-1, -1]
  guard pipe(&ends) == 0 else { throw childRefusal(arguments[0], errno) }
  defer { close(ends[0]) }
  let child: pid_t
  do {
    defer { close(ends[1]) }
    child = try spawn(arguments, outputs: ends)
  }
  _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
  var end = ContinuousClock.now.advanced(by: .seconds(patience))
  var errors: [UInt8] = []
  var status: Int32?
  var isLate = false
  while status == nil {
    var ready = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
    _ = poll(&ready, 1, 50)
    takeBytes(from: ends[0], to: &errors)
    status = try ended(child, arguments[0])
    guard status == nil, ContinuousClock.now > end else { continue }
    // Git takes its lock files away when it is asked to end, for which it gets some seconds.
    kill(-child, isLate ? SIGKILL : SIGTERM)
    end = end.advanced(by: .seconds(10))
    isLate = true
  }
  // What it started goes with it.
  if isLate { kill(-child, SIGKILL) }
  takeBytes(from: ends[0], to: &errors)
  let note = isLate ? "\n\(arguments[0]) took longer than \(patience) seconds and was stopped" : ""
  return ChildResult(
    status: status.map(exitStatus) ?? 1,
    errors: String(decoding: visible(errors), as: UTF8.self) + note)
}

/// Adds what can be read at once; what is more than a person would read is let go.
private func takeBytes(from descriptor: Int32, to bytes: inout [UInt8]) {
  var part = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = read(descriptor, &part, part.count)
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return }
    bytes += part[..<min(count, max(0, 10_000 - bytes.count))]
    if bytes.count == 10_000 { return }
  }
}

/// Nil while it runs.
private func ended(_ child: pid_t, _ program: String) throws -> Int32? {
  var status: Int32 = 0
  let found = waitpid(child, &status, WNOHANG)
  guard found >= 0 || errno == EINTR else { throw childRefusal(program, errno) }
  return found == child ? status : nil
}

private func wait(for child: pid_t, _ program: String) throws -> Int32 {
  var status: Int32 = 0
  while waitpid(child, &status, 0) < 0 {
    guard errno == EINTR else { throw childRefusal(program, errno) }
  }
  return status
}

private func exitStatus(_ status: Int32) -> Int32 {
  status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
}

/// - Parameter ends: of a pipe that takes all that it prints; it then has a process group of its own.
private func spawn(_ arguments: [String], outputs ends: [Int32]?) throws -> pid_t {
  #if canImport(Glibc)
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
  #else
    var actions: posix_spawn_file_actions_t?
    var attributes: posix_spawnattr_t?
  #endif
  posix_spawn_file_actions_init(&actions)
  posix_spawnattr_init(&attributes)
  defer {
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
  }
  if let ends {
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO)
    for end in ends { posix_spawn_file_actions_addclose(&actions, end) }
  }
  var defaults = sigset_t()
  sigemptyset(&defaults)
  for number in Interruption.signals { sigaddset(&defaults, number) }
  posix_spawnattr_setsigdefault(&attributes, &defaults)
  // The thread that we are on holds signals back, and a child would inherit that: git would not hear that
  // it is to end, and leave its lock behind.
  var heldBack = sigset_t()
  sigemptyset(&heldBack)
  posix_spawnattr_setsigmask(&attributes, &heldBack)
  let group = ends == nil ? 0 : POSIX_SPAWN_SETPGROUP
  posix_spawnattr_setflags(
    &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | group))
  var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
  defer { for word in words { free(word) } }
  var child: pid_t = 0
  let failure = posix_spawnp(&child, arguments[0], &actions, &attributes, &words, environ)
  guard failure == 0 else { throw childRefusal(arguments[0], failure) }
  return child
}

private func childRefusal(_ program: String, _ failure: Int32) -> Refusal {
  .machine(
    "cannot start \(program): \(String(cString: strerror(failure)))",
    hint: "check that it is installed")
}
