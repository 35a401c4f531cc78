import Building
import Diagnostics
import FileSystem
import Foundation
import Publishing
import SiteFiles
import StatusModel

/// Builds a site after each of many edits, from where the last build left off, and holds each output
/// against that of a build that knows nothing.
package struct BuildSequence {
  private let starter: String
  private let folder: URL
  private var site: EditedSite
  private var dice: Dice
  private var written: [String: String] = [:]
  /// How much was left alone, so that a run that compares nothing shows.
  package private(set) var counts = Counts()

  package struct Counts: Sendable {
    package var builds = 0
    package var refused = 0
    /// Files that were not made, and files that were.
    package var kept = 0
    package var made = 0

    package static func + (one: Counts, other: Counts) -> Counts {
      Counts(
        builds: one.builds + other.builds, refused: one.refused + other.refused,
        kept: one.kept + other.kept, made: one.made + other.made)
    }

    package init(builds: Int = 0, refused: Int = 0, kept: Int = 0, made: Int = 0) {
      (self.builds, self.refused, self.kept, self.made) = (builds, refused, kept, made)
    }
  }

  /// - Parameters:
  ///   - starter: the folder of the built-in theme.
  ///   - folder: an empty one to work in.
  package init(seed: UInt64, starter: String, in folder: String) throws {
    self.starter = starter
    self.folder = URL(fileURLWithPath: folder)
    site = EditedSite(seed: seed)
    dice = Dice(seed: seed ^ 0x5eed)
    for name in ["site", "before"] {
      try FileManager.default.createDirectory(
        at: self.folder.appending(path: name), withIntermediateDirectories: true)
    }
    try write()
  }

  /// - Returns: what was wrong, with the step after which it was.
  package mutating func findings(steps: Int) async throws -> [String] {
    var done: [String] = []
    for number in 0..<steps {
      if number > 0 { done.append(site.step()) }
      try write()
      if number > 0 { done.append(try meddle()) }
      let found = try await compare()
      if !found.isEmpty { return found.map { "\($0), after: \(done.joined(separator: "; "))" } }
    }
    return []
  }

  private var siteFolder: URL { folder.appending(path: "site") }
  private var output: URL { folder.appending(path: "output") }
  private var fresh: URL { folder.appending(path: "fresh") }
  private var before: URL { folder.appending(path: "before") }

  /// Brings the disk up to what the site holds; what did not change is not touched.
  private mutating func write() throws {
    for path in written.keys where site.files[path] == nil {
      try FileManager.default.removeItem(at: siteFolder.appending(path: path))
    }
    for (path, text) in site.files where written[path] != text {
      let file = siteFolder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      let old = written[path]
      let dates =
        old == nil ? nil : try FileManager.default.attributesOfItem(atPath: file.path)
      try Data(text.utf8).write(to: file)
      // An editor that keeps the date, and a text that keeps its length.
      if let old, old.utf8.count == text.utf8.count, let date = dates?[.modificationDate] {
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file.path)
      }
    }
    written = site.files
  }

  /// What others do to the folders between two builds.
  private mutating func meddle() throws -> String {
    let cache = siteFolder.appending(path: ".allclear/cache")
    switch Int.random(in: 0..<16, using: &dice) {
    case 0:
      guard FileManager.default.fileExists(atPath: cache.path) else { return "" }
      var bytes = try Data(contentsOf: cache)
      bytes[Int.random(in: 0..<bytes.count, using: &dice)] ^= 0x11
      try bytes.write(to: cache)
      return "the cache is damaged"
    case 1:
      guard FileManager.default.fileExists(atPath: cache.path) else { return "" }
      try FileManager.default.removeItem(at: cache)
      return "the cache is gone"
    case 2:
      guard let path = written.keys.sorted().randomElement(using: &dice) else { return "" }
      try Data((written[path] ?? "").utf8).write(to: siteFolder.appending(path: path))
      return "\(path) is touched"
    case 3:
      guard let path = ourFiles(of: output).sorted().randomElement(using: &dice) else { return "" }
      try FileManager.default.removeItem(at: output.appending(path: path))
      return "\(path) of the output is gone"
    case 4:
      guard let path = ourFiles(of: output).sorted().randomElement(using: &dice) else { return "" }
      guard path != "api/ledger.json" else { return "" }
      try Data("x".utf8).write(to: output.appending(path: path))
      return "\(path) of the output is overwritten"
    case 5:
      let stage = output.appending(path: ".allclear/stage")
      guard FileManager.default.fileExists(atPath: output.path) else { return "" }
      try FileManager.default.createDirectory(at: stage, withIntermediateDirectories: true)
      try Data("x".utf8).write(to: stage.appending(path: "index.html"))
      return "a killed build left a stage"
    default: return ""
    }
  }

  private enum Outcome: Equatable {
    case built(warnings: [String])
    case refused([String])
  }

  private mutating func compare() async throws -> [String] {
    if FileManager.default.fileExists(atPath: fresh.path) {
      try FileManager.default.removeItem(at: fresh)
    }
    let ledger = before.appending(path: "api/ledger.json")
    try FileManager.default.removeItem(at: before)
    try FileManager.default.createDirectory(
      at: ledger.deletingLastPathComponent(), withIntermediateDirectories: true)
    let known = output.appending(path: "api/ledger.json")
    if FileManager.default.fileExists(atPath: known.path) {
      try FileManager.default.copyItem(at: known, to: ledger)
    }
    let old = states(of: output)
    let cache = CacheFile(ofSite: siteFolder.path, environment: [:])
    let isPicture = Int.random(in: 0..<12, using: &dice) == 0
    let now = site.now
    let moment = isPicture ? BuildMoment.asOf { _ in now } : .now(now)
    let one = try await outcome(moment, into: output, previous: nil) { request in
      let result = try await build(
        request, after: .cache(cache), cache: cache)
      counts =
        counts
        + Counts(
          builds: 1, kept: result.kept,
          made: result.published.written + result.published.unchanged)
      return result
    }
    let other = try await outcome(moment, into: fresh, previous: before) { request in
      try await build(request)
    }
    guard one == other else { return ["\(one) is not \(other)"] }
    if case .refused(let why) = one {
      counts.refused += 1
      if ProcessInfo.processInfo.environment["FUZZ_REFUSALS"] != nil { print(why) }
      return []
    }
    return differences() + changedForNothing(old)
  }

  private func outcome(
    _ moment: BuildMoment, into output: URL, previous: URL?,
    _ build: (BuildRequest) async throws -> BuildResult
  ) async throws -> Outcome {
    do {
      let result = try await build(
        BuildRequest(
          folder: siteFolder.path, output: output.path, starter: starter, moment: moment,
          previous: previous?.path))
      return .built(warnings: result.plan.warnings.map(\.text))
    } catch let problems as ContentProblems {
      return .refused(problems.diagnostics.map(\.text))
    }
  }

  private func differences() -> [String] {
    let (one, other) = (ourFiles(of: output), ourFiles(of: fresh))
    let missing = other.subtracting(one).sorted().map { "\($0) is missing" }
    let extra = one.subtracting(other).sorted().map { "\($0) is left over" }
    let stale = one.intersection(other).sorted().filter { path in
      contents(output, path) != contents(fresh, path)
    }.map { "\($0) is stale" }
    return missing + extra + stale
  }

  private func contents(_ folder: URL, _ path: String) -> Data? {
    FileManager.default.contents(atPath: folder.appending(path: path).path)
  }

  /// Files with the bytes of before that are not the files of before.
  private func changedForNothing(_ old: [String: (bytes: Data, stamp: FileStamp)]) -> [String] {
    let new = states(of: output)
    return old.sorted { $0.key < $1.key }.compactMap { path, state in
      guard let now = new[path], now.bytes == state.bytes,
        now.stamp.inode != state.stamp.inode || now.stamp.modified != state.stamp.modified
      else { return nil }
      return "\(path) was written anew"
    }
  }

  private func states(of folder: URL) -> [String: (bytes: Data, stamp: FileStamp)] {
    Dictionary(
      ourFiles(of: folder).compactMap { path in
        let place = folder.appending(path: path).path
        guard let bytes = FileManager.default.contents(atPath: place),
          let stamp = try? FileStamp(of: place)
        else { return nil }
        return (path, (bytes, stamp))
      }
    ) { one, _ in one }
  }

  private func ourFiles(of folder: URL) -> Set<String> {
    let found =
      FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return Set(
      found.filter { path in
        var isFolder: ObjCBool = false
        let place = folder.appending(path: path).path
        return !path.hasPrefix(".allclear")
          && FileManager.default.fileExists(atPath: place, isDirectory: &isFolder)
          && !isFolder.boolValue
      })
  }
}
