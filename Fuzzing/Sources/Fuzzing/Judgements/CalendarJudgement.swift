/// Whether a calendar is what RFC 5545 asks for: lines, folds, components, properties, escapes.
package func judgeCalendar(_ bytes: [UInt8], at path: String) -> [Finding] {
  var lines: [String] = []
  var rest = bytes[...]
  while !rest.isEmpty {
    guard let end = rest.firstIndex(where: { $0 == 0x0D || $0 == 0x0A }),
      rest[end...].starts(with: [0x0D, 0x0A])
    else {
      return [
        Finding(
          .calendar, at: path,
          "a line does not end in CRLF: \(excerpt(of: bytes, at: rest.startIndex))")
      ]
    }
    let line = rest[..<end]
    let place = excerpt(of: bytes, at: rest.startIndex)
    rest = rest[(end + 2)...]
    guard line.count <= 75 else {
      return [Finding(.calendar, at: path, "\(line.count) octets in a line: \(place)")]
    }
    guard let text = String(validating: line, as: UTF8.self) else {
      return [Finding(.calendar, at: path, "a fold cuts a character: \(place)")]
    }
    guard !line.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) else {
      return [Finding(.calendar, at: path, "a control character: \(place)")]
    }
    if text.utf8.first == 0x20, let last = lines.popLast() {
      lines.append(last + String(decoding: text.utf8.dropFirst(), as: UTF8.self))
    } else {
      lines.append(text)
    }
  }
  return judgeComponents(lines, at: path)
}

private func judgeComponents(_ lines: [String], at path: String) -> [Finding] {
  var findings: [Finding] = []
  var open: [(name: String, properties: Set<String>)] = []
  func found(_ what: String) { findings.append(Finding(.calendar, at: path, what)) }
  for line in lines {
    guard let (name, value) = property(line) else {
      found("no property: \(line.debugDescription)")
      continue
    }
    switch name {
    case "BEGIN": open.append((value, []))
    case "END":
      guard let last = open.popLast(), last.name == value else {
        found("END:\(value) ends nothing")
        continue
      }
      for missing in required[value, default: []] where !last.properties.contains(missing) {
        found("\(value) without \(missing)")
      }
    default:
      guard !open.isEmpty else {
        found("\(name) stands outside a component")
        continue
      }
      if !open[open.count - 1].properties.insert(name).inserted, once.contains(name) {
        found("\(name) stands twice in one component")
      }
      if texts.contains(name), let fault = faultyEscape(in: value) { found("\(name): \(fault)") }
    }
  }
  if !open.isEmpty { found("\(open.map(\.name)) never end") }
  if lines.first != "BEGIN:VCALENDAR" { found("it does not begin with BEGIN:VCALENDAR") }
  return findings
}

private let required = [
  "VCALENDAR": ["PRODID", "VERSION"], "VEVENT": ["UID", "DTSTAMP", "DTSTART"],
]
private let once: Set = [
  "PRODID", "VERSION", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS",
]
private let texts: Set = [
  "SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "X-WR-CALDESC",
]

/// `DTSTART;VALUE=DATE:20261120` → `DTSTART`, `20261120`; nil where the name is none.
private func property(_ line: String) -> (name: String, value: String)? {
  let bytes = Array(line.utf8)
  guard let end = bytes.firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ";") }),
    end > 0
  else { return nil }
  let name = bytes[..<end]
  let isName = name.allSatisfy {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) || $0 == UInt8(ascii: "-")
      || (0x30...0x39).contains($0)
  }
  guard isName, let colon = bytes[end...].firstIndex(of: UInt8(ascii: ":")) else { return nil }
  return (
    String(decoding: name, as: UTF8.self), String(decoding: bytes[(colon + 1)...], as: UTF8.self)
  )
}

/// In a text a backslash stands before `\`, `;`, `,` and `n` alone, and the middle two never without it.
private func faultyEscape(in text: String) -> String? {
  var isEscaped = false
  for byte in text.utf8 {
    if isEscaped {
      guard "\\;,nN".utf8.contains(byte) else {
        return "a backslash before nothing that needs it: \(text.debugDescription)"
      }
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: ";") || byte == UInt8(ascii: ",") {
      return "a bare separator: \(text.debugDescription)"
    }
  }
  return isEscaped ? "a backslash at the end: \(text.debugDescription)" : nil
}
