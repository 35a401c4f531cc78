import ChildProcesses
import PlainEnglish
import StatusModel
import Uploading

/// What became of one place.
struct TargetOutcome: Sendable {
  let place: PublishTarget.Place
  /// What changed there, or would; nothing where that is not known.
  let changes: TargetChanges
  let failure: TargetFailure?

  init(_ place: PublishTarget.Place, _ changes: TargetChanges, failure: TargetFailure?) {
    self.place = place
    self.changes = changes
    self.failure = failure
  }
}

/// Why a place does not have the page, or its command not what changed there.
struct TargetFailure: Sendable {
  let reason: String
  let hint: String

  init(_ error: any Error) {
    let (reason, hint, effect) =
      switch error {
      case let error as CommandFailure:
        (error.reason, "readers have the new page there", "the next publish runs it again")
      case let error as UploadError: (error.reason, error.hint, error.effect.words)
      case let error as RecordError: ("\(error)", error.hint, "the next publish goes on from there")
      case let error as ChildProcessError:
        (
          "cannot start \(error.program): \(error.reason)", "install it, and try again",
          UploadError.Effect.none.words
        )
      default: ("\(error)", "try again", UploadError.Effect.none.words)
      }
    self.reason = reason
    self.hint = "\(hint); \(effect)"
  }
}

extension UploadError.Effect {
  fileprivate var words: String {
    switch self {
    case .none: "nothing has changed there"
    case .part: "nothing was deleted there, and it may have a part of the new page"
    case .whole: "readers may have the new page there, with some files that are to be deleted"
    }
  }
}

/// A command of the team that a place has everything for, and that did not end well.
struct CommandFailure: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

func say(_ failure: TargetFailure, at place: PublishTarget.Place) {
  say(
    "error: \(visible(place.words)): \(visible(failure.reason))\n"
      + "  hint: \(visible(failure.hint))")
}

/// What happened at a place, on standard output.
func show(_ outcome: TargetOutcome, isRehearsal: Bool) throws {
  guard outcome.failure == nil else { return }
  let (place, changes) = (outcome.place, outcome.changes)
  let sent = plural(changes.sent.count, "file")
  guard isRehearsal else {
    if case .folder = place {
      return try answer("\(place.words): \(sent) written, \(changes.deleted.count) removed")
    }
    return try answer("\(place.words): \(sent) sent, \(changes.deleted.count) deleted")
  }
  try answer("\(place.words): \(sent) to send, \(changes.deleted.count) to delete")
  for path in changes.sent { try answer("  send \(path)") }
  for path in changes.deleted { try answer("  delete \(path)") }
}

/// What is remembered of the places. Where nothing can be, that is said, or refused if a place's command could
/// miss what changed.
func targetRecords(
  ofSite site: String, for targets: [PublishTarget]
) async throws -> TargetRecords? {
  do throws(RecordError) {
    return try await TargetRecords(ofSite: site)
  } catch {
    guard case .system = error, targets.allSatisfy({ $0.after == nil }) else { throw error }
    say("warning: \(visible("\(error)"))\n  hint: \(error.hint)")
    return nil
  }
}

/// Does `work`, a build into these places, so that even a kill does not hide that they changed.
func building<Result>(
  into targets: [PublishTarget], _ records: TargetRecords?, _ work: () async throws -> Result
) async throws -> Result {
  guard let records, !targets.isEmpty else { return try await work() }
  return try await records.building(into: targets.map(\.place), work)
}
