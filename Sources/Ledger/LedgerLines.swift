package import Foundation
import SiteFiles
import StatusModel

/// The ledger that the last build left, line by line: an update changes one of ten thousand.
package struct LedgerLines: Sendable {
  package let url: String
  package let places: [EntryAddress]?
  package let isPicture: Bool
  /// Found when the first one is asked for: a build that changes no entry needs none.
  private let rows: MadeOnce<Rows>

  /// The lines of entries, in the order of the ids.
  private struct Rows: Sendable {
    let bytes: [UInt8]
    let incidents: [Range<Int>]
    let maintenances: [Range<Int>]

    /// - Parameter end: of the first line of `bytes`.
    init(_ bytes: [UInt8], from end: Int, hasIncidents: Bool) {
      self.bytes = bytes
      let lines = Rows.lines(of: bytes, from: end)
      let rest =
        hasIncidents
        ? lines.firstIndex { bytes[$0.lowerBound] == UInt8(ascii: "]") } ?? lines.endIndex
        : lines.startIndex
      incidents = lines[..<rest].map { Rows.row($0, in: bytes) }
      maintenances = lines[rest...].filter { bytes[$0.lowerBound] == UInt8(ascii: "{") }
        .map { Rows.row($0, in: bytes) }
    }

    /// Without their line breaks; none is empty.
    private static func lines(of bytes: [UInt8], from start: Int) -> [Range<Int>] {
      var lines: [Range<Int>] = []
      bytes.withUnsafeBufferPointer { bytes in
        var start = start
        while start < bytes.count {
          let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
          if end > start { lines.append(start..<end) }
          start = end + 1
        }
      }
      return lines
    }

    /// Without the comma at its end.
    private static func row(_ line: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
      bytes[line.upperBound - 1] == UInt8(ascii: ",")
        ? line.lowerBound..<line.upperBound - 1 : line
    }
  }

  private struct Head: Decodable {
    enum CodingKeys: String, CodingKey {
      case version, url, components, pages
      case asOf = "as_of"
    }

    let version: Int
    let url: String
    let asOf: Bool?
    let components: [String]?
    let pages: [String]?
  }

  /// - Returns: nil for anything but a ledger of this version as it was written.
  package init?(_ data: Data) {
    let first = data.prefix { $0 != UInt8(ascii: "\n") }
    guard let mark = first.firstRange(of: LedgerLines.listMark),
      let head = try? JSONDecoder().decode(
        Head.self, from: first[..<mark.lowerBound] + Data("}".utf8)),
      head.version == PublishedLedger.version
    else { return nil }
    let hasIncidents = mark.upperBound == first.endIndex - 1
    url = head.url
    isPicture = head.asOf ?? false
    places = head.components.flatMap { components in
      head.pages.map { pages in
        components.map { EntryAddress(.component, $0) } + pages.map { EntryAddress(.page, $0) }
      }
    }
    let end = first.count
    rows = MadeOnce { Rows(Array(data), from: end, hasIncidents: hasIncidents) }
  }

  private static let listMark = Array(",\"incidents\":".utf8)
  private static let idMark = Array("{\"id\":\"".utf8)

  /// What the last build left of an entry; nil where that is nothing.
  ///
  /// - Throws: for a line that was not written by this version.
  package func entry(_ address: EntryAddress) throws -> PublishedLedger.Entry? {
    let (lines, bytes) = (lines(of: address.kind), rows.value.bytes)
    let place = LedgerLines.place(of: address.id, among: lines, in: bytes)
    guard place < lines.count,
      LedgerLines.id(lines[place], in: bytes) == Array(address.id.utf8)[...]
    else { return nil }
    return try JSONDecoder().decode(LedgerDocument.Row.self, from: Data(bytes[lines[place]]))
      .entry(address.kind)
  }

  private func lines(of kind: EntryAddress.Kind) -> [Range<Int>] {
    switch kind {
    case .incident: rows.value.incidents
    case .maintenance: rows.value.maintenances
    case .component, .page: []
    }
  }

  /// The first line whose id does not come before `id`.
  private static func place(of id: String, among lines: [Range<Int>], in bytes: [UInt8]) -> Int {
    var (low, high) = (0, lines.count)
    while low < high {
      let middle = (low + high) / 2
      if LedgerLines.id(lines[middle], in: bytes).lexicographicallyPrecedes(id.utf8) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  private static func id(_ line: Range<Int>, in bytes: [UInt8]) -> ArraySlice<UInt8> {
    bytes[line].dropFirst(idMark.count).prefix { $0 != UInt8(ascii: "\"") }
  }

  /// The ledger that this build leaves, as a file.
  ///
  /// - Parameters:
  ///   - changed: entries that take the place of a line, or get one.
  ///   - removed: entries whose line goes.
  package func bytes(
    url: String, places: [EntryAddress], isPicture: Bool, writing changed: [PublishedLedger.Entry],
    removing removed: [EntryAddress]
  ) -> [UInt8] {
    func lines(_ kind: EntryAddress.Kind) -> [ArraySlice<UInt8>] {
      var new = Dictionary(
        changed.lazy.filter { $0.address.kind == kind }.map { ($0.address.id, $0.line[...]) }
      ) { one, _ in one }
      for address in removed where address.kind == kind { new[address.id] = [] }
      return merged(self.lines(of: kind), new).filter { !$0.isEmpty }
    }
    return LedgerFile(
      url: url, places: places, isPicture: isPicture, incidents: lines(.incident),
      maintenances: lines(.maintenance)
    ).bytes
  }

  /// - Parameter new: by id, lines that take the place of old ones; empty ones for those that go.
  private func merged(
    _ old: [Range<Int>], _ new: [String: ArraySlice<UInt8>]
  ) -> [ArraySlice<UInt8>] {
    let bytes = rows.value.bytes
    var result: [ArraySlice<UInt8>] = []
    result.reserveCapacity(old.count + new.count)
    var next = 0
    for (id, line) in new.sorted(by: { $0.key < $1.key }) {
      let place = LedgerLines.place(of: id, among: old, in: bytes)
      result += old[next..<max(next, place)].map { bytes[$0] }
      let isThere =
        place < old.count && LedgerLines.id(old[place], in: bytes).elementsEqual(id.utf8)
      next = isThere ? place + 1 : place
      result.append(line)
    }
    return result + old[next...].map { bytes[$0] }
  }
}
