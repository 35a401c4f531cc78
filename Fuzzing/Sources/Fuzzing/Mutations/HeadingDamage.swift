extension Damage {
  /// The ways in which people damage the heading of an update.
  static let headings: [Damage] = [
    heading("heading-marks") { heading, dice in
      dice.pick(openings) + heading.dropFirst(3)
    },
    heading("heading-marks") { heading, dice in
      dice.pick(openings) + heading.dropFirst(3)
    },
    heading("heading-dash") { heading, dice in
      heading.replacing(" - ", with: dice.pick(dashes), maxReplacements: dice.number(1...2))
    },
    heading("heading-end") { heading, dice in heading + dice.pick(endings) },
    heading("heading-character") { heading, dice in
      let place = heading.index(heading.startIndex, offsetBy: dice.number(0...heading.count))
      return heading[..<place] + dice.pick(oddCharacters) + heading[place...]
    },
    heading("heading-character") { heading, dice in
      let place = heading.index(
        heading.startIndex, offsetBy: min(heading.count, dice.number(0...4)))
      return heading[..<place] + dice.pick(oddCharacters) + heading[place...]
    },
    heading("heading-state") { heading, dice in
      let parts = heading.dropFirst(3).split(separator: " - ", maxSplits: 1).map(String.init)
      return "## \(dice.pick(states)) - \(parts.last ?? "")"
    },
    heading("heading-turned") { heading, _ in
      "## " + heading.dropFirst(3).split(separator: " - ").reversed().joined(separator: " - ")
    },
    heading("heading-split") { heading, dice in
      let blank = heading.ranges(of: " ")
      guard !blank.isEmpty else { return heading }
      return heading.replacingCharacters(in: dice.pick(blank), with: "\n")
    },
    heading("heading-underlined") { heading, dice in
      heading.dropFirst(3) + "\n" + dice.pick(["---", "===", "--", "- - -"])
    },
    heading("heading-above") { heading, dice in
      dice.pick(before) + heading
    },
    Damage(lines: "heading-joined") { lines, dice in
      let places = headingPlaces(in: lines).filter { $0 > 1 }
      guard !places.isEmpty else { return lines }
      var lines = lines
      let place = dice.pick(places)
      lines[place - 1] +=
        Array(dice.pick(["", " ", "\u{2028}", "\u{B}", "<br>"]).utf8) + lines.remove(at: place)
      return lines
    },
    Damage(lines: "new-heading") { lines, dice in
      var lines = lines
      let line =
        "\(dice.pick(openings))\(dice.pick(states))\(dice.pick(dashes))2026-11-20 11:40 UTC"
      lines.insert(
        contentsOf: [[], Array(line.utf8), [], Array("Some words.".utf8)],
        at: dice.number(0...lines.count))
      return lines
    },
  ]

  private static let openings = [
    "##", "# ", "### ", "#### ", " ## ", "   ## ", "    ## ", "\t## ", "##\t", "##  ", "##\u{A0}",
    "##\u{200B}",
    "##\u{2003}", "##\u{3000}", "\u{200B}## ", "\u{FEFF}## ", "\u{A0}## ", "\u{AD}## ",
    "#\u{200B}# ", "# # ",
    "＃＃ ", "＃# ", "﹟﹟ ", "\\## ", "\\#\\# ", "> ## ", ">## ", "- ## ", "* ## ", "+ ## ", "1. ## ",
    ": ## ",
    "| ## ", "## **", "**", "## _", "## `", "## [", "** ", "• ## ", "– ## ", "&#35;&#35; ",
    "<b>## ", "<p>## ",
    "<h2>", "<br>## ", "\"## ", "// ## ", "-- ", "", "= ", "== ", "h2. ", "~## ", "…## ",
  ]

  private static let dashes = [
    " – ", " — ", " -- ", " - - ", " ‐ ", " − ", "\u{A0}-\u{A0}", " -\u{A0}", "\u{A0}- ", " -",
    "- ", "-", ": ", " : ",
    " | ", ", ", " ", " \u{2011} ", " \u{FF0D} ", " -\u{200B} ", "\u{2009}–\u{2009}", " -  ",
    "  -  ", "\t-\t", " - – - ",
    " ー ", " · ", " > ", " ~ ", " _ ",
  ]

  private static let endings = [
    " ", " -", " - ", " - - ", " ##", " #", "#", " - SEV2", " - SEV9", " - sev1",
    " - api: operational", " - api : down",
    " - next: 2h", " - next: 12:30 UTC", " - next: yesterday", " - quiet", " - SEV1 - SEV2", ":",
    ".", "\u{A0}", "\u{200B}",
    "**", " <!-- x -->", " <br>", " {#id}", " \\", "  ", " - next: 99999999999h",
    " - api: operational - api: major_outage",
  ]

  private static let states = [
    "Investigating", "Identified", "Monitoring", "Resolved", "Update", "Retracted", "Scheduled",
    "In progress",
    "In Progress", "In-progress", "Verifying", "Completed", "Cancelled", "RESOLVED", "resolved",
    "Re\u{AD}solved", "Resolved:",
    "**Resolved**", "[Resolved]", "Reso1ved", "Fixed", "Rеsolved", "Solved", "In\u{A0}progress", "",
    "-", "Postmortem",
  ]

  private static let before = [
    "\n", "text\n", "```\n", "<!-- ", "<!--\n", "<pre>\n", "<div>\n", "- item\n", "- item\n\n  ",
    "> quote\n", "    code\n",
    "| a |\n", "[x]: y\n", "[x]: y \"\n", "\\", "***\n", "text  \n", "text\\\n", "<br>\n",
    "<script>\n", "<?php\n", "~~~ x\n",
  ]

  /// Changes one heading of an update.
  private static func heading(
    _ name: String, _ change: @escaping @Sendable (String, inout Dice) -> String
  ) -> Damage {
    Damage(lines: name) { lines, dice in
      let places = headingPlaces(in: lines)
      guard !places.isEmpty else { return lines }
      var lines = lines
      let place = dice.pick(places)
      let text = String(decoding: lines[place], as: UTF8.self)
      lines[place] = Array(change(text, &dice).utf8)
      return lines
    }
  }

  private static func headingPlaces(in lines: [[UInt8]]) -> [Int] {
    lines.indices.filter { lines[$0].starts(with: "## ".utf8) }
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
