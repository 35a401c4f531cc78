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
        allclear init --ci github my-status   also the workflow that builds and publishes it
        allclear init --ci gitlab .           only that, into a site that is there already
      """)

  @Argument(
    help: "The folder to make; it must not exist, or be empty. With --ci also a site folder.",
    completion: .directory)
  var folder: String

  @Flag(name: .long, help: "Only the settings, the messages and the about page; no history.")
  var empty = false

  @Option(name: .long, help: "Also write the workflow that publishes the page: github or gitlab.")
  var ci: Workflow?

  func run() async throws {
    try await leavingWithStatus { _ in
      let target = try absolutePath(folder)
      if let ci, isFile(target + "/status.yml") {
        return try await add(ci, toSite: target)
      }
      let (sources, _) = try await loadSources(from: try starterFolder())
      let zone = readSettings(sources)?.timeZone ?? .utc
      let today = zone.date(at: try clockTime())
      let files = sources.filter { isForNewSite($0.path) }.map { beginning($0, on: today) }
      // What every build can make again.
      let ignored = SourceFile(path: ".gitignore", bytes: Array("/public/\n/.allclear/\n".utf8))
      let workflow = ci.map { $0.file(url: readSettings(sources)?.url ?? "") }
      try copyNew(files + [ignored] + (workflow.map { [$0] } ?? []), into: target)
      try answer(
        """
        Made \(target) with \(plural(files.count, "file"))
        Next: edit \(folder)/status.yml, then run `allclear build --site \(folder)`
        """)
      if let workflow { try await sayNext(of: workflow, in: target) }
    }
  }

  private func add(_ ci: Workflow, toSite target: String) async throws {
    let (sources, _) = try await loadSources(from: target)
    guard let settings = readSettings(sources) else {
      throw Refusal.content(
        "status.yml in \(target) has errors", hint: "fix what `allclear check` names")
    }
    let file = ci.file(url: settings.url)
    let path = target + "/" + file.path
    guard !FileManager.default.fileExists(atPath: path) else {
      throw Refusal.content(
        "\(path) exists already", hint: "nothing was written; move it away to get a new one")
    }
    do {
      try writeFile(file.bytes, to: path)
    } catch {
      throw Refusal.machine(
        "cannot write \(path): \(error.localizedDescription)",
        hint: "check that the site folder may be written to")
    }
    try answer("Made \(path)")
    try await sayNext(of: file, in: target)
  }

  private func sayNext(of workflow: SourceFile, in target: String) async throws {
    try answer("Next: set ALLCLEAR_DEB, ALLCLEAR_SHA256 and URL at the top of \(workflow.path)")
    let place = try await placeInRepository(target)
    guard !place.isEmpty else { return }
    try answer(
      "The site lies in \(place) of its repository: move \(workflow.path) to the repository's root, "
        + "and set SITE in it to \(place.dropLast())")
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
