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

  /// The bytes of the last build's; nil where there is none.
  package var bytes: [UInt8]? {
    for folder in folders {
      if let data = FileManager.default.contents(atPath: "\(folder)/\(CacheFile.fileName)") {
        return Array(data)
      }
    }
    return nil
  }

  /// Makes the folder, and asks its file system what time it is.
  ///
  /// - Returns: nil where nothing can be written.
  package func begun() -> BegunCache? {
    for folder in folders {
      let path = "\(folder)/\(CacheFile.fileName).new"
      let isNew = !FileManager.default.fileExists(atPath: folder)
      guard makeFolder(folder), FileManager.default.createFile(atPath: path, contents: Data()),
        let stamp = try? FileStamp(of: path)
      else { continue }
      return BegunCache(folder: folder, isNew: isNew, began: stamp.modified)
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
  private let folder: String
  /// The folder was made for it.
  private let isNew: Bool
  /// When the build began, by the clock of the file system: what was changed later may have been read
  /// before.
  package let began: FileStamp.Time

  fileprivate init(folder: String, isNew: Bool, began: FileStamp.Time) {
    self.folder = folder
    self.isNew = isNew
    self.began = began
  }

  private var path: String { "\(folder)/\(CacheFile.fileName)" }
  private var new: String { path + ".new" }

  /// After a build that changed nothing: the disk is as it was.
  func discard() {
    unlink(new)
    if isNew { rmdir(folder) }
  }

  func write(_ bytes: [UInt8]) {
    // What goes wrong here, such as a full disk, leaves the last build's cache, or none.
    guard (try? Data(bytes).write(to: URL(fileURLWithPath: new))) != nil else {
      unlink(new)
      return
    }
    if rename(new, path) != 0 { unlink(new) }
  }
}
