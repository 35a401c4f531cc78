/// The words of a text of HTML, its references decoded once. One that is not known here stays as it is
/// written.
func decodedReferences(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
  var result = ""
  var rest = text[...]
  while let start = rest.utf8.firstIndex(of: UInt8(ascii: "&")) {
    result += rest[..<start]
    rest = rest[start...]
    let name = rest.dropFirst().prefix(12).prefix { $0 != ";" && $0 != "&" }
    guard rest.dropFirst(1 + name.count).first == ";", let character = character(named: name) else {
      result += "&"
      rest = rest.dropFirst()
      continue
    }
    result.unicodeScalars.append(character)
    rest = rest.dropFirst(name.count + 2)
  }
  return result + rest
}

private func character(named name: Substring) -> Unicode.Scalar? {
  guard name.first == "#" else { return names[String(name)] }
  let digits = name.dropFirst()
  let isHex = digits.first == "x" || digits.first == "X"
  guard let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10),
    !digits.hasPrefix("+"), !digits.hasPrefix("-")
  else { return nil }
  // What has no character, and what HTML takes for one of Windows' code page.
  if value == 0 { return "\u{FFFD}" }
  if (0x80..<0xA0).contains(value) { return windows[Int(value) - 0x80] }
  return Unicode.Scalar(value) ?? "\u{FFFD}"
}

/// - Source: HTML, "Named character references": those of Latin 1, and the ones that editors write.
private let names: [String: Unicode.Scalar] = {
  let latin = """
    nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2
    sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc
    Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve
    Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute
    acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde
    ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml
    """.split(whereSeparator: \.isWhitespace)
  var names: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "ndash": "–", "mdash": "—",
    "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”", "bdquo": "„",
    "bull": "•", "hellip": "…", "prime": "′", "lsaquo": "‹", "rsaquo": "›", "euro": "€",
    "trade": "™", "larr": "←", "uarr": "↑", "rarr": "→", "darr": "↓", "minus": "−", "ne": "≠",
    "le": "≤", "ge": "≥", "infin": "∞", "asymp": "≈", "check": "✓", "zwnj": "\u{200C}",
    "zwj": "\u{200D}", "ensp": "\u{2002}", "emsp": "\u{2003}", "thinsp": "\u{2009}",
    "dagger": "†", "permil": "‰", "oelig": "œ", "OElig": "Œ", "scaron": "š", "Scaron": "Š",
  ]
  for (offset, name) in latin.enumerated() {
    names[String(name)] = Unicode.Scalar(UInt8(0xA0 + offset))
  }
  return names
}()

/// From 0x80 to 0x9F.
///
/// - Source: HTML, "numeric character reference end state".
private let windows: [Unicode.Scalar] = Array(
  "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)
