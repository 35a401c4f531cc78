import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

private let openFile = "incidents/2026-11-20-api-errors.md"

/// What is never lost, whoever writes and whatever ends a command.
struct WritingSafetyTests {
  private func site(_ incident: String? = nil) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    if let incident { try folder.write([openFile: incident]) }
    return folder
  }

  @Test func `a file with comments, odd spacing and CRLF keeps every byte`() throws {
    let odd =
      "\u{FEFF}---\r\n# ours\r\ntitle:   'Errors'    # why\r\nseverity:\tSEV1\r\n\r\n"
      + "components: [ api ,web ]\r\n---\r\n\r\n\r\n##   Investigating – 2026-11-20 10:10 UTC\r\n\r\n"
      + "<!-- a note -->\r\nSome requests\tfail.  \r\n\r\n\r\n* one\r\n\r\n\r\n"
    let folder = try site(odd.replacing("severity:\t", with: "severity: "))
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + openFile))
    let run = try Program.run(
      ["incident", "update", "-m", "More\nis known.", "--yes"], in: folder.path,
      environment: atHalfPastTen)
    #expect(run.status == 0, "\(run.errors)")
    let after = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + openFile))
    let added = "## Update - 2026-11-20 10:35 UTC\r\n\r\nMore\r\nis known.\r\n"
    #expect(after == before + Data(added.utf8))
  }

  @Test func `an update is never hidden in a code block that was left open`() throws {
    let folder = try site(
      """
      ---
      title: Errors
      severity: SEV1
      ---

      ## Investigating - 2026-11-20 10:10 UTC

      ```
      This block was never closed.
      """)
    let before = try folder.text(openFile)
    let run = try Program.run(
      ["incident", "resolve", "-m", "It is over.", "--yes"], in: folder.path,
      environment: atHalfPastTen)
    #expect(run.status == 1)
    #expect(
      run.errors.hasPrefix(
        """
        error: \(openFile):8: the code block that begins here is never closed, and would swallow the update
          hint: write a line ``` below the code in the file, then try again

        """), "\(run.errors)")
    #expect(try folder.text(openFile) == before)
  }

  @Test func `twenty commands at once leave twenty updates`() throws {
    let folder = try site()
    let outputs = try (0..<20).map { _ in try TemporaryFolder() }
    let commands = try outputs.enumerated().map { number, output in
      try Program.start(
        ["incident", "update", "-m", "Message number \(number).", "--yes"], in: folder.path,
        environment: atHalfPastTen, outputs: output)
    }
    for (command, output) in zip(commands, outputs) {
      command.waitUntilExit()
      let errors = try output.text("errors")
      #expect(command.terminationStatus == 0, "\(errors)")
    }
    let file = try folder.text(openFile)
    #expect(file.ranges(of: "\n## Update - 2026-11-20 10:35 UTC\n").count == 20)
    for number in 0..<20 { #expect(file.contains("\nMessage number \(number).\n")) }
    let check = try Program.run(["check"], in: folder.path, environment: atHalfPastTen)
    #expect(check.status == 0, "\(check.errors)")
    #expect(
      try tree(folder.path).keys.sorted() == [openFile, "status.yml"])
  }

  @Test func `two hundred kills at random moments leave the file whole`() throws {
    let folder = try site()
    let first = try folder.text(openFile) + "\n"
    let update = "\n## Update - 2026-11-20 10:35 UTC\n\nA text of some length.\n"
    let command = ["incident", "update", "-m", "A text of some length.", "--yes"]
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try Program.run(command, in: folder.path, environment: atHalfPastTen).status == 0)
    let one = clock.now - start
    let longest = Int(one / .microseconds(1)) * 5 / 4
    var random = SeededGenerator(seed: 200)
    var count = 1
    for _ in 0..<200 {
      let output = try TemporaryFolder()
      let process = try Program.start(
        command, in: folder.path, environment: atHalfPastTen, outputs: output)
      usleep(UInt32(Int.random(in: 0...longest, using: &random)))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let file = try folder.text(openFile)
      let isOld = file == first + String(repeating: update, count: count)
      let isNew = file == first + String(repeating: update, count: count + 1)
      try #require(isOld || isNew, "\(file.suffix(200))")
      if isNew { count += 1 }
    }
    // The next command works, and takes away what the killed ones left.
    #expect(try Program.run(command, in: folder.path, environment: atHalfPastTen).status == 0)
    #expect(try tree(folder.path).keys.sorted() == [openFile, "status.yml"])
  }

  @Test func `who waits in line is never earlier than who came first`() throws {
    let folder = try site()
    let later = ["SOURCE_DATE_EPOCH": "1795171020"]
    let update = ["incident", "update", "-m", "Message.", "--yes"]
    #expect(try Program.run(update, in: folder.path, environment: later).status == 0)
    #expect(try Program.run(update, in: folder.path, environment: atHalfPastTen).status == 0)
    #expect(
      try folder.text(openFile).ranges(of: "\n## Update - 2026-11-20 10:37 UTC\n").count == 2)
  }
}

/// `--git`, and `git: commit` in the settings.
struct GitTests {
  private func repository(_ settings: String = "") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    try folder.write(["status.yml": try folder.text("status.yml") + "\n" + settings])
    try git(["init", "--quiet"], in: folder)
    try git(["config", "user.name", "Test"], in: folder)
    try git(["config", "user.email", "test@example.com"], in: folder)
    try git(["add", "."], in: folder)
    try git(["commit", "--quiet", "-m", "Begin"], in: folder)
    return folder
  }

  @discardableResult
  private func git(_ arguments: [String], in folder: TemporaryFolder) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder.path] + arguments
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(arguments)")
    return String(decoding: output, as: UTF8.self)
  }

  @Test(arguments: [("", ["--git"]), ("git: commit\n", [])])
  func `only the file that was written is committed`(settings: String, flags: [String]) throws {
    let folder = try repository(settings)
    try folder.write(["mine.txt": "not yet", "status.yml": try folder.text("status.yml") + "\n"])
    try git(["add", "mine.txt", "status.yml"], in: folder)
    let run = try Program.run(
      ["incident", "update", "--state", "identified", "-m", "Known.", "--yes"] + flags,
      in: folder.path, environment: atHalfPastTen)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output == """
        Written: \(openFile)
        The next update is promised by 2026-11-20 11:05 UTC.
        Committed: Incident api-errors: Identified
        Readers see it after the next build: run `allclear build`, or let your server do it.

        """)
    #expect(
      try git(["log", "-1", "--format=%s", "--name-only"], in: folder)
        == "Incident api-errors: Identified\n\n\(openFile)\n")
    #expect(
      try git(["status", "--porcelain"], in: folder) == "A  mine.txt\nM  status.yml\n")
  }

  @Test func `a new file is committed too, and an unsent text never is`() throws {
    let folder = try repository()
    let refused = try Program.run(
      ["incident", "update", "-m", "10.0.0.1", "--yes", "--git"], in: folder.path,
      environment: atHalfPastTen)
    #expect(refused.status == 1)
    #expect(try git(["status", "--porcelain"], in: folder) == "")
    let run = try Program.run(
      ["incident", "open", "$(touch x); `y`", "--severity", "SEV3", "-m", "Hm.", "--yes", "--git"],
      in: folder.path, environment: atHalfPastTen)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try git(["log", "-1", "--format=%s", "--name-only"], in: folder)
        == "Incident touch-x-y: Investigating\n\nincidents/2026-11-20-touch-x-y.md\n")
    #expect(!folder.exists("x"))
  }

  @Test func `when git fails the file is written all the same, and the status says so`() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let run = try Program.run(
      ["incident", "update", "-m", "Known.", "--yes", "--git"], in: folder.path,
      environment: atHalfPastTen.merging(["GIT_CEILING_DIRECTORIES": "/"]) { one, _ in one })
    #expect(run.status == 2)
    #expect(run.output.hasPrefix("Written: \(openFile)\n"))
    #expect(
      run.errors.hasPrefix("error: \(openFile) is written, but git did not commit it:\nfatal: "))
    #expect(try folder.text(openFile).hasSuffix("\nKnown.\n"))
  }

  @Test func `when a commit fails, nothing of the file stays staged`() throws {
    let folder = try repository()
    try folder.write([".git/hooks/pre-commit": "#!/bin/sh\necho refused >&2\nexit 1\n"])
    chmod(folder.path + "/.git/hooks/pre-commit", 0o755)
    let old = try Program.run(
      ["incident", "update", "-m", "Known.", "--yes", "--git"], in: folder.path,
      environment: atHalfPastTen)
    #expect(old.status == 2)
    #expect(
      old.errors.hasPrefix("error: \(openFile) is written, but git did not commit it:\nrefused\n"))
    let new = try Program.run(
      ["incident", "open", "New", "--severity", "SEV3", "-m", "Hm.", "--yes", "--git"],
      in: folder.path, environment: atHalfPastTen)
    #expect(new.status == 2)
    #expect(
      try git(["status", "--porcelain"], in: folder)
        == " M \(openFile)\n?? incidents/2026-11-20-new.md\n")
  }
}

/// Where a text goes that cannot be published, whatever the machine does.
struct KeptTextTests {
  private func site() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    return folder
  }

  private func update(
    in folder: TemporaryFolder, temporary: String
  ) throws -> Run {
    try Program.run(
      ["incident", "update", "-m", "Ask 10.0.0.7", "--yes"], in: folder.path,
      environment: atHalfPastTen.merging(["TMPDIR": temporary]) { one, _ in one })
  }

  @Test func `where the site cannot be written to, the text is kept among the temporary files`()
    throws
  {
    let folder = try site()
    let temporary = try TemporaryFolder()
    try folder.write([".unsent": "in the way"])
    let run = try update(in: folder, temporary: temporary.path)
    #expect(run.status == 1)
    let kept = try tree(temporary.path)
    let name = try #require(kept.keys.first)
    #expect(Array(kept.values) == [Data("Ask 10.0.0.7\n".utf8)])
    #expect(name.hasPrefix("allclear-unsent-2026-11-20-1035-"))
    #expect(
      run.errors.hasSuffix(
        "Your text is kept in \(temporary.path)/\(name)\n"
          + "  hint: to use it, add --yes -m - < \(temporary.path)/\(name)\n"))
  }

  @Test func `where nothing can be written to, the text is printed`() throws {
    let folder = try site()
    try folder.write([".unsent": "in the way"])
    let run = try update(in: folder, temporary: folder.path + "/nowhere")
    #expect(run.status == 1)
    #expect(run.errors.hasSuffix("\nIt is this:\n\nAsk 10.0.0.7\n"), "\(run.errors)")
  }

  @Test func `a full disk does not take the private texts out of git's blind spot`() throws {
    let folder = try site()
    try folder.write([".unsent/.gitignore": ""])
    _ = try update(in: folder, temporary: folder.path)
    #expect(try folder.text(".unsent/.gitignore") == "*\n")
    #expect(try tree(folder.path + "/.unsent").keys.allSatisfy { !$0.hasSuffix(".new") })
  }

  @Test(arguments: [
    ("$allclear incident update --yes -m \"$(printf 'caf\\351 one')\"", "the text", 4, "E9"),
    ("printf 'a\\nb\\377' | $allclear incident update --yes -m -", "the text", 4, "FF"),
    (
      "EDITOR='f() { printf \"b\\377\" >\"$1\"; }; f' $allclear incident update --yes --editor",
      "the text", 2, "FF"
    ),
    (
      "$allclear incident open \"$(printf 'Caf\\351')\" --severity SEV1 --yes -m Hm", "the title",
      4,
      "E9"
    ),
  ])
  func `what is no UTF-8 is refused with its place, and its bytes are kept`(
    script: String, what: String, byte: Int, value: String
  ) throws {
    let folder = try site()
    let before = try folder.text(openFile)
    let run = try Program.shell(script, in: folder.path, environment: atHalfPastTen)
    #expect(run.status == 1)
    #expect(
      run.errors.hasPrefix("error: \(what) is no UTF-8: byte \(byte), in line "), "\(run.errors)")
    #expect(run.errors.contains(" is 0x\(value)\n"))
    #expect(try folder.text(openFile) == before)
    let kept = try tree(folder.path + "/.unsent").filter { $0.key.hasSuffix(".md") }.values.first
    let expected: [UInt8] =
      switch (what, value, byte) {
      case ("the text", "E9", _): [99, 97, 102, 0xE9, 32, 111, 110, 101]
      case (_, "FF", 4): [97, 10, 98, 0xFF]
      case (_, "FF", _): [98, 0xFF]
      default: Array("Hm\n".utf8)
      }
    #expect(kept == Data(expected))
  }

  @Test func `an editor's byte order mark and quotes in EDITOR do no harm`() throws {
    let folder = try site()
    try folder.write(["my edit.sh": "printf '\\357\\273\\277%s' \"$1\" >\"$2\"\n"])
    let run = try Program.shell(
      "EDITOR=\"sh 'my edit.sh' 'It \\\"works\\\" now.'\" $allclear incident update --yes --editor",
      in: folder.path, environment: atHalfPastTen)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try folder.text(openFile).hasSuffix(
        "\n\n## Update - 2026-11-20 10:35 UTC\n\nIt \"works\" now.\n"))
  }
}
