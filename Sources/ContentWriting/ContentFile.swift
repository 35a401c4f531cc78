import Addresses
package import ContentReading
import Diagnostics
import Markdown
package import SiteFiles
import StatusModel

/// The file of an entry as a person would have written it: the keys that say something, in the order in
/// which they are documented; below them the text, or the updates with the oldest first.
///
/// It is read again before it is handed out, since reading alone knows what a text does to the file
/// around it. The words of a site, its components and its private patterns, are not looked at.
///
/// - Parameters:
///   - languages: of the site, for texts in several.
///   - keys: what the file holds besides.
/// - Returns: a file that reads back as the same entry, at the path that its id gives it.
/// - Throws: where there is no such file.
package func contentFile(
  of entry: Entry, languages: [String] = [], with keys: PrivateKeys = PrivateKeys()
) throws(UnwritableEntry) -> SourceFile {
  if case .message = entry { throw .message }
  if entry.hasMixedStatuses { throw .mixedStatuses }
  let first = Attempt(entry, meaning: entry, languages, keys)
  if first.isSound { return first.file }
  if !first.hasErrors {
    for texts in entry.textsWithoutCarriedDefinitions {
      let attempt = Attempt(entry.replacing(parts: texts), meaning: entry, languages, keys)
      if attempt.isSound { return attempt.file }
    }
  }
  throw first.reason
}

/// A file, and what reading makes of it.
private struct Attempt {
  let file: SourceFile
  private let meant: Entry
  private let read: Entry?
  private let errors: [Diagnostic]

  init(_ entry: Entry, meaning meant: Entry, _ languages: [String], _ keys: PrivateKeys) {
    file = SourceFile(path: entry.path, bytes: entry.markdown(languages: languages, with: keys))
    self.meant = meant
    let (read, diagnostics) = readEntryAlone(file, languages: languages)
    self.read = read
    errors = diagnostics.filter { $0.severity == .error }
  }

  var isSound: Bool { read == meant }
  var hasErrors: Bool { !errors.isEmpty }

  /// Why it is not.
  var reason: UnwritableEntry {
    if let fault = meant.faultOfText { return fault }
    if hasErrors { return .refused(errors) }
    return .readsOtherwise(read.flatMap(meant.firstDifference(from:)) ?? .frontMatter)
  }
}

extension Entry {
  /// The first text that no entry can hold.
  fileprivate var faultOfText: UnwritableEntry? {
    for (place, text) in texts.enumerated() {
      let update = isTimeline ? place : nil
      for part in text.parts {
        if part.utf8.contains(UInt8(ascii: "\r")) { return .carriageReturn(update: update) }
        if tidied(part) != part { return .blankEdge(update: update) }
        if isTimeline, let problem = problem(ofUpdate: part, isLast: place == texts.count - 1) {
          return .text(update: place, problem)
        }
      }
    }
    return nil
  }

  private func problem(ofUpdate text: String, isLast: Bool) -> TextProblem? {
    do throws(TextProblem) { try checkUpdateText(text) } catch { return error }
    guard !isLast, let block = openBlock(atEndOf: text), case .fence(let mark) = block.mark else {
      return nil
    }
    return .leavesOpen(mark: mark, line: block.line)
  }

  /// - Parameter read: the same entry after it was written.
  fileprivate func firstDifference(from read: Entry) -> EntryPart {
    switch (self, read) {
    case (.incident(let meant), .incident(let read)):
      difference(of: meant.updates, from: read.updates)
    case (.maintenance(let meant), .maintenance(let read)):
      difference(of: meant.updates, from: read.updates)
    default: texts == read.texts ? .frontMatter : .text
    }
  }

  private func difference<Update: Equatable>(
    of meant: [Update], from read: [Update]
  ) -> EntryPart {
    guard meant.count == read.count else { return .updateCount }
    let place = meant.indices.first { meant[$0] != read[$0] }
    return place.map { .update(place: $0) } ?? .frontMatter
  }
}
