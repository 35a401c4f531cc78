import ArgumentParser
import Notifying
import Sending
import StatusModel

/// Where it is remembered what was sent.
enum OutboxPlace: ExpressibleByArgument, Hashable {
  /// `.allclear/outbox` of the site folder.
  case folder
  /// `refs/allclear/sent` at a remote of the site's repository.
  case git(remote: String)

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    switch (parts[0], parts.count) {
    case ("folder", 1): self = .folder
    case ("git", 1): self = .git(remote: "origin")
    // Git would take what begins so for one of its options.
    case ("git", 2) where !parts[1].isEmpty && !parts[1].hasPrefix("-"):
      self = .git(remote: String(parts[1]))
    default: return nil
    }
  }

  /// - Parameter clock: the time, asked for again and again.
  func open(
    ofSite folder: String, clock: @escaping () -> Timestamp
  ) async throws(SendingError) -> any OutboxStore {
    switch self {
    case .folder: try await OutboxFile(ofSite: folder)
    case .git(let remote): try await GitOutbox(ofSite: folder, remote: remote, clock: clock)
    }
  }

  /// For those who only look.
  func peek(ofSite folder: String, at now: Timestamp) async throws(SendingError) -> Outbox {
    switch self {
    case .folder: try OutboxFile.peek(ofSite: folder)
    case .git(let remote):
      try await GitOutbox(ofSite: folder, remote: remote, clock: { now }).outbox
    }
  }
}

struct OutboxOption: ParsableArguments {
  @Option(
    name: .customLong("outbox"),
    help: ArgumentHelp(
      "Where it is remembered what was sent: folder, git or git:REMOTE.",
      discussion: """
        Default: .allclear/outbox in the site folder. With git it is refs/allclear/sent at a remote of \
        the site's repository (origin), for machines that start empty.
        """, valueName: "place"))
  var place = OutboxPlace.folder
}
