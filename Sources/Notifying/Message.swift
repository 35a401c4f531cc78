package import StatusModel

/// What one target is to be sent at once.
package struct Message: Hashable, Sendable {
  /// How much it tells.
  package enum Form: Hashable, Sendable {
    /// The newest of one entry, and how many came before it that were not sent.
    case update(earlier: Int)
    /// Several entries, or what is old, in one list.
    case digest
  }

  package let target: Notifier
  /// Oldest first; never empty.
  package let items: [NewsItem]
  package let marks: [NewsMark]
  package let form: Form
  /// From 1.
  package let attempt: Int

  package init(
    to target: Notifier, _ items: [NewsItem], marks: [NewsMark], form: Form, attempt: Int = 1
  ) {
    self.target = target
    self.items = items
    self.marks = marks
    self.form = form
    self.attempt = attempt
  }

  package var newest: NewsItem { items[items.count - 1] }
}

extension Notifier {
  /// Whether its receiver can tell that it gets a message a second time.
  package var tellsDoubles: Bool {
    switch channel {
    case .webhook, .mail, .webSub: true
    case .statuspage, .slack, .teams, .discord, .command: false
    }
  }

  /// Whether it takes several entries in one message.
  var takesDigests: Bool {
    switch channel {
    case .statuspage: false
    case .webhook, .mail, .webSub, .slack, .teams, .discord, .command: true
    }
  }
}
