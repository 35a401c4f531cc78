import ChildProcesses
import FileSystem
import Foundation
import SiteFiles
import StatusModel

/// The site's own repository where that knows the remote, with its settings and its way to log in; else one
/// that lives as long as the upload. In neither is an index or a file of anybody touched.
struct GitStore {
  /// What a tree says of a path: `100644`, and the name of what it holds.
  struct Entry: Hashable {
    let mode: String
    let object: String
  }

  /// Of what only this upload needs.
  private let folder: String
  /// The name of a remote, or its address.
  let remote: String
  private let site: String
  private let repository: String
  private let reference: String

  init(site: String, remote: String, reference: String) async throws(UploadError) {
    folder = try temporaryFolder()
    self.reference = reference
    self.site = site
    self.remote = remote
    if let repository = try await GitStore.repository(of: site, knowing: remote) {
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

  /// All that a commit holds, by path.
  func entries(of commit: String) async throws(UploadError) -> [String: Entry] {
    let listed = try await git(["ls-tree", "-r", "-z", "--full-tree", commit])
    var entries: [String: Entry] = [:]
    for line in listed.split(separator: 0) {
      // `100644 blob 7898192…<tab>api/ledger.json`
      let parts = line.split(separator: UInt8(ascii: "\t"), maxSplits: 1)
      let words = parts[0].split(separator: UInt8(ascii: " "))
      guard parts.count == 2, words.count == 3 else { continue }
      entries[String(decoding: parts[1], as: UTF8.self)] = Entry(
        mode: String(decoding: words[0], as: UTF8.self),
        object: String(decoding: words[2], as: UTF8.self))
    }
    return entries
  }

  /// Byte for byte, whatever the user's settings or the branch's `.gitattributes` say of line ends.
  func entries(
    ofFiles paths: [String], in folder: String
  ) async throws(UploadError) -> [String: Entry] {
    let names = paths.map { "\(folder)/\($0)" }
    let objects = String(
      decoding: try await git(
        ["hash-object", "-w", "--no-filters", "--stdin-paths"], input: lines(names)),
      as: UTF8.self
    ).split(separator: "\n")
    guard objects.count == paths.count else {
      throw UploadError(
        "git does not know every file of the page", hint: "build again, then publish")
    }
    return Dictionary(
      uniqueKeysWithValues: zip(paths, objects).map {
        ($0, Entry(mode: "100644", object: String($1)))
      })
  }

  func emptyFile() async throws(UploadError) -> Entry {
    Entry(mode: "100644", object: try await text(["hash-object", "-w", "--stdin"]))
  }

  /// The tree of a commit with other files in it; what is not named stays as it is, also names that are no UTF-8.
  ///
  /// - Returns: its name.
  func tree(
    of commit: String?, with entries: [String: Entry], without gone: [String: Entry]
  ) async throws(UploadError) -> String {
    if let commit { _ = try await git(["read-tree", commit]) }
    // Mode 0 takes a path out.
    let taken = gone.map { "0 \($1.object)\t\($0)\0" }
    let set = entries.map { "\($1.mode) \($1.object)\t\($0)\0" }
    _ = try await git(
      ["update-index", "-z", "--index-info"], input: Array((taken + set).joined().utf8))
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
        ["git"] + arguments, in: site,
        environment: environment, input: input, atMost: uploadPatience,
        outputLimit: 500_000_000))
  }
}
