import ChildProcesses
import Foundation

/// Commits one file of the site folder, and nothing else that waits there.
///
/// The index is left as it was where that fails: what is staged goes with the next commit of somebody
/// else, and `git merge --abort` deletes it.
///
/// Call it without the lock, for which others wait.
///
/// - Parameter patience: how many seconds each step may take: a hook may run tests, and one may hang.
/// - Returns: Nil when it is committed; else why not, in git's words.
func commitFile(
  _ path: String, in folder: String, message: String, atMost patience: Int = 60
) async -> String? {
  let git = ["git", "-C", folder]
  do {
    let isNew =
      try await runChild(git + ["cat-file", "-e", ":./" + path], atMost: patience).status != 0
    if isNew {
      // Git has to know of the file; of its text only once it is committed.
      let added = try await runChild(
        git + ["add", "--intent-to-add", "--", path], atMost: patience)
      guard added.status == 0 else { return words(of: added) }
    }
    // Only this file, whatever else is staged.
    let committed = try await runChild(
      git + ["commit", "--quiet", "--only", "-m", message, "--", path], atMost: patience)
    guard committed.status != 0 else { return nil }
    if isNew {
      _ = try await runChild(
        git + ["rm", "--cached", "--quiet", "--force", "--", path], atMost: patience)
    }
    return words(of: committed)
  } catch let error as ChildProcessError {
    return error.refusal.spoken
  } catch {
    return "\(error)"
  }
}

private func words(of result: ChildResult) -> String {
  let said = String(decoding: visible(result.errors), as: UTF8.self)
  let words = [said.trimmingCharacters(in: .whitespacesAndNewlines), result.delay ?? ""]
    .filter { !$0.isEmpty }
  return words.isEmpty ? "git said nothing about it" : words.joined(separator: "\n")
}
