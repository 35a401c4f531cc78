import Diagnostics
import SiteFiles

extension ImportSystem {
  /// Stactus: the folder of its YAML files.
  static let stactus = ImportSystem(
    name: "stactus", source: "a folder with stactus.yaml and the files of its incidents",
    wants: { path in
      let name = path.lowercased()
      return (name.hasSuffix(".yml") || name.hasSuffix(".yaml")) && !name.contains(".github/")
    },
    read: readStactus)
}

private func readStactus(
  _ files: [SourceFile], _ options: ImportOptions
) throws(ImportError) -> SourceReading {
  var reader = StactusReader(options)
  for file in files.sorted(by: { pathPrecedes($0.path, $1.path) }) {
    do throws(ImportError) {
      for lines in try documents(of: file) {
        reader.add(try readForeignYAML(file, lines: lines))
      }
    } catch {
      reader.notes.fail(error, in: file.path)
    }
  }
  try reader.notes.throwProblems()
  guard !reader.isEmpty else {
    throw .nothingFound(expected: "YAML of Stactus (version: incident/v1 or stactus/v1)")
  }
  return reader.reading()
}

/// The numbers of the lines of each document of a file, between lines that are `---`.
private func documents(of file: SourceFile) throws(ImportError) -> [Range<Int>] {
  let lines = try textLines(file)
  var ranges: [Range<Int>] = []
  var start = 1
  for (offset, line) in (lines + ["---"]).enumerated() where line.hasPrefix("---") {
    let rest = line.dropFirst(3)
    guard rest.allSatisfy(\.isWhitespace) || rest.hasPrefix(" #") else { continue }
    let saysSomething = lines[(start - 1)..<offset].contains { line in
      let words = trimmedLine(line[...])
      return !words.isEmpty && !words.hasPrefix("#") && words != "..."
    }
    if saysSomething { ranges.append(start..<offset + 1) }
    start = offset + 2
  }
  return ranges
}
