import Diagnostics
import SiteFiles
import StatusModel

extension ImportSystem {
  /// Atlassian Statuspage: its public JSON, history pages, feed and private export, in any mix.
  static let statuspage = ImportSystem(
    name: "statuspage",
    source: "a file or a folder of saved JSON, history pages and exports",
    wants: { path in
      let name = path.lowercased()
      return [".json", ".html", ".htm", ".atom"].contains { name.hasSuffix($0) }
    },
    read: readStatuspage)
}

/// - Parameter files: told by the keys in them, whatever their names.
private func readStatuspage(
  _ files: [SourceFile], _ options: ImportOptions
) throws(ImportError) -> SourceReading {
  var records = StatuspageRecords()
  for file in files.sorted(by: { pathPrecedes($0.path, $1.path) }) {
    let name = file.path.lowercased()
    if name.hasSuffix(".atom") {
      records.addFeed(file)
    } else if name.hasSuffix(".html") || name.hasSuffix(".htm") {
      try records.addPage(file)
    } else {
      records.add(try readJSON(file))
    }
  }
  guard !records.isEmpty else {
    throw .nothingFound(expected: "incidents, components or history that Statuspage saves")
  }
  var reader = StatuspageReader(records, options)
  return try reader.reading()
}
