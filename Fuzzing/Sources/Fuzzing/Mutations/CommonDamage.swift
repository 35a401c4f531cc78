extension Damage {
  /// What happens to any file: bytes and lines that are changed, lost, doubled, or come from elsewhere.
  static let common: [Damage] = [
    Damage(name: "flip-byte") { bytes, _, dice in
      guard !bytes.isEmpty else { return bytes }
      var bytes = bytes
      bytes[dice.number(0...bytes.count - 1)] ^= 1 << UInt8(dice.number(0...7))
      return bytes
    },
    Damage(name: "random-byte") { bytes, _, dice in
      var bytes = bytes
      bytes.insert(UInt8(dice.number(0...255)), at: dice.number(0...bytes.count))
      return bytes
    },
    Damage(name: "delete-bytes") { bytes, _, dice in
      let start = dice.number(0...bytes.count)
      return Array(bytes[..<start]) + Array(bytes[start...].dropFirst(dice.number(1...12)))
    },
    Damage(name: "truncate") { bytes, _, dice in Array(bytes.prefix(dice.number(0...bytes.count)))
    },
    Damage(inserting: "odd-character", oddCharacters),
    Damage(inserting: "odd-character", oddCharacters),
    Damage(inserting: "mark", marks),
    Damage(inserting: "mark", marks),
    Damage(lines: "duplicate-lines") { lines, dice in
      let (start, end) = span(of: lines, &dice)
      return Array(lines[..<end]) + Array(lines[start...])
    },
    Damage(lines: "delete-lines") { lines, dice in
      let (start, end) = span(of: lines, &dice)
      return Array(lines[..<start]) + Array(lines[end...])
    },
    Damage(lines: "swap-lines") { lines, dice in
      var lines = lines
      lines.swapAt(dice.number(0...lines.count - 1), dice.number(0...lines.count - 1))
      return lines
    },
    Damage(lines: "join-lines") { lines, dice in
      guard lines.count > 1 else { return lines }
      var lines = lines
      let place = dice.number(0...lines.count - 2)
      lines[place] += [0x20] + lines.remove(at: place + 1)
      return lines
    },
    Damage(lines: "indent-lines") { lines, dice in
      let (start, end) = span(of: lines, &dice)
      let blank = Array(dice.pick([" ", "  ", "    ", "\t", "> ", "- ", "1. ", "\u{A0}"]).utf8)
      return lines.indices.map { start..<end ~= $0 ? blank + lines[$0] : lines[$0] }
    },
    Damage(name: "splice") { bytes, mutator, dice in
      let other = mutator.otherFile(&dice).split(
        separator: 0x0A, omittingEmptySubsequences: false
      ).map(Array.init)
      let (from, to) = span(of: other, &dice)
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
      let place = dice.number(0...lines.count)
      return Array(
        (lines[..<place] + other[from..<to] + lines[place...]).joined(separator: [0x0A]))
    },
    Damage(name: "repeat") { bytes, mutator, dice in
      let size = mutator.repetitionSize(&dice)
      let lines = bytes.split(separator: 0x0A)
      let piece: [UInt8] =
        dice.chance(50) || lines.isEmpty
        ? Array(dice.pick(marks + oddCharacters + repeated).utf8)
        : Array(dice.pick(lines)) + [0x0A]
      let place = characterStart(atOrBefore: dice.number(0...bytes.count), in: bytes)
      let run = repeatElement(piece, count: max(1, size / max(1, piece.count))).joined()
      return Array(bytes[..<place]) + Array(run) + Array(bytes[place...])
    },
    Damage(name: "line-ends") { bytes, _, dice in
      let end: [UInt8] = dice.pick([[0x0D, 0x0A], [0x0D], [0x0D, 0x0D, 0x0A], [0x0A, 0x0D]])
      let isWhole = dice.chance(60)
      return bytes.flatMap { byte -> [UInt8] in
        byte == 0x0A && (isWhole || dice.chance(30)) ? end : [byte]
      }
    },
    Damage(lines: "conflict") { lines, dice in
      let (start, end) = span(of: lines, &dice)
      let ours = Array(lines[start..<end])
      let theirs = dice.chance(50) ? ours : [Array("- other words".utf8), []]
      let marks = ["<<<<<<< HEAD", "=======", ">>>>>>> main"].map { Array($0.utf8) }
      return Array(lines[..<start]) + [marks[0]] + ours + [marks[1]] + theirs + [marks[2]]
        + Array(lines[end...])
    },
    Damage(name: "byte-order-mark") { bytes, _, dice in
      dice.pick([[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF]]) + bytes
    },
  ]

  /// Some lines after each other, mostly few of them.
  fileprivate static func span(of lines: [[UInt8]], _ dice: inout Dice) -> (Int, Int) {
    let start = dice.number(0...lines.count - 1)
    return (start, min(lines.count, start + dice.pick([1, 1, 1, 2, 3, 8])))
  }

  /// What is not seen, or looks like something else.
  static let oddCharacters = [
    "\u{A0}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{34F}",
    "\u{61C}", "\u{180E}", "\u{200E}", "\u{200F}", "\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}",
    "\u{2028}", "\u{2029}", "\u{85}", "\u{0}", "\u{7}", "\u{8}", "\u{B}", "\u{C}", "\u{1B}",
    "\u{1B}]0;x\u{7}", "\u{7F}", "\u{9B}", "\u{2002}", "\u{2009}", "\u{202F}", "\u{3000}",
    "\u{2010}",
    "\u{2011}", "\u{2012}", "–", "—", "\u{2015}", "\u{2212}", "\u{FE58}", "\u{FF0D}", "\u{FF03}",
    "\u{FE5F}", "：", "［", "\u{FF5C}", "\u{338}", "\u{301}", "é", "e\u{301}", "ß", "İ", "ı", "ﬃ",
    "Ａ", "２", "٢", "👩‍👩‍👧‍👦", "🇩🇪", "\u{FE0F}", "\u{E0041}", "\u{FFFD}", "\u{FFFE}", "\u{FFFF}",
    "\u{10FFFF}", "\u{F8FF}", "中文", "שלום", "العربية",
  ]

  /// What means something in YAML, Markdown, HTML, JSON, XML, iCalendar or a template.
  static let marks = [
    "---", "---\n", "...", "\n---\n", ": ", ":", " #", "#", "# ", "## ", "### ", "&a ", "*a",
    "!!int ",
    "!", "|", "|-\n", ">", ">-\n", "{", "}", "[", "]", "[]", "{}", ",", "? ", "- ", "\"", "'", "%",
    "%YAML 1.2\n", "@", "`", "``", "```\n", "````\n", "~~~\n", "~~x~~", "<!--", "-->", "<!-->",
    "<pre>",
    "</pre>", "<script>", "</script>", "<style>", "<br>", "<p>", "</p>", "<token>", "<b>x</b>",
    "<a href=x>",
    "<![CDATA[", "]]>", "<?xml", "<!DOCTYPE x>", "<https://a.example|x>", "https://a.example/(b)",
    "mailto:a@b.example", "[x]: /y \"z\"\n", "[x]", "[x](y)", "[x](<y> \"z\")", "![", "![](x)",
    "![alt](static/logo.svg)", "](", "[a](javascript:b)", "[a](data:text/html,b)", "**", "__", "*",
    "_",
    "\\", "\\\n", "  \n", "\n\n", "\n", "\t", "    ", "===\n", "| a | b |\n|---|---|\n| c | d |\n",
    "&amp;",
    "&lt;", "&#0;", "&#x110000;", "&nosuch;", "&", "<", ">", "{{", "}}", "{{{x}}}", "{{#x}}",
    "{id}", "%s",
    "\\u0000", "\\ud800", "\r\nBEGIN:VEVENT\r\n", ";", "BEGIN:VCALENDAR", "• ", "1) ", "1. ",
    "* * *\n",
    "\n<<<<<<< HEAD\n", "\n=======\n", "\n>>>>>>> x\n", "\n||||||| x\n", "10.1.2.3",
    "AKIAIOSFODNN7EXAMPLE",
  ]

  private static let repeated = [
    "a", "soon ", "![[]()", "[", "[a](", "![a](", "*a ", "_a_", "**a", "`", "<", "</", "<!--", "&",
    "> ",
    "- ", "1. ", "\\", "[a]: b\n", "a\n---\n", "## x\n", "\n", " ", "https://", "www.a.", "a@b.",
    "#",
    "(", "|", "~~", "<b>", "\"", "{", "x: ", "- - ", "&a", "0", "-", "human error ",
  ]
}
