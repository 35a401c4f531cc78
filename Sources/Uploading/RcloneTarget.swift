import ChildProcesses
import Crypto
import FileSystem
import Foundation
import Ledger

/// A remote of rclone: S3, R2, Google Cloud, Azure, SFTP and more. Its secrets are rclone's own business: they
/// stand in its configuration or its environment.
struct RcloneTarget: RemoteTarget {
  /// `acme:status-bucket`.
  let path: String

  func ledger() async throws -> [UInt8]? {
    let names = try await listing(of: "\(place)/api", arguments: [])
    guard names["ledger.json"] != nil else { return nil }
    return try await output(
      of: task(["cat", "\(place)/\(ledgerPath)"], outputLimit: 500_000_000))
  }

  func changes(for upload: Upload) async throws -> TargetChanges {
    let there = try await listing(of: place, arguments: ["--recursive"])
    return try TargetChanges(upload, there: Set(there.keys)) { path in
      guard let digest = there[path], !digest.isEmpty else { return false }
      return try digest == md5(ofFile: upload.folder + "/" + path)
    }
  }

  func apply(_ changes: TargetChanges, of upload: Upload) async throws {
    let rules = try HeaderRules(
      String(decoding: bytes(ofFile: upload.folder + "/_headers"), as: UTF8.self))
    var hasBegun = false
    for stage in changes.stages {
      // One value of a header per call, so one call for each group of files with equal ones.
      let groups = Dictionary(grouping: stage) { path in
        rules.headers(of: path, named: ["Content-Type", "Cache-Control"]).map {
          "\($0.name): \($0.value)"
        }
      }
      for (headers, paths) in groups.sorted(by: { $0.key.joined() < $1.key.joined() }) {
        try await copy(paths, headers, from: upload.folder, isPartial: hasBegun)
        hasBegun = true
      }
    }
    guard !changes.deleted.isEmpty else { return }
    _ = try await output(
      of: task(
        ["delete", place, "--files-from-raw", "-"], input: lines(changes.deleted)),
      isPartial: true)
  }

  private func copy(
    _ paths: [String], _ headers: [String], from folder: String, isPartial: Bool
  ) async throws {
    _ = try await output(
      of: task(
        // By checksum: dates lie, and a file that has another date alone would lose its headers.
        ["copy", folder, place, "--files-from-raw", "-", "--checksum", "--retries", "1"]
          + (paths.count < 1_000 ? ["--no-traverse"] : [])
          + headers.flatMap { ["--header-upload", $0] }, input: lines(paths)),
      isPartial: isPartial)
  }

  private var place: String { path.hasSuffix("/") ? String(path.dropLast()) : path }

  /// - Returns: the digest of each file, by path; empty where the remote has none.
  private func listing(of place: String, arguments: [String]) async throws -> [String: String] {
    let task = task(
      ["lsf", place, "--files-only", "--format", "hp", "--hash", "MD5", "--separator", "\t"]
        + arguments, outputLimit: 500_000_000)
    let found: ChildAnswer
    do {
      found = try await answer(to: task)
    } catch let error as ChildProcessError {
      throw UploadError(
        "cannot start \(error.program): \(error.reason)", hint: "install it, and try again")
    }
    // 3: there is no such folder, so nothing was published.
    if found.status == 3 { return [:] }
    guard found.isGood else {
      throw UploadError(
        found.reason(of: "rclone"), hint: "try `rclone lsf` with this remote by hand")
    }
    var files: [String: String] = [:]
    for line in String(decoding: found.output, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      files[String(parts[1])] = String(parts[0])
    }
    return files
  }

  private func task(
    _ arguments: [String], input: [UInt8] = [], outputLimit: Int = 1_000_000
  ) -> ChildTask {
    ChildTask(
      ["rclone"] + arguments + ["--s3-no-check-bucket"], input: input, atMost: uploadPatience,
      outputLimit: outputLimit)
  }
}

func lines(_ paths: [String]) -> [UInt8] { Array((paths.joined(separator: "\n") + "\n").utf8) }

func bytes(ofFile path: String) throws(UploadError) -> [UInt8] {
  do {
    return try Array(Data(contentsOf: URL(filePath: path)))
  } catch {
    throw UploadError("cannot read \(path)", hint: "build again, then publish")
  }
}

private func md5(ofFile path: String) throws(UploadError) -> String {
  let digest = Insecure.MD5.hash(data: try bytes(ofFile: path))
  return digest.map { byte in
    String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
  }.joined()
}
