import ChildProcesses
import FileSystem
import Foundation
import Ledger

/// A folder of another machine, or of this one, by rsync.
struct RsyncTarget: RemoteTarget {
  /// `web@status.example:/srv/status`.
  let path: String

  private var place: String { path.hasSuffix("/") ? path : path + "/" }

  func ledger() async throws -> [UInt8]? {
    guard try await listing().contains(ledgerPath) else { return nil }
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try await output(of: task(["--no-motd", "\(place)\(ledgerPath)", folder + "/ledger.json"]))
    return try bytes(ofFile: folder + "/ledger.json")
  }

  func changes(for upload: Upload) async throws -> TargetChanges {
    let there = try await listing()
    let differing = Set(
      try await names(
        printedBy: task(
          ["--dry-run", "--out-format=%n"] + common + [
            "--files-from=-", upload.folder + "/", place,
          ],
          input: lines(upload.paths))))
    return TargetChanges(upload, there: there) { !differing.contains($0) }
  }

  func apply(_ changes: TargetChanges, of upload: Upload) async throws {
    var hasBegun = false
    for stage in changes.stages where !stage.isEmpty {
      _ = try await output(
        of: task(
          common + ["--delay-updates", "--files-from=-", upload.folder + "/", place],
          input: lines(stage)), isPartial: hasBegun)
      hasBegun = true
    }
    guard !changes.deleted.isEmpty else { return }
    try await delete(changes.deleted)
  }

  /// What a list names and our side does not have goes on the other side, and nothing else. Our side has the
  /// folders alone: rsync calls a path vanished whose folder is not there either.
  private func delete(_ paths: [String]) async throws(UploadError) {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    do {
      for above in Set(paths.map { ($0 as NSString).deletingLastPathComponent }) {
        try FileManager.default.createDirectory(
          atPath: "\(folder)/\(above)", withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o755])
      }
    } catch {
      throw UploadError("cannot make a temporary folder", hint: "check TMPDIR", isPartial: true)
    }
    _ = try await output(
      of: task(
        ["--recursive", "--links", "--delete-missing-args", "--files-from=-", folder + "/", place],
        input: lines(paths)), isPartial: true)
  }

  /// By checksum, since dates lie; modes for a web server, whatever ours are.
  private let common = [
    "--recursive", "--links", "--perms", "--chmod=D755,F644", "--checksum", "--mkpath",
  ]

  /// The paths of all files there; none where there is no such folder.
  private func listing() async throws -> Set<String> {
    let task = task(["--recursive", "--list-only", "--no-motd", place])
    let found: ChildAnswer
    do {
      found = try await answer(to: task)
    } catch let error as ChildProcessError {
      throw UploadError(
        "cannot start \(error.program): \(error.reason)", hint: "install it, and try again")
    }
    let words = String(decoding: found.errors, as: UTF8.self)
    if found.status == 23, words.contains("No such file or directory") { return [] }
    guard found.isGood else {
      throw UploadError(found.reason(of: "rsync"), hint: "try rsync with this place by hand")
    }
    var paths: Set<String> = []
    for line in String(decoding: found.output, as: UTF8.self).split(separator: "\n") {
      // `-rw-r--r--          1,234 2026/11/20 12:00:00 api/ledger.json`
      let parts = line.split(separator: " ", maxSplits: 4, omittingEmptySubsequences: true)
      guard parts.count == 5, parts[0].hasPrefix("-") else { continue }
      paths.insert(String(parts[4]))
    }
    return paths
  }

  private func names(printedBy task: ChildTask) async throws -> [String] {
    String(decoding: try await output(of: task), as: UTF8.self).split(separator: "\n").map {
      String($0)
    }
  }

  private func task(_ arguments: [String], input: [UInt8] = []) -> ChildTask {
    ChildTask(
      ["rsync"] + arguments, environment: ["LC_ALL": "C"], input: input, atMost: uploadPatience,
      outputLimit: 500_000_000)
  }
}

func temporaryFolder() throws(UploadError) -> String {
  let folder = FileManager.default.temporaryDirectory.appending(
    path: "allclear-\(UUID().uuidString)")
  do {
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  } catch {
    throw UploadError("cannot make a temporary folder", hint: "check TMPDIR")
  }
  return folder.path
}
