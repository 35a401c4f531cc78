import Foundation
import Planning
import SiteFiles
import StatusModel

/// The file in which a build keeps what it read and planned, for the next one.
enum SiteCache {
  /// Another form of the file is another number; so is another way of deriving what is in it.
  private static let form = "allclear cache 1\n"
  /// How many entries are read by one worker at once.
  private static let runLength = 512

  /// - Parameter severities: of the site, as `frame` knows them.
  /// - Throws: `DamagedCache` for what this version did not write, or wrote for another frame.
  static func read(
    _ bytes: [UInt8], severities: [Severity], frame: ContentKey
  ) async throws -> KnownSite {
    let (head, parts) = try await unsealed(bytes)
    var reader = CacheReader(head)
    guard try reader.key() == frame else { throw DamagedCache() }
    let output = try reader.text()
    let isPicture = try reader.flag()
    let moment = try reader.moment()
    let ledger = try reader.orNone { (reader) throws(DamagedCache) in try reader.stamp() }
    let knowsAllLinks = try reader.flag()
    let listing = try reader.each { (reader) throws(DamagedCache) in try reader.diagnostic() }
    let links = try reader.orNone { (reader) throws(DamagedCache) in
      KnownLinks(
        key: try reader.key(),
        diagnostics: try reader.each { (reader) throws(DamagedCache) in
          try reader.diagnostic()
        })
    }
    let entryParts = try reader.number()
    guard (0...parts.count).contains(entryParts) else { throw DamagedCache() }
    async let files = concurrentMap(Array(parts[entryParts...]), runLength: 1) { part in
      var reader = CacheReader(part)
      return try reader.each { (reader) throws(DamagedCache) in try reader.file() }
    }
    let entries = try await concurrentMap(Array(parts[..<entryParts]), runLength: 1) { part in
      var reader = CacheReader(part)
      return try reader.each { (reader) throws(DamagedCache) in try reader.entry(severities) }
    }
    return KnownSite(
      frame: frame, output: output, isPicture: isPicture, moment: moment,
      knowsAllLinks: knowsAllLinks, listingDiagnostics: listing,
      entries: entries.flatMap { $0 }, files: try await files.flatMap { $0 }, ledger: ledger,
      links: links)
  }

  static func bytes(of site: KnownSite, severities: [Severity]) async throws -> [UInt8] {
    let levels = Dictionary(
      severities.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    async let files = concurrentMap(runs(of: site.files), runLength: 1) { run in
      var writer = CacheWriter()
      writer.write(each: run) { $0.write($1) }
      return writer.bytes
    }
    let entries = try await concurrentMap(runs(of: site.entries), runLength: 1) { run in
      var writer = CacheWriter()
      writer.write(each: run) { $0.write($1, levels) }
      return writer.bytes
    }
    var head = CacheWriter()
    head.write(site.frame)
    head.write(site.output)
    head.write(site.isPicture)
    head.write(site.moment)
    head.write(orNone: site.ledger) { $0.write($1) }
    head.write(site.knowsAllLinks)
    head.write(each: site.listingDiagnostics) { $0.write($1) }
    head.write(orNone: site.links) { writer, links in
      writer.write(links.key)
      writer.write(each: links.diagnostics) { $0.write($1) }
    }
    head.write(entries.count)
    return try await sealed([head.bytes] + entries + files)
  }

  private static func runs<Element>(of elements: [Element]) -> [ArraySlice<Element>] {
    stride(from: 0, to: elements.count, by: runLength).map {
      elements[$0..<min($0 + runLength, elements.count)]
    }
  }

  /// Each part with its length and its digest, so that a bit that a disk turned is found.
  private static func sealed(_ parts: [[UInt8]]) async throws -> [UInt8] {
    let digests = try await concurrentMap(parts, runLength: 1) { ContentKey(of: $0) }
    var writer = CacheWriter()
    writer.write(parts.count)
    for (part, digest) in zip(parts, digests) {
      writer.write(part.count)
      writer.write(digest)
    }
    var bytes = Array(form.utf8)
    bytes.reserveCapacity(bytes.count + writer.bytes.count + parts.reduce(0) { $0 + $1.count })
    bytes += writer.bytes
    for part in parts { bytes += part }
    return bytes
  }

  private static func unsealed(
    _ bytes: [UInt8]
  ) async throws -> (head: ArraySlice<UInt8>, parts: [ArraySlice<UInt8>]) {
    guard bytes.starts(with: form.utf8) else { throw DamagedCache() }
    var reader = CacheReader(bytes[form.utf8.count...])
    let seals = try reader.each { (reader) throws(DamagedCache) in
      (count: try reader.number(), digest: try reader.key())
    }
    var rest = bytes.endIndex - seals.reduce(0) { $0 &+ $1.count }
    guard seals.allSatisfy({ $0.count >= 0 }), rest >= form.utf8.count else {
      throw DamagedCache()
    }
    let parts = seals.map { seal in
      defer { rest += seal.count }
      return bytes[rest..<(rest + seal.count)]
    }
    let isWhole = try await concurrentMap(Array(zip(parts, seals)), runLength: 1) { part, seal in
      ContentKey(of: part) == seal.digest
    }
    guard let head = parts.first, isWhole.allSatisfy({ $0 }) else { throw DamagedCache() }
    return (head, Array(parts.dropFirst()))
  }
}
