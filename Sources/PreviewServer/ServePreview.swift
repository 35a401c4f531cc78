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
  let sockets = try AsyncSocket(socket: listener, pool: pool).sockets
  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await pool.run() }
    group.addTask {
      try await withThrowingDiscardingTaskGroup { visitors in
        for try await socket in sockets {
          visitors.addTask { await preview.answer(on: socket) }
        }
      }
    }
    for try await _ in group {}
  }
}

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
      let head = try await requestHead(from: socket)
      try await socket.write(Data(await answer(to: head).bytes))
      try socket.close()
    } catch {
      // The browser has gone: nobody is there to be told.
    }
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
