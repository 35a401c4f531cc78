/// Why there is no answer. Its words never hold an address or a header, which may be secret.
package enum WebRequestError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The curl program cannot be started.
  case noCurl(reason: String)
  /// The request cannot be sent as it is: what is wrong with it.
  case unsendable(String)
  /// The network or the server failed; the same request may succeed later.
  case noConnection(String)
  /// The certificate is not one that browsers accept.
  case untrusted
  /// The answer is larger than the request allows.
  case tooLarge(limit: Int)
  /// Something else, by curl's exit status.
  case failed(exitStatus: Int32)

  package var description: String {
    switch self {
    case .noCurl(let reason): "cannot start curl: \(reason)"
    case .unsendable(let reason): reason
    case .noConnection(let reason): reason
    case .untrusted: "its certificate has expired, is for another name, or is not trusted"
    case .tooLarge(let limit): "it answers with more than \(limit) bytes"
    case .failed(let exitStatus): "curl failed with exit status \(exitStatus)"
    }
  }

  /// - Source: the exit codes in curl's manual page.
  init(curlStatus: Int32, of request: WebRequest) {
    switch curlStatus {
    case 3: self = .unsendable("it is no address that can be asked")
    case 5: self = .noConnection("the proxy's name cannot be resolved")
    case 6: self = .noConnection("its name cannot be resolved")
    case 7: self = .noConnection("it refuses the connection")
    case 28: self = .noConnection("it did not answer within \(request.timeout) seconds")
    case 35: self = .noConnection("it does not speak TLS as expected")
    case 47: self = .failed(exitStatus: curlStatus)
    case 51, 58, 60, 77, 90, 91: self = .untrusted
    case 63: self = .tooLarge(limit: request.sizeLimit)
    case 1, 8, 16, 18, 52, 55, 56, 92, 95, 96:
      self = .noConnection("it broke off before its answer was complete")
    default: self = .failed(exitStatus: curlStatus)
    }
  }
}
