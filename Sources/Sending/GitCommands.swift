import ChildProcesses
import Foundation
import StatusModel

/// What a git outbox asks of git, in the repository that a folder lies in. No index, branch or file of anybody is
/// touched there.
struct GitCommands: Sendable {
  let folder: String

  /// The commit that a remote's ref leads to, which is here afterwards; nil where there is no such ref.
  func fetched(_ reference: String, from remote: String) async throws(SendingError) -> String? {
    var listed = try await found(reference, at: remote)
    while let commit = listed {
      do throws(SendingError) {
        _ = try await run([
          "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", remote, commit,
        ])
        return commit
      } catch {
        // Somebody may have moved it meanwhile.
        listed = try await found(reference, at: remote)
        guard listed != commit else { throw error }
      }
    }
    return nil
  }

  private func found(
    _ reference: String, at remote: String
  ) async throws(SendingError) -> String? {
    let listed = try await text(["ls-remote", "--", remote, reference])
    return listed.split(separator: "\t").first.map(String.init)
  }

  /// The bytes of a commit's file; none where it has no such file.
  func stored(in commit: String?, _ name: String) async throws(SendingError) -> [UInt8] {
    guard let commit, try await has(commit, name) else { return [] }
    return try await run(["cat-file", "blob", "\(commit):\(name)"])
  }

  /// Whether a commit has the file and is of that moment or later.
  func isClaimed(
    _ commit: String?, _ name: String, since moment: Timestamp
  ) async throws(SendingError) -> Bool {
    guard let commit, try await has(commit, name) else { return false }
    let time = Int(try await text(["show", "--no-patch", "--format=%ct", commit]))
    return time.map { Timestamp(seconds: $0) >= moment } ?? false
  }

  private func has(_ commit: String, _ name: String) async throws(SendingError) -> Bool {
    try await !run(["ls-tree", "--name-only", commit, name]).isEmpty
  }

  /// A new commit without a parent.
  func commit(
    of files: [String: [UInt8]], _ message: String, at moment: Timestamp
  ) async throws(SendingError) -> String {
    var tree = ""
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
      let blob = try await text(["hash-object", "-w", "--no-filters", "--stdin"], input: bytes)
      tree += "100644 blob \(blob)\t\(name)\n"
    }
    let hash = try await text(["mktree"], input: Array(tree.utf8))
    return try await text(["commit-tree", hash, "-m", message], at: moment)
  }

  enum Push {
    case done
    /// The ref is not where it was.
    case changedMeanwhile
  }

  /// Moves a remote's ref, provided that it still is where it was.
  func push(
    _ new: String, to reference: String, of remote: String, inPlaceOf old: String?
  ) async throws(SendingError) -> Push {
    do throws(SendingError) {
      _ = try await run([
        "push", "--quiet", "--force-with-lease=\(reference):\(old ?? "")", "--", remote,
        "\(new):\(reference)",
      ])
      return .done
    } catch {
      // What git says of it depends on its version and the server; what is there now does not.
      let present = try await found(reference, at: remote)
      // The server took it, and the line broke after that.
      if present == new { return .done }
      guard present == old else { return .changedMeanwhile }
      throw error
    }
  }

  private func text(
    _ arguments: [String], input: [UInt8] = [], at moment: Timestamp? = nil
  ) async throws(SendingError) -> String {
    String(decoding: try await run(arguments, input: input, at: moment), as: UTF8.self)
      .trimmingCharacters(in: .newlines)
  }

  private func run(
    _ arguments: [String], input: [UInt8] = [], at moment: Timestamp? = nil
  ) async throws(SendingError) -> [UInt8] {
    var environment: [String: String?] = ["GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"]
    // Git sets them for its hooks, of which one may publish; they lead to the hook's repository.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"] {
      environment.updateValue(nil, forKey: name)
    }
    if let moment {
      for role in ["AUTHOR", "COMMITTER"] {
        environment["GIT_\(role)_DATE"] = "@\(moment.seconds) +0000"
        environment["GIT_\(role)_NAME"] = "Allclear"
        environment["GIT_\(role)_EMAIL"] = "allclear@localhost"
      }
    }
    let quiet = ["-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "commit.gpgSign=false"]
    let task = ChildTask(
      ["git"] + quiet + arguments, in: folder, environment: environment, input: input,
      atMost: GitOutbox.longestSilence, outputLimit: 500_000_000)
    let found: ChildAnswer
    do {
      found = try await answer(to: task)
    } catch {
      throw .git(reason: "git cannot be started")
    }
    guard found.isGood else { throw .git(reason: found.reason) }
    return found.output
  }
}

extension ChildAnswer {
  /// In git's own words, on one line, without what may be a password in an address.
  fileprivate var reason: String {
    if let delay { return delay }
    let words = String(decoding: errors.prefix(2_000), as: UTF8.self)
      .split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
      .replacing(/:\/\/[^\/@\s]*@/, with: "://")
      .unicodeScalars.filter { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) }
    return words.isEmpty ? "git ended with \(status)" : "git: \(String(words).prefix(600))"
  }
}
