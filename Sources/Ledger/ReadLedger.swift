package import Diagnostics
package import Foundation
import StatusModel

/// What the last build left in `output`; nil where there is nothing to compare with.
///
/// No ledger stops a build. One that cannot be read is a warning, because then nobody would notice
/// what is missing.
package func readLedger(
  inOutput output: String
) -> (ledger: PublishedLedger?, diagnostics: [Diagnostic]) {
  let path = output + "/" + ledgerPath
  do {
    let kind = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    guard kind == .typeRegular else { throw DamagedLedger() }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    return (try PublishedLedger(json: bytes), [])
  } catch let error as CocoaError where error.isMissingFile {
    return (nil, [])
  } catch {
    return (nil, [.damagedLedger])
  }
}

extension PublishedLedger {
  /// Nil for what is no ledger of this version.
  package init?(bytes: [UInt8]) {
    guard let ledger = try? PublishedLedger(json: Data(bytes)) else { return nil }
    self = ledger
  }
}

extension LedgerLines {
  /// Nil where there is none that this version wrote.
  ///
  /// The file is mapped, not read: of one that nobody asks for its entries only the first line is. No
  /// build writes into it; the next ledger takes its place.
  package init?(ofOutput output: String) {
    let file = URL(fileURLWithPath: output + "/" + ledgerPath)
    guard let bytes = try? Data(contentsOf: file, options: .alwaysMapped) else { return nil }
    self.init(bytes)
  }
}

struct DamagedLedger: Error {}

extension CocoaError {
  fileprivate var isMissingFile: Bool {
    code == .fileReadNoSuchFile || code == .fileNoSuchFile
  }
}

extension PublishedLedger {
  /// - Throws: for anything that this version does not write: words from it are printed, and
  ///   nothing but letters, digits and hyphens may stand in them.
  package init(json: Data) throws {
    let document = try JSONDecoder().decode(LedgerDocument.self, from: json)
    guard document.version == PublishedLedger.version,
      !document.url.unicodeScalars.contains(where: {
        $0.value <= 0x20 || (0x7F...0x9F).contains($0.value)
      })
    else { throw DamagedLedger() }
    self.init(
      url: document.url, places: try document.places,
      entries: try document.incidents.map { try $0.entry(.incident) }
        + document.maintenances.map { try $0.entry(.maintenance) },
      isPicture: document.asOf ?? false)
  }
}

struct LedgerDocument: Decodable {
  struct Row: Decodable {
    let id: String
    let starts: String?
    let ends: String?
    let seen: String?
    let updates: [Line]
    let clock: [Move]?
  }

  struct Move: Decodable {
    let state: String
    let time: String
  }

  struct Line: Decodable {
    let anchor: String
    let time: String
    let digest: String
    let edited: String?
    let starts: String?
    let ends: String?
  }

  enum CodingKeys: String, CodingKey {
    case version, url, components, pages, incidents, maintenances
    case asOf = "as_of"
  }

  let version: Int
  let url: String
  let asOf: Bool?
  let components: [String]?
  let pages: [String]?
  let incidents: [Row]
  let maintenances: [Row]
}

extension LedgerDocument {
  var places: [EntryAddress]? {
    get throws {
      guard let components, let pages else { return nil }
      guard (components + pages).allSatisfy(isPlain) else { throw DamagedLedger() }
      return components.map { EntryAddress(.component, $0) } + pages.map { EntryAddress(.page, $0) }
    }
  }
}

extension LedgerDocument.Row {
  func entry(_ kind: EntryAddress.Kind) throws -> PublishedLedger.Entry {
    guard isPlain(id) else { throw DamagedLedger() }
    return PublishedLedger.Entry(
      address: EntryAddress(kind, id), window: try window(starts, ends), seen: try seen.map(moment),
      posts: try updates.map { try $0.post }, clockMoves: try (clock ?? []).map { try $0.move })
  }
}

extension LedgerDocument.Move {
  var move: Recollection.ClockMove {
    get throws {
      guard let state = Maintenance.State(rawValue: state),
        state == .inProgress || state == .completed
      else { throw DamagedLedger() }
      return Recollection.ClockMove(state: state, time: try moment(time))
    }
  }
}

private func window(_ starts: String?, _ ends: String?) throws -> MaintenanceWindow? {
  guard let starts else { return nil }
  let (start, end) = (try moment(starts), try ends.map(moment))
  guard end.map({ start <= $0 }) ?? true else { throw DamagedLedger() }
  return MaintenanceWindow(start: start, end: end)
}

extension LedgerDocument.Line {
  var post: PublishedLedger.Post {
    get throws {
      guard isPlain(anchor), digest.utf8.count == 16, digest.first?.isHexDigit == true,
        let digest = UInt64(digest, radix: 16)
      else {
        throw DamagedLedger()
      }
      return PublishedLedger.Post(
        anchor: anchor, time: try moment(time), digest: digest, edited: try edited.map(moment),
        window: try window(starts, ends))
    }
  }
}

private func isPlain(_ text: String) -> Bool {
  !text.isEmpty && text.utf8.count <= 128
    && text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
}

/// The one form that a ledger has: `2026-11-20T10:35:00Z`.
private func moment(_ text: String) throws -> Timestamp {
  let bytes = Array(text.utf8)
  func number(_ places: Range<Int>) -> Int {
    bytes[places].reduce(0) { $0 * 10 + Int($1) - 0x30 }
  }
  let form = Array("0000-00-00T00:00:00Z".utf8)
  guard bytes.count == form.count,
    zip(bytes, form).allSatisfy({ $1 == 0x30 ? (0x30...0x39).contains($0) : $0 == $1 }),
    let date = CivilDate(year: number(0..<4), month: number(5..<7), day: number(8..<10))
  else { throw DamagedLedger() }
  let second = number(11..<13) * 3_600 + number(14..<16) * 60 + number(17..<19)
  guard second < 86_400 else { throw DamagedLedger() }
  return CivilTime(date: date, secondOfDay: second).moment(offset: 0)
}
