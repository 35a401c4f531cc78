import FlyingSocks
import Foundation

/// The preview cannot be served: somebody else has the port, or it may not be used.
package struct ServeError: Error, Equatable {
  package let reason: String
}

/// Serves `preview` on 127.0.0.1, and nowhere else, until the task is cancelled.
///
/// - Parameters:
///   - port: 0 for one that is free.
///   - isReady: called once, with the port.
package func serve(
  _ preview: Preview, port: UInt16, isReady: @escaping @Sendable (UInt16) async throws -> Void
) async throws {
  let pool: some AsyncSocketPool = .make()
  let listener: Socket
  do {
    try await pool.prepare()
    listener = try listeningSocket(port: port)
  } catch let error as SocketError {
    throw ServeError(reason: error.reason)
  }
  if case .ip4(_, let port) = try listener.sockname() { try await isReady(port) }
  let door = try AsyncSocket(socket: listener, pool: pool)
  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await pool.run() }
    group.addTask { try await answerVisitors(of: preview, at: door) }
    for try await _ in group {}
  }
}

/// As many connections are open at once; the next ones wait at the door.
///
/// Some of the descriptors that the process may have are left free. It reads files while visitors are
/// there, and libdispatch, which opens one to count its threads, ends a process that has none.
private let mostVisitors = max(4, min(64, sysconf(Int32(_SC_OPEN_MAX)) - 24))

private func answerVisitors(of preview: Preview, at door: AsyncSocket) async throws {
  try await withThrowingTaskGroup(of: Void.self) { visitors in
    var count = 0
    while true {
      if count == mostVisitors {
        try await visitors.next()
        count -= 1
      }
      let socket = try await nextVisitor(at: door)
      visitors.addTask { await preview.answer(on: socket) }
      count += 1
    }
  }
}

/// A connection that is gone before it is taken, and a machine that has none left, pass by.
private func nextVisitor(at door: AsyncSocket) async throws -> AsyncSocket {
  while true {
    do {
      return try await door.accept()
    } catch SocketError.failed(_, let number, _) where passing.contains(number) {
      try await Task.sleep(for: .milliseconds(100))
    }
  }
}

private let passing: Set<Int32> = [
  ECONNABORTED, EINTR, EMFILE, ENFILE, ENOBUFS, ENOMEM, EPERM, EPROTO,
]

private func listeningSocket(port: UInt16) throws -> Socket {
  let address = try sockaddr_in.inet(ip4: "127.0.0.1", port: port)
  let socket = try Socket(domain: Int32(type(of: address).family))
  try socket.setValue(true, for: .localAddressReuse)
  #if canImport(Darwin)
    try socket.setValue(true, for: .noSIGPIPE)
  #endif
  try socket.bind(to: address)
  try socket.listen()
  return socket
}

extension Preview {
  /// One request, one answer, and the end: a browser opens the next connection by itself.
  fileprivate func answer(on socket: AsyncSocket) async {
    do {
      let head = try await within(.seconds(5)) { try await requestHead(from: socket) }
      let bytes = Data(await answer(to: head).bytes)
      try await within(.seconds(20)) { try await socket.write(bytes) }
    } catch {
      // The browser has gone, or is too slow: nobody is there to be told.
    }
    // However it ended: a connection that stays open is one that nobody else can have.
    do { try socket.close() } catch {}
  }

  private func answer(to head: [UInt8]) async -> PreviewResponse {
    guard let (request, query) = parseRequestHead(head) else {
      return PreviewResponse(400, text: "This is no request that a browser would send.\n")
    }
    let answer = response(to: request)
    guard request.path == changePath, request.method == "GET", answer.status != 403 else {
      return answer
    }
    return PreviewResponse(200, text: "\(await version(after: Int(query)))")
  }
}

/// - Throws: what `work` throws, and `CancellationError` where it takes longer.
private func within<Result: Sendable>(
  _ time: Duration, _ work: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  try await withThrowingTaskGroup(of: Result.self) { group in
    group.addTask(operation: work)
    group.addTask {
      try await Task.sleep(for: time)
      throw CancellationError()
    }
    defer { group.cancelAll() }
    guard let result = try await group.next() else { throw CancellationError() }
    return result
  }
}

/// The bytes up to the empty line; more than a browser would ever send are cut.
private func requestHead(from socket: AsyncSocket) async throws -> [UInt8] {
  var head: [UInt8] = []
  while head.count < 32_768, !isWholeHead(head) {
    head += try await socket.read(atMost: 4_096)
  }
  return head
}

private func isWholeHead(_ bytes: [UInt8]) -> Bool {
  bytes.suffix(4).elementsEqual("\r\n\r\n".utf8)
    || String(decoding: bytes, as: UTF8.self).unicodeScalars.firstRange(
      of: "\r\n\r\n".unicodeScalars)
      != nil
}

extension SocketError {
  fileprivate var reason: String {
    switch self {
    case .failed(_, let number, _): String(cString: strerror(number))
    default: localizedDescription
    }
  }
}
