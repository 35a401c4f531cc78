import Foundation
import Testing

private let openFile = "incidents/2026-11-20-api-errors.md"

/// A text of the command line, whatever it looks like: written as it is, or refused and kept.
struct TypedTextTests {
  private func site() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    return folder
  }

  private func run(_ arguments: [String], in folder: TemporaryFolder) throws -> Run {
    try Program.run(arguments, in: folder.path, environment: atHalfPastTen)
  }

  /// The texts that are kept.
  private func kept(in folder: String) throws -> [String] {
    try tree(folder).filter { $0.key.hasSuffix(".md") }
      .values.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    ["-m", "--anything goes"], ["-m", "--yes"], ["--message=--- a ---"],
    ["-m", "-5 % of logins fail"], ["--message", "-1"], ["-m", "- one\n- two"], ["-m=--x y"],
    ["-mAll is well again."], ["-m-5 % fail"], ["-m", "-x"],
  ])
  func `a text may begin with any dash`(arguments: [String]) throws {
    let folder = try site()
    let before = try folder.text(openFile)
    let run = try run(["incident", "update"] + arguments + ["--yes"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let typed = arguments.count == 2 ? arguments[1] : String(arguments[0].dropFirst(2))
    let text =
      ["message=", "="].first { typed.hasPrefix($0) && arguments.count == 1 }
      .map { String(typed.dropFirst($0.count)) } ?? typed
    #expect(
      try folder.text(openFile)
        == before + "\n\n## Update - 2026-11-20 10:35 UTC\n\n\(text)\n")
  }

  @Test(arguments: [
    (["-m", "---"], "error: readers would see nothing of this text\n", "---"),
    (["--message=---"], "error: readers would see nothing of this text\n", "---"),
    (["-m---"], "error: readers would see nothing of this text\n", "---"),
    (["-m", "----"], "error: readers would see nothing of this text\n", "----"),
    (["-m", "***"], "error: readers would see nothing of this text\n", "***"),
    (["-m", "- - -"], "error: readers would see nothing of this text\n", "- - -"),
    (["-m", "-\n-"], "error: readers would see nothing of this text\n", "-\n-"),
    (["-m", "The API\n---"], "error: line 2 of the text makes a heading of", "The API\n---"),
    (["-m", "The API\n==="], "error: ", "The API\n==="),
    (["-m", "# Over"], "error: ", "# Over"),
    (
      ["-m", "---\ntitle: x\n---"], "error: line 3 of the text makes a heading",
      "---\ntitle: x\n---"
    ),
  ])
  func `a text of lines and marks is refused with its place, and kept`(
    arguments: [String], start: String, text: String
  ) throws {
    let folder = try site()
    let before = try folder.text(openFile)
    let run = try run(["incident", "update"] + arguments + ["--yes"], in: folder)
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix(start), "\(run.errors)")
    #expect(try folder.text(openFile) == before)
    #expect(try kept(in: folder.path + "/.unsent") == [text + "\n"])
  }

  @Test(arguments: [
    "- Search is slow", "-5 % of logins", "--- EU", "-- API --", "--search is slow",
  ])
  func `a title may begin with a dash`(title: String) throws {
    let folder = try site()
    let run = try run(
      ["incident", "open", title, "--severity", "SEV3", "-m", "Hm, it is.", "--yes", "--json"],
      in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let file = try #require(
      run.output.firstMatch(of: /"file":"([^"]*)"/).map { String($0.output.1) })
    #expect(try folder.text(file).hasPrefix("---\ntitle: \"\(title)\"\n"))
  }

  @Test(arguments: [
    (["incident", "update", "-m", "A long text.", "--severty", "SEV1"], "A long text.\n"),
    (["incident", "update", "--colour", "-m", "---"], "---\n"),
    (
      ["incident", "open", "One", "Two", "-m", "A long text.", "--severity", "SEV1"],
      "A long text.\n"
    ),
    (["incident", "resolve", "-m", "One.", "-m", "Two."], "One.\n\nTwo.\n"),
    (["incident", "retract", "-m", "A text.", "--template", "x"], "A text.\n"),
    (["maintenance", "move", "-m", "Only a text."], "Only a text.\n"),
    (["maintenance", "schedule", "-m", "A text.", "--ends"], "A text.\n"),
    (["incident", "upd", "-m", "A text."], "A text.\n"),
  ])
  func `a mistyped command keeps its text`(arguments: [String], text: String) throws {
    let folder = try site()
    let run = try run(arguments, in: folder)
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.errors.hasPrefix("Error: "), "\(run.errors)")
    let names = try tree(folder.path + "/.unsent").keys.filter { $0.hasSuffix(".md") }
    let place = "\(folder.path)/.unsent/\(try #require(names.first))"
    #expect(
      run.errors.hasSuffix(
        "Your text is kept in \(place)\n  hint: to use it, add --yes -m - < \(place)\n"))
    #expect(try kept(in: folder.path + "/.unsent") == [text])
  }

  @Test func `a text for a site that is not there is kept among the temporary files`() throws {
    let nowhere = try TemporaryFolder()
    let temporary = try TemporaryFolder()
    let run = try Program.run(
      ["incident", "update", "-m", "A long text.", "--yes"], in: nowhere.path,
      environment: atHalfPastTen.merging(["TMPDIR": temporary.path]) { one, _ in one })
    #expect(run.status == 64)
    #expect(run.errors.hasPrefix("error: no status.yml in "), "\(run.errors)")
    #expect(run.errors.contains("\nYour text is kept in \(temporary.path)/allclear-unsent-2026-"))
    #expect(try kept(in: temporary.path) == ["A long text.\n"])
  }

  @Test func `a text of standard input is kept when the command is mistyped`() throws {
    let folder = try site()
    let run = try Program.shell(
      "printf 'From a pipe.\\n' | $allclear incident update -m - --bogus", in: folder.path,
      environment: atHalfPastTen)
    #expect(run.status == 64)
    #expect(try kept(in: folder.path + "/.unsent") == ["From a pipe.\n"])
  }

  @Test func `help and other commands are as they were`() throws {
    let folder = try site()
    let help = try run(["incident", "update", "--help"], in: folder)
    #expect(help.status == 0)
    #expect(help.output.hasPrefix("OVERVIEW: Tell customers more"))
    #expect(try run(["check", "---"], in: folder).status == 64)
    #expect(!folder.exists(".unsent"))
  }
}
