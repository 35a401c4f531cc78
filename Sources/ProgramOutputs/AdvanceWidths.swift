/// How much room a character takes in a line, in thousandths of the font's size.
///
/// Exact for ASCII, near enough for everything else: whoever shows the text is told the whole length
/// and fits the letters to it.
///
/// - Source: the advance widths of DejaVu Sans, which is as wide as Verdana.
func advanceWidth(of character: Character) -> Int {
  guard let scalar = character.unicodeScalars.first else { return 0 }
  if (32..<127).contains(scalar.value) { return asciiWidths[Int(scalar.value) - 32] }
  switch columns(of: character) {
  case 0: return 0
  case 1: return scalar == "…" ? 1_000 : 690
  default: return 1_250
  }
}

/// From the space to the tilde.
private let asciiWidths = [
  318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
  636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
  1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
  603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
  500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
  635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
]

/// How many columns of a terminal a character takes: 0, 1 or 2.
///
/// - Source: the wide blocks of Unicode's East Asian Width (UAX #11), and emoji.
func columns(of character: Character) -> Int {
  guard let scalar = character.unicodeScalars.first else { return 0 }
  if scalar.isASCII {
    return character.unicodeScalars.contains("\u{FE0F}") ? 2 : 1
  }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format, .control: return 0
  default: break
  }
  let isWide =
    scalar.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}")
    || wideBlocks.contains { $0.contains(scalar.value) }
  return isWide ? 2 : 1
}

func columns(of text: some StringProtocol) -> Int {
  text.reduce(0) { $0 + columns(of: $1) }
}

private let wideBlocks: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
  0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
  0x1F1E6...0x1F1FF, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD,
]
