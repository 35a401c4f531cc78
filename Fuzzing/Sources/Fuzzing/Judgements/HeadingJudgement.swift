package import Diagnostics
package import SiteFiles

/// Whether every line that a person reads as the heading of an update is an update on the page, or named
/// by a diagnostic.
///
/// This looks at lines, not at Markdown, and knows nothing of the program's own reader: invisible signs are
/// taken out, look-alikes replaced, marks before the words passed over. What stands in code that is closed,
/// or in a comment that is closed, was set apart on purpose.
///
/// - Parameters:
///   - updates: of each entry, by its path in `sources`, the anchors of the updates that readers see.
///   - diagnostics: of the build that `updates` come from; it had no error.
package func judgeHeadings(
  _ sources: [SourceFile], updates: [String: [String]], _ diagnostics: [Diagnostic]
) -> [Finding] {
  sources.flatMap { source -> [Finding] in
    guard let shown = updates[source.path] else { return [] }
    let named = Set(diagnostics.filter { $0.position.path == source.path }.map(\.position.line))
    let headings = updateHeadings(in: source.bytes).filter { named.isDisjoint(with: $0.lines) }
    let lost = headings.filter { heading in
      heading.anchor.map { anchor in !shown.contains { $0.hasPrefix(anchor) } } ?? false
    }
    let isShort = headings.count > shown.count
    return (isShort && lost.isEmpty ? headings : lost).map { heading in
      Finding(
        .headings, at: "\(source.path):\(heading.lines[0])",
        "no message names \(heading.text.debugDescription), and "
          + (isShort ? "only \(shown.count) updates are on the page" : "it is not on the page"))
    }
  }
}

/// A line that reads like the heading of an update.
package struct UpdateHeading: Hashable, Sendable {
  /// Counted by line feeds, and by whatever ends a line; from 1.
  package let lines: [Int]
  package let text: String
  /// How the anchor of its update begins; nil for a time in another zone than UTC.
  package let anchor: String?
}

/// Every line below the front matter that says a state, a dash and a date.
package func updateHeadings(in bytes: [UInt8]) -> [UpdateHeading] {
  let lines = linesToRead(String(decoding: bytes, as: UTF8.self))
  let marks = lines.indices.filter { isFrontMatterMark(lines[$0].text) }
  guard marks.count >= 2 else { return [] }
  let body = lines[(marks[1] + 1)...]
  let apart = setApart(body)
  return body.indices.compactMap { place in
    guard !apart.contains(place), let time = headingTime(plain(body[place].text)) else {
      return nil
    }
    return UpdateHeading(
      lines: body[place].numbers, text: body[place].text, anchor: anchor(ofTime: time))
  }
}

private struct Line {
  /// By line feeds alone; by line feeds and carriage returns.
  let numbers: [Int]
  let text: String
}

/// Cut wherever an editor may show a new line.
private func linesToRead(_ text: String) -> [Line] {
  var lines: [Line] = []
  var current = String.UnicodeScalarView()
  var (byFeeds, byReturns) = (1, 1)
  var last: Unicode.Scalar = " "
  func finish() { lines.append(Line(numbers: [byFeeds, byReturns], text: String(current))) }
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x0A where last == "\r": byFeeds += 1
    case 0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029:
      finish()
      current.removeAll()
      if scalar.value == 0x0A { byFeeds += 1 }
      if scalar.value == 0x0A || scalar.value == 0x0D { byReturns += 1 }
    default: current.append(scalar)
    }
    last = scalar
  }
  finish()
  return lines
}

private func isFrontMatterMark(_ line: String) -> Bool {
  let text =
    line.unicodeScalars.first == "\u{FEFF}" ? String(line.unicodeScalars.dropFirst()) : line
  return text.hasPrefix("---") && text.dropFirst(3).allSatisfy { $0 == " " || $0 == "\t" }
}

/// The lines between two fences, and those of a comment that ends.
private func setApart(_ lines: ArraySlice<Line>) -> Set<Int> {
  var apart: Set<Int> = []
  var fence: (place: Int, mark: Character, count: Int)?
  var comment: Int?
  for place in lines.indices {
    let text = lines[place].text.drop { " >\t-*+".contains($0) || $0.isNumber || $0 == "." }
    if let open = comment {
      if lines[place].text.contains("-->") {
        apart.formUnion(open...place)
        comment = nil
      }
    } else if let open = fence {
      let run = text.prefix { $0 == open.mark }
      if run.count >= open.count, text.dropFirst(run.count).allSatisfy({ $0 == " " || $0 == "\t" })
      {
        apart.formUnion(open.place...place)
        fence = nil
      }
    } else if let mark = text.first, mark == "`" || mark == "~" {
      let run = text.prefix { $0 == mark }
      if run.count >= 3, !text.dropFirst(run.count).contains("`") {
        fence = (place, mark, run.count)
      }
    } else if text.hasPrefix("<!--"), !text.contains("-->") {
      comment = place
    }
  }
  return apart
}

/// A line as eyes see it: no invisible signs, plain spaces and dashes, letters of the usual width.
private func plain(_ line: String) -> String {
  var text = ""
  for scalar in line.unicodeScalars {
    switch scalar.value {
    case 0xFF01...0xFF5E: text.unicodeScalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? " ")
    case 0xFE5F: text += "#"
    case 0x2212, 0x2043, 0x2E3A, 0x2E3B: text += "-"
    case _ where scalar.properties.generalCategory == .dashPunctuation: text += "-"
    case _ where scalar.properties.isWhitespace: text += " "
    case _
    where scalar.properties.isDefaultIgnorableCodePoint
      || [.format, .control].contains(scalar.properties.generalCategory):
      break
    default: text.unicodeScalars.append(scalar)
    }
  }
  return text.split(separator: " ").joined(separator: " ").lowercased()
}

private let states = [
  "investigating", "identified", "monitoring", "resolved", "update", "retracted", "scheduled",
  "in progress", "verifying", "completed", "cancelled",
]

/// What follows marks, a state and a dash, where it is a date and a time: `> ## **Resolved** - 2026-11-20 10:00`.
private func headingTime(_ line: String) -> Substring? {
  let words = line.drop { !$0.isLetter }
  guard let state = states.first(where: { words.hasPrefix($0) }) else { return nil }
  let rest = words.dropFirst(state.count).drop { " *_`".contains($0) }
  guard rest.first == "-" else { return nil }
  let time = rest.drop { " -*_`".contains($0) }
  return hasForm(time, "0000-00-00 00:00") || hasForm(time, "0000-00-00t00:00") ? time : nil
}

/// `2026-11-20 10:35 utc` → `2026-11-20T10-35-`
private func anchor(ofTime time: Substring) -> String? {
  let zone = time.dropFirst(16).drop { ":.0123456789 ".contains($0) }
  guard zone.hasPrefix("utc") || zone.hasPrefix("z") else { return nil }
  let clock = time.dropFirst(11).prefix(5).replacing(":", with: "-")
  return "\(time.prefix(10))T\(clock)-"
}

private func hasForm(_ text: Substring, _ form: String) -> Bool {
  let start = text.prefix(form.count)
  return start.count == form.count
    && zip(start, form).allSatisfy { $1 == "0" ? $0.isASCII && $0.isNumber : $0 == $1 }
}
