import ChildProcesses
import FileSystem
import Foundation
import Ledger

/// A remote of rclone: S3, R2, Google Cloud, Azure, SFTP and more. Its secrets are rclone's own business: they
/// stand in its configuration or its environment.
struct RcloneTarget: RemoteTarget {
  /// `acme:status-bucket`.
  let path: String

  func ledger() async throws -> [UInt8]? {
    let there = try await listing(of: "\(place)/api", kind: nil, arguments: [])
    guard there.files["ledger.json"] != nil else { return nil }
    return try await output(
      of: task(["cat", "\(place)/\(ledgerPath)"], outputLimit: 500_000_000))
  }

  func changes(for upload: Upload) async throws -> TargetChanges {
    let there = try await listing()
    return try TargetChanges(upload, there: Set(there.files.keys)) { path in
      // Nobody knows: then it is sent.
      try there.has(bytes(ofFile: upload.folder + "/" + path), at: path) ?? false
    }
  }

  func apply(
    _ changes: TargetChanges, of upload: Upload, progress: (_ sent: Int) async -> Void
  ) async throws {
    let rules = try HeaderRules(
      String(decoding: bytes(ofFile: upload.folder + "/_headers"), as: UTF8.self))
    var sent = 0
    for (headers, paths) in changes.stages.flatMap({ groups(of: $0, rules) }) {
      try await copy(paths, headers, from: upload.folder)
      sent += paths.count
      await progress(sent)
    }
    try await check(changes.sent, of: upload)
    guard !changes.deleted.isEmpty else { return }
    _ = try await output(
      of: task(
        ["delete", place, "--files-from-raw", "-"], input: lines(changes.deleted)),
      effect: .whole)
  }

  /// One value of a header per call, so one call for each group of files with equal ones; and no more files in
  /// one than can be waited for without a word.
  private func groups(
    of stage: [String], _ rules: HeaderRules
  ) -> [(headers: [String], paths: [String])] {
    let groups = Dictionary(grouping: stage) { path in
      rules.headers(of: path, named: ["Content-Type", "Cache-Control"]).map {
        "\($0.name): \($0.value)"
      }
    }
    return groups.sorted { $0.key.joined() < $1.key.joined() }.flatMap { headers, paths in
      stride(from: 0, to: paths.count, by: groupLimit).map {
        (headers, Array(paths[$0..<min($0 + groupLimit, paths.count)]))
      }
    }
  }

  private func copy(
    _ paths: [String], _ headers: [String], from folder: String
  ) async throws {
    _ = try await output(
      of: task(
        // Each of them, whatever rclone makes of it: where a remote has no digests it compares lengths alone,
        // and dates lie.
        ["copy", folder, place, "--files-from-raw", "-", "--ignore-times", "--no-traverse"]
          + ["--retries", "1"] + headers.flatMap { ["--header-upload", $0] }, input: lines(paths)),
      effect: .part)
  }

  /// Nothing is deleted before the remote lists all that was sent, as long as it should be.
  private func check(_ sent: [String], of upload: Upload) async throws {
    guard !sent.isEmpty else { return }
    let there = try await listing()
    for path in sent
    where try there.has(bytes(ofFile: upload.folder + "/" + path), at: path) == false {
      throw UploadError(
        "\(path) is not there as it was sent",
        hint: "look whether somebody else publishes to it", effect: .part)
    }
  }

  private var place: String { path.hasSuffix("/") ? String(path.dropLast()) : path }

  /// Of all files, with the digests that the remote has of its own.
  private func listing() async throws -> RcloneListing {
    let features = try await output(of: task(["backend", "features", place]))
    return try await listing(
      of: place, kind: RcloneDigest(ofRemoteWith: features), arguments: ["--recursive"])
  }

  private func listing(
    of place: String, kind: RcloneDigest?, arguments: [String]
  ) async throws -> RcloneListing {
    let hash = kind.map { ["--format", "hsp", "--hash", $0.rawValue] } ?? ["--format", "sp"]
    let task = task(
      ["lsf", place, "--files-only", "--separator", "\t"] + hash + arguments,
      outputLimit: 500_000_000)
    let found: ChildAnswer
    do {
      found = try await answer(to: task)
    } catch let error as ChildProcessError {
      throw UploadError(
        "cannot start \(error.program): \(error.reason)", hint: "install it, and try again")
    }
    // 3: there is no such folder, so nothing was published.
    if found.status == 3 { return RcloneListing("", kind: kind) }
    guard found.isGood else {
      throw UploadError(
        found.reason(of: "rclone"), hint: "try `rclone lsf` with this remote by hand")
    }
    return RcloneListing(String(decoding: found.output, as: UTF8.self), kind: kind)
  }

  private func task(
    _ arguments: [String], input: [UInt8] = [], outputLimit: Int = 1_000_000
  ) -> ChildTask {
    ChildTask(
      ["rclone"] + arguments + ["--s3-no-check-bucket"], input: input, atMost: uploadPatience,
      outputLimit: outputLimit)
  }
}

private let groupLimit = 500

func lines(_ paths: [String]) -> [UInt8] { Array((paths.joined(separator: "\n") + "\n").utf8) }

func bytes(ofFile path: String) throws(UploadError) -> [UInt8] {
  do {
    return try Array(Data(contentsOf: URL(filePath: path)))
  } catch {
    throw UploadError("cannot read \(path)", hint: "build again, then publish")
  }
}
