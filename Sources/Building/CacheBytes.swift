/// What is written into a cache, piece after piece.
struct CacheWriter {
  private(set) var bytes: [UInt8] = []

  /// - Parameter capacity: about how many bytes it will hold.
  init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  mutating func write(_ number: Int) {
    // Most are small: seven bits a byte, the sign lowest.
    var rest = UInt64(bitPattern: Int64((number << 1) ^ (number >> 63)))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func write(_ word: UInt64) {
    withUnsafeBytes(of: word.littleEndian) { bytes += $0 }
  }

  mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes += text.utf8
  }

  mutating func write(_ content: [UInt8]) {
    write(content.count)
    bytes += content
  }

  /// What was written before.
  mutating func write(asItIs part: ArraySlice<UInt8>) { bytes += part }

  mutating func write<Part>(
    orNone part: Part?, _ body: (inout CacheWriter, Part) -> Void
  ) {
    write(part != nil)
    if let part { body(&self, part) }
  }

  mutating func write<Part>(
    each parts: some Collection<Part>, _ body: (inout CacheWriter, Part) -> Void
  ) {
    write(parts.count)
    for part in parts { body(&self, part) }
  }
}

/// Reads what a `CacheWriter` wrote.
///
/// - Throws: in all of its functions, `DamagedCache` for anything else.
struct CacheReader {
  let bytes: [UInt8]
  private(set) var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func byte() throws(DamagedCache) -> UInt8 {
    guard place < bytes.endIndex else { throw DamagedCache() }
    defer { place += 1 }
    return bytes[place]
  }

  mutating func number() throws(DamagedCache) -> Int {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try byte()
      guard shift < 64 else { throw DamagedCache() }
      value |= UInt64(byte & 0x7F) << shift
      guard byte & 0x80 != 0 else { break }
      shift += 7
    }
    return Int(bitPattern: UInt(value >> 1)) ^ -Int(value & 1)
  }

  mutating func word() throws(DamagedCache) -> UInt64 {
    let start = try next(8).lowerBound
    return bytes.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    }
  }

  mutating func flag() throws(DamagedCache) -> Bool {
    switch try byte() {
    case 0: false
    case 1: true
    default: throw DamagedCache()
    }
  }

  mutating func text() throws(DamagedCache) -> String {
    let range = try next(try number())
    return bytes.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
    }
  }

  mutating func content() throws(DamagedCache) -> ArraySlice<UInt8> {
    bytes[try next(try number())]
  }

  mutating func orNone<Part>(
    _ body: (inout CacheReader) throws(DamagedCache) -> Part
  ) throws(DamagedCache) -> Part? {
    try flag() ? try body(&self) : nil
  }

  mutating func each<Part>(
    _ body: (inout CacheReader) throws(DamagedCache) -> Part
  ) throws(DamagedCache) -> [Part] {
    let count = try number()
    // Each part takes a byte at least.
    guard (0...(bytes.endIndex - place)).contains(count) else { throw DamagedCache() }
    var parts: [Part] = []
    parts.reserveCapacity(count)
    for _ in 0..<count { parts.append(try body(&self)) }
    return parts
  }

  private mutating func next(_ count: Int) throws(DamagedCache) -> Range<Int> {
    guard (0...(bytes.endIndex - place)).contains(count) else { throw DamagedCache() }
    defer { place += count }
    return place..<(place + count)
  }
}

/// A cache is not as this version writes it; then there is none.
struct DamagedCache: Error {}
