import Addresses
import ContentReading
import Diagnostics
import Ledger
import SiteFiles
import SiteLoading

/// What readers last saw of entries that are broken now.
struct LastSeen {
  /// Of these entries.
  let diagnostics: [Diagnostic]
  /// Entries of which no text is known any more, because nothing has changed in them for long. What lists
  /// need of them is known, and their pages stay.
  let kept: [KnownEntry]
  /// By path; nil for an entry that nobody has seen.
  private let texts: [String: [UInt8]?]

  /// - Parameter known: what the last build knew.
  /// - Returns: nil where nothing is broken that can be left out.
  init?(_ content: ReadContent, _ known: KnownSite?, _ request: BuildRequest) {
    let broken = content.reading.entries.filter { $0.diagnostics.containsErrors }
    guard !broken.isEmpty else { return nil }
    let ledger = readLedger(inOutput: request.previous ?? request.output)
    let paths = Set(broken.map(\.path))
    let last = Dictionary(
      (known?.entries ?? []).lazy.filter { paths.contains($0.path) }.map { ($0.path, $0) }
    ) { one, _ in one }
    var diagnostics: [Diagnostic] = []
    var kept: [KnownEntry] = []
    var texts: [String: [UInt8]?] = [:]
    for entry in broken {
      if let last = last[entry.path] {
        if last.text.isEmpty {
          kept.append(last.unsettled)
        } else {
          texts[entry.path] = .some(last.text)
        }
      } else if !entry.address.mayBeSeen(by: ledger.ledger, isDamaged: !ledger.diagnostics.isEmpty)
      {
        texts[entry.path] = .some(nil)
      } else {
        // What it said is not known: that it is broken stays an error.
        continue
      }
      diagnostics += entry.diagnostics
    }
    guard !diagnostics.isEmpty else { return nil }
    (self.diagnostics, self.kept, self.texts) = (diagnostics, kept, texts)
  }

  /// Files with the last texts in place of those that are broken, and without those that nobody has seen.
  func standing(in sources: [LoadedSource]) -> [LoadedSource] {
    sources.compactMap { source in
      guard let text = texts[source.file.path] else { return source }
      // The next build looks at the file again.
      return text.map {
        LoadedSource(file: SourceFile(path: source.file.path, bytes: $0), stamp: nil)
      }
    }
  }
}

extension EntryPath {
  /// Whether a page that was published may have shown it.
  fileprivate func mayBeSeen(by ledger: PublishedLedger?, isDamaged: Bool) -> Bool {
    guard let ledger else { return isDamaged }
    let addresses: [EntryAddress]
    switch folder {
    case .incidents, .postmortems: addresses = [EntryAddress(.incident, id)]
    case .maintenance: addresses = [EntryAddress(.maintenance, id)]
    case .pages: addresses = [EntryAddress(.page, id)]
    case .announcements: return true
    case .messages: return false
    }
    return ledger.entries.contains { addresses.contains($0.address) }
      || ledger.places?.contains { addresses.contains($0) } ?? false
  }
}

extension KnownEntry {
  /// The same, to be looked at again by the next build.
  fileprivate var unsettled: KnownEntry {
    KnownEntry(
      path: path, stamp: nil, address: address, isDraft: isDraft, isImported: isImported,
      lastUpdate: lastUpdate, published: published, turnsAt: turnsAt, diagnostics: diagnostics,
      links: links, shown: shown, edits: edits, key: key, text: text)
  }
}
