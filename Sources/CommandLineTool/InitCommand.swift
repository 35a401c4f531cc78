import ArgumentParser
import ContentReading
import Foundation
import PlainEnglish
import SiteFiles
import SiteLoading
import StatusModel

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a new site from the starter.",
    discussion: """
      The starter is an invented company with incidents, maintenance and messages to learn from;
      --empty leaves its history out.

      Examples:
        allclear init my-status
        allclear init --empty my-status
      """)

  @Argument(help: "The folder to make; it must not exist, or be empty.", completion: .directory)
  var folder: String

  @Flag(name: .long, help: "Only the settings, the messages and the about page; no history.")
  var empty = false

  func run() async throws {
    try await leavingWithStatus { _ in
      let target = try absolutePath(folder)
      let (sources, _) = try await loadSources(from: try starterFolder())
      let zone = readSettings(sources)?.timeZone ?? .utc
      let today = zone.date(at: try clockTime())
      let files = sources.filter { isForNewSite($0.path) }.map { beginning($0, on: today) }
      // What every build can make again.
      let ignored = SourceFile(path: ".gitignore", bytes: Array("/public/\n/.allclear/\n".utf8))
      try copyNew(files + [ignored], into: target)
      try answer(
        """
        Made \(target) with \(plural(files.count, "file"))
        Next: edit \(folder)/status.yml, then run `allclear build --site \(folder)`
        """)
    }
  }

  /// The theme stays built in, so that a new version of it reaches the site.
  private func isForNewSite(_ path: String) -> Bool {
    let folder = path.split(separator: "/").first.map(String.init) ?? ""
    let history = ["incidents", "maintenance", "postmortems", "announcements"]
    return folder != "theme" && !(empty && history.contains(folder))
  }
}

/// The starter's `status.yml` with `since` set to the day on which the page begins; other files as they are.
private func beginning(_ file: SourceFile, on day: CivilDate) -> SourceFile {
  guard file.path == "status.yml" else { return file }
  let lines = file.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  let key = Array("since: ".utf8)
  let changed = lines.map { line in
    line.starts(with: key)
      ? key + Array(day.iso8601.utf8) + line.dropFirst(key.count + day.iso8601.utf8.count)
      : Array(line)
  }
  return SourceFile(path: file.path, bytes: Array(changed.joined(separator: [UInt8(ascii: "\n")])))
}

/// Writes `files` into a folder that is empty or not there yet, the whole or nothing.
///
/// A folder that is there stays the same one, for a shell that stands in it: it is filled, `status.yml`
/// last, so that it is no site before all of it is there.
func copyNew(_ files: [SourceFile], into target: String) throws {
  let manager = FileManager.default
  do {
    let exists = manager.fileExists(atPath: target)
    if exists {
      guard isFolder(target), try manager.contentsOfDirectory(atPath: target).isEmpty else {
        throw Refusal.content(
          "\(target) is not an empty folder", hint: "name a folder that does not exist yet")
      }
    }
    let staging = exists ? "\(target)/.allclear-\(getpid())" : "\(target).allclear-\(getpid())"
    try manager.createDirectory(
      at: URL(fileURLWithPath: staging).deletingLastPathComponent(),
      withIntermediateDirectories: true)
    try manager.createDirectory(atPath: staging, withIntermediateDirectories: false)
    // What was moved into its place is no longer here to be removed.
    defer { try? manager.removeItem(atPath: staging) }
    for file in files { try writeFile(file.bytes, to: staging + "/" + file.path) }
    if exists {
      try moveContents(of: staging, into: target)
    } else {
      try manager.moveItem(atPath: staging, toPath: target)
    }
  } catch let error as CocoaError {
    throw Refusal.machine(
      "cannot make \(target): \(error.localizedDescription)",
      hint: "check that the folder above it exists and may be written to")
  }
}

/// Moves what lies in one folder into another, all or nothing, `status.yml` last.
private func moveContents(of staging: String, into target: String) throws {
  let manager = FileManager.default
  let names = try manager.contentsOfDirectory(atPath: staging)
    .sorted { ($0 == "status.yml" ? 1 : 0, $0) < ($1 == "status.yml" ? 1 : 0, $1) }
  var moved: [String] = []
  do {
    for name in names {
      try manager.moveItem(atPath: "\(staging)/\(name)", toPath: "\(target)/\(name)")
      moved.append(name)
    }
  } catch {
    for name in moved { try manager.removeItem(atPath: "\(target)/\(name)") }
    throw error
  }
}

/// Writes one file, with the folders above it.
func writeFile(_ bytes: [UInt8], to path: String) throws {
  let url = URL(fileURLWithPath: path)
  try FileManager.default.createDirectory(
    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
  try Data(bytes).write(to: url, options: .atomic)
}
