package import Diagnostics
package import SiteFiles

/// Whether each diagnostic names a place that an editor can go to, in words.
package func judgePlaces(_ diagnostics: [Diagnostic], in sources: [SourceFile]) -> [Finding] {
  let files = Dictionary(sources.map { ($0.path, $0.bytes) }) { one, _ in one }
  var lengths: [String: [Int]] = [:]
  return diagnostics.flatMap { diagnostic -> [Finding] in
    let place = diagnostic.position
    let name = "\(place.path):\(place.line):\(place.column)"
    var findings: [Finding] = []
    if diagnostic.message.isEmpty || diagnostic.hint.isEmpty {
      findings.append(Finding(.places, at: name, "[\(diagnostic.id)] says nothing"))
    }
    guard let bytes = files[place.path] else { return findings }
    if lengths[place.path] == nil { lengths[place.path] = lineLengths(of: bytes) }
    let lines = lengths[place.path] ?? []
    let isThere =
      place.line >= 1 && place.column >= 1
      && (place.line <= lines.count
        ? place.column <= lines[place.line - 1] + 1
        : place.line == lines.count + 1 && place.column == 1)
    if !isThere {
      findings.append(
        Finding(.places, at: name, "[\(diagnostic.id)] names a place that is not there"))
    }
    return findings
  }
}

/// In bytes, without the line's end: a line feed, a carriage return, or both.
private func lineLengths(of bytes: [UInt8]) -> [Int] {
  var lengths = [0]
  var last: UInt8 = 0
  for byte in bytes {
    if byte == 0x0D || (byte == 0x0A && last != 0x0D) {
      lengths.append(0)
    } else if byte != 0x0A {
      lengths[lengths.count - 1] += 1
    }
    last = byte
  }
  return lengths
}
