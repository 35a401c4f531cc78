import Foundation
import Testing

@testable import Publishing

@Test(arguments: [Duration.zero, .seconds(60)])
func `folders are made where they belong, however long each takes`(usual: Duration) throws {
  let folder = try TemporaryFolder()
  try folder.makeFolder("incidents")
  try folder.makeFolder("components")
  let root = open(folder.path, O_RDONLY | O_DIRECTORY)
  defer { close(root) }
  let paths =
    (100..<200).map { "incidents/\($0)" } + (100..<120).map { "components/\($0)" } + ["history"]

  var maker = FolderMaker(root: root, usual: usual)
  for path in paths { try maker.make(path) }

  #expect(!isSpread(folder.path + "/incidents"), "nothing that is published is marked for good")
  #expect(
    try folder.contents(of: ".").sorted()
      == (paths + ["incidents", "components"]).map { $0 + "/" }.sorted())
}

@Test func `a folder that cannot be made is named`() throws {
  let folder = try TemporaryFolder()
  let root = open(folder.path, O_RDONLY | O_DIRECTORY)
  defer { close(root) }
  var maker = FolderMaker(root: root)
  #expect(throws: PublishError.system(call: "mkdir", path: "gone/api", errno: ENOENT)) {
    try maker.make("gone/api")
  }
}

/// Whether a folder bears ext4's mark; false on a file system without it.
private func isSpread(_ path: String) -> Bool {
  #if canImport(Glibc)
    let folder = open(path, O_RDONLY | O_DIRECTORY)
    defer { close(folder) }
    // Of linux/fs.h, whose names are not in the module: FS_IOC_GETFLAGS and FS_TOPDIR_FL.
    var flags: Int32 = 0
    return ioctl(folder, 0x8008_6601, &flags) == 0 && flags & 0x2_0000 != 0
  #else
    return false
  #endif
}
