import Ledger
import SiteFiles
import StatusModel

/// A branch that holds the page and what others put there, as one commit without a parent. It changes as a whole
/// or not at all.
struct GitTarget: RemoteTarget {
  /// The site folder, whose repository may know the remote by a name.
  let site: String
  let remote: String
  let branch: String

  private var reference: String { "refs/heads/\(branch)" }

  func ledger() async throws -> [UInt8]? {
    let store = try await store()
    defer { store.remove() }
    guard let old = try await store.fetched(),
      try await store.entries(of: old)[ledgerPath] != nil
    else { return nil }
    return try await store.git(["show", "\(old):\(ledgerPath)"])
  }

  func changes(for upload: Upload) async throws -> TargetChanges {
    let store = try await store()
    defer { store.remove() }
    return try await next(for: upload, in: store).changes
  }

  func apply(_ changes: TargetChanges, of upload: Upload) async throws {
    let store = try await store()
    defer { store.remove() }
    // Somebody may have pushed since the look.
    let next = try await next(for: upload, in: store)
    guard !next.changes.isEmpty else { return }
    let tree = try await store.tree(of: next.old, with: next.set, without: next.gone)
    let commit = try await store.text(
      ["commit-tree", tree, "-m", "Status page as of \(upload.moment.iso8601)"],
      at: upload.moment)
    // Whoever pushed meanwhile is not overwritten; an empty lease: there must be no such branch.
    _ = try await store.git([
      "push", "--quiet", "--force-with-lease=\(reference):\(next.old ?? "")", store.remote,
      "\(commit):\(reference)",
    ])
  }

  private func store() async throws(UploadError) -> GitStore {
    try await GitStore(site: site, remote: remote, reference: reference)
  }

  /// What the branch is to hold.
  private struct Next {
    /// The commit that it holds now; nil where there is no such branch.
    let old: String?
    let set: [String: GitStore.Entry]
    let gone: [String: GitStore.Entry]
    let changes: TargetChanges
  }

  private func next(for upload: Upload, in store: GitStore) async throws -> Next {
    let old = try await store.fetched()
    let there = if let old { try await store.entries(of: old) } else { [String: GitStore.Entry]() }
    try refuseSources(Set(there.keys))
    let ours = try await store.entries(ofFiles: upload.paths, in: upload.folder)
    let changes = TargetChanges(upload, there: Set(there.keys)) { there[$0] == ours[$0] }
    var set = ours
    // Without it, GitHub Pages leaves out what Jekyll would: names with an underscore.
    if ours[marker] == nil, there[marker] == nil { set[marker] = try await store.emptyFile() }
    let deleted = Set(changes.deleted)
    return Next(
      old: old, set: set, gone: there.filter { deleted.contains($0.key) }, changes: changes)
  }

  /// One commit without a parent takes the place of a whole branch, so that has to be the page's own.
  private func refuseSources(_ there: Set<String>) throws(UploadError) {
    guard !there.contains(ledgerPath),
      let foreign = there.filter({ !isOfHost($0) }).min(by: pathPrecedes)
    else { return }
    throw UploadError(
      "the branch \(branch) holds other files, such as \(foreign), and no page of ours",
      hint: "name a branch that is for the page alone; if this one is, delete it first")
  }
}

private let marker = ".nojekyll"

/// Whether hosts and forges, or people for their sake, put such a file on a branch of pages.
private func isOfHost(_ path: String) -> Bool {
  let first = path.prefix { $0 != "/" }
  if path.contains("/") { return [".well-known", ".github", ".gitlab"].contains(first) }
  let names: Set<Substring> = [
    "CNAME", marker[...], ".gitignore", ".gitattributes", ".gitlab-ci.yml", "CODEOWNERS",
    ".domains",
  ]
  return names.contains(first)
    || ["README", "LICENSE", "LICENCE", "COPYING"].contains { first.uppercased().hasPrefix($0) }
}
