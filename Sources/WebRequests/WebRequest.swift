/// A request to a web server.
package struct WebRequest: Sendable {
  package enum Method: String, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
  }

  package struct Header: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package let url: String
  package let method: Method
  package let headers: [Header]
  /// Text in UTF-8, without a NUL.
  package let body: [UInt8]
  /// In seconds, from the first look for the host to the last byte.
  package let patience: Int
  /// A longer answer is an error.
  package let largestAnswer: Int
  package let followsRedirects: Bool
  /// The answer names the certificates of the server, too.
  package let asksForCertificates: Bool

  package init(
    _ url: String, _ method: Method = .get, headers: [Header] = [], body: [UInt8] = [],
    atMost patience: Int = 30, largestAnswer: Int = 50_000_000, followsRedirects: Bool = false,
    asksForCertificates: Bool = false
  ) {
    self.url = url
    self.method = method
    self.headers = headers
    self.body = body
    self.patience = patience
    self.largestAnswer = largestAnswer
    self.followsRedirects = followsRedirects
    self.asksForCertificates = asksForCertificates
  }
}

/// What a server answered, whatever its status.
package struct WebAnswer: Hashable, Sendable {
  package let status: Int
  /// By their names in small letters; the values of equal names joined by a comma.
  package let headers: [String: String]
  package let body: [UInt8]
  /// As curl prints them; empty where nobody asked.
  package let certificates: String

  package init(
    status: Int, headers: [String: String] = [:], body: [UInt8] = [], certificates: String = ""
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.certificates = certificates
  }

  package var isGood: Bool { (200...299).contains(status) }
}

/// No answer came. The words name no address, since an address may be a secret.
package enum WebRequestError: Error, Hashable, Sendable {
  /// `curl` cannot be started.
  case noCurl
  /// Nothing was sent, or nobody knows what became of it; another time may go well.
  case network(String)
  /// The request itself cannot be sent.
  case impossible(String)
  case tooLarge

  package var words: String {
    switch self {
    case .noCurl: "the program curl cannot be started; install it"
    case .network(let reason), .impossible(let reason): reason
    case .tooLarge: "the answer is larger than anything that is expected here"
    }
  }
}
