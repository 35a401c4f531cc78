import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What one run of a program cost.
struct Measurement {
  let exitStatus: Int32
  let wallSeconds: Double
  /// User and system time, over all threads.
  let cpuSeconds: Double
  let peakMebibytes: Double
}

/// The machine would not start a program, or would not wait for it.
struct SpawnError: Error, CustomStringConvertible {
  let program: String
  let code: Int32

  var description: String { "cannot run \(program): \(String(cString: strerror(code)))" }
}

/// Runs `program`, found through PATH, with its two outputs in `output` and `errors`.
///
/// - Source: `getrusage(2)`: the peak is in KiB on Linux, in bytes on macOS. It cannot read lower
///   than this process's own peak, which the child inherits before it becomes `program`; so this
///   process keeps no corpus in memory.
func measure(
  _ program: String, _ arguments: [String], output: URL, errors: URL
) throws -> Measurement {
  let start = ContinuousClock.now
  let child = try spawn(program, arguments, output: output, errors: errors)
  var status: Int32 = 0
  var usage = rusage()
  guard wait4(child, &status, 0, &usage) == child else {
    throw SpawnError(program: program, code: errno)
  }
  let wall = seconds(ContinuousClock.now - start)
  #if os(Linux)
    let peak = Double(usage.ru_maxrss) / 1024
  #else
    let peak = Double(usage.ru_maxrss) / 1_048_576
  #endif
  let signal = status & 0x7f
  return Measurement(
    exitStatus: signal == 0 ? (status >> 8) & 0xff : 128 + signal, wallSeconds: wall,
    cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime), peakMebibytes: peak)
}

private func spawn(
  _ program: String, _ arguments: [String], output: URL, errors: URL
) throws -> pid_t {
  #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
  #else
    var actions = posix_spawn_file_actions_t()
  #endif
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  for (descriptor, file) in [(STDOUT_FILENO, output), (STDERR_FILENO, errors)] {
    posix_spawn_file_actions_addopen(
      &actions, descriptor, file.path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  }
  var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
  defer { for word in words { free(word) } }
  words.append(nil)
  var child: pid_t = 0
  let code = posix_spawnp(&child, program, &actions, nil, words, environ)
  guard code == 0 else { throw SpawnError(program: program, code: code) }
  return child
}

private func seconds(_ duration: Duration) -> Double {
  let (whole, attoseconds) = duration.components
  return Double(whole) + Double(attoseconds) / 1e18
}

private func seconds(_ time: timeval) -> Double {
  Double(time.tv_sec) + Double(time.tv_usec) / 1e6
}

/// The middle one; of an even number, the lower middle. `values` must not be empty.
func median(_ values: [Double]) -> Double {
  values.sorted()[(values.count - 1) / 2]
}
