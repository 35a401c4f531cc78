import Diagnostics

extension Fields {
  /// `imported: statuspage`: the system from which the entry came. `false` is as good as no key.
  var isImported: Bool {
    mutating get { (line("imported")?.value ?? "false") != "false" }
  }
}

extension DiagnosticCatalog {
  /// Warnings of how readers get the words of an entry: they concern nobody any more once it is long
  /// closed, nor in an entry that comes from another page.
  package static let ofWords: Set<DiagnosticCatalog> = [.rawHTML, .foreignMarkup]
}
