extension Damage {
  /// What happens to front matter and settings.
  static let keys: [Damage] = [
    Damage(lines: "misspell-key") { lines, dice in
      changingKey(lines, &dice) { key, value, dice in
        var key = key
        key.insert(
          dice.pick(["x", "-", " ", "\u{A0}", "\u{200B}", ":", "É"]).first ?? "x", at: key.endIndex)
        return "\(key):\(value)"
      }
    },
    Damage(lines: "other-value") { lines, dice in
      changingKey(lines, &dice) { key, _, dice in "\(key): \(dice.pick(values))" }
    },
    Damage(lines: "other-value") { lines, dice in
      changingKey(lines, &dice) { key, _, dice in "\(key): \(dice.pick(values))" }
    },
    Damage(lines: "comment-in-value") { lines, dice in
      changingKey(lines, &dice) { key, value, dice in
        "\(key):\(value)\(dice.pick([" #42 breaks", " # x", "#x", " : y", ": y", " - z"]))"
      }
    },
    Damage(lines: "repeat-key") { lines, dice in
      changingKey(lines, &dice) { key, value, _ in "\(key):\(value)\n\(key):\(value)" }
    },
    Damage(lines: "new-key") { lines, dice in
      let line = "\(dice.pick(someKeys)): \(dice.pick(values))"
      var lines = lines
      lines.insert(Array(line.utf8), at: min(lines.count, dice.number(0...8)))
      return lines
    },
  ]

  private static let someKeys = [
    "title", "severity", "components", "started", "detected", "roles", "draft", "may_publish",
    "former",
    "imported", "starts", "ends", "automatic", "published", "actions", "since", "until", "language",
    "languages", "timezone", "never_publish", "theme", "uptime", "alerts", "git", "name", "url",
  ]

  private static let values = [
    "", "null", "~", "true", "yes", "0", "-1", "1e999", "0x10", "0o7", "1_000", ".nan",
    "2026-11-20",
    "2026-11-20 10:00", "2026-11-20T10:00:00.000Z", "[]", "{}", "[api]", "[api, api]",
    "{api: major_outage}",
    "[[[[]]]]", "{en: A, de: B}", "{en: }", "*a", "&a b", "!!binary aGk=", "\"a\\nb\"",
    "\"\\u0000\"",
    "\"\\ud800\"", "'it''s'", "'", "\"", "|\n  a\n  b", ">\n  a", "Release #42 breaks",
    "\"API\" is down",
    "[EU] API", "*.acme.example", "@x", "`x`", "%x", "a: b", "ar-u-nu-arab", "en-US-x-y", "zz",
    "de, en",
    "Europe/Berlin", "Nowhere/City", "UTC+1", "#e4572e", "\"#e4572e\"", "static/../../etc/passwd",
    "https://a.example/", "http://", "https://[::1]/", "javascript:alert(1)", "major_outage",
    "critical",
    "SEV1", "30m", "99999999999999999999d", "'([a-z]+)+x'", "['(a|a)*b']", "\u{202E}x",
    "x\u{200B}y",
  ]

  /// Changes one line that has a key.
  private static func changingKey(
    _ lines: [[UInt8]], _ dice: inout Dice, _ change: (String, String, inout Dice) -> String
  ) -> [[UInt8]] {
    let keyed = lines.indices.filter { place in
      lines[place].contains(UInt8(ascii: ":")) && lines[place].first != UInt8(ascii: "#")
    }
    guard !keyed.isEmpty else { return lines }
    let place = dice.chance(70) ? keyed[dice.number(0...min(6, keyed.count - 1))] : dice.pick(keyed)
    let line = String(decoding: lines[place], as: UTF8.self)
    let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    var lines = lines
    lines[place] = Array(change(String(parts[0]), String(parts.last ?? ""), &dice).utf8)
    return lines
  }

  /// What happens to times.
  static let times: [Damage] = [
    Damage(name: "shift-digit") { bytes, _, dice in
      let digits = bytes.indices.filter { (0x30...0x39).contains(bytes[$0]) }
      guard !digits.isEmpty else { return bytes }
      var bytes = bytes
      bytes[dice.pick(digits)] = 0x30 + UInt8(dice.number(0...9))
      return bytes
    },
    Damage(name: "other-time") { bytes, _, dice in
      let text = String(decoding: bytes, as: UTF8.self)
      let dates = text.ranges(of: "2026-")
      guard !dates.isEmpty else { return bytes }
      let start = dice.pick(dates).lowerBound
      let end = text[start...].firstIndex { !"0123456789-T:Z+ UTC.".contains($0) } ?? text.endIndex
      return Array((text[..<start] + dice.pick(moments) + text[end...]).utf8)
    },
  ]

  private static let moments = [
    "2026-11-20T10:00:00.000Z", "2026-11-20T10:00:00.123456789+05:30", "2026-11-20 10:00:00 UTC",
    "2026-11-20 10:00:60 UTC", "2026-11-20 24:00 UTC", "2026-02-30 10:00 UTC",
    "0000-00-00 00:00 UTC",
    "0001-01-01 00:00 UTC", "1969-12-31 23:59 UTC", "9999-12-31 23:59 UTC",
    "2026-11-20 10:00 +99:99",
    "2026-11-20 10:00 -00:00", "2026-11-20", "10:00", "20.11.2026 10:00", "11/20/2026 10:00 AM",
    "2026-11-20 10.00 UTC", "2026-11-20 10:00 CET", "2026-11-20 10:00 Z", "2026-10-25 02:30",
    "2026-03-29 02:30", "２０２６-11-20 10:00 UTC", "2026–11–20 10:00 UTC",
    "2026-11-20\u{A0}10:00\u{202F}UTC",
    "2026-11-20 10:00 UTC SEV1", "- ", "",
  ]
}
