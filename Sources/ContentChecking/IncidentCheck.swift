import Markdown
import StatusModel

/// What is to be said of one incident's updates.
struct IncidentCheck {
  /// Words of a resolution that say something.
  static let resolutionWords = 7
  /// Words of an update that name an effect or a next step.
  static let updateWords = 8

  let written: Incident
  let shown: IncidentSnapshot
  /// The worst level of the site.
  let worst: Severity?
  let languages: SpokenLanguages

  var findings: [ContentFinding] {
    let texts = shown.updates.indices.flatMap { textFindings(at: $0) }
    return texts + [notMonitored, openButOperational, noCommunicationsLead].compactMap { $0 }
  }

  private var file: String { ContentChecking.file(of: written) }

  private func textFindings(at number: Int) -> [ContentFinding] {
    let update = shown.updates[number]
    let texts = languages.texts(of: update.text, update.translations)
    let length =
      update.declared == .resolved
      ? resolutionFinding(update, texts, at: number)
      : update.state.isOpen ? shortUpdate(update, at: number) : nil
    let promised = update.state.isOpen ? texts : []
    return (length.map { [$0] } ?? [])
      + promised.flatMap { text in
        promises(in: text).map { $0.finding(in: file, under: number, of: text) }
      }
  }

  private func resolutionFinding(
    _ update: UpdateSnapshot<Incident.State>, _ texts: [SpokenText], at number: Int
  ) -> ContentFinding? {
    if let count = wordCount(of: update.text, below: IncidentCheck.resolutionWords) {
      return ContentFinding(
        .shortResolution,
        "this resolution has \(wordsWords(count)), so readers learn only that it is over",
        hint:
          "say what works again, since when, and whether anything was lost: 'No data was lost.'",
        in: file, at: .heading(number))
    }
    let leavesOpen = texts.contains { text in
      text.words.lastingEffects.map { !$0.hasMatch(in: TextWords(text.text)) } ?? false
    }
    guard leavesOpen else { return nil }
    return ContentFinding(
      .effectsUntold,
      "this resolution says nothing of lasting effects, so readers do not know whether data was lost",
      hint: "add a sentence such as 'No data was lost.', or say what was lost and for whom",
      in: file, at: .heading(number))
  }

  private func shortUpdate(
    _ update: UpdateSnapshot<Incident.State>, at number: Int
  ) -> ContentFinding? {
    wordCount(of: update.text, below: IncidentCheck.updateWords).map { count in
      ContentFinding(
        .shortUpdate,
        "this update has \(wordsWords(count)), so the page names neither an effect nor a next step",
        hint: "in eight words or more: what does not work for whom, and what you do next",
        in: file, at: .heading(number))
    }
  }

  /// The worst level was over without a time of watching.
  private var notMonitored: ContentFinding? {
    guard let worst, let number = shown.updates.firstIndex(where: { $0.declared == .resolved })
    else {
      return nil
    }
    let before = shown.updates[..<number]
    guard before.contains(where: { $0.severity == worst.id }) || written.severity == worst.id,
      !before.contains(where: { $0.state == .monitoring })
    else { return nil }
    return ContentFinding(
      .notMonitored,
      "a \(worst.id) is resolved without 'Monitoring' before it, so the page tells of no check that the fix holds",
      hint:
        "write '## Monitoring - …' when a fix is in place, and 'Resolved' when it has held for a while",
      in: file, at: .heading(number))
  }

  /// Open, and nothing is affected, though its level affects what it names.
  private var openButOperational: ContentFinding? {
    guard shown.state.isOpen, !shown.effects.isEmpty, shown.severity.status != .operational,
      shown.effects.allSatisfy({ $0.status == .operational })
    else { return nil }
    return ContentFinding(
      .openButOperational,
      "all components of this open incident are operational, so the page shows it open with nothing affected",
      hint:
        "resolve it, or give a component the status that customers see: 'api: degraded_performance'",
      in: file, at: .heading(shown.updates.count - 1))
  }

  private var noCommunicationsLead: ContentFinding? {
    guard let worst, shown.state != .retracted, written.roles.communications == nil,
      written.severity == worst.id || shown.updates.contains(where: { $0.severity == worst.id })
    else { return nil }
    return ContentFinding(
      .noCommunicationsLead,
      "a \(worst.id) names nobody who speaks to readers, so nobody is reminded when the page waits for an update",
      hint: "add 'communications: NAME' under 'roles'; it is never published",
      in: file, at: .key(["roles", "severity"]))
  }
}

/// The number of words that readers see of a text, where they are fewer than `limit`.
private func wordCount(of text: String, below limit: Int) -> Int? {
  let count = wordCount(of: text)
  // An address of many parts is no word; only a text with a link or a mark has to be read closely.
  let isPlain = !text.utf8.contains { "[<`#*>-".utf8.contains($0) }
  guard count < limit || (!isPlain && text.utf8.count < limit * 40) else { return nil }
  let seen = isPlain ? count : wordCount(of: plainText(fromMarkdown: text).withoutAddresses)
  return seen < limit ? seen : nil
}

extension String {
  /// Plain text writes a link as `words (address)`.
  fileprivate var withoutAddresses: String {
    split(separator: " ").filter { !$0.contains("://") }.joined(separator: " ")
  }
}

private func wordsWords(_ count: Int) -> String {
  switch count {
  case 0: "no words"
  case 1: "one word"
  default: "\(count) words"
  }
}
