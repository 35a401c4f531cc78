import Escaping
import PlainEnglish
import StatusModel

/// A small picture that says of one thing how it is: `status | operational`.
struct Badge {
  /// What it is about; shown up to `Badge.longest` characters, told whole to who hears the page.
  let label: String
  let words: String
  let look: StatusLook

  init(of component: ComponentSnapshot) {
    label = singleLine(component.component.name)
    words = component.status.words
    look = StatusLook(component.status)
  }

  init(of status: PageStatus) {
    label = "status"
    words = status.shortWords
    look = StatusLook(status.indicator)
  }

  /// Characters of a label as people count them; of a longer one the end is cut.
  private static let longest = 40
  private static let height = 20
  private static let margin = 7
  private static let iconSize = 12

  /// The picture on a ground of its own, readable on a light page and a dark one.
  ///
  /// The widths come from a table, and `textLength` holds any other font to them, so nothing has to
  /// be measured and no text runs out of its field.
  var svg: String {
    let shown = shortened(label)
    let labelLength = pixels(shown)
    let wordsLength = pixels(words)
    let edge = labelLength + 2 * Badge.margin
    let iconEnd = edge + Badge.margin + Badge.iconSize
    let width = iconEnd + 5 + wordsLength + Badge.margin
    let title = "\(xmlText(label)): \(xmlText(words))"
    let scale = "translate(\(edge + Badge.margin) 4) scale(.75)"
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(Badge.height)" \
      viewBox="0 0 \(width) \(Badge.height)" role="img">
      <title>\(title)</title>
      <rect width="\(width)" height="\(Badge.height)" rx="3" fill="\(look.colourOnLight)"/>
      <path d="M3 0h\(edge - 3)v\(Badge.height)H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="#3a4049"/>
      <rect x=".5" y=".5" width="\(width - 1)" height="\(Badge.height - 1)" rx="2.5" fill="none" \
      stroke="#fff" stroke-opacity=".3"/>
      <path transform="\(scale)" d="\(look.path)" fill="#fff"/>
      <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="\(fontSize)">
      \(textElement(shown, from: Badge.margin, length: labelLength))
      \(textElement(words, from: iconEnd + 5, length: wordsLength))
      </g>
      </svg>

      """
  }

  private func textElement(_ text: String, from start: Int, length: Int) -> String {
    // Anchored in the middle, a text that runs from right to left stays in its field as well.
    let middle = "\(start + length / 2)\(length % 2 == 0 ? "" : ".5")"
    return "<text x=\"\(middle)\" y=\"14\" text-anchor=\"middle\" textLength=\"\(length)\" "
      + "lengthAdjust=\"spacingAndGlyphs\">\(xmlText(text))</text>"
  }

  private func shortened(_ label: String) -> String {
    guard label.count > Badge.longest else { return label }
    let kept = label.prefix(Badge.longest - 1)
    return (kept.last == " " ? kept.dropLast() : kept) + "…"
  }
}

private let fontSize = 11

/// The width of a line, rounded up; at least 1.
private func pixels(_ text: String) -> Int {
  let thousandths = text.reduce(0) { $0 + advanceWidth(of: $1) }
  return max(1, (thousandths * fontSize + 999) / 1_000)
}
