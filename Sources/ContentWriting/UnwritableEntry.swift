package import Diagnostics

/// Why an entry has no file that reads back as the same entry.
package enum UnwritableEntry: Error, Hashable, Sendable {
  /// Messages are written by people alone.
  case message
  /// Some components have a status of their own and others have none, which front matter cannot say.
  case mixedStatuses
  /// An update's text would be more than the text of one update, or less.
  ///
  /// - Parameter update: its place, from 0.
  case text(update: Int, TextProblem)
  /// A text begins or ends with a blank line, which reading drops. `update` is nil for an entry that is
  /// one text.
  case blankEdge(update: Int?)
  /// A carriage return ends a line, which reading turns into a line feed.
  case carriageReturn(update: Int?)
  /// What reading would say: an id that no file may have, a title of two lines, a time out of order, a
  /// line that reads like a heading, a private address.
  case refused([Diagnostic])
  /// Reading finds no fault, and another value.
  case readsOtherwise(EntryPart)
}

/// A part of an entry that reads as something else than was written.
package enum EntryPart: Hashable, Sendable {
  /// The heading or the text of one.
  ///
  /// - Parameter place: from 0.
  case update(place: Int)
  /// There would be more of them, or fewer.
  case updateCount
  /// The text of an entry that is one.
  case text
  /// The title, the times, the components: what stands above the texts.
  case frontMatter
}
