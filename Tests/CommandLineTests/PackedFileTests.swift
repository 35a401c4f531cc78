import Foundation
import Testing

/// The packed files beside a page, for servers that hand them out as they lie there.
struct PackedFileTests {
  private func site(_ publish: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    try folder.write(["status.yml": folder.text("status.yml") + "\npublish:\n" + publish])
    return folder
  }

  private static let both = "  - {to: www, precompress: [gzip, brotli]}\n"

  private func build(_ folder: TemporaryFolder, after minutes: Int = 0) throws -> Run {
    let run = try Program.run(
      ["build", "--output", "www"], in: folder.path,
      environment: ["SOURCE_DATE_EPOCH": "\(1_795_170_600 + minutes * 60)"])
    #expect(run.status == 0, "\(run.errors)")
    return run
  }

  /// What is wrong with the packed files: missing, needless, or not of the file beside it.
  private func faults(in folder: TemporaryFolder) throws -> String {
    try Program.shell(
      """
      cd www; find . -type f ! -path './.allclear/*' ! -name '*.gz' ! -name '*.br' ! -name _headers |
      sort | while read -r f; do
        size=$(wc -c < "$f")
        if [ -e "$f.gz" ]; then
          gzip -dc "$f.gz" | cmp -s - "$f" || echo "differs $f"
          [ "$(wc -c < "$f.gz")" -lt "$size" ] || echo "larger $f"
          [ "$size" -ge 1024 ] || echo "needless $f"
        elif [ "$size" -ge 1024 ]; then echo "missing $f"; fi
      done
      """, in: folder.path
    ).output
  }

  private func count(_ ending: String, in folder: TemporaryFolder) throws -> Int {
    try tree(folder.path + "/www").keys.count { $0.hasSuffix(ending) }
  }

  @Test func `each text of a kilobyte has one, made of the same bytes`() throws {
    let folder = try site(Self.both)
    _ = try build(folder)
    #expect(try count("index.html.gz", in: folder) > 3)
    #expect(try count(".br", in: folder) == count(".gz", in: folder))
    #expect(try faults(in: folder) == "")
  }

  @Test func `an update changes those of the files that it changes, and no other`() throws {
    let folder = try site(Self.both)
    _ = try build(folder)
    let before = try tree(folder.path + "/www")
    let incident = "incidents/2026-11-20-api-errors.md"
    try folder.write([
      incident: folder.text(incident) + "\n## Monitoring - 2026-11-20 10:31 UTC\n\nIt runs again.\n"
    ])
    _ = try build(folder, after: 5)
    #expect(try faults(in: folder) == "")
    let after = try tree(folder.path + "/www")
    let changed = Set(after.keys.filter { after[$0] != before[$0] && !$0.hasPrefix(".allclear") })
    let texts = changed.filter { !$0.hasSuffix(".gz") && !$0.hasSuffix(".br") }
    #expect(texts.contains("incidents/2026-11-20-api-errors/index.html"))
    #expect(
      changed
        == texts.union(
          texts.flatMap { [$0 + ".gz", $0 + ".br"] }.filter { after[$0] != nil }))
    #expect(try build(folder, after: 5).output.contains("\n0 files written, "))
  }

  @Test func `a packed file that somebody deleted comes back`() throws {
    let folder = try site(Self.both)
    _ = try build(folder)
    let before = try tree(folder.path + "/www")
    try FileManager.default.removeItem(atPath: folder.path + "/www/index.html.br")
    #expect(try build(folder).output.contains("\n1 file written, "))
    #expect(try tree(folder.path + "/www") == before)
  }

  @Test func `once no place asks for them, they are removed`() throws {
    let folder = try site(Self.both)
    _ = try build(folder)
    let status = try folder.text("status.yml")
    try folder.write(["status.yml": status.replacing("[gzip, brotli]", with: "[gzip]")])
    _ = try build(folder)
    #expect(try count(".br", in: folder) == 0)
    #expect(try faults(in: folder) == "")
    try folder.write(["status.yml": status.replacing(", precompress: [gzip, brotli]", with: "")])
    _ = try build(folder)
    #expect(try count(".gz", in: folder) == 0)
  }

  @Test func `a page that shrinks below a kilobyte loses its packed form`() throws {
    let folder = try site(Self.both)
    try folder.write(["static/words.txt": String(repeating: "word ", count: 300)])
    _ = try build(folder)
    #expect(try count("words.txt.gz", in: folder) == 1)
    try folder.write(["static/words.txt": "few words"])
    _ = try build(folder)
    #expect(try count("words.txt.gz", in: folder) == 0)
  }

  @Test func `a team's own packed file stays as it is`() throws {
    let folder = try site(Self.both)
    let text = String(repeating: "word ", count: 300)
    try folder.write(["static/words.txt": text, "static/words.txt.gz": "mine"])
    _ = try build(folder)
    #expect(try folder.text("www/static/words.txt.gz") == "mine")
  }

  @Test func `a place that does not ask for them gets none, and loses those that it had`() throws {
    let folder = try site(Self.both + "  - {to: 'git:repo.git#pages', precompress: [gzip]}\n")
    #expect(try Program.shell("git init -q --bare repo.git", in: folder.path).status == 0)
    func packed() throws -> [Substring] {
      let run = try Program.run(
        ["publish", "--no-verify"], in: folder.path,
        environment: ["SOURCE_DATE_EPOCH": "1795170600"])
      #expect(run.status == 0, "\(run.errors)")
      return try Program.shell(
        "git -C repo.git ls-tree -r --name-only pages", in: folder.path
      ).output.split(separator: "\n").filter { $0.hasSuffix(".gz") || $0.hasSuffix(".br") }
    }
    let first = try packed()
    #expect(first.count == (try count(".gz", in: folder)))
    #expect(first.allSatisfy { $0.hasSuffix(".gz") })
    let status = try folder.text("status.yml")
    try folder.write(["status.yml": status.replacing(", precompress: [gzip]}", with: "}")])
    #expect(try packed() == [])
  }

  @Test func `another way of packing is an error that names those that there are`() throws {
    let folder = try site("  - {to: www, precompress: [zip]}\n")
    let run = try Program.run(["check"], in: folder.path)
    #expect(run.status == 1)
    #expect(run.errors.contains("'zip'"))
    #expect(run.errors.contains("gzip, brotli"))
  }
}
