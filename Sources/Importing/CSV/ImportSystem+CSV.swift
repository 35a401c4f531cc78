import Diagnostics
import SiteFiles

extension ImportSystem {
  /// A table: a row for each update or for each incident.
  static let csv = ImportSystem(
    name: "csv", source: "a CSV file with a header, or a folder of such files",
    wants: { path in
      [".csv", ".tsv"].contains { path.lowercased().hasSuffix($0) }
    },
    read: readCSV)
}

private func readCSV(
  _ files: [SourceFile], _ options: ImportOptions
) throws(ImportError) -> SourceReading {
  var reader = try CSVReader(options)
  for file in files.sorted(by: { pathPrecedes($0.path, $1.path) }) {
    do throws(ImportError) {
      try reader.add(try csvRows(file), of: file.path)
    } catch {
      guard case .unreadable = error else { throw error }
      reader.notes.fail(error, in: file.path)
    }
  }
  try reader.notes.throwProblems()
  return try reader.reading()
}
