import Diagnostics
import Foundation
package import StatusModel

/// The rules of an IANA time zone, from the system's zone data, for the years that are read.
///
/// - Complexity: one look-up a week from 1970 to 2100, about a millisecond.
func parseTimeZone(_ text: Located<String>) throws(Refusal) -> TimeZoneRules {
  let name = text.value
  if name == "UTC" { return .utc }
  if ["GMT", "GMT0", "GMT+0", "GMT-0"].contains(name) {
    return TimeZoneRules(identifier: name, firstOffset: 0, transitions: [])
  }
  let known = TimeZone.knownTimeZoneIdentifiers
  let otherCase = known.first { $0 != name && $0.lowercased() == name.lowercased() }
  // Foundation makes up a zone for each `GMT+5`, which no zone data has.
  let hasForm = name.utf8.allSatisfy { isNameByte($0) } && !name.hasPrefix("GMT")
  guard hasForm, otherCase == nil, let zone = TimeZone(identifier: name) else {
    throw Refusal(.unknownTimeZone(text, nearest: otherCase ?? nearest(to: name, among: known)))
  }
  return rules(of: zone, named: name)
}

/// The same; nil for a name that the zone data does not know.
package func timeZoneRules(named name: String) -> TimeZoneRules? {
  try? parseTimeZone(Located(name, at: SourcePosition(path: "")))
}

private func isNameByte(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    || (0x30...0x39).contains(byte) || "/_+-".utf8.contains(byte)
}

private func rules(of zone: TimeZone, named name: String) -> TimeZoneRules {
  func offset(at seconds: Int) -> Int {
    zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds)))
  }
  let week = 7 * 86_400
  let end = 130 * 366 * 86_400
  let firstOffset = offset(at: 0)
  var transitions: [TimeZoneRules.Transition] = []
  var last = firstOffset
  for start in stride(from: 0, to: end, by: week) {
    var low = start
    while case let next = offset(at: start + week), next != last {
      // The first second at which another offset holds than at `low`.
      var high = start + week
      while high - low > 1 {
        let middle = (low + high) / 2
        if offset(at: middle) == last { low = middle } else { high = middle }
      }
      last = offset(at: high)
      transitions.append(.init(from: Timestamp(seconds: high), offset: last))
      low = high
    }
  }
  return TimeZoneRules(identifier: name, firstOffset: firstOffset, transitions: transitions)
}
