import Diagnostics
import StatusModel

/// Where the page will live: `http` or `https`, without a slash at its end.
func parseSiteURL(_ text: Located<String>) throws(Refusal) -> String {
  try text.checkIsVisible()
  let expected = "an address like https://status.example.com, without '?' and '#'"
  guard isWebAddress(text.value), !text.value.utf8.contains(where: { $0 == 0x3F || $0 == 0x23 })
  else { throw Refusal(.badURL(text, expected: expected)) }
  var url = Substring(text.value)
  while url.hasSuffix("/") { url.removeLast() }
  return String(url)
}

func parseLink(_ text: Located<String>) throws(Refusal) -> String {
  try text.checkIsVisible()
  guard isWebAddress(text.value) else {
    throw Refusal(.badURL(text, expected: "an address that starts with https:// or http://"))
  }
  return text.value
}

func parseSupport(_ text: Located<String>) throws(Refusal) -> String {
  try text.checkIsVisible()
  let lower = text.value.lowercased()
  let mailbox = lower.hasPrefix("mailto:") ? text.value.dropFirst(7) : ""
  let isMail =
    mailbox.utf8.allSatisfy(isAddressByte) && mailbox.split(separator: "@").count == 2
    && !mailbox.hasPrefix("@") && !mailbox.hasSuffix("@")
  guard isMail || isWebAddress(text.value) else {
    throw Refusal(.badURL(text, expected: "https://… or mailto:name@example.com"))
  }
  return text.value
}

/// `http://host…` or `https://host…`, with nothing in it that an address has to encode.
package func isWebAddress(_ text: String) -> Bool {
  let lower = text.lowercased()
  guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else { return false }
  let rest = text.dropFirst(scheme.count)
  let authority = rest.prefix { !"/?#".contains($0) }
  guard rest.utf8.allSatisfy(isAddressByte), !authority.contains("@") else { return false }
  let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
  let isIPv6 = authority.hasPrefix("[") && authority.contains("]")
  let host = isIPv6 ? "v6" : parts.first ?? ""
  let port = isIPv6 || parts.count < 2 ? nil : Int(parts[1])
  let hasGoodPort = isIPv6 || parts.count < 2 || (1...65_535).contains(port ?? 0)
  return !host.isEmpty && !host.hasPrefix(".") && !host.hasPrefix("-") && hasGoodPort
}

/// What may stand in an address: visible ASCII but for quotes, brackets and backslashes, and what is
/// beyond ASCII, which browsers encode by themselves.
private func isAddressByte(_ byte: UInt8) -> Bool {
  byte > 0x20 && byte != 0x7F && !"\"<>\\^`{|}".utf8.contains(byte)
}

/// Whether a text is what `support` may say.
package func isSupportAddress(_ text: String) -> Bool {
  (try? parseSupport(Located(text, at: SourcePosition(path: "")))) != nil
}

/// Whether a text is what `language` may say.
package func isLanguageTag(_ text: String) -> Bool {
  (try? parseLanguage(Located(text, at: SourcePosition(path: "")))) != nil
}

/// A file of the `static` folder.
func parseLogo(_ text: Located<String>) throws(Refusal) -> String {
  try text.checkIsVisible()
  let parts = text.value.split(separator: "/", omittingEmptySubsequences: false)
  guard parts.count >= 2, parts[0] == "static",
    parts.allSatisfy({ !["", ".", ".."].contains($0) }), !text.value.contains("\\")
  else { throw Refusal(.badLogo(text)) }
  return text.value
}

/// `#0b5cab` or `#05a`.
func parseColour(_ text: Located<String>) throws(Refusal) -> String {
  let digits = text.value.utf8.dropFirst()
  let isHexadecimal = digits.allSatisfy { byte in
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
  }
  guard text.value.hasPrefix("#"), digits.count == 3 || digits.count == 6, isHexadecimal else {
    throw Refusal(.badColour(text))
  }
  return text.value
}

/// A tag of the shape that BCP 47 gives it: `en`, `pt-BR`, `zh-Hant-TW`, `de-x-leicht`.
///
/// Extensions such as `-u-nu-arab` are refused: they tell a program how to format, some of them end the
/// system's formatters, and the words of the page have no use for them.
func parseLanguage(_ text: Located<String>) throws(Refusal) -> String {
  let parts = text.value.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
  let isLetter = { (byte: UInt8) in (0x61...0x7A).contains(byte | 0x20) }
  guard let first = parts.first, (2...8).contains(first.count), first.allSatisfy(isLetter),
    text.value.utf8.count <= 35,
    parts.dropFirst().allSatisfy({ part in
      (1...8).contains(part.count)
        && part.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
    })
  else { throw Refusal(.badLanguage(text)) }
  guard let singleton = parts.firstIndex(where: { $0.count == 1 }) else { return text.value }
  let isPrivate = parts[singleton].allSatisfy { $0 | 0x20 == UInt8(ascii: "x") }
  guard isPrivate, singleton < parts.endIndex - 1 else {
    let plain = parts[..<singleton].map { String(decoding: $0, as: UTF8.self) }
    throw Refusal(.languageExtension(text, plain: plain.joined(separator: "-")))
  }
  return text.value
}

/// A number from 0 to 1 in millionths.
func parseWeight(_ text: Located<String>) throws(Refusal) -> Int {
  let parts = text.value.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  let areDigits = parts.allSatisfy { part in
    !part.isEmpty && part.allSatisfy { (0x30...0x39).contains($0) }
  }
  guard (1...2).contains(parts.count), areDigits, parts[0].count == 1,
    parts.count == 1 || parts[1].count <= 6
  else { throw Refusal(.badWeight(text)) }
  let digits = parts.flatMap { Array($0) } + Array(repeating: 0x30, count: 6)
  let millionths = digits.prefix(7).reduce(0) { $0 * 10 + Int($1 - 0x30) }
  guard millionths <= UptimeWeights.one else { throw Refusal(.badWeight(text)) }
  return millionths
}

/// Whether a text can be a folder of an address: `[a-z0-9][a-z0-9-]{0,98}`.
package func isID(_ text: String) -> Bool {
  let isLetterOrDigit = { (byte: UInt8) in
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }
  return (1...99).contains(text.utf8.count) && text.utf8.first.map(isLetterOrDigit) == true
    && text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
}

func parseID(_ text: Located<String>) throws(Refusal) -> String {
  guard isID(text.value) else { throw Refusal(.badID(text.value, at: text.position)) }
  return text.value
}
