import Foundation
package import SiteFiles

/// What mutations start from: small sites of this repository, alerts and texts.
package struct Seeds: Sendable {
  /// Each has a `status.yml` and a few entries; sorted by path.
  let sites: [[SourceFile]]
  let alerts: [[UInt8]]
  /// CommonMark, as it is typed for an update.
  let texts: [[UInt8]]
  /// The built-in theme, with the paths that a site's own would have.
  package let theme: [SourceFile]

  /// - Parameter repository: the folder of `Package.swift`.
  package init(repository: String) throws {
    let starter = try files(in: repository + "/site-template")
    let fixtures = try ["small", "languages"].map {
      try files(in: repository + "/Tests/Fixtures/golden/\($0)/site")
    }
    let tricky = try files(in: repository + "/Fuzzing/Seeds/site")
    theme = starter.filter { $0.path.hasPrefix("theme/") }
    let whole = [starter.filter { !$0.path.hasPrefix("theme/") }] + fixtures + [tricky]
    sites = whole.flatMap(smallSites)
    alerts = try files(in: repository + "/Fuzzing/Seeds/alerts").map(\.bytes)
    texts = whole.flatMap { $0 }.filter { $0.path.hasPrefix("incidents/") }
      .flatMap { updateTexts(of: $0.bytes) }
  }
}

/// A site for each entry, since a case should take a few milliseconds: a page of one incident shows what
/// a page of ten does.
private func smallSites(of files: [SourceFile]) -> [[SourceFile]] {
  let isEntry = { (file: SourceFile) in
    ["incidents/", "maintenance/"].contains { file.path.hasPrefix($0) }
  }
  let shared = files.filter { file in
    !isEntry(file) && !file.path.hasPrefix("postmortems/") && !file.path.hasPrefix("messages/")
  }
  let messages = files.filter { $0.path.hasPrefix("messages/") }
  return files.filter(isEntry).enumerated().map { place, entry in
    let name = entry.path.split(separator: "/").last.map(String.init) ?? ""
    let postmortem = files.filter { $0.path == "postmortems/" + name }
    let message = messages.isEmpty ? [] : [messages[place % messages.count]]
    return (shared + [entry] + postmortem + message).sorted { $0.path < $1.path }
  }
}

/// What stands below each heading of level 2.
private func updateTexts(of bytes: [UInt8]) -> [[UInt8]] {
  let lines = String(decoding: bytes, as: UTF8.self).split(
    separator: "\n", omittingEmptySubsequences: false)
  return lines.split { $0.hasPrefix("## ") }.dropFirst()
    .map { Array($0.joined(separator: "\n").utf8) }
}

/// - Returns: sorted by path; files whose name begins with a dot are left out.
private func files(in folder: String) throws -> [SourceFile] {
  let root = URL(fileURLWithPath: folder)
  let names = try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
  return try names.compactMap { name in
    let url = root.appendingPathComponent(name)
    let isFolder = try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory ?? false
    guard !isFolder, !url.lastPathComponent.hasPrefix(".") else { return nil }
    return SourceFile(path: name, bytes: Array(try Data(contentsOf: url)))
  }
}
