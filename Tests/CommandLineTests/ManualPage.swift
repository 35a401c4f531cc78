import Foundation

/// A page of the documentation, cut into what tests compare with the program.
struct ManualPage: Sendable {
  struct Heading: Sendable {
    let level: Int
    let text: String
    /// In `lines`.
    let index: Int
  }

  /// A fenced block, without its fences.
  struct Block: Sendable {
    /// What stands after the opening fence, such as `yaml status.yml`.
    let info: [String]
    let text: String
    /// In `lines`, of the opening fence.
    let index: Int
  }

  struct Link: Sendable {
    let target: String
    /// From 1.
    let line: Int
  }

  /// Relative to the project's folder.
  let path: String
  let lines: [String]
  let headings: [Heading]
  let blocks: [Block]
  /// Those outside of blocks and code.
  let links: [Link]

  init(_ path: String) throws {
    self.path = path
    let text = try String(contentsOfFile: projectFolder + "/" + path, encoding: .utf8)
    let lines = text.components(separatedBy: "\n")
    let blocks = fencedBlocks(in: lines)
    let inside = Set(
      blocks.flatMap { block in
        block.index...block.index + 1 + block.text.components(separatedBy: "\n").count
      })
    let prose = lines.indices.filter { !inside.contains($0) }
    self.lines = lines
    self.blocks = blocks
    headings = prose.compactMap { parsedHeading(lines[$0], at: $0) }
    links = prose.flatMap { index in
      targets(in: withoutCode(lines[index])).map { Link(target: $0, line: index + 1) }
    }
  }

  /// The fragments by which other pages can link here.
  var anchors: Set<String> {
    var seen: [String: Int] = [:]
    return Set(
      headings.map { heading in
        let slug = slug(of: heading.text)
        let count = seen[slug, default: 0]
        seen[slug] = count + 1
        return count == 0 ? slug : "\(slug)-\(count)"
      })
  }

  /// The text of the heading that a fragment leads to.
  func heading(withAnchor anchor: String) -> String? {
    headings.first { slug(of: $0.text) == anchor }?.text
  }

  /// A heading's lines, up to the next one of its level or above; nil without such a heading.
  func section(_ title: String, withSubsections: Bool = true) -> Range<Int>? {
    guard let start = headings.firstIndex(where: { $0.text == title }) else { return nil }
    let end = headings[(start + 1)...].first {
      !withSubsections || $0.level <= headings[start].level
    }
    return headings[start].index..<(end?.index ?? lines.count)
  }

  /// The words in code in the first cells of the tables of a section: keys, options, values.
  func rows(of title: String, withSubsections: Bool = true) -> Set<String> {
    guard let section = section(title, withSubsections: withSubsections) else { return [] }
    let cells = lines[section].filter { $0.hasPrefix("| `") }.compactMap {
      $0.components(separatedBy: " | ").first
    }
    return Set(cells.flatMap(codeWords))
  }

  func blocks(of title: String) -> [Block] {
    guard let section = section(title) else { return [] }
    return blocks.filter { section.contains($0.index) }
  }
}

private func fencedBlocks(in lines: [String]) -> [ManualPage.Block] {
  var blocks: [ManualPage.Block] = []
  var start: Int?
  for (index, line) in lines.enumerated() where line.hasPrefix("```") {
    guard let opening = start else {
      start = index
      continue
    }
    blocks.append(
      ManualPage.Block(
        info: lines[opening].dropFirst(3).split(separator: " ").map(String.init),
        text: lines[(opening + 1)..<index].joined(separator: "\n"), index: opening))
    start = nil
  }
  return blocks
}

private func parsedHeading(_ line: String, at index: Int) -> ManualPage.Heading? {
  let level = line.prefix { $0 == "#" }.count
  guard level > 0, line.dropFirst(level).first == " " else { return nil }
  return ManualPage.Heading(
    level: level, text: String(line.dropFirst(level + 1)).replacing("`", with: ""), index: index)
}

/// As hosts of Markdown make one: lower case, blanks become hyphens, other marks vanish.
private func slug(of heading: String) -> String {
  String(
    heading.lowercased().compactMap { letter in
      letter == " "
        ? "-" : letter.isLetter || letter.isNumber || "-_".contains(letter) ? letter : nil
    })
}

private func withoutCode(_ line: String) -> String {
  line.components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    .joined(separator: " ")
}

private func targets(in line: String) -> [String] {
  line.components(separatedBy: "](").dropFirst().compactMap {
    $0.contains(")") ? $0.components(separatedBy: ")").first : nil
  }
}

/// The first word of each code span: `--site` of `--site SITE`.
func codeWords(_ cell: String) -> [String] {
  cell.components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 1 }.compactMap {
    $0.element.split(separator: " ").first.map(String.init)
  }
}
