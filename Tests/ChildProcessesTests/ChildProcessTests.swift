import ChildProcesses
import Foundation
import TestSupport
import Testing

/// How git is run: by itself, for a limited time, and with all that it started.
struct ChildProcessTests {
  /// Ten minutes are more than any test takes on a busy machine, whose threads may all wait for others.
  private func shell(_ script: String, atMost patience: Int = 600) async throws -> Ended {
    Ended(try await runChild(["sh", "-c", script], atMost: patience))
  }

  private struct Ended {
    let status: Int32
    let errors: String
    let delay: String?

    init(_ result: ChildResult) {
      status = result.status
      errors = String(decoding: result.errors, as: UTF8.self)
      delay = result.delay
    }
  }

  @Test func `a program gets its arguments as they are`() async throws {
    let words = ["$(touch x)", "`y`", "a  b", "", "ü'\""]
    let result = Ended(try await runChild(["printf", "<%s>"] + words, atMost: 600))
    #expect(result.errors == "<$(touch x)><`y`><a  b><><ü'\">")
    #expect(result.status == 0)
  }

  @Test(arguments: [("exit 0", 0 as Int32), ("exit 3", 3), ("kill -9 $$", 137), ("kill $$", 143)])
  func `its status is the one that a shell would give`(
    script: String, status: Int32
  ) async throws {
    #expect(try await shell(script).status == status)
  }

  @Test func `a program that is not there is named`() async throws {
    await #expect {
      try await runChild(["no-such-program"], atMost: 60)
    } throws: { error in
      error as? ChildProcessError
        == ChildProcessError(program: "no-such-program", reason: "No such file or directory")
    }
  }

  @Test func `of much that it prints, the beginning is kept, and it can go on`() async throws {
    let result = try await shell("echo one; echo two >&2; yes | head -c 3000000; exit 4")
    #expect(result.errors.hasPrefix("one\ntwo\ny\ny\n"))
    #expect(result.errors.utf8.count == 10_000)
    #expect(result.status == 4)
  }

  @Test func `a child that outlives it and keeps the pipe is not waited for`() async throws {
    let start = ContinuousClock.now
    let result = try await shell("sleep 900 & echo $!; exit 5")
    #expect(ContinuousClock.now - start < .seconds(900))
    // The number stands alone: nothing was stopped, and the child lives on.
    let child = try #require(pid_t(result.errors.dropLast()), "\(result.errors)")
    #expect(kill(child, SIGKILL) == 0)
    #expect(result.status == 5)
  }

  @Test func `one that goes on printing is not waited for either`() async throws {
    let result = try await shell("echo done; yes & exit 5")
    #expect(result.errors.hasPrefix("done\n"))
    #expect(result.errors.dropFirst(5).allSatisfy { $0 == "y" || $0 == "\n" })
    #expect(result.status == 5)
  }

  @Test func `a program that takes too long is asked to end, and may tidy up`() async throws {
    let result = try await shell(
      "trap 'echo tidied; exit 7' TERM; echo begun; sleep 900 & wait", atMost: 1)
    #expect(result.status == 7)
    #expect(result.errors == "begun\ntidied\n")
    #expect(result.delay == "sh took longer than 1 seconds and was stopped")
  }

  @Test func `one that closed its outputs and takes too long is stopped as well`() async throws {
    let result = try await shell("exec >&- 2>&-; sleep 900", atMost: 1)
    #expect(result.status == 143)
    #expect(result.errors == "")
    #expect(result.delay == "sh took longer than 1 seconds and was stopped")
  }

  @Test func `what it started is ended with it, even if that would not listen`() async throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/alive"
    let script = "(trap '' TERM; while :; do echo x >>'\(file)'; sleep 0.05; done) & wait"
    #expect(try await shell(script, atMost: 1).status == 143)
    try await Task.sleep(for: .milliseconds(300))
    let size = try folder.text(of: "alive").utf8.count
    #expect(size > 0)
    try await Task.sleep(for: .milliseconds(500))
    #expect(try folder.text(of: "alive").utf8.count == size)
  }

  @Test func `one that will not end is killed after ten seconds`() async throws {
    let result = try await shell("trap '' TERM; while :; do sleep 0.05; done", atMost: 1)
    #expect(result.status == 137)
    #expect(result.errors == "")
    #expect(result.delay == "sh took longer than 1 seconds and was stopped")
  }

  // MARK: Tasks

  @Test func `a task has its input, its folder and its environment, and its two outputs apart`()
    async throws
  {
    let folder = try TemporaryFolder()
    let big = [UInt8](repeating: 0x61, count: 300_000)
    let task = ChildTask(
      ["sh", "-c", "pwd -P; echo $NEW >&2; wc -c"], in: folder.path,
      environment: ["NEW": "new"], input: big, atMost: 600)
    let found = try await answer(to: task)
    #expect(found.isGood)
    let lines = String(decoding: found.output, as: UTF8.self).split(separator: "\n")
    #expect(lines.last?.trimmingCharacters(in: .whitespaces) == "300000")
    #expect(lines.first?.hasSuffix(URL(filePath: folder.path).lastPathComponent) == true)
    #expect(String(decoding: found.errors, as: UTF8.self) == "new\n")
  }

  @Test func `a task that prints more than is wanted says so, and can go on`() async throws {
    let task = ChildTask(
      ["sh", "-c", "yes | head -c 3000000; exit 4"], atMost: 600, outputLimit: 5)
    let found = try await answer(to: task)
    #expect(found.output == Array("y\ny\ny".utf8))
    #expect(found.isCut)
    #expect(!found.isGood)
    #expect(found.status == 4)
  }

  @Test func `a task that does not read its input, or takes too long, is no fault of ours`()
    async throws
  {
    let big = [UInt8](repeating: 0x61, count: 3_000_000)
    #expect(try await answer(to: ChildTask(["true"], input: big, atMost: 600)).status == 0)
    let late = try await answer(to: ChildTask(["sleep", "900"], atMost: 1))
    #expect(late.delay == "sleep took longer than 1 seconds and was stopped")
    #expect(late.status == 143)
  }
}
