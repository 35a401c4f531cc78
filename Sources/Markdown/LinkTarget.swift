/// The address that a link may lead to, or nil where a link is not let through.
///
/// Only `http`, `https`, `mailto`, addresses inside the site and `#fragments` are let through: a
/// scheme that is not named here may run code (`javascript:`), show what is not ours (`data:`) or
/// open a program.
///
/// - Parameters:
///   - base: put before an address inside the site, with or without a slash at its front, since one text
///     stands on pages at several depths: `../../`, or in a feed `https://status.acme.example/`.
///   - page: put before a fragment, which belongs to the page of the text's own entry; empty on that
///     page.
package func safeLinkTarget(_ address: String, base: String, page: String = "") -> String? {
  let address = withoutInvisible(address)
  if address.isEmpty { return nil }
  if address.hasPrefix("#") {
    return (page.isEmpty && base.contains("://") ? base : page) + address
  }
  // A browser reads a backslash as a slash: `/\evil.example` leads to another host.
  let slashes = address.prefix { $0 == "/" || $0 == "\\" }
  if slashes.utf8.count > 1 || slashes.contains("\\") { return nil }
  if let scheme = scheme(of: address) {
    return ["http", "https", "mailto"].contains(scheme) ? address : nil
  }
  let path = withoutSteps(address[...])
  // What was harmless behind `./` must not become an address of another kind without it.
  return scheme(of: String(path)) == nil ? base + path : nil
}

/// Addresses count from the site's root, and nothing lies above it: `../about/` is `about/`.
func withoutSteps(_ address: Substring) -> Substring {
  var address = address
  while let step = ["../", "./", "..\\", ".\\", "/", "\\"].first(where: { address.hasPrefix($0) }) {
    address = address.dropFirst(step.count)
  }
  return address
}

/// The part before the first colon, in small letters, where no slash, question mark or hash comes
/// before it.
private func scheme(of address: String) -> String? {
  guard let end = address.utf8.firstIndex(where: { ":/?#".utf8.contains($0) }),
    address.utf8[end] == UInt8(ascii: ":")
  else { return nil }
  return address[..<end].lowercased()
}

/// Browsers drop control characters and blanks from an address before they read its scheme.
private func withoutInvisible(_ address: String) -> String {
  if address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return address }
  return String(String.UnicodeScalarView(address.unicodeScalars.filter { !isInvisible($0) }))
}

private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value <= 0x20 || scalar.value == 0x7F || scalar.properties.isWhitespace
    || scalar.properties.generalCategory == .format || scalar.properties.generalCategory == .control
}
