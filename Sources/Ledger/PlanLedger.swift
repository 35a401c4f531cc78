import Escaping
import StatusModel

/// In the output folder.
package let ledgerPath = "api/ledger.json"

extension PublishedLedger {
  static let version = 1

  /// The ledger as a file: one line for each entry, so that two of them can be compared by eye.
  ///
  /// - Complexity: linear in the number of updates, about a hundred bytes for each.
  package var bytes: [UInt8] {
    LedgerFile(
      url: url, places: places, isPicture: isPicture,
      incidents: entries.lazy.filter { $0.address.kind == .incident }.map(\.line),
      maintenances: entries.lazy.filter { $0.address.kind == .maintenance }.map(\.line)
    ).bytes
  }
}

/// What stands in the file, its lines as they are written.
struct LedgerFile<Incidents: Sequence, Maintenances: Sequence>
where
  Incidents.Element: Sequence<UInt8>, Maintenances.Element: Sequence<UInt8>
{
  let url: String
  let places: [EntryAddress]?
  let isPicture: Bool
  let incidents: Incidents
  let maintenances: Maintenances

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes += "{\"version\":\(PublishedLedger.version),\"url\":".utf8
    bytes.append(quotingJSON: url)
    if isPicture { bytes += ",\"as_of\":true".utf8 }
    if let places {
      write("components", places.filter { $0.kind == .component }, to: &bytes)
      write("pages", places.filter { $0.kind == .page }, to: &bytes)
    }
    bytes += ",\"incidents\":".utf8
    write(incidents, to: &bytes)
    bytes += ",\"maintenances\":".utf8
    write(maintenances, to: &bytes)
    bytes += "}\n".utf8
    return bytes
  }

  /// Ids are letters, digits and hyphens, so nothing has to be escaped.
  private func write(_ key: String, _ addresses: [EntryAddress], to bytes: inout [UInt8]) {
    let ids = addresses.map { "\"\($0.id)\"" }.joined(separator: ",")
    bytes += ",\"\(key)\":[\(ids)]".utf8
  }

  private func write(_ lines: some Sequence<some Sequence<UInt8>>, to bytes: inout [UInt8]) {
    var mark = "[\n"
    for line in lines {
      bytes += mark.utf8
      bytes += line
      mark = ",\n"
    }
    bytes += (mark == "[\n" ? "[]" : "\n]").utf8
  }
}

extension PublishedLedger.Entry {
  /// Ids and anchors are letters, digits and hyphens, so nothing has to be escaped.
  var line: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64 + 100 * posts.count)
    write(to: &bytes)
    return bytes
  }

  private func write(to bytes: inout [UInt8]) {
    bytes += "{\"id\":\"".utf8
    bytes += address.id.utf8
    bytes += "\"".utf8
    if let window {
      bytes += ",".utf8
      write(window, to: &bytes)
    }
    if let seen {
      bytes += ",\"seen\":\"".utf8
      bytes += seen.iso8601.utf8
      bytes += "\"".utf8
    }
    bytes += ",\"updates\":[".utf8
    for (index, post) in posts.enumerated() {
      bytes += (index == 0 ? "{\"anchor\":\"" : ",{\"anchor\":\"").utf8
      bytes += post.anchor.utf8
      bytes += "\",\"time\":\"".utf8
      bytes += post.time.iso8601.utf8
      bytes += "\",\"digest\":\"".utf8
      bytes += hexadecimal(post.digest)
      if let edited = post.edited {
        bytes += "\",\"edited\":\"".utf8
        bytes += edited.iso8601.utf8
      }
      bytes += "\"".utf8
      if let window = post.window {
        bytes += ",".utf8
        write(window, to: &bytes)
      }
      bytes += "}".utf8
    }
    bytes += "]".utf8
    if !clockMoves.isEmpty {
      let moves = clockMoves.map {
        "{\"state\":\"\($0.state.rawValue)\",\"time\":\"\($0.time.iso8601)\"}"
      }
      bytes += ",\"clock\":[\(moves.joined(separator: ","))]".utf8
    }
    bytes += "}".utf8
  }

  private func write(_ window: MaintenanceWindow, to bytes: inout [UInt8]) {
    bytes += "\"starts\":\"".utf8
    bytes += window.start.iso8601.utf8
    if let end = window.end {
      bytes += "\",\"ends\":\"".utf8
      bytes += end.iso8601.utf8
    }
    bytes += "\"".utf8
  }
}

/// Sixteen digits.
private func hexadecimal(_ number: UInt64) -> some Sequence<UInt8> {
  (0..<16).lazy.map { place in
    let digit = UInt8(truncatingIfNeeded: number >> UInt64(60 - 4 * place) & 0xF)
    return digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }
}
