/// A foreign text as our files can hold it: line feeds alone, no control characters, no line separators of
/// Unicode.
func cleanedText(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isUnheld) else { return text }
  var clean = String.UnicodeScalarView()
  var wasReturn = false
  for scalar in text.unicodeScalars {
    defer { wasReturn = scalar == "\r" }
    switch scalar.value {
    case 0x0A: if !wasReturn { clean.append("\n") }
    case 0x0D, 0x0B, 0x0C, 0x85, 0x2028: clean.append("\n")
    case 0x2029: clean.append(contentsOf: "\n\n".unicodeScalars)
    case _ where isUnheld(scalar): continue
    default: clean.append(scalar)
    }
  }
  return String(clean)
}

/// By bytes, since a character is dear to find.
func lines(of text: some StringProtocol) -> [Substring] {
  let text = Substring(text)
  return text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0) }
}

private func isUnheld(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A: false
  case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF: true
  case let value: value & 0xFFFE == 0xFFFE
  }
}

/// Plain text as CommonMark: each line break stays one, a blank line parts paragraphs, lines that begin with
/// `- ` or `* ` stay lists, and all else is shown as it is written.
///
/// - Parameter text: cleaned.
func markdown(fromPlain text: String) -> String {
  var lines: [String] = []
  var wasText = false
  for line in Importing.lines(of: text) {
    let words = trimmedLine(line)
    guard !words.isEmpty else {
      if lines.last?.isEmpty == false { lines.append("") }
      wasText = false
      continue
    }
    let item = listItem(words)
    if item == nil, wasText { lines[lines.count - 1] += "  " }
    lines.append(item ?? escapedMarkdown(String(words), startsLine: true))
    wasText = true
  }
  if lines.last?.isEmpty == true { lines.removeLast() }
  return lines.joined(separator: "\n")
}

/// The same with a backslash before every mark, for what the careful way does not carry.
func markdown(fromPlainWhollyEscaped text: String) -> String {
  let paragraphs = lines(of: text).map(trimmedLine).split { $0.isEmpty }
  return paragraphs.map { lines in
    lines.map { whollyEscapedMarkdown(String($0)) }.joined(separator: "  \n")
  }.joined(separator: "\n\n")
}

/// Of `- words` and `* words`; what follows the mark could begin a block of its own.
private func listItem(_ line: Substring) -> String? {
  guard let mark = line.first, mark == "-" || mark == "*", line.dropFirst().first == " " else {
    return nil
  }
  let words = trimmedLine(line.dropFirst(2))
  let isLineAcross = words.allSatisfy { $0 == mark || $0 == " " }
  return isLineAcross ? nil : "- " + escapedMarkdown(String(words), startsLine: true)
}

func trimmedLine(_ line: Substring) -> Substring {
  let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
  let start = line.utf8.drop(while: isBlank)
  guard let last = start.lastIndex(where: { !isBlank($0) }) else { return "" }
  return Substring(start[...last])
}
