import Foundation

/// How many files a folder holds, at any depth, and their bytes.
struct FolderWeight {
  let files: Int
  let bytes: Int
}

func weigh(_ folder: URL) throws -> FolderWeight {
  let keys: [URLResourceKey] = [.isRegularFileKey, .fileSizeKey]
  guard let paths = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: keys)
  else { throw CocoaError(.fileReadUnknown) }
  var files = 0
  var bytes = 0
  for case let path as URL in paths {
    let values = try path.resourceValues(forKeys: Set(keys))
    guard values.isRegularFile == true else { continue }
    files += 1
    bytes += values.fileSize ?? 0
  }
  return FolderWeight(files: files, bytes: bytes)
}

/// The bytes of `file`, plain and as `gzip -9` packs it; nil packed where there is no gzip.
func weighPacked(_ file: URL, workingIn folder: URL) throws -> (plain: Int, packed: Int?) {
  let plain = try Data(contentsOf: file).count
  let packed = folder.appending(path: "packed")
  do {
    let run = try measure(
      "gzip", ["-9", "-n", "-c", file.path], output: packed,
      errors: folder.appending(path: "gzip.err"))
    return (plain, run.exitStatus == 0 ? try Data(contentsOf: packed).count : nil)
  } catch let error as SpawnError where error.code == ENOENT {
    return (plain, nil)
  }
}
