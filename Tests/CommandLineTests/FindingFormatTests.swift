import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import CommandLineTool

/// What `check` gives a forge to show beside the lines.
struct FindingFormatTests {
  private func finding(
    _ message: String, _ severity: Diagnostic.Severity = .error, path: String = "a.md",
    line: Int = 3
  ) -> Diagnostic {
    Diagnostic(
      severity, "some-id", message, hint: "write it",
      at: SourcePosition(path: path, line: line, column: 7))
  }

  @Test func `words of authors give a runner no command`() {
    let hostile = finding("50%\r\n::set-env name=A::b", path: "incidents/a,b: c.md")
    #expect(
      GitHubAnnotations([hostile], below: "my status/").lines == [
        "::error file=my status/incidents/a%2Cb%3A c.md,line=3,col=7,title=some-id"
          + "::50%25%0D%0A::set-env name=A::b%0Ahint: write it"
      ])
  }

  @Test func `errors come first, ten of a kind, and one line says how many more there are`() {
    let warnings = (1...12).map { finding("w\($0)", .warning, line: $0) }
    let errors = (1...13).map { finding("e\($0)", line: $0) }
    let annotations = GitHubAnnotations(warnings + errors, below: "")
    #expect(annotations.lines.count == 21)
    #expect(annotations.lines.prefix(10).allSatisfy { $0.hasPrefix("::error ") })
    #expect(annotations.lines[10..<20].allSatisfy { $0.hasPrefix("::warning ") })
    #expect(annotations.lines.last == "and 5 more findings")
    #expect(annotations.rest.map(\.message) == ["e11", "e12", "e13", "w11", "w12"])
  }

  @Test func `in the summary nothing that authors wrote is Markdown or HTML`() {
    let findings = (1...10).map { finding("e\($0)") } + [finding("</pre>\n# <b>x</b>")]
    #expect(
      GitHubAnnotations(findings, below: "s/").summary(below: "s/") == """
        ### allclear check: more findings

        <pre>
        s/a.md:3:7: error: &lt;/pre&gt; # &lt;b&gt;x&lt;/b&gt; [some-id]   hint: write it
        </pre>

        """)
  }

  @Test func `a fingerprint is unique, and stays when lines move`() throws {
    let reports = try [0, 5].map { offset in
      try rows(
        [finding("same", line: 1 + offset), finding("same", line: 2 + offset), finding("other")]
          .codeQuality(below: ""))
    }
    let prints = reports.map { $0.map(\.fingerprint) }
    #expect(Set(prints[0]).count == 3)
    #expect(prints[0] == prints[1])
    #expect(prints[0].allSatisfy { $0.utf8.count == 32 })
  }

  @Test func `GitLab gets what its report needs`() throws {
    let report = try [finding("one"), finding("two", .warning, path: "b.md", line: 9)]
      .codeQuality(below: "status/")
    let rows = try rows(report)
    #expect(rows.map(\.description) == ["one; write it", "two; write it"])
    #expect(rows.map(\.checkName) == ["some-id", "some-id"])
    #expect(rows.map(\.severity) == ["major", "minor"])
    #expect(rows.map(\.location.path) == ["status/a.md", "status/b.md"])
    #expect(rows.map(\.location.lines.begin) == [3, 9])
    #expect(try [Diagnostic]().codeQuality(below: "") == "[]")
  }

  private struct Row: Decodable {
    struct Location: Decodable {
      struct Lines: Decodable {
        let begin: Int
      }
      let path: String
      let lines: Lines
    }
    let description: String
    let checkName: String
    let fingerprint: String
    let severity: String
    let location: Location
  }

  private func rows(_ report: String) throws -> [Row] {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode([Row].self, from: Data(report.utf8))
  }
}

/// The same, as the program prints it.
struct CheckFormatTests {
  private func site(in place: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    #expect(try Program.run(["init", "--empty", place], in: folder.path).status == 0)
    try folder.write(
      Data("---\ntitle: A\nwrong: b\n---\n".utf8), to: place + "/incidents/2026-11-20-a.md")
    return folder
  }

  @Test func `paths begin at the root of the repository`() throws {
    let folder = try site(in: "status")
    let git = try Program.shell("git init -q .", in: folder.path)
    #expect(git.status == 0, "\(git.errors)")
    let run = try Program.run(["check", "--format", "github"], in: folder.path + "/status")
    #expect(run.status == 1)
    let lines = run.output.split(separator: "\n")
    #expect(!lines.isEmpty)
    #expect(
      lines.allSatisfy {
        $0.hasPrefix("::error file=status/incidents/2026-11-20-a.md,line=")
          || $0.hasPrefix("::warning file=status/")
      }, "\(run.output)")
    #expect(run.errors == "")
  }

  @Test func `without a repository they begin at the site folder`() throws {
    let folder = try site(in: "status")
    let run = try Program.run(
      ["check", "--format", "gitlab"], in: folder.path + "/status",
      environment: ["GIT_CEILING_DIRECTORIES": folder.path])
    #expect(run.status == 1)
    #expect(run.output.hasPrefix(#"[{"check_name":"#))
    #expect(run.output.contains(#""path":"incidents/2026-11-20-a.md"}"#))
    #expect(run.errors.contains("incidents/2026-11-20-a.md:"))
  }

  @Test func `what has no annotation is appended to the summary of the job`() throws {
    let folder = try site(in: "status")
    for number in 10..<25 {
      try folder.write(
        Data("---\ntitle: A\nwrong: b\n---\n".utf8), to: "status/incidents/2026-11-20-a\(number).md"
      )
    }
    try folder.write(["summary.md": "before\n"])
    let run = try Program.run(
      ["check", "--format", "github"], in: folder.path + "/status",
      environment: ["GITHUB_STEP_SUMMARY": folder.path + "/summary.md"])
    let lines = run.output.split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("::error ") } == 10)
    let summary = try folder.text("summary.md")
    #expect(summary.hasPrefix("before\n### allclear check: more findings\n\n<pre>\n"))
    let listed = summary.split(separator: "\n").count { $0.hasPrefix("incidents/") }
    #expect(lines.last == "and \(listed) more findings")
  }

  @Test func `--json and --format are two answers, of which one can be given`() throws {
    let run = try Program.run(["check", "--json", "--format", "github"])
    #expect(run.status == 64)
    #expect(run.errors.contains("--json and --format cannot stand together"))
  }
}
