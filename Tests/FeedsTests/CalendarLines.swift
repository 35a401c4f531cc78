/// The lines of a calendar with their folds undone; nil where a line is longer than 75 octets, does
/// not end in CRLF, holds a control character, or is split inside a character.
func calendarLines(_ calendar: String) -> [String]? {
  var bytes = Array(calendar.utf8)[...]
  var lines: [[UInt8]] = []
  while !bytes.isEmpty {
    guard let end = bytes.firstIndex(of: 0x0D), end + 1 < bytes.endIndex, bytes[end + 1] == 0x0A
    else { return nil }
    let line = bytes[..<end]
    let isWhole = String(validating: line, as: UTF8.self) != nil
    guard line.count <= 75, isWhole, !line.contains(where: { $0 < 0x20 && $0 != 0x09 })
    else { return nil }
    if line.first == 0x20, let last = lines.popLast() {
      lines.append(last + line.dropFirst())
    } else {
      lines.append(Array(line))
    }
    bytes = bytes[(end + 2)...]
  }
  return lines.map { String(decoding: $0, as: UTF8.self) }
}

/// The texts of all lines of one name, as the readers of a calendar get them.
func calendarValues(of name: String, in lines: [String]) -> [String] {
  let start = Array("\(name):".unicodeScalars)
  return lines.filter { $0.unicodeScalars.starts(with: start) }.map { line in
    var text = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in line.unicodeScalars.dropFirst(start.count) {
      if !isEscaped, scalar == "\\" {
        isEscaped = true
      } else {
        text.append(isEscaped && scalar == "n" ? "\n" : scalar)
        isEscaped = false
      }
    }
    return String(text)
  }
}
