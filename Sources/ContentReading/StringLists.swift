package import Diagnostics
package import SiteFiles

/// Reads a YAML file of lists of lines, each under a key: the word lists of a theme.
///
/// - Parameters:
///   - owner: what a diagnostic calls the file: `a list of words`.
///   - known: every key that may stand in it, in the order in which a hint lists them.
/// - Returns: nothing under a key that the file does not have; a list that is written as `[]` is empty.
package func readLists(
  _ file: SourceFile, of owner: String, known: [String]
) -> (lists: [String: [Located<String>]], diagnostics: [Diagnostic]) {
  do throws(Refusal) {
    let source = try SourceText(file)
    let mapping = try YAMLValue.parse(1..<source.lineStarts.count + 1, of: source)
    var fields = Fields(mapping, of: owner, known: known)
    var lists: [String: [Located<String>]] = [:]
    for key in known where fields.value(key) != nil { lists[key] = fields.lines(key) }
    return (lists, fields.diagnostics)
  } catch {
    return ([:], [error.diagnostic])
  }
}
