/// What is asked of a server over http or https.
package struct WebRequest: Sendable {
  package enum Method: String, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
  }

  package let url: String
  package let method: Method
  package let headers: [WebHeader]
  /// Without a zero byte, and with at most `largestBody` bytes once it is quoted for curl.
  package let body: [UInt8]?
  /// How long it may take as a whole, in seconds.
  package let timeout: Int
  /// How many bytes the body of the answer may have.
  package let sizeLimit: Int
  /// A redirect is an answer like others unless this is set.
  package let followsRedirects: Bool
  /// Whether the answer should say when the server's certificate ends.
  package let asksForCertificate: Bool

  package init(
    _ url: String, method: Method = .get, headers: [WebHeader] = [], body: [UInt8]? = nil,
    timeout: Int = 20, sizeLimit: Int = 10_000_000, followsRedirects: Bool = false,
    asksForCertificate: Bool = false
  ) {
    self.url = url
    self.method = method
    self.headers = headers
    self.body = body
    self.timeout = timeout
    self.sizeLimit = sizeLimit
    self.followsRedirects = followsRedirects
    self.asksForCertificate = asksForCertificate
  }
}

/// A header of a request or an answer. Its name stands for the same one in any case.
package struct WebHeader: Hashable, Sendable {
  package let name: String
  package let value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
