import StatusModel
import Testing

@testable import WebRequests

struct WebAnswerTests {
  private let now = Timestamp(seconds: 784_111_770)

  @Test(arguments: [
    ("120", 120), ("0", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 7),
    ("Sun, 06 Nov 1994 08:49:00 GMT", 0), ("soon", nil), ("-3", nil), ("Sun, 06 Nov 1994", nil),
  ])
  func `the next request is wanted after`(value: String, seconds: Int?) {
    let answer = WebAnswer(status: 429, headers: [WebHeader("Retry-After", value)])
    #expect(answer.retryAfter(at: now) == seconds)
  }

  @Test func `without the header nothing is said`() {
    #expect(WebAnswer(status: 429).retryAfter(at: now) == nil)
  }

  @Test(arguments: [
    "Expire date:Nov  6 08:49:37 1994 GMT", "Expire date:1994-11-06 08:49:37 GMT",
  ])
  func `a certificate's end is that of the first in the chain`(line: String) {
    let answer = WebAnswer(
      curlOutput: Array("HTTP/2 200 \r\nA: b\r\n\r\nx".utf8),
      report: "redirects 0\nSubject:CN = a\n\(line)\nCert:\nExpire date:Jan 1 00:00:00 2030 GMT\n")
    #expect(answer?.certificateExpiry == now.advanced(by: 7))
    #expect(answer?.headers == [WebHeader("A", "b")])
  }

  @Test func `what only says that an answer will come is none`() {
    let answer = WebAnswer(
      curlOutput: Array("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\nbody".utf8),
      report: "redirects 0\n")
    #expect(answer == WebAnswer(status: 200, body: Array("body".utf8)))
  }

  @Test func `what is no HTTP is no answer`() {
    #expect(WebAnswer(curlOutput: Array("hello".utf8), report: "") == nil)
  }
}
