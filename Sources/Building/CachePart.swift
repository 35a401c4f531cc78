import FileSystem
import Planning

/// Some of the bytes of a cache, with their digest, so that a bit that a disk turned is found.
struct CachePart: Sendable {
  let bytes: [UInt8]
  private let digest: ContentKey

  init(_ bytes: [UInt8]) { self.init(bytes: bytes, digest: ContentKey(of: bytes)) }

  private init(bytes: [UInt8], digest: ContentKey) {
    self.bytes = bytes
    self.digest = digest
  }

  /// - Throws: `DamagedCache` for other bytes than were written.
  var reader: CacheReader {
    get throws(DamagedCache) {
      guard ContentKey(of: bytes) == digest else { throw DamagedCache() }
      return CacheReader(bytes)
    }
  }
}

extension CachePart {
  /// Another form of the file is another number; so is another way of deriving what is in it.
  private static let form = Array("allclear cache 3\n".utf8)
  /// Of what stands before the parts: the form, how many there are, and of each its length and digest.
  private static let numberLength = 8
  private static let sealLength = 24

  /// The parts of a file; nil for what this version did not write.
  static func parts(of file: OpenFile) throws(FileSystemError) -> [CachePart]? {
    let size = FileStamp(try file.status()).size
    guard try file.read(form.count) == form else { return nil }
    var count = CacheReader(try file.read(numberLength))
    guard let partCount = count.length(upTo: size / sealLength) else { return nil }
    var seals = CacheReader(try file.read(partCount * sealLength))
    var parts: [CachePart] = []
    for _ in 0..<partCount {
      guard let length = seals.length(upTo: size), let digest = try? seals.key() else { return nil }
      parts.append(CachePart(bytes: try file.read(length), digest: digest))
    }
    return parts
  }

  static func write(_ parts: [CachePart], to file: OpenFile) throws(FileSystemError) {
    var head = CacheWriter()
    head.write(asItIs: form[...])
    head.write(UInt64(parts.count))
    for part in parts {
      head.write(UInt64(part.bytes.count))
      head.write(part.digest)
    }
    try file.write(head.bytes)
    for part in parts { try file.write(part.bytes) }
  }
}

extension CacheReader {
  /// Nil for a larger one, and where there is none.
  fileprivate mutating func length(upTo limit: Int) -> Int? {
    (try? word()).flatMap { Int(exactly: $0) }.flatMap { $0 <= limit ? $0 : nil }
  }
}
