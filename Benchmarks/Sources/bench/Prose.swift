/// Text of an update: a stream of sentences about one component.
struct Prose {
  let component: String

  /// `template` with each name in braces replaced by a word or number drawn for it.
  func filled(_ template: String, using random: inout SeededGenerator) -> String {
    var text = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      text += word(String(rest[rest.index(after: open)..<close]), using: &random)
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  private func word(_ name: String, using random: inout SeededGenerator) -> String {
    switch name {
    case "component": component
    case "share": "\(random.number(in: 2...60))"
    case "minutes": "\(random.number(in: 5...55))"
    case "milliseconds": "\(random.number(in: 80...9000))"
    case "clock": "\(random.number(in: 10...23)):\(random.number(in: 10...59))"
    default: Vocabulary.lists[name].map { random.pick($0) } ?? name
    }
  }

  /// About 75 words, at least 38, in paragraphs; some with a list, a heading or a code block.
  ///
  /// No sentence comes twice: repetition would pack better than real text does.
  func message(opening: String? = nil, using random: inout SeededGenerator) -> String {
    let wanted = random.number(in: 38...96)
    var sentences = random.shuffled(Vocabulary.sentences)
    var blocks = [filled(opening ?? sentences.removeLast(), using: &random)]
    if random.chance(percent: 20) { blocks.append(list(using: &random)) }
    if random.chance(percent: 4) {
      blocks.append("```\n" + random.pick(Vocabulary.codeBlocks) + "\n```")
    }
    var words = blocks.map(wordCount).reduce(0, +)
    while words < wanted, let template = sentences.popLast() {
      let sentence = filled(template, using: &random)
      words += wordCount(sentence)
      if !blocks[blocks.count - 1].contains("\n"), random.chance(percent: 65) {
        blocks[blocks.count - 1] += " " + sentence
      } else {
        blocks.append(sentence)
      }
    }
    if random.chance(percent: 4), let template = sentences.popLast() {
      blocks.append("### What comes next\n\n" + filled(template, using: &random))
    }
    return blocks.joined(separator: "\n\n")
  }

  private func list(using random: inout SeededGenerator) -> String {
    let isNumbered = random.chance(percent: 25)
    let items = (1...random.number(in: 2...4)).map { number in
      let item = filled(random.pick(Vocabulary.listItems), using: &random)
      return (isNumbered ? "\(number). " : "- ") + item
    }
    return items.joined(separator: "\n")
  }
}

func wordCount(_ text: String) -> Int {
  text.split { $0 == " " || $0 == "\n" }.count
}
