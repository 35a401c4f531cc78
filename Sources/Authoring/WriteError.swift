#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The machine, or another person, kept an entry from being written. The file is as it was.
package enum WriteError: Error, Hashable, CustomStringConvertible {
  /// Somebody else wrote to the file since it was read.
  case changedMeanwhile(path: String)
  /// Somebody else made the file that was to be made.
  case exists(path: String)
  /// Another command keeps the site folder for itself.
  case locked(folder: String, seconds: Int)
  /// A link leads to this place, which is not part of the site.
  case outside(path: String, target: String)
  /// A system call failed: which one, on which path, with which `errno`.
  case system(call: String, path: String, errno: Int32)

  package var description: String {
    switch self {
    case .changedMeanwhile(let path): "\(path) was changed by somebody else just now"
    case .exists(let path): "\(path) was made by somebody else just now"
    case .locked(let folder, let seconds):
      "another command has been writing in \(folder) for \(seconds) seconds"
    case .outside(let path, let target):
      "\(path) leads to '\(target)', which is not part of the site"
    case .system(let call, let path, let errno):
      "could not write \(path): \(String(cString: strerror(errno))) (\(call))"
    }
  }
}

/// The result of `body`, unless it is -1; retried when a signal interrupts it.
@discardableResult
func attempt<Number: SignedInteger>(
  _ call: String, _ path: String, _ body: () -> Number
) throws(WriteError) -> Number {
  while true {
    let result = body()
    if result >= 0 { return result }
    guard errno == EINTR else { throw .system(call: call, path: path, errno: errno) }
  }
}

/// Closed at the end of `body`; some file systems tell only then that a write has failed.
func withDescriptor<Result>(
  _ path: String, _ flags: Int32, mode: mode_t = 0o666,
  _ body: (Int32) throws(WriteError) -> Result
) throws(WriteError) -> Result {
  let descriptor = try attempt("open", path) { open(path, flags | O_CLOEXEC, mode) }
  let result: Result
  do throws(WriteError) {
    result = try body(descriptor)
  } catch {
    close(descriptor)
    throw error
  }
  guard close(descriptor) == 0 || errno == EINTR else {
    throw .system(call: "close", path: path, errno: errno)
  }
  return result
}

func writeAll(_ bytes: [UInt8], to descriptor: Int32, at path: String) throws(WriteError) {
  var written = 0
  while written < bytes.count {
    let start = written
    written += try attempt("write", path) {
      bytes[start...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }
  }
}

/// Nil where there is no such file.
func bytes(ofFile path: String) throws(WriteError) -> [UInt8]? {
  do throws(WriteError) {
    return try withDescriptor(path, O_RDONLY | O_NONBLOCK) { (descriptor) throws(WriteError) in
      var bytes: [UInt8] = []
      var part = [UInt8](repeating: 0, count: 65_536)
      while true {
        let count = try attempt("read", path) { read(descriptor, &part, part.count) }
        guard count > 0 else { return bytes }
        bytes += part[..<count]
      }
    }
  } catch .system("open", _, ENOENT) {
    return nil
  }
}
