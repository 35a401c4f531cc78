import ChildProcesses

/// Runs a program, which has to end well, and takes what it prints.
///
/// - Parameter effect: what the place may have when it fails.
func output(
  of task: ChildTask, effect: UploadError.Effect = .none
) async throws(UploadError) -> [UInt8] {
  let found: ChildAnswer
  do {
    found = try await answer(to: task)
  } catch let error as ChildProcessError {
    throw UploadError(
      "cannot start \(error.program): \(error.reason)", hint: "install it, and try again")
  } catch {
    throw UploadError("\(task.program) failed: \(error)", hint: "try again", effect: effect)
  }
  guard found.isGood else {
    throw UploadError(
      found.reason(of: task.program), hint: "the next publish goes on from there",
      effect: effect)
  }
  return found.output
}

extension ChildAnswer {
  /// In the program's own words, where it has some.
  func reason(of program: String) -> String {
    if let delay { return delay }
    if isCut { return "\(program) printed more than is expected" }
    let words = String(
      decoding: errors.isEmpty ? output.prefix(10_000) : errors[...], as: UTF8.self
    )
    .unicodeScalars.map { scalar in
      scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? " " : String(scalar)
    }.joined()
    let lines = words.split(separator: " ").joined(separator: " ")
    return lines.isEmpty
      ? "\(program) ended with status \(status)" : "\(program): \(lines.prefix(600))"
  }
}

/// Six hours: an upload of ten thousand files over a slow line takes its time.
let uploadPatience = 6 * 3_600
