extension Damage {
  /// What happens to texts.
  static let text: [Damage] = [
    Damage(inserting: "block", blocks),
    Damage(inserting: "block", blocks),
    Damage(lines: "wrap-lines") { lines, dice in
      let start = dice.number(0...lines.count - 1)
      let end = min(lines.count, start + dice.number(1...6))
      let (before, after) = dice.pick(wrappings)
      return Array(lines[..<start]) + [Array(before.utf8)] + Array(lines[start..<end])
        + (after.isEmpty ? [] : [Array(after.utf8)]) + Array(lines[end...])
    },
    Damage(lines: "underline") { lines, dice in
      var lines = lines
      lines.insert(
        Array(dice.pick(["---", "===", "-", "=", "  ---"]).utf8), at: dice.number(0...lines.count))
      return lines
    },
  ]

  private static let wrappings = [
    ("```", "```"), ("```", ""), ("~~~", "~~~"), ("~~~", ""), ("````", "```"), ("<!--", "-->"),
    ("<!--", ""),
    ("<pre>", "</pre>"), ("<pre>", ""), ("<script>", "</script>"), ("<style>", "</style>"),
    ("<div>", "</div>"),
    ("<div>", ""), ("<details><summary>", "</details>"), ("<![CDATA[", "]]>"), ("<?", "?>"),
    ("> ", ""),
    ("- a", ""), ("1. a", ""), ("[x]: y '", "'"), ("| a |", "|---|"), ("**", "**"), ("`", "`"),
    ("{{#x}}", "{{/x}}"),
  ]

  private static let blocks = [
    "\n- one\n- two\n\n  three\n", "\n1. one\n2. two\n", "\n> quoted\nlazy\n", "\n```\ncode\n```\n",
    "\n    indented\n", "\n### Deeper\n", "\n# Top\n", "\nUnderlined\n---\n", "\nUnderlined\n===\n",
    "\n* * *\n",
    "\n[x]: https://a.example 'y'\n", "\n| a | b |\n|---|---|\n| c | d |\n", "\n• one\n• two\n",
    "<p>All is safe.</p>",
    "Uploads fail<br>for all.", "\n<!-- hidden -->\n", "\n<!-- open\n",
    "\n<table><tr><td>a</td></tr></table>\n",
    "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "\n:::\nnote\n:::\n", "\n- [ ] task\n",
    "~~gone~~",
    "<https://a.example|Slack>", "https://a.example/x_(y)?a=b&c=d#e", "someone@a.example",
    "![alt](static/logo.svg)",
    "[link](/incidents/nowhere/)", "[link](../../etc/passwd)", "{{component}}",
    "\n---\ntitle: x\n---\n",
  ]
}
