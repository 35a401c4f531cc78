/// Blocks of HTML as CommonMark.
struct MarkdownWriter {
  private var lines: [String] = []
  private var last: HTMLBlock?
  /// The items whose mark is written.
  private var begun: Set<Int> = []
  private let lowered: Int

  /// - Parameter topHeading: the level that the highest heading gets at least.
  init(_ blocks: [HTMLBlock], topHeading: Int) {
    let levels = blocks.compactMap { block in
      if case .heading(let level) = block.kind { level } else { nil }
    }
    lowered = max(0, topHeading - (levels.min() ?? topHeading))
    for block in blocks { write(block) }
  }

  var text: String { lines.joined(separator: "\n") }

  private mutating func write(_ block: HTMLBlock) {
    let content = lines(of: block)
    guard !content.isEmpty else { return }
    if let last, !standsClose(block, after: last) {
      let shared = zip(last.containers, block.containers).prefix { $0.id == $1.id }.map(\.1)
      lines.append(trimmedEnd(shared.map(\.continuation).joined()))
    }
    for (place, line) in content.enumerated() {
      let front = block.containers.map { container in
        place == 0 && !begun.contains(container.id) ? container.mark : container.continuation
      }
      lines.append(line.isEmpty ? trimmedEnd(front.joined()) : front.joined() + line)
    }
    begun.formUnion(block.containers.map(\.id))
    last = block
  }

  /// Whether a block opens another item of a list that the block before it stands in.
  private func standsClose(_ block: HTMLBlock, after last: HTMLBlock) -> Bool {
    let shared = zip(last.containers, block.containers).prefix { $0.id == $1.id }.count
    guard block.containers.count > shared, block.containers[shared].kind != .quote,
      last.kind == .paragraph, block.kind == .paragraph
    else { return false }
    let isSameList =
      last.containers.count > shared
      && last.containers[shared].list == block.containers[shared].list
    // A list that begins with another number does not end a paragraph.
    let endsParagraph = [.bullet, .number(1)].contains(block.containers[shared].kind)
    let isInner = last.containers.count == shared && shared > 0 && endsParagraph
    return isSameList || isInner
  }

  private func lines(of block: HTMLBlock) -> [String] {
    switch block.kind {
    case .lineAcross: return ["***"]
    case .code(let text): return codeLines(text)
    case .heading(let level):
      let words = MarkdownInlines(block.runs, isHeading: true).lines.joined(separator: " ")
      guard !words.isEmpty else { return [] }
      return [String(repeating: "#", count: min(6, level + lowered)) + " " + words]
    case .paragraph: return MarkdownInlines(block.runs, isHeading: false).lines
    }
  }

  private func codeLines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.first?.allSatisfy(\.isWhitespace) == true { lines.removeFirst() }
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: text) + 1))
    return [fence] + lines + [fence]
  }
}

extension HTMLContainer {
  fileprivate var mark: String {
    switch kind {
    case .quote: "> "
    case .bullet: "- "
    case .number(let number): "\(number). "
    }
  }

  fileprivate var continuation: String {
    kind == .quote ? "> " : String(repeating: " ", count: mark.count)
  }
}

func longestRun(of mark: Character, in text: String) -> Int {
  var (longest, run) = (0, 0)
  for character in text {
    run = character == mark ? run + 1 : 0
    longest = max(longest, run)
  }
  return longest
}

private func trimmedEnd(_ line: String) -> String {
  String(line.reversed().drop { $0 == " " }.reversed())
}
