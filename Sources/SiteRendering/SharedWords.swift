import Markdown
import StatusModel

/// What a link to a page says where somebody pastes it: into a chat, a post, a message.
///
/// - Source: the Open Graph protocol, `og:title` and `og:description`.
struct SharedWords: Sendable {
  let title: String
  /// One line.
  let text: String

  /// Longer ones are cut by every program that shows them.
  private static let longest = 200

  /// - Parameter text: of any length; only its beginning is looked at.
  init(title: String, text: String) {
    self.title = title
    self.text = SharedWords.line(text)
  }

  /// By bytes, since each of ten thousand pages has one: to count a text's characters costs more than to
  /// render it.
  private static func line(_ text: String) -> String {
    var bytes: [UInt8] = []
    var count = 0
    var isAfterBlank = false
    for byte in text.utf8 {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        isAfterBlank = count > 0
        continue
      }
      if byte & 0xC0 != 0x80 {
        if count + (isAfterBlank ? 1 : 0) >= longest {
          // The last character may lack a mark that belongs to it.
          return String(decoding: bytes, as: UTF8.self).dropLast() + "…"
        }
        if isAfterBlank { bytes.append(0x20) }
        count += isAfterBlank ? 2 : 1
        isAfterBlank = false
      }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension SiteView {
  /// Of a page that has no words of its own to share.
  func sharedWords(titled title: String) -> SharedWords {
    SharedWords(title: title, text: siteDescription ?? siteName)
  }

  /// Of the home page: the headline, and what is concerned.
  var sharedWords: SharedWords {
    let affected = snapshot.components.filter {
      $0.presence == .present && $0.status != .operational
    }
    .sorted { $0.status > $1.status }
    .map { named(label: name(of: $0.component), title: words.text($0.status.word)) }
    let text = ([breadth].filter { !$0.isEmpty } + affected).joined(
      separator: words.text(.listSeparator))
    return SharedWords(
      title: words.text(snapshot.headline.headline),
      text: text.isEmpty ? siteDescription ?? siteName : text)
  }

  /// Of an incident: where it stands, and the newest words.
  func sharedWords(of incident: IncidentSnapshot) -> SharedWords {
    sharedWords(title(of: incident), incident.state.word, incident.updates.last.map { wording($0) })
  }

  func sharedWords(of maintenance: MaintenanceSnapshot) -> SharedWords {
    sharedWords(
      title(of: maintenance), maintenance.state.word, maintenance.updates.last.map { wording($0) })
  }

  func sharedWords(ofComponent place: ComponentIndex) -> SharedWords {
    let component = snapshot.components[place]
    return SharedWords(
      title: named(label: name(of: component.component), title: words.text(component.status.word)),
      text: barsSummary(of: component))
  }

  /// In the language of the page, where it is given in it.
  private func wording<State: StateWords>(_ update: UpdateSnapshot<State>) -> String {
    update.translations.first { $0.language == tree.language }?.text ?? update.text
  }

  private func sharedWords(_ title: String, _ state: Word, _ text: String?) -> SharedWords {
    SharedWords(
      title: named(label: words.text(state), title: title),
      text: text.map { Markdown.plainText(fromMarkdown: $0) } ?? title)
  }

  private func named(label: String, title: String) -> String {
    words.text(.named, ["label": label, "title": title])
  }
}
