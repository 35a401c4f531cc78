import Foundation
import Testing

/// Runs the built `fuzz` with faults planted in two cases: what only a watcher sees.
struct CampaignTests {
  @Test func `a crash and a hang are told with their case, and the other cases still run`() throws {
    let output = try fuzz(["run", "0", "4"], planting: "crash:1,hang:2")
    #expect("\n\(output.text)".contains("\ncase 1: crash: "), "\(output.text)")
    #expect(output.text.contains("case 2: hang: "), "\(output.text)")
    #expect(output.text.contains("4 cases from 0: what was found stands above\n"))
    #expect(output.status == 1)
  }

  @Test func `cases without a finding end with status 0`() throws {
    let output = try fuzz(["run", "0", "4"])
    #expect(output.text == "4 cases from 0: nothing was found\n")
    #expect(output.status == 0)
  }

  private func fuzz(
    _ arguments: [String], planting fault: String = ""
  ) throws -> (text: String, status: Int32) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = program()
    process.currentDirectoryURL = URL(fileURLWithPath: repository)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["FUZZ_PLANT": fault, "FUZZ_SECONDS_PER_CASE": "5", "SWIFT_BACKTRACE": "enable=no"]
    ) { $1 }
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (String(decoding: text, as: UTF8.self), process.terminationStatus)
  }

  /// Beside the test bundle, where the package manager puts every product.
  private func program() -> URL {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    var folder = URL(fileURLWithPath: bundle)
    while folder.path != "/", !FileManager.default.fileExists(atPath: folder.path + "/fuzz") {
      folder.deleteLastPathComponent()
    }
    return folder.appendingPathComponent("fuzz")
  }
}
