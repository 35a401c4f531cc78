package import SiteFiles

/// One damaged input: a whole site, a text that a command is about to write, or an alert.
package struct FuzzCase: Sendable {
  package enum Subject: String, Sendable {
    /// A file of the site was damaged; everything is read, checked and built.
    case site
    /// A text was damaged that a command adds to an incident as an update.
    case updateText
    /// A message of a monitor was damaged.
    case alert
  }

  package let subject: Subject
  /// The whole site, sound but for the damaged file.
  package let files: [SourceFile]
  /// Which file was damaged; a text or an alert has a name of its own.
  package let target: String
  /// The text or the alert; for a site what stands in `target`.
  package let bytes: [UInt8]
  /// What was done to it, in order.
  package let mutations: [String]

  package init(
    subject: Subject, files: [SourceFile], target: String, bytes: [UInt8], mutations: [String]
  ) {
    self.subject = subject
    self.files = files
    self.target = target
    self.bytes = bytes
    self.mutations = mutations
  }

  /// The same case with other bytes in the damaged place.
  package func replacing(_ bytes: [UInt8]) -> FuzzCase {
    let files =
      subject == .site
      ? self.files.filter { $0.path != target } + [SourceFile(path: target, bytes: bytes)]
      : self.files
    return FuzzCase(
      subject: subject, files: files, target: target, bytes: bytes, mutations: mutations)
  }
}

/// No file of a site may hold more.
package let largestFile = 256 * 1_024
