import SiteFiles

extension ImportSystem {
  /// Cachet 2 and 3: answers of its API.
  static let cachet = ImportSystem(
    name: "cachet", source: "a file or a folder of saved answers of the API (2.x and 3.x)",
    wants: { $0.lowercased().hasSuffix(".json") }, read: readCachet)
}

private func readCachet(
  _ files: [SourceFile], _ options: ImportOptions
) throws(ImportError) -> SourceReading {
  var records = CachetRecords()
  for file in files.sorted(by: { pathPrecedes($0.path, $1.path) }) {
    do throws(ImportError) {
      records.add(try readJSON(file))
    } catch {
      records.notes.fail(error, in: file.path)
    }
  }
  try records.notes.throwProblems()
  guard !records.isEmpty else {
    throw .nothingFound(expected: "incidents, components or schedules of Cachet's API")
  }
  var reader = CachetReader(records, options)
  return try reader.reading()
}
