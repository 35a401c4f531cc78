import Diagnostics
import StatusModel

/// The entry that a person means: by its id, in whatever case, by the path of its file, or by its id
/// without the day.
///
/// - Parameters:
///   - typed: what they wrote.
///   - ids: of all entries.
///   - preferred: which one is meant where several go by these words; nil where none is.
///   - folder: of the entries: `incidents`.
///   - noun: as messages name one: `incident`.
private func entry(
  _ typed: String, among ids: [String], preferring preferred: String?, in folder: String,
  noun: String
) throws -> String {
  let word = withoutPath(typed, in: folder).lowercased()
  if let found = ids.first(where: { $0 == word })
    ?? ids.first(where: { $0.lowercased() == word })
  {
    return found
  }
  let parts = ids.filter { $0.lowercased().hasSuffix("-" + word) }
  if parts.count == 1 { return parts[0] }
  if let preferred, parts.contains(preferred) { return preferred }
  guard parts.isEmpty else {
    throw Refusal.usage(
      "'\(typed)' is the name of \(parts.count) \(noun)s, so add the day",
      hint: parts.joined(separator: ", "))
  }
  let hint = guess(word, among: ids + ids.map(withoutDay))
  throw Refusal.usage(
    "there is no \(noun) '\(typed)'" + hint, hint: "`allclear \(noun) list` names them all")
}

extension SiteToWrite {
  /// The id of the entry that a person means.
  ///
  /// - Parameter sound: the ids of those that could be read.
  /// - Throws: `ContentProblems` where it is one that has errors.
  func soundEntry(
    _ typed: String, among sound: [String], preferring preferred: String?, in folder: String,
    noun: String
  ) throws -> String {
    let known = Set(sound)
    let broken = brokenIDs(in: folder).filter { !known.contains($0) }
    let id = try entry(
      typed, among: sound + broken, preferring: preferred, in: folder, noun: noun)
    try refuseBroken(id, in: folder)
    return id
  }
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
