import ContentReading
import Testing

/// Tokens are put together from parts, so that no scanner of repositories takes them for real.
private func letters(_ count: Int) -> String {
  String(String(repeating: "aB3dE6gH9k", count: count / 10 + 1).prefix(count))
}

struct LeaksTests {
  /// Between ▶ and ◀ stands what must be found.
  struct Case: Sendable, CustomTestStringConvertible {
    let marked: String
    let kind: Leak.Kind

    var testDescription: String { marked }
    init(_ marked: String, _ kind: Leak.Kind) {
      self.marked = marked
      self.kind = kind
    }
  }

  static let addresses = [
    "The database at ▶10.0.0.12◀ did not answer.",
    "▶10.0.0.1◀", "It is ▶10.255.255.254◀.", "▶172.16.0.1◀:5432", "▶172.31.9.9◀/24",
    "from (▶192.168.1.20◀)", "▶169.254.169.254◀ answers", "10.0.0.300 but ▶10.0.0.30◀",
    "https://▶10.1.2.3◀/health", "::ffff:▶10.1.2.3◀", "nodes ▶10.0.0.1◀-▶10.0.0.9◀",
    "host ▶fd12:3456:789a::1◀", "[▶fd00::1◀]:443", "▶fc00::◀/7", "see ▶FD00:1:2:3:4:5:6:7◀.",
    "▶fdab:cdef::1:2:3◀, and so on",
  ].map { Case($0, .privateAddress) }

  static let tokens = [
    "▶AKIA" + "IOSFODNN7EXAMPLE◀ was rotated", "▶ASIA" + "IOSFODNN7EXAMPLE◀",
    "`▶ghp_\(letters(36))◀`", "▶gho_\(letters(36))◀", "▶ghu_\(letters(36))◀",
    "▶ghs_\(letters(36))◀", "▶ghr_\(letters(40))◀", "(▶github_pat_\(letters(82))◀)",
    "▶glpat-\(letters(20))◀", "▶xoxb-123456789012-\(letters(20))◀", "▶xoxp-12345678901◀",
    "▶AIza\(letters(35))◀", "▶sk_live_\(letters(24))◀", "▶rk_live_\(letters(24))◀",
    "▶npm_\(letters(36))◀", "▶SG.\(letters(22)).\(letters(43))◀", "▶pypi-AgE\(letters(80))◀",
    "▶eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.\(letters(43))◀.",
    "▶eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0◀",
    "▶-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----◀\nafter",
    "▶-----BEGIN PRIVATE KEY-----◀\nMIIB", "▶-----BEGIN PGP PRIVATE KEY BLOCK-----◀\nx",
  ].map { Case($0, .secret) }

  static let assignments = [
    "password: ▶hunter2hunter◀", "Password=▶correcthorse◀", "passwd = ▶s3cr3ts3cr3t◀.",
    #"{"api_key": "▶abc123def456◀"}"#, "X-Api-Key: ▶abc123def456◀", "API key: ▶abc123def456◀",
    "apikey=▶abc123def456◀&x=1", "client_secret=▶abcdefgh◀", "accessToken: '▶aBcDeFgHiJ◀'",
    "**Token:** ▶8f14e45fceea167a◀", "token => ▶8f14e45fceea◀", "token: ▶pass!word◀",
    "https://acme.example/?token=▶8f14e45fceea◀", "password: ▶$2y$10$abcdefgh◀",
    "Authorization: Bearer ▶8f14e45fceea167a5a36◀", "authorization: \"basic ▶dXNlcjpwYXNz◀\"",
    "postgres://▶app:pw@db◀.acme.example/x".replacing("pw@db◀", with: "pw◀@db"),
    "https://▶user:hunter2◀@acme.example",
  ].map { Case($0, .secret) }

  @Test(arguments: addresses + tokens + assignments)
  func `finds what must not be public, and marks it exactly`(_ example: Case) throws {
    let text = example.marked.filter { $0 != "▶" && $0 != "◀" }
    let expected = example.marked.split(separator: "▶", omittingEmptySubsequences: false)
      .dropFirst().compactMap { $0.split(separator: "◀", omittingEmptySubsequences: false).first }
    let bytes = ArraySlice(text.utf8)
    let found = leaks(in: bytes)
    let words = found.map {
      String(decoding: bytes[$0.offset..<($0.offset + $0.length)], as: UTF8.self)
    }
    #expect(words == expected.map(String.init))
    #expect(found.allSatisfy { $0.kind == example.kind })
  }

  @Test(arguments: [
    "110.0.0.1", "10.0.0", "v10.15.7.1.2", "v10.15.7.1", "1.10.0.0.1", "10.0.0.1.5",
    "macOS version 10.15.7.1", "Release 10.1.2.3", "10.0.0.256", "10.0.0.1000", "10.00.0.1",
    "10.0.0.1-beta", "10.0.0.1rc2", "172.15.0.1", "172.32.0.1", "192.169.0.1", "169.253.0.1",
    "8.8.8.8", "10,000 requests", "10.5 % of 10.0.0.", "2001:db8::1", "fe80::1",
    "fc:aa:15:00:11:22", "fd12:3456:789a", "fcde::method", "fade::in", "feed::1", "fd: closed",
    "fdx1::1", "xfd00::1",
  ])
  func `leaves public addresses and version numbers alone`(_ text: String) {
    #expect(leaks(in: ArraySlice(text.utf8)) == [])
  }

  @Test(arguments: [
    "Reverted in 9fceb02d0ae598e95dc970b74767f19372d61af8.",
    "request id 550e8400-e29b-41d4-a716-446655440000", "req_8f14e45fceea167a5a36dedd4bea2543",
    "request_id: 8f14e45fceea167a5a36dedd4bea2543", "trace=8f14e45fceea167a5a36dedd4bea2543",
    "token: expired tokens", "Token: Authentication failed", "secret: unavailable",
    "token: expired-tokens, all", "password: changes/resets fail", "tokens: 8f14e45fceea167a",
    "The API key: customers see errors", "token: JavaScript", "password: <your-password>",
    "password: ********", "token: $TOKEN_OF_CI", "token: ${TOKEN}", "token={{token_here}}",
    "token: xxxxxxxx", "token: 2026-11-20T10:35Z", "token: 2.14.0-beta", "token: v10.15.7.1",
    "token: https://acme.example/docs/1", "token == something", "nontoken: 8f14e45fceea",
    "token: short", "secret:\nsomething1else", "password:", "=", ":", "://",
    "AKIAIOSFODNN7", "AKIA" + "IOSFODNN7EXAMPLE" + "X", "AKIAiosfodnn7example", "ghp_short",
    "XAKIA" + "IOSFODNN7EXAMPLE", "ghx_aB3dE6gH9kaB3dE6gH9kaB3dE6gH9kaB3dE6",
    "github_pat_short", "glpat-short", "xoxb-notify-our-customers", "xoxz-123456789012",
    "npm_config_registry", "sk_live_short", "SG.short.short", "pypi-mirror-of-our-packages-is-slow",
    "eyJhbGciOiJIUzI1NiJ9", "eyJ.eyJ.x", "-----BEGIN CERTIFICATE-----\nMIIB",
    "-----BEGIN RSA PUBLIC KEY-----\nMIIB", "-----", "https://acme.example/a:b@c",
    "https://user@acme.example", "https://user:***@acme.example", "https://acme.example:8443",
    "Authorization: Bearer authentication", "Authorization: Bearer <token>",
    "Authorization: required since 2024", "e", "",
  ])
  func `leaves hashes, ids and prose alone`(_ text: String) {
    #expect(leaks(in: ArraySlice(text.utf8)) == [])
  }

  @Test func `offsets count from the start of the text that the slice was cut from`() {
    let bytes = Array("12345 10.0.0.1 and token=abcdefgh1".utf8)
    #expect(
      leaks(in: bytes[6...]) == [
        Leak(.privateAddress, offset: 6, length: 8), Leak(.secret, offset: 25, length: 9),
      ])
  }

  @Test func `one secret is one finding, whichever shapes it has`() {
    let text = "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdefgh"
    #expect(leaks(in: ArraySlice(text.utf8)) == [Leak(.secret, offset: 22, length: 45)])
  }

  @Test(arguments: ["token:", "xoxb-", "eyJ-", "eyJ", "a://b:c", "-----BEGIN ", "fd00:", "10.0."])
  func `finds nothing in endless beginnings`(_ beginning: String) {
    let text = String(repeating: beginning, count: 4_000)
    #expect(leaks(in: ArraySlice(text.utf8)) == [])
  }
}
