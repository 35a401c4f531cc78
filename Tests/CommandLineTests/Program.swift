import Foundation
import Testing

/// What a run of the program left behind.
struct Run: Equatable {
  let status: Int32
  let output: String
  let errors: String
}

/// The built program, as a user starts it.
enum Program {
  /// Beside the test bundle, where the package manager puts every product.
  static let path: String = {
    let bundle =
      CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    var folder = URL(fileURLWithPath: bundle)
    while folder.path != "/", !FileManager.default.fileExists(atPath: folder.path + "/allclear") {
      folder.deleteLastPathComponent()
    }
    return folder.path + "/allclear"
  }()

  /// - Parameter environment: all that the program sees, besides `PATH`.
  static func run(
    _ arguments: [String], in folder: String = "/", environment: [String: String] = [:]
  ) throws -> Run {
    let outputs = try TemporaryFolder()
    let process = try start(arguments, in: folder, environment: environment, outputs: outputs)
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus, output: try outputs.text("output"),
      errors: try outputs.text("errors"))
  }

  /// What a shell does, where `$allclear` is the program: for streams that are closed or full, and for
  /// arguments that are no UTF-8.
  static func shell(
    _ script: String, in folder: String, environment: [String: String] = [:]
  ) throws -> Run {
    let outputs = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = environment.merging(["PATH": "/usr/bin:/bin", "allclear": path]) {
      mine, _ in mine
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try outputs.handle("output")
    process.standardError = try outputs.handle("errors")
    try process.run()
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus, output: try outputs.text("output"),
      errors: try outputs.text("errors"))
  }

  /// Starts it and does not wait.
  static func start(
    _ arguments: [String], in folder: String = "/", environment: [String: String] = [:],
    outputs: TemporaryFolder
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = environment.merging(["PATH": "/usr/bin:/bin"]) { mine, _ in mine }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try outputs.handle("output")
    process.standardError = try outputs.handle("errors")
    try process.run()
    return process
  }
}

/// A folder for one test, gone after it.
final class TemporaryFolder {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("allclear-test-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      Issue.record("cannot remove \(path): \(error)")
    }
  }

  /// Writes files, with the folders above them, in the order given.
  func write(_ files: KeyValuePairs<String, String>) throws {
    for (name, text) in files { try write(Data(text.utf8), to: name) }
  }

  func write(_ data: Data, to name: String) throws {
    let url = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: path + "/" + name, encoding: .utf8)
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/" + name)
  }

  func handle(_ name: String) throws -> FileHandle {
    try write(Data(), to: name)
    return try FileHandle(forWritingTo: URL(fileURLWithPath: path + "/" + name))
  }
}

/// Every file below `folder`, by its path there, with its bytes.
func tree(_ folder: String) throws -> [String: Data] {
  var files: [String: Data] = [:]
  let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
  for name in names {
    var isFolder: ObjCBool = false
    let path = folder + "/" + name
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue
    else { continue }
    files[name] = try Data(contentsOf: URL(fileURLWithPath: path))
  }
  return files
}

/// The project's folder.
let projectFolder = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
