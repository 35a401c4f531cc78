/// A file of the site, before it is written: front matter and updates, oldest first.
struct CorpusEntry {
  let folder: String
  let id: String
  let frontMatter: [String]
  let updates: [Update]
  /// The text of a file that holds no updates.
  var body = ""

  struct Update {
    let state: String
    let at: Minute
    let changes: [String]
    let text: String
  }

  var path: String { "\(folder)/\(id).md" }

  var text: String {
    let sections = updates.map { update in
      let heading = ([update.state, update.at.text] + update.changes).joined(separator: " - ")
      return "## \(heading)\n\n\(update.text)\n"
    }
    return "---\n" + frontMatter.joined(separator: "\n") + "\n---\n\n"
      + sections.joined(separator: "\n") + body
  }
}

/// Ids that have been given away, so that each is given once.
struct GivenIDs {
  private var uses: [String: Int] = [:]

  /// An id of at most 99 characters: the day, then the title.
  mutating func id(for title: String, on day: Minute) -> String {
    let stem = String("\(day.date)-\(slug(of: title))".prefix(92))
    let use = uses[stem, default: 0] + 1
    uses[stem] = use
    return use == 1 ? stem : "\(stem)-n\(use)"
  }
}
