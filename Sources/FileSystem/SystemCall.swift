import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Called before each system call on a folder and on what lies in it. What it throws counts as the
/// call's own failure: tests use it to fill a disk, or to kill a build.
///
/// The arguments are the name of the call and the path as messages show it.
package typealias CallGate =
  @Sendable (_ call: String, _ path: String) throws(FileSystemError) -> Void

/// One system call, with its name and path for messages.
struct SystemCall {
  let name: String
  let path: String
  var gate: CallGate?

  /// The result of `body`, unless it is negative. Repeated when a signal interrupts it.
  @discardableResult
  func attempt(_ body: () -> Int32) throws(FileSystemError) -> Int32 {
    try gate?(name, path)
    while true {
      let result = body()
      if result >= 0 { return result }
      guard errno == EINTR else { throw .system(call: name, path: path, errno: errno) }
    }
  }

  /// The same for what SystemPackage does, which repeats by itself.
  func perform<Result>(_ body: () throws -> Result) throws(FileSystemError) -> Result {
    try gate?(name, path)
    do {
      return try body()
    } catch {
      let code = error as? Errno ?? .ioError
      throw .system(call: name, path: path, errno: code.rawValue)
    }
  }
}
