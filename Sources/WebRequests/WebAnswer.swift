package import StatusModel

/// What a server answered.
package struct WebAnswer: Hashable, Sendable {
  package let status: Int
  /// In the server's order.
  package let headers: [WebHeader]
  package let body: [UInt8]
  /// When the server's certificate ends, for a request over https that asked for it.
  package let certificateExpiry: Timestamp?

  package init(
    status: Int, headers: [WebHeader] = [], body: [UInt8] = [], certificateExpiry: Timestamp? = nil
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.certificateExpiry = certificateExpiry
  }

  package var isSuccess: Bool { (200..<300).contains(status) }

  /// The value of a header, named in any case; of several with that name, the first.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// How many seconds after `now` the server wants the next request, by its `Retry-After`.
  ///
  /// - Returns: nil where it does not say so; never negative.
  package func retryAfter(at now: Timestamp) -> Int? {
    guard let value = header("retry-after") else { return nil }
    if value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return Int(value) }
    return httpDate(value).map { max(0, $0.seconds(since: now)) }
  }
}
