import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import FileSystem

struct FileStampTests {
  @Test func `a stamp tells what a file is without reading it`() throws {
    let temporary = try TemporaryFolder()
    try temporary.write("text", to: "a.txt")
    temporary.setDate(1_700_000_000, of: "a.txt")
    let path = temporary.path + "/a.txt"
    let stamp = try #require(try FileStamp(of: path))
    #expect(stamp.size == 4)
    #expect(stamp.modified == FileStamp.Time(seconds: 1_700_000_000, nanoseconds: 5))
    #expect(stamp.changed > stamp.modified)
    #expect(stamp.inode == UInt64(temporary.trace(of: "a.txt")[2]))
    let descriptor = try FileDescriptor.open(path, .readOnly)
    #expect(try FileStamp(of: descriptor) == stamp)
    try descriptor.close()
  }

  @Test func `the same size and time do not hide a change`() throws {
    let temporary = try TemporaryFolder()
    try temporary.write("one", to: "a.txt")
    temporary.setDate(1_700_000_000, of: "a.txt")
    let path = temporary.path + "/a.txt"
    let before = try #require(try FileStamp(of: path))
    Thread.sleep(forTimeInterval: 0.02)
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    try file.write(contentsOf: Data("two".utf8))
    try file.close()
    temporary.setDate(1_700_000_000, of: "a.txt")
    let after = try #require(try FileStamp(of: path))
    #expect(
      (after.size, after.modified, after.inode) == (before.size, before.modified, before.inode))
    #expect(after.changed > before.changed)
  }

  @Test func `what is no regular file has none`() throws {
    let temporary = try TemporaryFolder()
    try temporary.write("text", to: "a.txt")
    #expect(symlink("a.txt", temporary.path + "/link") == 0)
    for name in ["", "/link", "/nothing", "/a.txt/inside"] {
      #expect(try FileStamp(of: temporary.path + name) == nil)
    }
  }

  @Test func `times are ordered by seconds first`() {
    let times = [(1, 9), (2, 0), (2, 1)].map { FileStamp.Time(seconds: $0, nanoseconds: $1) }
    #expect(times.reversed().sorted() == times)
  }
}

struct SystemCallTests {
  @Test func `a call that a signal interrupts is repeated`() throws {
    var calls = 0
    let result = try SystemCall(name: "read", path: "a.txt").attempt {
      calls += 1
      errno = EINTR
      return calls < 3 ? -1 : 7
    }
    #expect((calls, result) == (3, 7))
  }

  @Test func `a failed call is named with its path`() {
    let error = FileSystemError.system(call: "rename", path: "a.txt", errno: EACCES)
    #expect(throws: error) {
      try SystemCall(name: "rename", path: "a.txt").attempt {
        errno = EACCES
        return -1
      }
    }
    #expect(error.description == "'a.txt': Permission denied (rename)")
    #expect(error.code == .permissionDenied)
  }

  @Test func `mount points are read as the kernel lists them`() {
    let list = """
      22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
      40 22 0:35 / /srv/my\\040status/a\\134b rw - tmpfs tmpfs rw
      broken line

      """
    #expect(mountPoints(in: list) == ["/", "/srv/my status/a\\b"])
  }

  @Test func `a real path is absolute and without links`() throws {
    let temporary = try TemporaryFolder()
    try temporary.makeFolder("real")
    #expect(symlink("real", temporary.path + "/link") == 0)
    #expect(try realPath(temporary.path + "/link/./") == temporary.path + "/real")
    #expect(try realPath(temporary.path + "/nothing") == nil)
    try temporary.write("text", to: "file")
    let path = temporary.path + "/file/inside"
    #expect(throws: FileSystemError.system(call: "realpath", path: path, errno: ENOTDIR)) {
      try realPath(path)
    }
  }
}
