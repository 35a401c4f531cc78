import ChildProcesses
import Foundation
package import Notifying
package import StatusModel

/// The outbox of a site whose folder is gone after each run: a ref of the remote that the site is fetched from.
///
/// The ref leads to one commit without a parent. Whoever adds to it pushes another one in place of the one that was
/// read, and the server takes it only if that is still there: of two runs one alone gets on. While it does, `running`
/// stands beside the outbox, so that what is on its way is not taken for the trace of a kill.
package final class GitOutbox: OutboxStore {
  package static let reference = "refs/allclear/sent"
  private static let outboxName = "outbox"
  private static let claimName = "running"
  /// After so many seconds without a sign, a run that has not finished was killed.
  static let longestSilence = 300

  package private(set) var outbox: Outbox
  private let git: GitCommands
  private let remote: String
  private let clock: () -> Timestamp
  /// Tells our commits from those of a run that writes the same at the same second.
  private let claim = UUID().uuidString
  /// The commit at the remote; nil where there is none yet.
  private var commit: String?
  private var lines: [UInt8]
  private let isTaken: Bool
  private var hasClaim = false

  /// Reads what the remote has; nothing is claimed before the first record.
  ///
  /// - Parameters:
  ///   - site: the site folder, in a repository of git.
  ///   - remote: as that repository names it.
  package init(
    ofSite site: String, remote: String, clock: @escaping () -> Timestamp
  ) async throws(SendingError) {
    git = GitCommands(folder: site)
    self.remote = remote
    self.clock = clock
    let commit = try await git.fetched(GitOutbox.reference, from: remote)
    let stored = try await git.stored(in: commit, GitOutbox.outboxName)
    let reading = Outbox.read(stored)
    // A push is whole or is not, so no last line can be torn.
    guard reading.damagedLine == nil, reading.wholeLength == stored.count else {
      throw .damagedOutbox(
        path: "\(GitOutbox.reference) of \(remote)",
        line: reading.damagedLine ?? reading.outbox.lineCount + 1)
    }
    isTaken = try await git.isClaimed(
      commit, GitOutbox.claimName, since: clock().advanced(by: -GitOutbox.longestSilence))
    self.commit = commit
    outbox = reading.outbox
    lines = outbox.isWorthCompacting ? outbox.compacted.flatMap(\.line) : stored
  }

  package func add(_ records: [OutboxRecord]) async throws(SendingError) {
    guard !records.isEmpty else { return }
    guard !isTaken else { throw .busy }
    let longer = lines + records.flatMap(\.line)
    try await push(longer, isRunning: true)
    hasClaim = true
    lines = longer
    for record in records { outbox.add(record) }
  }

  package func finish() async throws(SendingError) {
    guard hasClaim else { return }
    try await push(lines, isRunning: false)
    hasClaim = false
  }

  /// Three times, since what was sent is not to be forgotten for a line that breaks for a moment.
  private func push(_ lines: [UInt8], isRunning: Bool) async throws(SendingError) {
    var files = [GitOutbox.outboxName: lines]
    if isRunning { files[GitOutbox.claimName] = Array((claim + "\n").utf8) }
    let new = try await git.commit(of: files, "What was sent", at: clock())
    var attempt = 1
    while true {
      do throws(SendingError) {
        switch try await git.push(
          new, to: GitOutbox.reference, of: remote, inPlaceOf: commit)
        {
        case .done:
          commit = new
          return
        case .changedMeanwhile: throw hasClaim ? .overtaken : .busy
        }
      } catch {
        guard case .git = error, attempt < 3 else { throw error }
        attempt += 1
        try? await Task.sleep(for: .seconds(attempt))
      }
    }
  }
}
