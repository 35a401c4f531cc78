import Foundation
import SiteFiles

/// A folder on the disk that lives as long as a test; outputs are made in it.
struct TemporaryFolder: ~Copyable {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
    path = folder + "/allclear-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  var output: String { path + "/public" }

  func write(_ text: String, to file: String) throws {
    let url = URL(filePath: path + "/" + file)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func text(of file: String) throws -> String {
    try String(contentsOf: URL(filePath: path + "/" + file), encoding: .utf8)
  }

  func makeFolder(_ folder: String) throws {
    try FileManager.default.createDirectory(
      atPath: path + "/" + folder, withIntermediateDirectories: true)
  }

  /// Seconds, nanoseconds and inode of a file.
  func trace(of file: String) -> [Int] {
    var status = stat()
    guard lstat(path + "/" + file, &status) == 0 else { return [] }
    return [Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec), Int(status.st_ino)]
  }

  func setDate(_ seconds: Int, of file: String) {
    let dates = [timespec(tv_sec: seconds, tv_nsec: 5), timespec(tv_sec: seconds, tv_nsec: 5)]
    utimensat(AT_FDCWD, path + "/" + file, dates, 0)
  }

  /// Everything below, sorted: folders end in a slash, files are followed by their text.
  func contents(of folder: String = "public") throws -> [String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: path + "/" + folder)
    return try names.filter { !$0.hasSuffix(".allclear") }.sorted().map { name in
      var isFolder: ObjCBool = false
      let file = folder + "/" + name
      _ = FileManager.default.fileExists(atPath: path + "/" + file, isDirectory: &isFolder)
      return isFolder.boolValue ? name + "/" : "\(name): \(try text(of: file))"
    }
  }

  /// What stands beside each other here: no workspace may be left.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// `["index.html": "home"]` as planned files.
func files(_ texts: KeyValuePairs<String, String>) -> [OutputFile] {
  texts.map { OutputFile(path: $0.key, text: $0.value) }
}
