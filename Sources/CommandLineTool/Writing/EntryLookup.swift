import Diagnostics
import StatusModel

/// The entry that a person means: by its id, in whatever case, by the path of its file, or by its id
/// without the day.
///
/// - Parameters:
///   - typed: what they wrote.
///   - preferred: which one is meant where several go by these words; nil where none is.
///   - folder: of the entries: `incidents`.
///   - noun: as messages name one: `incident`.
func entry<Entry>(
  _ typed: String, among entries: [Entry], id: (Entry) -> String, preferring preferred: String?,
  in folder: String, noun: String
) throws -> Entry {
  let word = withoutPath(typed, in: folder).lowercased()
  if let found = entries.first(where: { id($0) == word })
    ?? entries.first(where: { id($0).lowercased() == word })
  {
    return found
  }
  let parts = entries.filter { id($0).lowercased().hasSuffix("-" + word) }
  if parts.count == 1 { return parts[0] }
  if let meant = parts.first(where: { id($0) == preferred }) { return meant }
  guard parts.isEmpty else {
    throw Refusal.usage(
      "'\(typed)' is the name of \(parts.count) \(noun)s, so add the day",
      hint: parts.map(id).joined(separator: ", "))
  }
  let ids = entries.map(id)
  let hint = guess(word, among: ids + ids.map(withoutDay))
  throw Refusal.usage(
    "there is no \(noun) '\(typed)'" + hint, hint: "`allclear \(noun) list` names them all")
}

/// `incidents/2026/api.md` → `api`; anything that is no path into the folder stays.
private func withoutPath(_ typed: String, in folder: String) -> String {
  let parts = typed.split(separator: "/")
  let name = parts.count > 1 && parts.dropLast().contains { $0 == folder } ? parts.last : nil
  let word = name.map(String.init) ?? typed
  return word.lowercased().hasSuffix(".md") ? String(word.dropLast(3)) : word
}

/// `2026-11-20-api-errors` → `api-errors`.
func withoutDay(_ id: String) -> String {
  let parts = id.split(separator: "-", maxSplits: 3, omittingEmptySubsequences: false)
  let isDay = parts.count == 4 && parts.prefix(3).allSatisfy { Int($0) != nil }
  return isDay ? String(parts[3]) : id
}
