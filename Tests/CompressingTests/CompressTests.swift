import Foundation
import StatusModel
import Testing

@testable import Compressing

struct CompressTests {
  private func unpacked(_ bytes: [UInt8], by program: [String]) throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory.appending(path: "packed-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(bytes).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = program
    process.standardInput = try FileHandle(forReadingFrom: file)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Array(output)
  }

  private static let page = Array(
    (1...400).map { "<p>Line \($0 * 7919 % 1000) of a page</p>\n" }.joined().utf8)

  @Test func `gzip unpacks to the same bytes, and names neither a file nor a date`() throws {
    let packed = try #require(Compression.gzip.packed(Self.page))
    #expect(packed.count < Self.page.count / 3)
    #expect(packed.prefix(10) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3])
    #expect(try unpacked(packed, by: ["gzip", "-dc"]) == Self.page)
    #expect(Compression.gzip.packed(Self.page) == packed)
  }

  @Test func `brotli makes the same bytes each time, and fewer than gzip`() throws {
    let packed = try #require(Compression.brotli.packed(Self.page))
    #expect(packed.count < Self.page.count / 3)
    #expect(Compression.brotli.packed(Self.page) == packed)
  }

  @Test(arguments: Compression.allCases)
  func `a file below a kilobyte, and one that does not get smaller, has no packed form`(
    compression: Compression
  ) {
    let flat = [UInt8](repeating: 65, count: 1_024)
    #expect(compression.packed([]) == nil)
    #expect(compression.packed(Array(flat.dropLast())) == nil)
    #expect(compression.packed(flat) != nil)
    // Each byte once in any order that does not repeat: nothing to be saved.
    var state: UInt64 = 88_172_645_463_325_252
    let noise = (0..<4_096).map { _ -> UInt8 in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state)
    }
    #expect(compression.packed(noise) == nil)
  }
}
