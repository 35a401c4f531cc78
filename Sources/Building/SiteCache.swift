import Planning
import SiteFiles
import StatusModel

/// What a build read and planned, as it is kept for the next one: a head, and parts of some hundred
/// entries or files each, so that all cores read and write it.
enum SiteCache {
  /// How many entries are in a part.
  fileprivate static let runLength = 512

  /// - Throws: `DamagedCache` for what this version did not write.
  static func read(_ all: [CachePart]) async throws -> KnownSite {
    guard let head = all.first else { throw DamagedCache() }
    let parts = all.dropFirst()
    var reader = try head.reader
    let severities = try reader.content()
    let frame = try reader.key()
    let output = try reader.text()
    let isPicture = try reader.flag()
    let moment = try reader.moment()
    let ledger = try reader.orNone { (reader) throws(DamagedCache) in
      KnownLedger(key: try reader.key(), stamp: try reader.stamp())
    }
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
    async let files = concurrentMap(Array(parts.dropFirst(entryParts)), runLength: 1) { part in
      var reader = try part.reader
      return try reader.each { (reader) throws(DamagedCache) in try reader.file() }
    }
    let entries = try await concurrentMap(Array(parts.prefix(entryParts)), runLength: 1) { part in
      // Each part has its own: cores that count the references to one text wait for each other.
      var levels = CacheReader(Array(severities))
      let severities = try levels.each { (reader) throws(DamagedCache) in try reader.severity() }
      var reader = try part.reader
      return try reader.each { (reader) throws(DamagedCache) in try reader.entry(severities) }
    }
    return KnownSite(
      frame: frame, output: output, isPicture: isPicture, moment: moment,
      knowsAllLinks: knowsAllLinks, listingDiagnostics: listing,
      entries: entries.flatMap { $0 }, entryParts: Array(parts.prefix(entryParts)),
      files: try await files.flatMap { $0 }, ledger: ledger,
      links: links)
  }

  /// Of the entries, which are known before the files are.
  ///
  /// - Parameter known: what the last build knew: most parts are as they were.
  static func parts(
    of entries: [KnownEntry], after known: KnownSite?
  ) async throws -> [CachePart] {
    try await concurrentMap(entries.runs(of: runLength), runLength: 1) { run in
      if let part = known?.part(holding: run) { return part }
      var writer = CacheWriter(capacity: 512 * run.count)
      writer.write(each: run) { $0.write($1) }
      return CachePart(writer.bytes)
    }
  }

  /// - Parameter site: with the parts of its entries.
  static func parts(of site: KnownSite, severities: [Severity]) async throws -> [CachePart] {
    let files = try await concurrentMap(site.files.runs(of: runLength), runLength: 1) { run in
      var writer = CacheWriter(capacity: 192 * run.count)
      writer.write(each: run) { $0.write($1) }
      return CachePart(writer.bytes)
    }
    var head = CacheWriter()
    var levels = CacheWriter()
    levels.write(each: severities) { $0.write($1) }
    head.write(levels.bytes)
    head.write(site.frame)
    head.write(site.output)
    head.write(site.isPicture)
    head.write(site.moment)
    head.write(orNone: site.ledger) {
      $0.write($1.key)
      $0.write($1.stamp)
    }
    head.write(site.knowsAllLinks)
    head.write(each: site.listingDiagnostics) { $0.write($1) }
    head.write(orNone: site.links) { writer, links in
      writer.write(links.key)
      writer.write(each: links.diagnostics) { $0.write($1) }
    }
    head.write(site.entryParts.count)
    return [CachePart(head.bytes)] + site.entryParts + files
  }
}

extension KnownSite {
  /// The part with exactly these entries; nil for none.
  fileprivate func part(holding run: ArraySlice<KnownEntry>) -> CachePart? {
    let place = run.startIndex / SiteCache.runLength
    guard entryParts.indices.contains(place), run.endIndex <= entries.count,
      run.count == SiteCache.runLength || run.endIndex == entries.count
    else { return nil }
    let isSame = zip(run, entries[run.indices]).allSatisfy { $0 === $1 || $0.isSame(as: $1) }
    return isSame ? entryParts[place] : nil
  }
}

extension KnownEntry {
  private var bytes: [UInt8] {
    var writer = CacheWriter()
    writer.write(self)
    return writer.bytes
  }

  /// Whether a cache holds the same of both.
  fileprivate func isSame(as other: KnownEntry) -> Bool {
    path == other.path && bytes == other.bytes
  }
}
