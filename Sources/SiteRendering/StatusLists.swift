import Foundation
import StatusModel

extension Words {
  /// `Major outage: 33 minutes; partial outage: 45 minutes`.
  ///
  /// - Parameter held: each status and for how long, in words.
  func list(_ held: [(status: ComponentStatus, span: String)]) -> String {
    let items = held.map {
      text(.affectedFor, ["status": text($0.status.inlineWord), "span": $0.span])
    }
    return asSentence(items.joined(separator: text(.listSeparator)))
  }

  /// A text with a capital letter at its start, by the rules of the language.
  func asSentence(_ text: String) -> String {
    text.prefix(1).uppercased(with: locale) + text.dropFirst()
  }
}
