import Foundation
import StatusModel
import TestSupport
import Testing

@testable import WebRequests

struct WebClientTests {
  private let client = WebClient(version: "1.2.3")

  @Test func `a page comes with its status, its headers and its bytes`() async throws {
    let server = try TinyServer { _ in
      TinyServer.answer("404 Not Found", ["X-Name": " a: b ", "x-name": "c"], body: "lost\r\n\r\n")
    }
    let answer = try await client.answer(to: WebRequest(server.url + "/a?b=[1-9]"))
    #expect(answer.status == 404)
    #expect(!answer.isSuccess)
    #expect(answer.header("X-NAME") == "a: b")
    #expect(answer.headers.map(\.name) == ["Content-Length", "X-Name", "x-name", "Connection"])
    #expect(String(decoding: answer.body, as: UTF8.self) == "lost\r\n\r\n")
    #expect(answer.certificateExpiry == nil)
  }

  @Test func `a body reaches the server byte by byte, and is called nothing that it is not`()
    async throws
  {
    let server = try TinyServer { TinyServer.answer(body: $0) }
    let body = "@file \\ \" \n\r\t \u{7F} ü {\"a\": 1}\n"
    let request = WebRequest(
      server.url + "/hook", method: .post,
      headers: [WebHeader("X-Empty", ""), WebHeader("X-Quote", "\"a\\b\"")], body: Array(body.utf8))
    let seen = String(decoding: try await client.answer(to: request).body, as: UTF8.self)
    #expect(
      seen == """
        POST /hook HTTP/1.1\r
        Host: \(server.url.dropFirst(7))\r
        User-Agent: allclear/1.2.3\r
        Accept: */*\r
        X-Empty:\r
        X-Quote: "a\\b"\r
        Content-Length: \(body.utf8.count)\r
        \r
        \(body)
        """)
  }

  @Test(arguments: [
    (WebRequest.Method.get, "GET /x"), (.head, "HEAD /x"), (.post, "POST /x"), (.put, "PUT /x"),
  ])
  func `each method is sent as it is called`(method: WebRequest.Method, line: String) async throws {
    let server = try TinyServer { request in
      let first = request.prefix { $0 != " " }
      let path = request.dropFirst(first.count + 1).prefix { $0 != " " }
      return TinyServer.answer("200 OK", ["X-Seen": "\(first) \(path)"])
    }
    let answer = try await client.answer(to: WebRequest(server.url + "/x", method: method))
    #expect(answer.header("x-seen") == line)
    #expect(answer.body == [])
  }

  @Test func `a redirect is followed only when asked, and its last page is the answer`()
    async throws
  {
    let server = try TinyServer { request in
      request.hasPrefix("GET /new ")
        ? TinyServer.answer(body: "HTTP/1.1 is what it speaks\n\n")
        : TinyServer.answer("302 Found", ["Location": "/new"], body: "moved")
    }
    let stays = try await client.answer(to: WebRequest(server.url + "/old"))
    #expect(stays.status == 302)
    #expect(stays.header("location") == "/new")
    #expect(String(decoding: stays.body, as: UTF8.self) == "moved")
    let follows = try await client.answer(
      to: WebRequest(server.url + "/old", followsRedirects: true))
    #expect(follows.status == 200)
    #expect(String(decoding: follows.body, as: UTF8.self) == "HTTP/1.1 is what it speaks\n\n")
  }

  @Test func `a redirect to a file of this machine is not followed`() async throws {
    let server = try TinyServer { _ in
      TinyServer.answer("302 Found", ["Location": "file:///etc/hostname"])
    }
    await #expect(throws: WebRequestError.self) {
      try await client.answer(to: WebRequest(server.url, followsRedirects: true))
    }
  }

  @Test(arguments: [true, false])
  func `an answer that is too large is refused, named or not`(saysHowLarge: Bool) async throws {
    let body = String(repeating: "x", count: 500_000)
    let server = try TinyServer { _ in
      saysHowLarge ? TinyServer.answer(body: body) : "HTTP/1.1 200 OK\r\n\r\n\(body)"
    }
    await #expect(throws: WebRequestError.tooLarge(limit: 1_000)) {
      try await client.answer(to: WebRequest(server.url, sizeLimit: 1_000))
    }
  }

  @Test func `what is not there, or does not speak, is said in words without the address`()
    async throws
  {
    await #expect(throws: WebRequestError.noConnection("it refuses the connection")) {
      try await client.answer(to: WebRequest("http://127.0.0.1:9/secret"))
    }
    let silent = try TinyServer { _ in "" }
    await #expect(
      throws: WebRequestError.noConnection("it broke off before its answer was complete")
    ) {
      try await client.answer(to: WebRequest(silent.url))
    }
  }

  @Test func `a server that does not answer in time is given up`() async throws {
    let server = try TinyServer { _ in
      usleep(1_500_000)
      return ""
    }
    await #expect(throws: WebRequestError.noConnection("it did not answer within 1 seconds")) {
      try await client.answer(to: WebRequest(server.url, timeout: 1))
    }
  }

  @Test func `a missing curl is an error of its own`() async throws {
    let client = WebClient(version: "1", program: "no-such-curl")
    await #expect(throws: WebRequestError.noCurl(reason: "it is not installed")) {
      try await client.answer(to: WebRequest("http://127.0.0.1:9/"))
    }
  }

  @Test(arguments: [
    (
      WebRequest("file:///etc/passwd"),
      "its address is not one of http:// or https://, or holds a space"
    ),
    (
      WebRequest("http://a/\nheader: x"),
      "its address is not one of http:// or https://, or holds a space"
    ),
    (
      WebRequest("http://a", headers: [WebHeader("@file", "")]),
      "the name of a header may hold only letters, digits and -"
    ),
    (
      WebRequest("http://a", headers: [WebHeader("A", "b\r\nC: d")]),
      "the value of A may not hold a line break"
    ),
    (WebRequest("http://a", method: .post, body: [1, 0]), "its body may not hold a zero byte"),
  ])
  func `what curl would take for something else is refused`(
    request: WebRequest, reason: String
  ) async {
    await #expect(throws: WebRequestError.unsendable(reason)) {
      try await client.answer(to: request)
    }
  }

  @Test func `the largest body is one that curl reads, and a larger one is refused`() async throws {
    let server = try TinyServer { TinyServer.answer(body: "\($0.utf8.count { $0 == 34 })") }
    let request = WebRequest(
      server.url, method: .put, body: Array(repeating: 34, count: largestBody / 2))
    let answer = try await client.answer(to: request)
    #expect(String(decoding: answer.body, as: UTF8.self) == "50000")
    let larger = WebRequest(
      server.url, method: .put, body: Array(repeating: 34, count: largestBody / 2 + 1))
    await #expect(
      throws: WebRequestError.unsendable("its body may not have more than 100000 bytes")
    ) {
      try await client.answer(to: larger)
    }
  }
}
