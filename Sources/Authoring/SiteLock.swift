#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Does `work` while no other command writes in the site folder.
///
/// The lock is the kernel's, on the folder itself: it leaves no file behind, and ends with the process,
/// however that ends.
///
/// - Parameter patience: how many seconds to wait for another command to finish.
/// - Throws: `WriteError`, or what `work` throws.
@discardableResult
package func withLock<Result>(
  on folder: String, patience: Int = 30, _ work: () async throws -> Result
) async throws -> Result {
  let descriptor = try attempt("open", folder) {
    open(folder, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  }
  defer { close(descriptor) }
  let clock = ContinuousClock()
  let end = clock.now.advanced(by: .seconds(patience))
  while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
    guard errno == EWOULDBLOCK || errno == EINTR else {
      throw WriteError.system(call: "flock", path: folder, errno: errno)
    }
    guard clock.now < end else {
      throw WriteError.locked(folder: folder, seconds: patience)
    }
    try await Task.sleep(for: .milliseconds(20))
  }
  return try await work()
}
