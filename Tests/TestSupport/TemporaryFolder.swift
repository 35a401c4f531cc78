import Foundation
package import SiteFiles

/// A folder on the disk that lives as long as a test; outputs are made in it.
package struct TemporaryFolder: ~Copyable {
  package let path: String

  /// - Parameter inMemory: on a file system that is no disk, where the system has one: for tests that
  ///   make and delete tens of thousands of files.
  package init(inMemory: Bool = false) throws {
    let memory = "/dev/shm"
    let folder =
      inMemory && FileManager.default.isWritableFile(atPath: memory)
      ? memory : FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
    path = folder + "/allclear-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  package var output: String { path + "/public" }

  package func write(_ text: String, to file: String) throws {
    let url = URL(filePath: path + "/" + file)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  package func text(of file: String) throws -> String {
    try String(contentsOf: URL(filePath: path + "/" + file), encoding: .utf8)
  }

  package func makeFolder(_ folder: String) throws {
    try FileManager.default.createDirectory(
      atPath: path + "/" + folder, withIntermediateDirectories: true)
  }

  /// Seconds, nanoseconds and inode of a file.
  package func trace(of file: String) -> [Int] {
    var status = stat()
    guard lstat(path + "/" + file, &status) == 0 else { return [] }
    return [Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec), Int(status.st_ino)]
  }

  package func setDate(_ seconds: Int, of file: String) {
    let dates = [timespec(tv_sec: seconds, tv_nsec: 5), timespec(tv_sec: seconds, tv_nsec: 5)]
    utimensat(AT_FDCWD, path + "/" + file, dates, 0)
  }

  /// Everything below but `.allclear/`, sorted: folders end in a slash, files are followed by their text.
  package func contents(of folder: String = "public") throws -> [String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: path + "/" + folder)
    return try names.filter { !$0.hasPrefix(".allclear") }.sorted().map { name in
      var isFolder: ObjCBool = false
      let file = folder + "/" + name
      _ = FileManager.default.fileExists(atPath: path + "/" + file, isDirectory: &isFolder)
      return isFolder.boolValue ? name + "/" : "\(name): \(try text(of: file))"
    }
  }

  /// What lies beside each other here.
  package var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// `["index.html": "home"]` as planned files.
package func files(_ texts: KeyValuePairs<String, String>) -> [OutputFile] {
  texts.map { OutputFile(path: $0.key, text: $0.value) }
}
