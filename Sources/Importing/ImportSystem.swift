package import SiteFiles

/// A system from which a history can be read. One more system is one more file with a `static let` like
/// those of `all`, and its line there.
package struct ImportSystem: Sendable {
  /// As people type it, and as `imported:` names it: `statuspage`.
  package let name: String
  /// What SOURCE is, for the help of the command: `a folder or file of saved JSON`.
  package let source: String
  /// Whether a file of SOURCE is to be read at all, by its path; others are not even opened.
  package let wants: @Sendable (_ path: String) -> Bool
  /// Reads all of the source or throws: nothing half.
  ///
  /// Pure: the same files in any order give the same result.
  package let read:
    @Sendable (_ files: [SourceFile], _ options: ImportOptions) throws(ImportError)
      -> SourceReading

  package init(
    name: String, source: String, wants: @escaping @Sendable (_ path: String) -> Bool,
    read:
      @escaping @Sendable (_ files: [SourceFile], _ options: ImportOptions) throws(ImportError)
      -> SourceReading
  ) {
    self.name = name
    self.source = source
    self.wants = wants
    self.read = read
  }
}

/// What a reader made of a source.
package struct SourceReading: Sendable {
  package let history: ImportedHistory
  /// What is left out or changed, and what people should look at.
  package let findings: [ImportFinding]
  /// What became of each field that the reader knows.
  package let fields: FieldTally

  package init(
    _ history: ImportedHistory, findings: [ImportFinding] = [], fields: FieldTally = FieldTally()
  ) {
    self.history = history
    self.findings = findings
    self.fields = fields
  }
}
