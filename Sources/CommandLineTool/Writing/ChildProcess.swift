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
/// - Parameters:
///   - arguments: the first one is the program, looked for in `PATH`.
///   - catchesErrors: standard error comes back in the result.
func runChild(_ arguments: [String], catchesErrors: Bool = false) throws -> ChildResult {
  var ends: [Int32] = [-1, -1]
  if catchesErrors { guard pipe(&ends) == 0 else { throw childRefusal(arguments[0], errno) } }
  defer { for end in ends where end >= 0 { close(end) } }
  let child = try spawn(arguments, standardErrors: catchesErrors ? ends : nil)
  if catchesErrors {
    close(ends[1])
    ends[1] = -1
  }
  let errors = catchesErrors ? try readToEnd(ends[0]) : []
  var status: Int32 = 0
  while waitpid(child, &status, 0) < 0 {
    guard errno == EINTR else { throw childRefusal(arguments[0], errno) }
  }
  let isExit = status & 0x7F == 0
  return ChildResult(
    status: isExit ? (status >> 8) & 0xFF : 128 + (status & 0x7F),
    errors: String(decoding: visible(errors), as: UTF8.self))
}

private func spawn(_ arguments: [String], standardErrors ends: [Int32]?) throws -> pid_t {
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
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO)
    for end in ends { posix_spawn_file_actions_addclose(&actions, end) }
  }
  var defaults = sigset_t()
  sigemptyset(&defaults)
  for number in Interruption.signals { sigaddset(&defaults, number) }
  posix_spawnattr_setsigdefault(&attributes, &defaults)
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
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
