/// A stretch of public text that should never be public.
package struct Leak: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// An address of a private network: RFC 1918, link-local 169.254/16, or IPv6 fc00::/7.
    case privateAddress
    /// Something shaped like a key, a token, a password, or a private key block.
    case secret
  }

  package let kind: Kind
  /// An index of the slice that was searched, so of the collection that it was cut from.
  package let offset: Int
  /// In bytes.
  package let length: Int

  package init(_ kind: Kind, offset: Int, length: Int) {
    self.kind = kind
    self.offset = offset
    self.length = length
  }
}
