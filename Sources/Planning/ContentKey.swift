import Crypto
package import StatusModel

/// A digest of everything that decides what a reader is shown in one place.
///
/// Two equal keys stand for equal content. Unequal ones may, too: then the bytes are compared.
package struct ContentKey: Hashable, Sendable {
  package let first: UInt64
  package let second: UInt64

  package init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  /// Of bytes as they are.
  package init(of bytes: some Collection<UInt8>) {
    let digest = SHA256.hash(data: Array(bytes))
    self = digest.withUnsafeBytes { bytes in
      ContentKey(
        first: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self).littleEndian,
        second: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self).littleEndian)
    }
  }

  /// Of what `parts` lists, in its order.
  package init(_ parts: (inout KeyParts) -> Void) {
    var list = KeyParts()
    parts(&list)
    self.init(of: list.bytes)
  }
}

/// What decides a key, part by part. Each part has a length, so that no two lists read as one.
package struct KeyParts {
  fileprivate private(set) var bytes: [UInt8] = []

  package mutating func add(_ number: Int) {
    withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
  }

  package mutating func add(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  package mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes += text.utf8
  }

  package mutating func add(_ content: [UInt8]) {
    add(content.count)
    bytes += content
  }

  package mutating func add(_ key: ContentKey) {
    withUnsafeBytes(of: key.first.littleEndian) { bytes += $0 }
    withUnsafeBytes(of: key.second.littleEndian) { bytes += $0 }
  }

  /// - Parameter write: writes a part that is there.
  package mutating func add<Part>(
    orNone part: Part?, _ write: (inout KeyParts, Part) -> Void
  ) {
    add(part != nil)
    if let part { write(&self, part) }
  }

  package mutating func add(_ translations: [Translation]) {
    add(each: translations) {
      $0.add($1.language)
      $0.add($1.text)
    }
  }

  package mutating func add(orNone text: String?) { add(orNone: text) { $0.add($1) } }

  /// - Parameter write: writes one part.
  package mutating func add<Part>(
    each parts: some Collection<Part>, _ write: (inout KeyParts, Part) -> Void
  ) {
    add(parts.count)
    for part in parts { write(&self, part) }
  }
}
