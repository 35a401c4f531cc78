import Addresses
import Foundation
import Importing
import Planning
import SiteFiles

/// The files of a source that a system wants, read whole.
///
/// - Parameters:
///   - path: of a file or a folder, absolute.
///   - target: a folder that is not part of the source: what an earlier import wrote.
func sourceFiles(
  of system: ImportSystem, at path: String, besides target: String?
) throws -> [SourceFile] {
  if isFile(path) {
    let name = URL(fileURLWithPath: path).lastPathComponent
    return [try sourceFile(at: path, named: name)].compactMap { $0 }
  }
  guard isFolder(path) else {
    throw Refusal.usage("there is no file or folder \(path)", hint: "name what you saved")
  }
  do {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: path).filter { inner in
      let isOurs = target.map { target in
        target != path && (path + "/" + inner + "/").hasPrefix(target + "/")
      }
      return !(isOurs ?? false) && !isPassedOver(inner) && system.wants(inner)
    }
    return try paths.sorted(by: pathPrecedes).compactMap { inner in
      try sourceFile(at: path + "/" + inner, named: inner)
    }
  } catch let error as CocoaError {
    throw Refusal.machine(
      "cannot read \(path): \(error.localizedDescription)", hint: "nothing was written")
  }
}

private func isPassedOver(_ path: String) -> Bool {
  path.split(separator: "/").contains { $0 == ".git" || $0 == "node_modules" || $0 == ".allclear" }
}

/// Nil for what is no file, and for a link.
private func sourceFile(at path: String, named name: String) throws -> SourceFile? {
  let facts = try FileManager.default.attributesOfItem(atPath: path)
  guard facts[.type] as? FileAttributeType == .typeRegular else { return nil }
  guard (facts[.size] as? Int ?? 0) <= largestSourceFile else {
    throw Refusal.content(
      "\(path) has more than \(largestSourceFile / 1_048_576) MiB",
      hint: "nothing was written; save it in several files")
  }
  do {
    return SourceFile(path: name, bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
  } catch {
    throw Refusal.machine(
      "cannot read \(path): \(error.localizedDescription)", hint: "nothing was written")
  }
}

/// What an import did to the disk.
struct ImportOutcome: Sendable {
  var written: [String] = []
  /// There already.
  var kept: [String] = []

  var keepsStatusFile: Bool { kept.contains("status.yml") && !written.isEmpty }
}

/// Writes files into a site folder; a new one is made whole or not at all. What is there stays, but for files
/// that an import wrote and nobody changed, where that is asked for. No link leads out of the folder.
func write(
  _ files: [SourceFile], into target: String, replacesOwn: Bool
) throws -> ImportOutcome {
  let manager = FileManager.default
  let names = isFolder(target) ? try manager.contentsOfDirectory(atPath: target) : []
  guard !names.isEmpty else {
    let ignored = SourceFile(path: ".gitignore", bytes: Array("/public/\n/.allclear/\n".utf8))
    try copyNew(files + [ignored, ImportRecord(of: files).file], into: target)
    return ImportOutcome(written: files.map(\.path))
  }
  let present = try PresentFiles(in: target)
  var outcome = ImportOutcome()
  var record = present.record
  // The entries first: without them, status.yml would make a site that has no history.
  for file in files.sorted(by: {
    ($0.path == "status.yml" ? 1 : 0) < ($1.path == "status.yml" ? 1 : 0)
  }) {
    guard try present.mayWrite(file, replacesOwn: replacesOwn) else {
      outcome.kept.append(file.path)
      continue
    }
    try present.write(file)
    record.note(file)
    outcome.written.append(file.path)
  }
  if !outcome.written.isEmpty { try present.write(record.file) }
  return outcome
}

/// The site folder as it is before an import.
private struct PresentFiles {
  private let target: String
  private let root: SiteRoot
  /// Where entries lie, by the path that they would have without subfolders.
  private let entries: [String: String]
  let record: ImportRecord

  init(in target: String) throws {
    self.target = target
    do throws(SiteRootError) {
      root = try SiteRoot(target)
    } catch {
      throw Refusal.machine("cannot open \(target): \(error)", hint: "nothing was written")
    }
    let paths = try EntryFolder.allCases.map(\.name).flatMap { folder in
      let path = target + "/" + folder
      guard isFolder(path) else { return [String]() }
      do {
        return try FileManager.default.subpathsOfDirectory(atPath: path).map { folder + "/" + $0 }
      } catch {
        // What lies there would be written a second time.
        throw Refusal.machine("cannot read \(path)", hint: "nothing was written; check its rights")
      }
    }
    entries = Dictionary(
      paths.compactMap { path in EntryPath(ofFile: path).map { ($0.path, path) } },
      uniquingKeysWith: { first, _ in first })
    record = ImportRecord(reading: target + "/" + ImportRecord.path)
  }

  func mayWrite(_ file: SourceFile, replacesOwn: Bool) throws -> Bool {
    let place = entries[file.path] ?? file.path
    let path = target + "/" + place
    guard FileManager.default.fileExists(atPath: path) else { return true }
    guard replacesOwn, place == file.path,
      let bytes = FileManager.default.contents(atPath: path)
    else { return false }
    return record.holds(SourceFile(path: file.path, bytes: [UInt8](bytes)))
      && [UInt8](bytes) != file.bytes
  }

  func write(_ file: SourceFile) throws {
    do {
      // Our own folder is none that a page is read from.
      let isRecord = file.path == ImportRecord.path
      let place = isRecord ? target + "/" + file.path : try root.placeToWrite(file.path)
      try writeFile(file.bytes, to: place)
    } catch let error as SiteRootError {
      throw Refusal.content(
        "cannot write \(file.path): \(error)", hint: "put a folder in place of the link")
    } catch {
      throw Refusal.machine(
        "cannot write \(file.path): \(error.localizedDescription)",
        hint: "what was written before it stays; import again to go on")
    }
  }
}

/// What imports wrote into a site folder, by which a file that somebody edited is known.
struct ImportRecord {
  static let path = ".allclear/imported.json"

  /// Digests by path.
  private var digests: [String: String]

  init(of files: [SourceFile]) {
    digests = Dictionary(
      files.map { ($0.path, Self.digest($0.bytes)) }, uniquingKeysWith: { first, _ in first })
  }

  /// Empty where there is none that can be read.
  init(reading path: String) {
    let data = FileManager.default.contents(atPath: path) ?? Data()
    digests = (try? JSONDecoder().decode([String: String].self, from: data)) ?? [:]
  }

  mutating func note(_ file: SourceFile) { digests[file.path] = Self.digest(file.bytes) }

  func holds(_ file: SourceFile) -> Bool { digests[file.path] == Self.digest(file.bytes) }

  var file: SourceFile {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
      return SourceFile(path: Self.path, bytes: [UInt8](try encoder.encode(digests)) + [0x0A])
    }
  }

  private static func digest(_ bytes: [UInt8]) -> String {
    let key = ContentKey(of: bytes)
    return String(key.first, radix: 16) + "-" + String(key.second, radix: 16)
  }
}
