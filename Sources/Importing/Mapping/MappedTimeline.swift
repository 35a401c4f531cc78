import ContentWriting
import Diagnostics
import Markdown
import StatusModel

/// What all entries of a source are mapped with.
struct MappingRules: Sendable {
  let catalog: MappedCatalog
  let zone: TimeZoneRules
  /// The old page's address.
  let base: String?
  let options: ImportOptions
}

/// An update in its place, its text still foreign.
struct OrderedUpdate: Sendable {
  let source: ImportedHistory.Update
  let time: Timestamp
}

extension ImportedHistory.Entry {
  /// In the order of their times, each once; where times are equal, as the source has them.
  func orderedUpdates(_ notes: inout MappingNotes) -> [OrderedUpdate] {
    struct Said: Hashable {
      let time: Timestamp
      let state: ImportedHistory.Update.State
      let text: String
    }
    var said: Set<Said> = []
    let sorted = updates.enumerated().sorted { one, other in
      (one.element.time, one.offset) < (other.element.time, other.offset)
    }
    return sorted.compactMap { _, update in
      let isNew = said.insert(
        Said(time: update.time, state: update.state, text: update.text.written)
      ).inserted
      notes.count("update", .kept)
      guard isNew else {
        notes.find(
          .changed, subject, "an update is there twice; it is written once", at: update.place)
        return nil
      }
      if case .unknown(let word) = update.state {
        notes.count("update state", .approximated)
        notes.find(
          .changed, subject,
          "the state '\(oneLine(word, limit: 40))' is not known; it is written as 'Update'",
          at: update.place)
      } else {
        notes.count("update state", .kept)
      }
      return OrderedUpdate(source: update, time: update.time)
    }
  }
}

/// How the texts of an entry are converted.
enum TextCare: Sendable {
  case careful
  /// Each mark escaped: where the careful way makes a file that reads otherwise.
  case whole
}

extension MappingRules {
  /// The text of an update, which never is empty.
  ///
  /// - Parameter instead: where the source shows no words.
  func updateText(
    _ text: ImportedHistory.Text, instead: String, _ care: TextCare
  ) -> String {
    let careful = care == .careful ? markdown(from: text, topHeading: 3, base: base) : ""
    for candidate in [careful, wholeWords(of: text)] {
      let kept = ContentWriting.updateText(candidate)
      if isUpdateText(kept) { return kept }
    }
    return escapedMarkdown(instead, startsLine: true)
  }

  private func isUpdateText(_ text: String) -> Bool {
    guard !text.isEmpty else { return false }
    do throws(TextProblem) {
      try checkUpdateText(text)
      return true
    } catch {
      return false
    }
  }

  /// A text that is an entry by itself, or a postmortem.
  func wholeText(_ text: ImportedHistory.Text, _ care: TextCare) -> String {
    let converted =
      care == .careful ? markdown(from: text, topHeading: 2, base: base) : wholeWords(of: text)
    return ContentWriting.updateText(converted)
  }

  func title(_ entry: ImportedHistory.Entry, instead: String) -> String {
    let title = oneLine(entry.title)
    return title.isEmpty ? instead : title
  }
}
