import Foundation
import StatusModel
import WebRequests

/// As much of `api/ledger.json` as tells which update is the newest.
struct LiveLedger {
  /// Where the newest updates are, as feeds name them; nil where there is none. Those of one moment
  /// are equally new.
  let newest: [String]?

  init?(json: [UInt8]) {
    guard let document = try? JSONDecoder().decode(Document.self, from: Data(json)) else {
      return nil
    }
    let posts =
      document.incidents.flatMap { row in row.posts(in: "incidents") }
      + document.maintenances.flatMap { row in row.posts(in: "maintenance") }
    let last = posts.map(\.time).max()
    newest = last.map { last in posts.filter { $0.time == last }.map(\.address) }
  }

  private struct Document: Decodable {
    let incidents: [Row]
    let maintenances: [Row]
  }

  private struct Row: Decodable {
    let id: String
    let updates: [Line]

    func posts(in folder: String) -> [(time: String, address: String)] {
      updates.map { ($0.time, "\(folder)/\(id)/#\($0.anchor)") }
    }
  }

  private struct Line: Decodable {
    let anchor: String
    let time: String
  }
}

func isJSONObject(_ bytes: [UInt8]) -> Bool {
  (try? JSONSerialization.jsonObject(with: Data(bytes))) is [String: Any]
}

/// A moment as pages write it, `2026-11-20T12:30:00Z`.
func moment(_ text: String) -> Timestamp? {
  let parts = text.split { "-T:Z".contains($0) }.compactMap { Int($0) }
  guard text.hasSuffix("Z"), parts.count == 6,
    let date = CivilDate(year: parts[0], month: parts[1], day: parts[2])
  else { return nil }
  return CivilTime(date: date, secondOfDay: 0).moment(offset: 0)
    .advanced(by: parts[3] * 3_600 + parts[4] * 60 + parts[5])
}

extension WebAnswerOrReason {
  var answer: WebAnswer? { try? get() }

  /// The answer, where it brings what was asked for.
  var page: WebAnswer? { answer.flatMap { $0.status == 200 ? $0 : nil } }
}
