extension EntryMaker {
  /// What was learnt from `incident`, published two or three days after it was resolved.
  func postmortem(
    of incident: CorpusEntry, resolved: Minute, using random: inout SeededGenerator
  ) -> CorpusEntry {
    let published = resolved.advanced(by: random.number(in: 2...3) * Minute.day)
    let (kind, what) = random.pick(Vocabulary.actions)
    return CorpusEntry(
      folder: "postmortems", id: incident.id,
      frontMatter: [
        "published: \(published.date)", "actions:", "  - {kind: \(kind), what: \(quoted(what))}",
      ],
      updates: [], body: sections(using: &random))
  }

  private func sections(using random: inout SeededGenerator) -> String {
    let headings = [
      "## Summary", "## Impact", "## What failed\n\n### Process", "### Tooling",
      "### Communication", "## What went well", "## What we will change",
    ]
    let prose = Prose(component: components[0].name)
    return headings.map { heading in
      let text = (1...random.number(in: 1...3)).map { _ in
        prose.filled(random.pick(Vocabulary.lessons), using: &random)
      }
      return "\(heading)\n\n\(text.joined(separator: " "))\n"
    }.joined(separator: "\n")
  }
}
