import FlyingFox
import FlyingSocks
import Foundation
import Testing

@testable import WebRequests

/// Requests as curl sends them to a server on this machine.
struct WebRequestTests {
  /// What a server saw, and what came back.
  private func exchange(
    _ make: (String) -> WebRequest,
    answering: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse
  ) async throws -> WebAnswer {
    let server = HTTPServer(address: try .inet(ip4: "127.0.0.1", port: 0))
    await server.appendRoute("*", handler: answering)
    let task = Task { try await server.run() }
    defer { task.cancel() }
    try await server.waitUntilListening()
    guard case .ip4(_, port: let port)? = await server.listeningAddress else {
      throw WebRequestError.network("no port")
    }
    return try await send(make("http://127.0.0.1:\(port)"), from: "allclear/test")
  }

  @Test func `method, headers and body arrive as they are, and so does the answer`() async throws {
    let body = "{\"a\": \"\\\\ \\\" \\n ü 🚧 @file\"}\r\n\tb\u{B}"
    let answer = try await exchange { address in
      WebRequest(
        address + "/a%20b?c={d}&[e]", .post,
        headers: [.init("Content-Type", "application/json"), .init("X-Odd", "a \"b\" \\ c")],
        body: Array(body.utf8))
    } answering: { request in
      #expect(request.method == .POST)
      #expect(request.headers[HTTPHeader("User-Agent")] == "allclear/test")
      #expect(request.headers[HTTPHeader("Content-Type")] == "application/json")
      #expect(request.headers[HTTPHeader("X-Odd")] == "a \"b\" \\ c")
      let seen = try await request.bodyData
      return HTTPResponse(
        statusCode: .created, headers: [HTTPHeader("Retry-After"): "7"], body: seen)
    }
    #expect(answer.status == 201)
    #expect(answer.isGood)
    #expect(answer.headers["retry-after"] == "7")
    #expect(answer.body == Array(body.utf8))
  }

  @Test func `an answer with an error is an answer, and a redirect is followed when asked`()
    async throws
  {
    let moved: @Sendable (HTTPRequest) async throws -> HTTPResponse = { request in
      if request.path == "/new" {
        return HTTPResponse(statusCode: .notFound, body: Data("HTTP/1.1 200 OK\r\n\r\nno".utf8))
      }
      return HTTPResponse(statusCode: .found, headers: [.location: "/new"], body: Data("old".utf8))
    }
    let stays = try await exchange({ WebRequest($0 + "/old") }, answering: moved)
    #expect(stays.status == 302)
    #expect(stays.body == Array("old".utf8))
    let follows = try await exchange(
      { WebRequest($0 + "/old", followsRedirects: true) }, answering: moved)
    #expect(follows.status == 404)
    #expect(follows.body == Array("HTTP/1.1 200 OK\r\n\r\nno".utf8))
  }

  @Test func `an answer that is too large, and a host that is not there, are errors in words`()
    async throws
  {
    await #expect(throws: WebRequestError.tooLarge) {
      try await exchange(
        { WebRequest($0, largestAnswer: 10) },
        answering: { _ in
          HTTPResponse(statusCode: .ok, body: Data(repeating: 0x61, count: 1_000))
        })
    }
    await #expect(throws: WebRequestError.network("the host takes no connection")) {
      try await send(WebRequest("http://127.0.0.1:1/secret"), from: "allclear/test")
    }
    await #expect(throws: WebRequestError.impossible("the address is none that can be asked")) {
      try await send(WebRequest("file:///etc/passwd"), from: "allclear/test")
    }
  }

  @Test func `a header cannot begin another one, and a request holds no zero byte`() {
    #expect(throws: WebRequestError.impossible("a header of the request holds a line break")) {
      try curlConfiguration(
        of: WebRequest("http://a.example", headers: [.init("A", "b\r\nC: d")]), from: "x")
    }
    #expect(throws: WebRequestError.impossible("the request holds a zero byte")) {
      try curlConfiguration(of: WebRequest("http://a.example", .post, body: [0]), from: "x")
    }
  }

  @Test func `nothing of a request can become an option of its own`() throws {
    let text = try curlConfiguration(
      of: WebRequest(
        "http://a.example/\"\noutput = \"/tmp/x", .head, headers: [.init("A", "\\\" b")],
        atMost: 9, largestAnswer: 5),
      from: "allclear/1")
    #expect(
      text == """
        url = "http://a.example/\\"\\noutput = \\"/tmp/x"
        user-agent = "allclear/1"
        header = "A: \\\\\\" b"
        head
        silent
        globoff
        suppress-connect-headers
        path-as-is
        proto = "=http,https"
        proto-redir = "=http,https"
        max-time = 9
        connect-timeout = 9
        max-filesize = 5

        """)
  }
}
