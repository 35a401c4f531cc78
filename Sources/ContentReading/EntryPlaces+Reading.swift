package import Diagnostics
package import SiteFiles

/// Where the parts of some files stand. The model keeps no places, so these few are parsed again.
///
/// - Parameter paths: without sub-folders, as an entry's id gives them: `incidents/api-errors.md` is
///   also `incidents/2026/api-errors.md`. The result has the same keys.
/// - Returns: nothing for a file that is not there, or that cannot be read.
package func entryPlaces(
  of paths: Set<String>, in sources: [SourceFile]
) -> [String: EntryPlaces] {
  var places: [String: EntryPlaces] = [:]
  guard !paths.isEmpty else { return places }
  for file in sources {
    let path = pathWithoutSubfolders(file.path)
    guard paths.contains(path) else { continue }
    places[path] = EntryPlaces(of: file)
  }
  return places
}

private func pathWithoutSubfolders(_ path: String) -> String {
  guard let first = path.firstIndex(of: "/"), let last = path.lastIndex(of: "/") else {
    return path
  }
  return String(path[..<first] + path[last...])
}

extension EntryPlaces {
  /// Nil for a file that cannot be read, which a diagnostic has told before.
  fileprivate init?(of file: SourceFile) {
    do throws(Refusal) {
      let source = try SourceText(file)
      guard file.path.hasSuffix(".md") else {
        let mapping = try YAMLValue.parse(1..<source.lineStarts.count + 1, of: source)
        self.init(keys: mapping.keyPlaces, headings: [], end: source.lastPlace)
        return
      }
      let entry = try EntryText(source, allowsNone: true)
      self.init(
        keys: entry.frontMatter.keyPlaces,
        headings: Timeline(entry).updates.map(\.heading.position), end: source.lastPlace)
    } catch {
      return nil
    }
  }
}

extension YAMLValue {
  fileprivate var keyPlaces: [String: SourcePosition] {
    guard case .mapping(let entries) = content else { return [:] }
    return Dictionary(entries.map { ($0.key, $0.keyPosition) }, uniquingKeysWith: { one, _ in one })
  }
}

extension SourceText {
  fileprivate var lastPlace: SourcePosition {
    let last = (1...lineStarts.count).last { number in
      !line(number).allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }
    return position(line: last ?? 1)
  }
}
