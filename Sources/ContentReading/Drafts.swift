import Diagnostics

extension Vocabulary {
  /// For an entry that nobody reads yet: its times may lie ahead.
  func forEntry(isDraft: Bool) -> Vocabulary {
    guard isDraft, latest != nil else { return self }
    return Vocabulary(
      components: components, catalog: catalog, severities: severities, zone: zone,
      leakRules: leakRules,
      latest: nil, languages: languages)
  }
}

extension [Diagnostic] {
  /// Findings of what must not be published: in a draft, which is not, they stop no build.
  func asLeaks(ofDraft isDraft: Bool) -> [Diagnostic] { stoppingNothing(inDraft: isDraft) }

  /// A monitor's rule may name a component that left the page: its alert still becomes a draft.
  func stoppingNothing(inDraft isDraft: Bool) -> [Diagnostic] {
    guard isDraft, !isEmpty else { return self }
    return map { leak in
      Diagnostic(
        .warning, leak.id, leak.message + ", so this draft cannot be published as it is",
        hint: leak.hint, at: leak.position)
    }
  }
}
