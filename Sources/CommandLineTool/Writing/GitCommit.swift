import Foundation

/// Commits one file of the site folder, and nothing else that waits there.
///
/// - Returns: Nil when it is committed; else why not, in git's words.
func commitFile(_ path: String, in folder: String, message: String) -> String? {
  let git = ["git", "-C", folder]
  do {
    let added = try runChild(git + ["add", "--", path], catchesErrors: true)
    guard added.status == 0 else { return added.errors.trimmedLines }
    // Only this file, whatever else is staged.
    let committed = try runChild(
      git + ["commit", "--quiet", "--only", "-m", message, "--", path], catchesErrors: true)
    return committed.status == 0 ? nil : committed.errors.trimmedLines
  } catch let refusal as Refusal {
    return refusal.spoken
  } catch {
    return "\(error)"
  }
}

extension String {
  fileprivate var trimmedLines: String {
    let trimmed = trimmingCharacters(in: .whitespacesAndNewlines)
    return trimmed.isEmpty ? "git said nothing about it" : trimmed
  }
}
