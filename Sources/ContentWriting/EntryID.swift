import Foundation
package import StatusModel

/// The id of a new entry: its day, and its title in the letters that an address may hold.
///
/// Letters of other scripts are written in Latin ones. The id is permanent, so it is kept short enough
/// to be read aloud.
///
/// - Parameter taken: the ids that exist; the result is none of them in either case.
package func entryID(
  forTitle title: String, on day: CivilDate, taken: Set<String>
) -> String {
  let words = slug(of: title)
  let wanted = day.iso8601 + "-" + (words.isEmpty ? "notice" : words)
  let used = Set(taken.map { $0.lowercased() })
  var candidate = wanted
  var number = 2
  while used.contains(candidate) {
    candidate = "\(wanted)-\(number)"
    number += 1
  }
  return candidate
}

/// `elevated-api-error-rates`: cut between words where that is possible.
///
/// - Parameter limit: the most letters that it has.
package func slug(of title: String, limit: Int = 60) -> String {
  let latin = title.applyingTransform(.toLatin, reverse: false) ?? title
  let plain = latin.applyingTransform(StringTransform("Latin-ASCII"), reverse: false) ?? latin
  let words = plain.lowercased().utf8.filter { $0 != UInt8(ascii: "'") }
    .split { !isIDByte($0) }
  var slug = ""
  for word in words {
    let text = String(decoding: word, as: UTF8.self)
    let longer = slug.isEmpty ? String(text.prefix(limit)) : slug + "-" + text
    guard longer.utf8.count <= limit else { break }
    slug = longer
  }
  return slug
}

private func isIDByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
  default: false
  }
}
