package import Foundation
import StatusModel

/// The ledger that the last build left, line by line: an update changes one of ten thousand, which is
/// found without reading the others.
package struct LedgerLines: Sendable {
  package let url: String
  package let places: [EntryAddress]?
  package let isPicture: Bool
  private let data: Data
  /// Whole lines, one for each entry, in the order of the ids.
  private let incidents: Range<Int>
  private let maintenances: Range<Int>

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
    let first = data.prefix { $0 != newline }
    guard let mark = first.firstRange(of: Data(",\"incidents\":".utf8)),
      let head = try? JSONDecoder().decode(
        Head.self, from: first[..<mark.lowerBound] + Data("}".utf8)),
      head.version == PublishedLedger.version, data.last == newline
    else { return nil }
    url = head.url
    isPicture = head.asOf ?? false
    places = head.components.flatMap { components in
      head.pages.map { pages in
        components.map { EntryAddress(.component, $0) } + pages.map { EntryAddress(.page, $0) }
      }
    }
    self.data = data
    let start = min(first.endIndex + 1, data.endIndex)
    let parts = Parts(from: start, of: data)
    // An empty list has no line of its own.
    let hasIncidents = mark.upperBound == first.endIndex - 1
    incidents = hasIncidents ? parts.first : start..<start
    maintenances = hasIncidents ? parts.second : parts.first
  }

  /// The lines of the lists: each list ends with a line that begins with a bracket.
  private struct Parts {
    let first: Range<Int>
    let second: Range<Int>

    /// From the end, since there are fewer maintenances than incidents.
    init(from start: Int, of data: Data) {
      var ends: [Range<Int>] = []
      var end = data.endIndex
      while end > start {
        let line = data.line(at: end - 1, after: start)
        if data[line.lowerBound] == UInt8(ascii: "]") {
          ends.append(line)
          if ends.count == 2 { break }
        }
        end = line.lowerBound
      }
      let last = ends.first ?? start..<start
      guard ends.count == 2, ends[1].upperBound <= last.lowerBound else {
        (first, second) = (start..<last.lowerBound, last.lowerBound..<last.lowerBound)
        return
      }
      (first, second) = (start..<ends[1].lowerBound, ends[1].upperBound..<last.lowerBound)
    }
  }

  /// What the last build left of an entry; nil where that is nothing.
  ///
  /// - Throws: for a line that was not written by this version.
  /// - Complexity: O(log n) in the number of entries.
  package func entry(_ address: EntryAddress) throws -> PublishedLedger.Entry? {
    guard let line = line(of: address.id, in: lines(of: address.kind)) else { return nil }
    return try JSONDecoder().decode(
      LedgerDocument.Row.self, from: rows(line)
    ).entry(address.kind)
  }

  private func lines(of kind: EntryAddress.Kind) -> Range<Int> {
    switch kind {
    case .incident: incidents
    case .maintenance: maintenances
    case .component, .page: incidents.lowerBound..<incidents.lowerBound
    }
  }

  private func line(of id: String, in lines: Range<Int>) -> Range<Int>? {
    let start = place(of: id, in: lines)
    guard start < lines.upperBound else { return nil }
    let line = data.line(at: start, after: lines.lowerBound)
    return self.id(line).elementsEqual(id.utf8) ? line : nil
  }

  /// Where the first line begins whose id does not come before `id`.
  private func place(of id: String, in lines: Range<Int>) -> Int {
    var (low, high) = (lines.lowerBound, lines.upperBound)
    while low < high {
      let line = data.line(at: (low + high) / 2, after: lines.lowerBound)
      if self.id(line).lexicographicallyPrecedes(id.utf8) {
        low = line.upperBound
      } else {
        high = line.lowerBound
      }
    }
    return low
  }

  private func id(_ line: Range<Int>) -> Data {
    data[line].dropFirst("{\"id\":\"".utf8.count).prefix { $0 != UInt8(ascii: "\"") }
  }

  /// Lines without what parts the last one from the next: a comma, and the line break.
  private func rows(_ lines: Range<Int>) -> Data {
    let rows = data[lines].dropLast()
    return rows.last == UInt8(ascii: ",") ? rows.dropLast() : rows
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
    func rows(_ kind: EntryAddress.Kind) -> [Data] {
      var new = Dictionary(
        changed.lazy.filter { $0.address.kind == kind }.map { ($0.address.id, Data($0.line)) }
      ) { one, _ in one }
      for address in removed where address.kind == kind { new[address.id] = Data() }
      return merged(lines(of: kind), new).filter { !$0.isEmpty }
    }
    return LedgerFile(
      url: url, places: places, isPicture: isPicture, incidents: rows(.incident),
      maintenances: rows(.maintenance)
    ).bytes
  }

  /// - Parameter new: by id, rows that take the place of old ones; empty ones for those that go.
  /// - Returns: rows; those that stay and follow each other are one piece.
  private func merged(_ old: Range<Int>, _ new: [String: Data]) -> [Data] {
    var result: [Data] = []
    var next = old.lowerBound
    for (id, row) in new.sorted(by: { $0.key < $1.key }) {
      let place = place(of: id, in: next..<old.upperBound)
      result += [rows(next..<place), row]
      next = line(of: id, in: place..<old.upperBound)?.upperBound ?? place
    }
    return result + [rows(next..<old.upperBound)]
  }
}

private let newline = UInt8(ascii: "\n")

extension Data {
  /// The line around a place, with its line break.
  ///
  /// - Parameter start: where a line begins.
  fileprivate func line(at place: Int, after start: Int) -> Range<Int> {
    withUnsafeBytes { bytes in
      var (first, last) = (place - startIndex, place - startIndex)
      while first > start - startIndex, bytes[first - 1] != newline { first -= 1 }
      while last < bytes.count - 1, bytes[last] != newline { last += 1 }
      return first + startIndex..<last + 1 + startIndex
    }
  }
}
