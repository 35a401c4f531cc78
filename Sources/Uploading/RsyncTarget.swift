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
          ["--dry-run", "--out-format=%n"] + common + [upload.folder + "/", place],
          input: list(upload.paths))))
    return TargetChanges(upload, there: there) { !differing.contains($0) }
  }

  func apply(
    _ changes: TargetChanges, of upload: Upload, progress: (_ sent: Int) async -> Void
  ) async throws {
    var sent = 0
    for stage in changes.stages where !stage.isEmpty {
      _ = try await output(
        of: task(
          common + ["--delay-updates", upload.folder + "/", place], input: list(stage)),
        effect: .part)
      sent += stage.count
      await progress(sent)
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
      throw UploadError("cannot make a temporary folder", hint: "check TMPDIR", effect: .whole)
    }
    _ = try await output(
      of: task(
        ["--recursive", "--links", "--delete-missing-args"] + listed + [folder + "/", place],
        input: list(paths)), effect: .whole)
  }

  /// By checksum, since dates lie; modes for a web server, whatever ours are.
  private var common: [String] {
    ["--recursive", "--links", "--perms", "--chmod=D755,F644", "--checksum", "--mkpath"] + listed
  }

  private let listed = ["--from0", "--files-from=-"]

  /// With a dot before each path: one that begins with `#` or `;` would be a comment.
  private func list(_ paths: [String]) -> [UInt8] {
    Array(paths.map { "./\($0)\0" }.joined().utf8)
  }

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
    let isMissing = rsyncLacksFolder(
      status: found.status, output: found.output, errors: found.errors)
    if isMissing { return [] }
    guard found.isGood else {
      throw UploadError(found.reason(of: "rsync"), hint: "try rsync with this place by hand")
    }
    return Set(rsyncListing(found.output))
  }

  private func names(printedBy task: ChildTask) async throws -> [String] {
    try await output(of: task).split(separator: UInt8(ascii: "\n")).map(rsyncName)
  }

  private func task(_ arguments: [String], input: [UInt8] = []) -> ChildTask {
    ChildTask(
      // Its escapes for what is not of the C locale say nothing of the bytes.
      ["rsync", "--8-bit-output"] + arguments, environment: ["LC_ALL": "C"], input: input,
      atMost: uploadPatience,
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
