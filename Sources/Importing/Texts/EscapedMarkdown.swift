/// A line of plain words as CommonMark that shows them as they are, whatever they look like.
///
/// Only what would be read as a mark gets a backslash, so that the file stays readable.
///
/// - Parameters:
///   - line: without a line break.
///   - startsLine: no other words stand before it, so marks of blocks count.
///   - isInLink: a bracket would end the link's words.
func escapedMarkdown(_ line: String, startsLine: Bool, isInLink: Bool = false) -> String {
  var writer = Escaper(Array(line.unicodeScalars), isInLink: isInLink)
  if startsLine { writer.escapeStart() }
  writer.escapeRest()
  return String(writer.text)
}

/// Every mark of ASCII with a backslash before it: for words that nothing else shows as they are.
func whollyEscapedMarkdown(_ line: String) -> String {
  var text = String.UnicodeScalarView()
  for scalar in line.unicodeScalars {
    if isASCIIMark(scalar) { text.append("\\") }
    text.append(scalar)
  }
  return String(text)
}

private struct Escaper {
  private let scalars: [Unicode.Scalar]
  private let isInLink: Bool
  private var index = 0
  private(set) var text = String.UnicodeScalarView()

  init(_ scalars: [Unicode.Scalar], isInLink: Bool) {
    self.scalars = scalars
    self.isInLink = isInLink
  }

  private func scalar(_ place: Int) -> Unicode.Scalar? {
    scalars.indices.contains(place) ? scalars[place] : nil
  }

  /// What begins a block: a heading, a quote, an item, a line across, an underline, a fence, and the marks that
  /// a merge leaves.
  mutating func escapeStart() {
    guard let first = scalars.first else { return }
    switch first {
    case "#", ">", "=", "~", "|": put("\\")
    case "<" where scalar(1) == "<": put("\\")
    case "+", "-":
      let rest = scalars.dropFirst()
      let isLineAcross = rest.allSatisfy { $0 == first || isBlank($0) }
      if isLineAcross || rest.first.map(isBlank) ?? true { put("\\") }
    case "0"..."9": escapeNumber()
    default: break
    }
    if index == 0, text.last == "\\" { putNext() }
  }

  private mutating func escapeNumber() {
    let digits = scalars.prefix { ("0"..."9").contains($0) }
    guard digits.count < 10, let mark = scalar(digits.count), mark == "." || mark == ")",
      scalar(digits.count + 1).map(isBlank) ?? true
    else { return }
    for _ in digits { putNext() }
    put("\\")
    putNext()
  }

  mutating func escapeRest() {
    while index < scalars.count {
      if needsEscape { put("\\") }
      putNext()
    }
  }

  private var needsEscape: Bool {
    let next = scalar(index + 1)
    switch scalars[index] {
    case "`", "[": return true
    case "]": return isInLink
    case "\\": return next.map(isASCIIMark) ?? true
    case "*": return !isApart
    case "_": return !isApart && !isWithinWord
    case "<":
      return next.map { $0.properties.isAlphabetic || "/!?".unicodeScalars.contains($0) } ?? false
    case "&": return beginsReference
    default: return false
    }
  }

  /// A blank stands on both sides, so that it opens and closes nothing.
  private var isApart: Bool {
    guard index > 0, let next = scalar(index + 1) else { return false }
    return isBlank(scalars[index - 1]) && isBlank(next)
  }

  private var isWithinWord: Bool {
    guard index > 0, let next = scalar(index + 1) else { return false }
    return isWordScalar(scalars[index - 1]) && isWordScalar(next)
  }

  /// `&name;`, `&#38;`.
  private var beginsReference: Bool {
    let name = scalars[(index + 1)...].prefix(40).prefix {
      $0.isASCII && ($0 == "#" || isWordScalar($0))
    }
    return !name.isEmpty && scalar(index + 1 + name.count) == ";"
  }

  private mutating func put(_ scalar: Unicode.Scalar) { text.append(scalar) }

  private mutating func putNext() {
    put(scalars[index])
    index += 1
  }
}

private func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.isAlphabetic || scalar.properties.numericType != nil
}

func isASCIIMark(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
  default: false
  }
}
