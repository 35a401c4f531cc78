import Foundation
import Fuzzing
import SiteFiles

#if !GUIDED
  /// Damages what people write, and looks at what the program makes of it.
  ///
  ///     fuzz run FIRST COUNT      cases in processes of their own; status 1 where something was found
  ///     fuzz case NUMBER FOLDER   writes one case as a site folder, and says what is found in it
  ///     fuzz builds FIRST COUNT STEPS    edits sites step by step, and builds each from where it stood
  ///     fuzz seeds FOLDER         what the guided fuzzer starts from
  ///
  /// Start it in the folder of Package.swift.
  @main struct Fuzz {
    static func main() async throws {
      let arguments = Array(CommandLine.arguments.dropFirst())
      switch (arguments.first, arguments.count) {
      case ("run", 3): try await run(number(arguments[1]), number(arguments[2]))
      case ("batch", 4):
        let faulty = try await runBatch(
          from: number(arguments[1]), to: number(arguments[2]), progress: arguments[3])
        exit(faulty == 0 ? EXIT_SUCCESS : Campaign.hasFindings)
      case ("builds", 4):
        let isEqual = try await runSequences(
          from: number(arguments[1]), count: number(arguments[2]),
          steps: Int(number(arguments[3])))
        exit(isEqual ? EXIT_SUCCESS : EXIT_FAILURE)
      case ("bytes", 3): try await tryBytes(number(arguments[1]), arguments[2])
      case ("case", 3): try await show(number(arguments[1]), in: arguments[2])
      case ("seeds", 2): try writeSeeds(to: arguments[1])
      default:
        print(
          "fuzz run FIRST COUNT | fuzz builds FIRST COUNT STEPS | fuzz case NUMBER FOLDER | fuzz seeds FOLDER"
        )
        exit(64)
      }
    }

    private static func number(_ text: String) throws -> UInt64 {
      guard let number = UInt64(text) else { throw CocoaError(.formatting) }
      return number
    }

    private static func run(_ first: UInt64, _ count: UInt64) async throws {
      let isSound = try await Campaign(first: first, count: count).run()
      print(
        "\(count) cases from \(first): \(isSound ? "nothing was found" : "what was found stands above")"
      )
      exit(isSound ? EXIT_SUCCESS : EXIT_FAILURE)
    }

    private static func tryBytes(_ number: UInt64, _ file: String) async throws {
      let workshop = try Workshop()
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
      print(
        try await workshop.judge.findings(in: workshop.mutator.fuzzCase(number).replacing(bytes)))
    }

    private static func show(_ number: UInt64, in folder: String) async throws {
      let workshop = try Workshop()
      let fuzzed = workshop.mutator.fuzzCase(number)
      let damaged = SourceFile(path: fuzzed.target, bytes: fuzzed.bytes)
      try write(fuzzed.files + (fuzzed.subject == .site ? [] : [damaged]), to: folder)
      print(
        "\(fuzzed.subject.rawValue): \(fuzzed.target): \(fuzzed.mutations.joined(separator: ", "))")
      for finding in try await workshop.judge.findings(in: fuzzed) { print(finding) }
    }

    private static func writeSeeds(to folder: String) throws {
      let seeds = try Workshop().mutator.guidedSeeds
      try write(seeds.enumerated().map { SourceFile(path: "seed-\($0)", bytes: $1) }, to: folder)
    }

    private static func write(_ files: [SourceFile], to folder: String) throws {
      for file in files {
        let url = URL(fileURLWithPath: folder).appendingPathComponent(file.path)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.bytes).write(to: url)
      }
    }
  }
#endif
