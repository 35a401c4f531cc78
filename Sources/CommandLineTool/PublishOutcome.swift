import ArgumentParser
import StatusModel
import Uploading

/// What became of a publish, for programs.
struct PublishOutcome: Encodable {
  private struct Row: Encodable {
    let deleted: [String]
    /// Nil where the place has everything.
    let error: String?
    let sent: [String]
    let target: String
  }

  private let asOf: String
  private let isRehearsal: Bool
  private let targets: [Row]
  /// Whether all got the news who should have; nil where it did not come to that.
  private let isTold: Bool?
  /// Whether readers get what was published; nil where nobody looked.
  private let isVerified: Bool?

  private enum CodingKeys: String, CodingKey {
    case asOf = "as_of"
    case isRehearsal = "dry_run"
    case isTold = "told"
    case isVerified = "verified"
    case targets
  }

  init(
    _ targets: [TargetOutcome], asOf moment: Timestamp, isRehearsal: Bool, isTold: Bool?,
    isVerified: Bool?
  ) {
    asOf = moment.iso8601
    self.isRehearsal = isRehearsal
    self.targets = targets.map {
      Row(
        deleted: $0.changes.deleted, error: $0.failure?.reason, sent: $0.changes.sent,
        target: $0.place.words)
    }
    self.isTold = isTold
    self.isVerified = isVerified
  }

  /// Nil where all went well.
  var failure: ExitCode? {
    if targets.contains(where: { $0.error != nil }) { return ExitCode(2) }
    if isVerified == false { return ExitCode(1) }
    return isTold == false ? ExitCode(2) : nil
  }
}
