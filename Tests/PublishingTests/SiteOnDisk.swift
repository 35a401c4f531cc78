import Foundation
import TestSupport
import Testing

/// What readers find in an output at one moment.
struct SiteOnDisk {
  /// All files but those in `.allclear`.
  let texts: [String: String]

  init(_ output: String) throws {
    let names =
      FileManager.default.fileExists(atPath: output)
      ? try FileManager.default.subpathsOfDirectory(atPath: output) : []
    var texts: [String: String] = [:]
    for name in names where !name.hasPrefix(".allclear") {
      var isFolder: ObjCBool = false
      let path = output + "/" + name
      _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      if !isFolder.boolValue { texts[name] = try String(contentsOfFile: path, encoding: .utf8) }
    }
    self.texts = texts
  }

  /// What no reader may ever meet while `old` becomes `new`; empty at every moment of a good build.
  func faults(from old: LinkedSite?, to new: LinkedSite) -> [String] {
    let old = old?.texts ?? [:]
    let torn = texts.filter { $0.value != old[$0.key] && $0.value != new.texts[$0.key] }
    let stays = old.keys.filter { new.texts[$0] != nil }
    let missing = stays.filter { texts[$0] == nil }
    return torn.keys.sorted().map { "torn: " + $0 } + missing.sorted().map { "missing: " + $0 }
      + deadLinks(from: ["index.html"] + stays)
  }

  /// Links to nothing on pages that readers reach from these.
  private func deadLinks(from roots: [String]) -> [String] {
    var known = Set(roots)
    var rest = roots
    var dead: [String] = []
    while let page = rest.popLast() {
      for link in LinkedSite.links(in: texts[page] ?? "") {
        if texts[link] == nil { dead.append("dead: \(page) -> \(link)") }
        if known.insert(link).inserted { rest.append(link) }
      }
    }
    return dead.sorted()
  }
}

/// What may be in `.allclear` between two builds.
func ownFiles(of output: String) throws -> [String] {
  try FileManager.default.subpathsOfDirectory(atPath: output + "/.allclear").sorted()
}
