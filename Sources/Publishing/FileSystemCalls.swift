import FileSystem

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// The calls of FileSystem with the errors of this module.

private func publishing<Result>(
  _ body: () throws(FileSystemError) -> Result
) throws(PublishError) -> Result {
  do throws(FileSystemError) {
    return try body()
  } catch {
    throw PublishError(error)
  }
}

extension PublishError {
  init(_ error: FileSystemError) {
    self =
      switch error {
      case .system(let call, let path, let errno): .system(call: call, path: path, errno: errno)
      case .unreadableName(let path): .unreadableName(path: path)
      }
  }
}

@discardableResult
func attempt<Number: SignedInteger>(
  _ call: String, _ path: String, _ body: () -> Number
) throws(PublishError) -> Number {
  try publishing { () throws(FileSystemError) in try FileSystem.attempt(call, path, body) }
}

func withDescriptor<Result>(
  _ path: String, in folder: Int32 = AT_FDCWD, _ flags: Int32,
  _ body: (Int32) throws(PublishError) -> Result
) throws(PublishError) -> Result {
  let result = try publishing { () throws(FileSystemError) in
    try FileSystem.withDescriptor(path, in: folder, flags) {
      descriptor -> Swift.Result<Result, PublishError> in
      do throws(PublishError) {
        return .success(try body(descriptor))
      } catch {
        return .failure(error)
      }
    }
  }
  return try result.get()
}

func status(of descriptor: Int32, at path: String) throws(PublishError) -> stat {
  try publishing { () throws(FileSystemError) in try FileSystem.status(of: descriptor, at: path) }
}

func status(ofPath path: String, in folder: Int32 = AT_FDCWD) throws(PublishError) -> stat? {
  try publishing { () throws(FileSystemError) in try FileSystem.status(ofPath: path, in: folder) }
}

func writeAll(_ bytes: [UInt8], to descriptor: Int32, at path: String) throws(PublishError) {
  try publishing { () throws(FileSystemError) in
    try FileSystem.writeAll(bytes, to: descriptor, at: path)
  }
}

func readAll(_ descriptor: Int32, at path: String) throws(PublishError) -> [UInt8] {
  try publishing { () throws(FileSystemError) in try FileSystem.readAll(descriptor, at: path) }
}

func holds(_ bytes: [UInt8], _ descriptor: Int32, at path: String) throws(PublishError) -> Bool {
  try publishing { () throws(FileSystemError) in
    try FileSystem.holds(bytes, descriptor, at: path)
  }
}

func entries(ofFolder path: String) throws(PublishError) -> [ListedEntry] {
  try publishing { () throws(FileSystemError) in try FileSystem.entries(ofFolder: path) }
}

func removeTree(_ path: String) throws(PublishError) {
  try publishing { () throws(FileSystemError) in try FileSystem.removeTree(path) }
}
