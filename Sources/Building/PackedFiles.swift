import Compressing
import Planning
import SiteFiles
import StatusModel

extension [PlannedFile] {
  /// The packed forms of the texts among them.
  ///
  /// Each makes the text anew, since that costs little beside packing it, and ten thousand texts would not fit
  /// into memory.
  func packed(by compressions: Set<Compression>) -> [PlannedFile] {
    guard !compressions.isEmpty else { return [] }
    let taken = Set(map(\.path))
    return filter { isText($0.path) }.flatMap { file in
      Compression.allCases.filter(compressions.contains).compactMap { compression in
        let path = file.path + compression.ending
        return taken.contains(path) ? nil : file.packed(by: compression, to: path)
      }
    }
  }
}

extension PlannedFile {
  fileprivate func packed(by compression: Compression, to path: String) -> PlannedFile {
    let content = ContentKey {
      $0.add(key.content)
      $0.add(compression.rawValue)
    }
    return PlannedFile(
      path: path, key: FileKey(frame: key.frame, content: content), needs: needs, isOptional: true
    ) { compression.packed(self.bytes($0)) ?? [] }
  }
}

/// Whether it gets much smaller, and a browser asks for it: pictures and fonts are packed already.
private func isText(_ path: String) -> Bool {
  textEndings.contains { path.utf8.suffix($0.utf8.count).elementsEqual($0.utf8) }
}

private let textEndings = [
  ".html", ".xml", ".rss", ".atom", ".json", ".txt", ".css", ".js", ".mjs", ".svg", ".ics", ".csv",
  ".md",
  ".webmanifest", ".map",
]
