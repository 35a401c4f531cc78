import Testing

@testable import SiteRendering

struct SecurityPolicyTests {
  /// The digests by `openssl dgst -sha256 -binary | base64`.
  @Test(arguments: [
    ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
    ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
    ("é", "SplVfkAzw1Od4utlRyAXytX5VX96BiWgnxw/biumnEw="),
    (
      String(repeating: "a", count: 1_000_000), "zcduXJkU+5KBocfihNc+Z/GAmkiklyAOBG05zMcRLNA="
    ),
  ])
  func `the policy allows the style and the script by their digests alone`(
    text: String, digest: String
  ) {
    #expect(
      securityPolicy(style: text, script: "f();")
        == "default-src 'none'; style-src 'sha256-\(digest)'; "
        + "script-src 'sha256-9RATIFdqkCJTNwEc6+pNG0qjxmJA9pKWbaKmy3Jw3G0='; connect-src 'self'; "
        + "img-src 'self'; base-uri 'none'; form-action 'none'")
    #expect(
      securityPolicy(style: "a{b:c}", script: text)
        == "default-src 'none'; style-src 'sha256-0cRUVYRKwNwnl1hkfkPGjkht16b039TjFdJzmXfFK2o='; "
        + "script-src 'sha256-\(digest)'; connect-src 'self'; "
        + "img-src 'self'; base-uri 'none'; form-action 'none'")
  }
}
