import Addresses
import StatusModel

/// The style of a feed that somebody opens in a browser: what it is, and the titles with their dates.
///
/// A style sheet can show no link and read no escaped HTML, so it names the address of the page with all
/// ways to subscribe, and leaves the texts to feed readers.
func feedStyle(of view: SiteView) -> [UInt8] {
  let address = PageAddress.subscribe.absolute(on: view.settings.url)
  let notice = view.words.text(
    .feedOpened, ["site": view.siteName, "address": address])
  return Array(
    """
    @charset "utf-8";
    :root { color-scheme: light dark; display: block; max-width: 44rem; margin: 2rem auto; padding: 0 1.25rem; font: 1rem/1.5 system-ui, sans-serif; }
    :root::before { content: "\(cssText(notice))"; display: block; padding: 1rem 1.25rem; border-inline-start: .25rem solid \(view.settings.accent ?? "#0b5cab"); background: #8881; }
    channel, item, entry { display: block; }
    channel > *, item > *, entry > *, feed > * { display: none; }
    channel > title, feed > title { display: block; margin: 1.5rem 0; font-size: 1.5rem; font-weight: 700; }
    channel > item, feed > entry { display: block; margin: 1rem 0; padding-top: .75rem; border-top: 1px solid #8886; }
    item > title, entry > title { display: block; font-weight: 700; }
    item > pubDate, entry > updated { display: block; opacity: .75; }

    """.utf8)
}

/// A text inside a string of CSS: its quotes, backslashes and controls as escapes.
///
/// - Source: CSS Syntax Module Level 3, 4.3.7.
private func cssText(_ text: String) -> String {
  text.unicodeScalars.map { scalar in
    switch scalar {
    case "\"", "\\", "<", ">", "&": return "\\" + String(scalar.value, radix: 16) + " "
    case _ where scalar.value < 0x20 || scalar.value == 0x7F: return " "
    default: return String(scalar)
    }
  }.joined()
}
