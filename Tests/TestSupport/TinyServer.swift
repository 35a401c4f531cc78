import Foundation

/// An HTTP server on the loopback interface for one test: a request's bytes go in, an answer's come out.
package final class TinyServer: Sendable {
  /// Such as `http://127.0.0.1:40123`.
  package let url: String
  private let socket: Int32

  /// - Parameter answer: gets the whole request, with its body, as text.
  package init(_ answer: @escaping @Sendable (String) -> String) throws {
    let socket = try listeningSocket()
    self.socket = socket
    url = "http://127.0.0.1:\(try port(of: socket))"
    Thread.detachNewThread {
      while true {
        let connection = accept(socket, nil, nil)
        guard connection >= 0 else { return }
        serve(connection, answer)
      }
    }
  }

  deinit {
    // Wakes the thread that waits in accept; close alone would not.
    shutdown(socket, Int32(SHUT_RDWR))
    close(socket)
  }

  package static func answer(
    _ status: String = "200 OK", _ headers: KeyValuePairs<String, String> = [:], body: String = ""
  ) -> String {
    let lines = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
    return "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(lines)"
      + "Connection: close\r\n\r\n\(body)"
  }
}

private func serve(_ connection: Int32, _ answer: (String) -> String) {
  defer { close(connection) }
  var request: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while !isWhole(request) {
    let count = recv(connection, &buffer, buffer.count, 0)
    guard count > 0 else { break }
    request += buffer[..<count]
  }
  let bytes = Array(answer(String(decoding: request, as: UTF8.self)).utf8)
  var sent = 0
  while sent < bytes.count {
    let count = bytes.withUnsafeBytes {
      send(connection, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
    }
    guard count > 0 else { return }
    sent += count
  }
}

private func isWhole(_ request: [UInt8]) -> Bool {
  let text = String(decoding: request, as: UTF8.self)
  guard let end = text.range(of: "\r\n\r\n") else { return false }
  let length = text[..<end.lowerBound].components(separatedBy: "\r\n")
    .first { $0.lowercased().hasPrefix("content-length:") }
    .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
  return text[end.upperBound...].utf8.count >= length ?? 0
}

private func listeningSocket() throws -> Int32 {
  #if os(Linux)
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  #else
    let socket = socket(AF_INET, SOCK_STREAM, 0)
  #endif
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = inet_addr("127.0.0.1")
  let bound = withUnsafePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
    }
  }
  guard socket >= 0, bound == 0, listen(socket, 16) == 0 else {
    throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
  }
  // A program that a test starts must not inherit it.
  _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
  return socket
}

private func port(of socket: Int32) throws -> UInt16 {
  var address = sockaddr_in()
  var length = socklen_t(MemoryLayout<sockaddr_in>.size)
  let named = withUnsafeMutablePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &length) }
  }
  guard named == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
  return UInt16(bigEndian: address.sin_port)
}
