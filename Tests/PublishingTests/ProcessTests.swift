import Foundation
import Publishing
import TestSupport
import Testing

/// A process that publishes a linked site.
private struct Publisher {
  let process = Process()
  private let printed = Pipe()

  /// Beside the test bundle, where the package manager puts every product.
  private static let path: String = {
    let bundle =
      CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    var folder = URL(fileURLWithPath: bundle)
    let name = "/publish-linked-site"
    while folder.path != "/", !FileManager.default.fileExists(atPath: folder.path + name) {
      folder.deleteLastPathComponent()
    }
    return folder.path + name
  }()

  /// - Parameters:
  ///   - killAt: the number of the system call before which it kills itself; 0 for none.
  ///   - user: whom it works as when root starts it.
  init(
    _ version: Int, entries: Int = 8, to output: String, killAt: Int = 0, user: UInt32 = 0
  ) throws {
    process.executableURL = URL(fileURLWithPath: Self.path)
    process.arguments = [output, "\(version)", "\(entries)", "\(killAt)", "\(user)"]
    process.standardOutput = printed
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  /// Its exit status and what it printed.
  func end() throws -> (status: Int32, output: String) {
    let data = try printed.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    return (process.terminationStatus, text.trimmingCharacters(in: .whitespacesAndNewlines))
  }
}

struct KilledProcessTests {
  private let old = LinkedSite(version: 1, entries: 16)
  private let new = LinkedSite(version: 2, entries: 16)

  private func check(
    _ output: String, _ moment: String, from old: LinkedSite, to new: LinkedSite
  ) async throws {
    #expect(try SiteOnDisk(output).faults(from: old, to: new) == [], "\(moment)")
    _ = try await publish(new.files, to: output)
    #expect(try SiteOnDisk(output).texts == new.texts, "\(moment)")
    #expect(try ownFiles(of: output) == ["files"], "\(moment)")
  }

  @Test func `at a hundred calls, a killed process leaves a page that holds together`() async throws
  {
    let template = try TemporaryFolder()
    _ = try await publish(old.files, to: template.output)
    let whole = try Publisher(2, entries: 16, to: template.output).end()
    let calls = try #require(Int(whole.output))
    for number in 0..<100 {
      let folder = try TemporaryFolder(inMemory: true)
      _ = try await publish(old.files, to: folder.output)
      let killAt = 1 + number * (calls - 1) / 100
      let publisher = try Publisher(2, entries: 16, to: folder.output, killAt: killAt)
      #expect(try publisher.end().status == SIGKILL)
      try await check(folder.output, "killed at \(killAt) of \(calls)", from: old, to: new)
    }
  }

  @Test func `at a hundred times, a killed process leaves a page that holds together`() async throws
  {
    // Enough files that putting them in place takes some milliseconds.
    let (old, new) = (LinkedSite(version: 1, entries: 64), LinkedSite(version: 2, entries: 64))
    var random = SeededGenerator(seed: 7)
    var applying = 0
    for number in 0..<100 {
      let folder = try TemporaryFolder(inMemory: true)
      _ = try await publish(old.files, to: folder.output)
      let publisher = try Publisher(2, entries: 64, to: folder.output)
      let journal = folder.output + "/.allclear/journal"
      // Every other one while its change is being put in place.
      if number % 2 == 0 {
        while publisher.process.isRunning, access(journal, F_OK) != 0 {}
        usleep(.random(in: 0...2_000, using: &random))
      } else {
        usleep(.random(in: 0...40_000, using: &random))
      }
      kill(publisher.process.processIdentifier, SIGKILL)
      _ = try publisher.end()
      if access(journal, F_OK) == 0 { applying += 1 }
      try await check(folder.output, "number \(number)", from: old, to: new)
    }
    #expect(applying > 10, "the moments are to hit what they are meant for")
  }
}

/// Where root runs the tests, the publishing process works as the user nobody.
struct RightsTests {
  private let nobody: UInt32 = 65_534
  private let new = LinkedSite(version: 2)

  /// An output of version 1 that the worker owns, in a folder that it does not.
  private func makeOutput(in folder: borrowing TemporaryFolder) throws {
    #expect(chmod(folder.path, 0o777) == 0)
    #expect(try Publisher(1, to: folder.output, user: nobody).end().status == 0)
  }

  @Test func `no right to the folder above the output is needed`() throws {
    let folder = try TemporaryFolder()
    try makeOutput(in: folder)
    #expect(chmod(folder.path, 0o555) == 0)
    defer { chmod(folder.path, 0o777) }
    #expect(try Publisher(2, to: folder.output, user: nobody).end().status == 0)
    #expect(try SiteOnDisk(folder.output).texts == new.texts)
  }

  @Test(arguments: ["", "/incidents", "/history/2", "/.allclear"])
  func `a folder that may not be written to is named before anything changes`(
    name: String
  ) throws {
    let folder = try TemporaryFolder()
    try makeOutput(in: folder)
    // Version 3 changes something in each of these.
    let old = try SiteOnDisk(folder.output).texts
    let path = folder.output + name
    #expect(chmod(path, 0o555) == 0)
    let (status, words) = try Publisher(3, to: folder.output, user: nobody).end()
    #expect(chmod(path, 0o755) == 0)
    #expect(status == 2)
    let (shown, call) =
      name == "/.allclear"
      ? (folder.output + "/.allclear/stage", "mkdir")
      : (name == "" ? folder.output : String(name.dropFirst()), "access")
    #expect(
      words == """
        Could not write '\(shown)': Permission denied (\(call)). What readers see was not changed.
        """)
    #expect(try SiteOnDisk(folder.output).texts == old)
    #expect(try ownFiles(of: folder.output) == ["files"])
  }

  @Test func `a folder above the output that may not be read does not matter`() throws {
    let folder = try TemporaryFolder()
    try folder.write("secret", to: ".allclear/files")
    try makeOutput(in: folder)
    #expect(chmod(folder.path + "/.allclear", 0) == 0)
    defer { chmod(folder.path + "/.allclear", 0o755) }
    #expect(try Publisher(2, to: folder.output, user: nobody).end().status == 0)
  }

  @Test func `a new output where nothing may be made is refused`() throws {
    let folder = try TemporaryFolder()
    #expect(chmod(folder.path, 0o555) == 0)
    let (status, words) = try Publisher(1, to: folder.output, user: nobody).end()
    #expect(status == 2)
    #expect(
      words == """
        Could not write '\(folder.output)': Permission denied (mkdir). What readers see was not changed.
        """)
  }
}
