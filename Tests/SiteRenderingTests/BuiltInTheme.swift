import Diagnostics
import Foundation
import SiteFiles
import SiteRendering
import Testing

/// The files of the built-in theme, as they lie in this repository.
func builtInThemeFiles() throws -> [SourceFile] {
  let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  let starter = repository.appending(path: "site-template")
  return try ["theme/layouts", "theme/assets", "theme/strings"].flatMap { folder in
    let names = try FileManager.default.contentsOfDirectory(
      atPath: starter.appending(path: folder).path)
    return try names.sorted().map { name in
      let path = "\(folder)/\(name)"
      return SourceFile(
        path: path, bytes: [UInt8](try Data(contentsOf: starter.appending(path: path))))
    }
  }
}

/// The built-in theme in English.
func builtInTheme() throws -> Theme {
  let (theme, diagnostics) = readTheme(builtIn: try builtInThemeFiles(), site: [])
  #expect(diagnostics.map(\.text) == [])
  return try #require(theme)
}
