package import FileSystem
import Foundation
import Planning
import SiteFiles

/// Where a build keeps what the next one may start from: in the site folder, or, where that cannot be
/// written, among the user's caches.
///
/// A cache that cannot be read or written costs time, and nothing else.
package struct CacheFile: Sendable {
  /// The folder in a site folder that this program alone writes; nothing in it is a source.
  package static let folderName = ".allclear"
  fileprivate static let fileName = "cache"

  private let site: String
  /// The first one that can be written is used.
  private let folders: [String]

  /// - Parameters:
  ///   - site: the site folder, absolute.
  ///   - environment: `XDG_CACHE_HOME`, else `HOME`, says where the user's caches lie.
  package init(ofSite site: String, environment: [String: String]) {
    self.site = site
    let absolute = { (name: String) in environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil } }
    let caches = absolute("XDG_CACHE_HOME") ?? absolute("HOME").map { $0 + "/.cache" }
    let key = ContentKey(of: site.utf8)
    let own = caches.map {
      "\($0)/allclear/\(String(key.first, radix: 16))\(String(key.second, radix: 16))"
    }
    folders = ["\(site)/\(CacheFile.folderName)"] + (own.map { [$0] } ?? [])
  }

  var isThere: Bool {
    folders.contains { FileManager.default.fileExists(atPath: "\($0)/\(CacheFile.fileName)") }
  }

  /// What the last build left; nil where that is nothing, or cannot be read.
  var parts: [CachePart]? {
    for path in folders {
      if let parts = try? Folder(at: path).withFile(CacheFile.fileName, CachePart.parts) {
        return parts
      }
    }
    return nil
  }

  /// Makes the folder, and asks its file system what time it is.
  ///
  /// - Returns: nil where nothing can be written.
  package func begun() -> BegunCache? {
    for path in folders {
      if let folder = try? Folder(at: path) {
        if let begun = BegunCache(folder, at: path, isNew: false) { return begun }
      } else if makeFolder(path), let folder = try? Folder(at: path),
        let begun = BegunCache(folder, at: path, isNew: true)
      {
        return begun
      }
    }
    return nil
  }

  /// With the rights of the site folder, since it tells as much.
  private func makeFolder(_ folder: String) -> Bool {
    let rights = try? FileManager.default.attributesOfItem(atPath: site)[.posixPermissions]
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: rights.map { [.posixPermissions: $0] })
      return true
    } catch {
      return false
    }
  }
}

/// A cache that is written at the end of a build.
package struct BegunCache: Sendable {
  private static let newName = CacheFile.fileName + ".new"

  private let folder: Folder
  private let path: String
  /// The folder was made for it.
  private let isNew: Bool
  /// When the build began, by the clock of the file system: what was changed later may have been read
  /// before.
  package let began: FileStamp.Time

  /// Nil where nothing can be written.
  fileprivate init?(_ folder: Folder, at path: String, isNew: Bool) {
    try? folder.remove(BegunCache.newName)
    let status = try? folder.withNewFile(BegunCache.newName) { file throws(FileSystemError) in
      try file.status()
    }
    guard let status else { return nil }
    try? folder.remove(BegunCache.newName)
    (self.folder, self.path, self.isNew) = (folder, path, isNew)
    began = FileStamp(status).modified
  }

  /// After a build that changed nothing: the disk is as it was.
  func discard() {
    if isNew { rmdir(path) }
  }

  func write(_ parts: [CachePart]) {
    do {
      try folder.withNewFile(BegunCache.newName) { file throws(FileSystemError) in
        try CachePart.write(parts, to: file)
      }
      try folder.rename(BegunCache.newName, into: folder, as: CacheFile.fileName)
    } catch {
      // Such as a full disk: the last build's cache stays, or none.
      try? folder.remove(BegunCache.newName)
    }
  }
}
