/// What a judgement found wrong.
package struct Finding: Hashable, Sendable, CustomStringConvertible {
  package enum Judgement: String, Sendable, CaseIterable {
    case xml, json, api, html, calendar, text, paths, places, twoBuilds, headings, update, alert
    /// Seen by the process that watches, never from inside.
    case crash, hang
  }

  package let judgement: Judgement
  /// The file that is wrong, and where in it.
  package let place: String
  package let what: String

  package init(_ judgement: Judgement, at place: String, _ what: String) {
    self.judgement = judgement
    self.place = place
    self.what = what
  }

  package var description: String { "\(judgement.rawValue): \(place): \(what)" }
}

/// Some bytes around a place, so that a finding can be read.
func excerpt(of bytes: [UInt8], at place: Int) -> String {
  let start = max(0, place - 40)
  let end = min(bytes.count, place + 40)
  guard start < end else { return "" }
  return String(decoding: bytes[start..<end], as: UTF8.self).debugDescription
}
