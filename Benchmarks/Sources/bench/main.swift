import Foundation

let usage = """
  usage: bench corpus --incidents N --out DIR [--seed S] [--components C]
         bench run --binary PATH [--sizes 100,1000,10000] [--rounds 3] [--work DIR]

  corpus  write an invented site of N incidents over five years into DIR
  run     build such sites with the program at PATH; print time, memory and size;
          leave with 1 when a limit is passed

  """

func run(_ words: [String]) throws -> Int32 {
  switch words.first {
  case "corpus":
    let options = try Options(words.dropFirst(), known: CorpusPlan.options)
    let folder = URL(filePath: try options.text("out"))
    let counts = try writeCorpus(CorpusPlan(options), to: folder)
    print(counts)
    return 0
  case "run":
    let options = try Options(words.dropFirst(), known: RunPlan.options)
    return try runBenchmark(RunPlan(options)) ? 0 : 1
  case "help", "--help", "-h":
    print(usage, terminator: "")
    return 0
  default:
    throw UsageError(text: "name a command: corpus or run")
  }
}

func complain(_ text: String) {
  FileHandle.standardError.write(Data((text + "\n").utf8))
}

do {
  exit(try run(Array(CommandLine.arguments.dropFirst())))
} catch let error as UsageError {
  complain("error: \(error.text)\n\(usage)")
  exit(64)
} catch let error as BuildFailure {
  complain("error: \(error.text)")
  exit(1)
} catch {
  complain("error: \(error)")
  exit(2)
}
