import Foundation
import Testing

/// Whole outputs, byte for byte: `Tests/Fixtures/golden/<name>/{site,expected,as-of}`.
///
/// `make golden` rewrites `expected`; the difference is reviewed before it is committed.
struct GoldenTests {
  static let folder = projectFolder + "/Tests/Fixtures/golden"
  static let names: [String] =
    (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []

  @Test func `there is gold to compare with`() {
    #expect(Self.names == ["languages", "small"])
  }

  @Test(arguments: names)
  func `a build writes exactly what is expected`(name: String) throws {
    let fixture = Self.folder + "/" + name
    let moment = try String(contentsOfFile: fixture + "/as-of", encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let output = try TemporaryFolder()
    let run = try Program.run(
      [
        "build", "--site", fixture + "/site", "--output", output.path + "/public", "--as-of",
        moment,
      ])
    #expect(run.status == 0, "\(run.errors)")
    let written = try tree(output.path + "/public")
    if ProcessInfo.processInfo.environment["ALLCLEAR_GOLDEN"] == "rewrite" {
      try rewrite(fixture + "/expected", with: written)
    }
    let expected = try tree(fixture + "/expected")
    #expect(written.keys.sorted() == expected.keys.sorted())
    for (path, bytes) in expected.sorted(by: { $0.key < $1.key }) {
      #expect(
        written[path].map { String(decoding: $0, as: UTF8.self) }
          == String(decoding: bytes, as: UTF8.self), "\(path) differs")
    }
  }

  private func rewrite(_ folder: String, with files: [String: Data]) throws {
    if FileManager.default.fileExists(atPath: folder) {
      try FileManager.default.removeItem(atPath: folder)
    }
    for (path, bytes) in files {
      let url = URL(fileURLWithPath: folder).appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: url)
    }
  }
}
