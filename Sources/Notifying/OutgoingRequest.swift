/// What is posted to a target, but for its address, which is a secret.
package struct OutgoingRequest: Hashable, Sendable {
  package struct Header: Hashable, Sendable {
    package let name: String
    package let value: String
  }

  /// With `Content-Type`.
  package let headers: [Header]
  package let body: [UInt8]

  init(json: JSONNode) {
    headers = [Header(name: "Content-Type", value: "application/json")]
    body = json.bytes
  }

  private init(headers: [Header], body: [UInt8]) {
    self.headers = headers
    self.body = body
  }

  func adding(_ more: [Header]) -> OutgoingRequest {
    OutgoingRequest(headers: headers + more, body: body)
  }

  init(form: String) {
    headers = [Header(name: "Content-Type", value: "application/x-www-form-urlencoded")]
    body = Array(form.utf8)
  }
}
