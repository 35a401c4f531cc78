import Diagnostics
import SiteFiles

extension ImportSystem {
  /// Upptime: its repository, and its issues as `gh` or the REST API of GitHub gives them.
  static let upptime = ImportSystem(
    name: "upptime",
    source: "a folder with .upptimerc.yml, history/ and the issues as JSON",
    wants: { path in
      let parts = path.split(separator: "/")
      guard let name = parts.last else { return false }
      let isBeside = parts.dropLast().contains { ["api", "graphs", ".github"].contains($0) }
      if isBeside || ["package.json", "package-lock.json"].contains(name) { return false }
      return isConfiguration(path) || name.hasSuffix(".json") || isHistory(path)
    },
    read: readUpptime)
}

private func isConfiguration(_ path: String) -> Bool {
  [".upptimerc.yml", ".upptimerc.yaml"].contains(fileName(path))
}

private func isHistory(_ path: String) -> Bool {
  path.split(separator: "/").dropLast().last == "history" && path.hasSuffix(".yml")
}

private func readUpptime(
  _ files: [SourceFile], _ options: ImportOptions
) throws(ImportError) -> SourceReading {
  var records = UpptimeRecords()
  for file in files.sorted(by: { pathPrecedes($0.path, $1.path) }) {
    do throws(ImportError) {
      if isConfiguration(file.path) {
        records.add(configuration: try readForeignYAML(file))
      } else if isHistory(file.path) {
        records.add(
          history: try readForeignYAML(file), of: String(fileName(file.path).dropLast(4)))
      } else {
        records.add(try readJSON(file))
      }
    } catch {
      records.notes.fail(error, in: file.path)
    }
  }
  try records.notes.throwProblems()
  guard !records.isEmpty else {
    throw .nothingFound(expected: "issues of GitHub, nor an .upptimerc.yml")
  }
  var reader = UpptimeReader(records, options)
  return reader.reading()
}
