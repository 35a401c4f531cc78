#if os(Linux)
  import Foundation
  import Glibc
  import Testing

  /// How often a command reads the site: counted at the file of an entry with which it has nothing to do.
  struct LoadCountTests {
    private static let beside = "incidents/2026-11-01-beside.md"

    private static let commands: [[String]] = [
      ["incident", "update", "-m", "More is known.", "--yes"],
      ["incident", "update", "api-errors", "--state", "identified", "-m", "Known.", "--yes"],
      ["incident", "resolve", "-m", "All requests succeed again.", "--yes"],
      ["incident", "retract", "-m", "It was a false alarm.", "--yes"],
      ["incident", "open", "Slow search", "--severity", "SEV3", "-m", "We look.", "--yes"],
      [
        "maintenance", "schedule", "Upgrade", "--starts", "2026-12-01 02:00 UTC", "--ends",
        "unknown", "-m", "We upgrade.", "--yes",
      ],
      ["postmortem", "new", "beside"],
    ]

    @Test(arguments: commands)
    func `a command that nobody is asked about reads the site once`(command: [String]) throws {
      let folder = try TemporaryFolder()
      try folder.write(smallSite)
      try folder.write([
        Self.beside: """
        ---
        title: Beside
        severity: SEV3
        ---

        ## Resolved - 2026-11-01 10:00 UTC

        It is over.

        """
      ])
      let reads = try FileReads(folder.path + "/" + Self.beside)
      let run = try Program.run(command, in: folder.path, environment: atHalfPastTen)
      #expect(run.status == 0, "\(run.errors)")
      #expect(reads.count() == 1)
    }

    @Test func `an entry that somebody changed since it was read is read once more`() throws {
      let folder = try TemporaryFolder()
      try folder.write(smallSite)
      let outputs = try (0..<8).map { _ in try TemporaryFolder() }
      let commands = try outputs.map { output in
        try Program.start(
          ["incident", "open", "Same title", "--severity", "SEV3", "-m", "We look.", "--yes"],
          in: folder.path, environment: atHalfPastTen, outputs: output)
      }
      for command in commands {
        command.waitUntilExit()
        #expect(command.terminationStatus == 0)
      }
      let names = try tree(folder.path + "/incidents").keys.sorted()
      #expect(
        names == ["2026-11-20-api-errors.md"]
          + (["same-title.md"] + (2...8).map { "same-title-\($0).md" })
          .map { "2026-11-20-" + $0 }.sorted())
    }
  }

  /// The kernel's own count of how often a file is opened.
  private final class FileReads {
    private let descriptor: Int32

    init(_ path: String) throws {
      descriptor = inotify_init1(Int32(IN_NONBLOCK))
      // Two events of the same kind would be told as one, so that the closing is asked for as well.
      let mask = UInt32(IN_OPEN) | UInt32(IN_CLOSE_NOWRITE)
      try #require(inotify_add_watch(descriptor, path, mask) >= 0)
    }

    deinit { close(descriptor) }

    func count() -> Int {
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let length = read(descriptor, &buffer, buffer.count)
      let size = MemoryLayout<inotify_event>.size
      return buffer.withUnsafeBytes { bytes in
        stride(from: 0, to: max(0, length), by: size).count { offset in
          bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self).mask
            & UInt32(IN_OPEN) != 0
        }
      }
    }
  }
#endif
