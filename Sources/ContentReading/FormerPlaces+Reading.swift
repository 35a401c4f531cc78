import Diagnostics
import StatusModel

/// What `former` says, and the lines of it that become public.
struct WrittenFormer: Sendable {
  let places: FormerPlaces
  let lines: [Located<String>]
}

/// `{addresses: [/issues/api-errors/], rss: "https://…", atom: "tag:…"}`.
func readFormer(_ value: YAMLValue) -> Checked<WrittenFormer> {
  var fields = Fields(value, of: "'former'", known: ["addresses", "rss", "atom"])
  var lines: [Located<String>] = []
  let addresses = fields.list("addresses").compactMap { item in
    fields.attempt { () throws(Refusal) in
      let line = try item.line("addresses")
      lines.append(line)
      return try parseFormerAddress(line)
    }
  }
  let (rss, atom) = (fields.line("rss"), fields.line("atom"))
  lines += [rss, atom].compactMap { $0 }
  return Checked(
    value: WrittenFormer(
      places: FormerPlaces(addresses: addresses, rss: rss?.value, atom: atom?.value), lines: lines),
    diagnostics: fields.diagnostics)
}

/// A path from the root, of letters that no server has to guess at.
private func parseFormerAddress(_ text: Located<String>) throws(Refusal) -> String {
  guard isFormerAddress(text.value) else {
    throw Refusal(
      .badURL(text, expected: "a path from the root of the page, like /issues/api-errors/"))
  }
  return text.value
}

/// Whether a text is what `addresses` of `former` may say.
package func isFormerAddress(_ text: String) -> Bool {
  let parts = text.split(separator: "/", omittingEmptySubsequences: false)
  let inner = parts.last == "" ? parts.dropFirst().dropLast() : parts.dropFirst()
  return parts.first == "" && !inner.isEmpty && text.utf8.allSatisfy(isPathByte)
    && inner.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
}

private func isPathByte(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || "/-_.~".utf8.contains(byte)
}
