import Crypto
import Foundation

/// Nothing is loaded but the style and the script in the page, known by their digests, and what the
/// site itself has: its pictures, and the page once more.
///
/// - Source: Content Security Policy Level 3, 2.3.1, `hash-source`.
func securityPolicy(style: String, script: String) -> String {
  "default-src 'none'; style-src \(hashSource(style)); script-src \(hashSource(script)); "
    + "connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
}

private func hashSource(_ text: String) -> String {
  let digest = SHA256.hash(data: Data(text.utf8))
  return "'sha256-\(Data(digest).base64EncodedString())'"
}
