import ContentReading
import ContentWriting
import StatusModel

/// The ids of a kind of thing; each is given once.
struct TakenIDs {
  private var taken: Set<String>

  init(_ taken: Set<String> = []) {
    self.taken = taken
  }

  /// `wanted`, or with `-2`, `-3` behind it.
  mutating func take(_ wanted: String) -> String {
    var candidate = wanted
    var number = 2
    while !taken.insert(candidate).inserted {
      candidate = "\(wanted.prefix(92))-\(number)"
      number += 1
    }
    return candidate
  }
}

/// The source's own id where it can be a file's name, else what an address may hold of it.
///
/// - Returns: nil where nothing is left.
func usableID(_ source: String?) -> String? {
  guard let source else { return nil }
  if isID(source) { return source }
  let slug = slug(of: source, limit: 99)
  return slug.isEmpty ? nil : slug
}

extension ImportedHistory.Entry {
  /// When it first was public: its first update, or what is known instead; nil where no time is known at all.
  var firstTime: Timestamp? {
    updates.map(\.time).min() ?? started ?? closed ?? windowStart
  }

  /// When it was over; nil while it goes on.
  var lastTime: Timestamp? {
    let last = updates.map(\.time).max()
    switch kind {
    case .incident:
      let end = updates.max { $0.time < $1.time }?.state
      let isOver = closed != nil || end == .incident(.resolved) || end == .incident(.retracted)
      return isOver ? [closed, last].compactMap { $0 }.max() : nil
    case .maintenance(let window, _):
      return [window.end, closed, last, window.start].compactMap { $0 }.max()
    case .announcement(let ends): return ends
    }
  }

  private var windowStart: Timestamp? {
    if case .maintenance(let window, _) = kind { window.start } else { nil }
  }

  /// Every component that it names, in the order in which they are named.
  var references: [ImportedHistory.Reference] {
    let order = updates.flatMap { $0.reports.map(\.component) }
    var seen: Set<ImportedHistory.Reference> = []
    return (components.map(\.component) + order).filter { seen.insert($0).inserted }
  }

  /// As people know it.
  var subject: String { id ?? oneLine(title, limit: 80) }
}
