import ChildProcesses
import FileSystem
import Foundation
import Ledger
import StatusModel

/// A branch of its own, which holds the page alone: one commit without a parent. It changes as a whole or not
/// at all.
struct GitTarget: RemoteTarget {
  /// The site folder, whose repository may know the remote by a name.
  let site: String
  let remote: String
  let branch: String

  private var reference: String { "refs/heads/\(branch)" }

  func ledger() async throws -> [UInt8]? {
    let store = try await Store(self)
    defer { store.remove() }
    guard let old = try await store.fetched() else { return nil }
    let names = try await store.git(["ls-tree", "--name-only", old, ledgerPath])
    return names.isEmpty ? nil : try await store.git(["show", "\(old):\(ledgerPath)"])
  }

  func changes(for upload: Upload) async throws -> TargetChanges {
    let store = try await Store(self)
    defer { store.remove() }
    let new = try await store.tree(of: upload)
    guard let old = try await store.fetched() else {
      return TargetChanges(stages: upload.order.stages, deleted: [])
    }
    let changed = try await store.git([
      "diff-tree", "-r", "-z", "--no-renames", "--name-status", old, new,
    ])
    let parts = changed.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    var (sent, deleted): (Set<String>, [String]) = ([], [])
    for place in stride(from: 0, to: parts.count - 1, by: 2) {
      if parts[place] == "D" {
        deleted.append(parts[place + 1])
      } else {
        sent.insert(parts[place + 1])
      }
    }
    // `.nojekyll` is in no stage.
    let stages = upload.order.stages.map { $0.filter(sent.contains) }
    return TargetChanges(stages: stages, deleted: deleted)
  }

  func apply(_ changes: TargetChanges, of upload: Upload) async throws {
    let store = try await Store(self)
    defer { store.remove() }
    let old = try await store.fetched()
    let tree = try await store.tree(of: upload)
    if let old, try await store.text(["rev-parse", "\(old)^{tree}"]) == tree { return }
    let commit = try await store.text(
      ["commit-tree", tree, "-m", "Status page as of \(upload.moment.iso8601)"],
      at: upload.moment)
    // Whoever pushed meanwhile is not overwritten; an empty lease: there must be no such branch.
    _ = try await store.git([
      "push", "--quiet", "--force-with-lease=\(reference):\(old ?? "")", store.remote,
      "\(commit):\(reference)",
    ])
  }

  /// The site's own repository where that knows the remote, with its settings and its way to log in; else one
  /// that lives as long as the upload. In neither is an index or a file of anybody touched.
  private struct Store {
    /// Of what only this upload needs.
    let folder: String
    /// The name of a remote, or its address.
    let remote: String
    private let site: String
    private let repository: String
    private let reference: String

    init(_ target: GitTarget) async throws(UploadError) {
      folder = try temporaryFolder()
      reference = target.reference
      site = target.site
      remote = target.remote
      if let repository = try await Store.repository(of: target.site, knowing: target.remote) {
        self.repository = repository
      } else {
        repository = folder + "/store"
        _ = try await output(of: ChildTask(["git", "init", "--quiet", "--bare", repository]))
      }
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    private static func repository(
      of site: String, knowing remote: String
    ) async throws(UploadError) -> String? {
      let found: ChildAnswer
      do {
        found = try await answer(
          to: ChildTask(["git", "-C", site, "remote", "get-url", "--", remote]))
        guard found.status == 0 else { return nil }
      } catch {
        throw UploadError("cannot start git", hint: "install it, and try again")
      }
      let path = try await output(
        of: ChildTask(["git", "-C", site, "rev-parse", "--absolute-git-dir"]))
      return String(decoding: path, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    /// The commit at the remote; nil where there is no such branch.
    func fetched() async throws(UploadError) -> String? {
      let listed = try await text(["ls-remote", "--", remote, reference])
      guard let hash = listed.split(separator: "\t").first else { return nil }
      _ = try await git([
        "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", remote, reference,
      ])
      return String(hash)
    }

    func tree(of upload: Upload) async throws(UploadError) -> String {
      let marker = folder + "/nojekyll"
      _ = FileManager.default.createFile(atPath: marker, contents: Data())
      _ = try await git(
        [
          "--work-tree", upload.folder, "add", "--force", "--pathspec-from-file=-",
          "--pathspec-file-nul",
        ],
        input: Array(upload.paths.map { ":(literal)" + $0 }.joined(separator: "\0").utf8))
      let blob = try await text(["hash-object", "-w", "--", marker])
      _ = try await git(["update-index", "--add", "--cacheinfo", "100644,\(blob),.nojekyll"])
      return try await text(["write-tree"])
    }

    func text(_ arguments: [String], at moment: Timestamp? = nil) async throws(UploadError)
      -> String
    {
      String(decoding: try await git(arguments, at: moment), as: UTF8.self)
        .trimmingCharacters(in: .newlines)
    }

    func git(
      _ arguments: [String], input: [UInt8] = [], at moment: Timestamp? = nil
    ) async throws(UploadError) -> [UInt8] {
      var environment: [String: String?] = [
        "GIT_DIR": repository, "GIT_TERMINAL_PROMPT": "0",
        "GIT_INDEX_FILE": folder + "/upload-index",
        "GIT_WORK_TREE": nil, "LC_ALL": "C",
      ]
      if let moment {
        for role in ["AUTHOR", "COMMITTER"] {
          environment["GIT_\(role)_DATE"] = "@\(moment.seconds) +0000"
          environment["GIT_\(role)_NAME"] = "Allclear"
          environment["GIT_\(role)_EMAIL"] = "allclear@localhost"
        }
      }
      return try await output(
        of: ChildTask(
          // A file keeps its bytes, whatever the user's settings say of line ends.
          ["git", "-c", "core.autocrlf=false", "-c", "core.fileMode=false"] + arguments, in: site,
          environment: environment, input: input, atMost: uploadPatience,
          outputLimit: 500_000_000))
    }
  }
}
