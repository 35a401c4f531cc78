import Foundation
import Testing

/// The command of a place gets every path that changed there, whatever fails or is killed meanwhile.
@Suite(
  .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/rsync"), "rsync is there"))
struct PublishAfterTests {
  private static let moment = 1_795_170_600  // 2026-11-20 10:30 UTC

  /// A site that goes to a place whose command notes what it gets, as long as nothing is in its way.
  ///
  /// In its folder lies an `rsync` that fails, or kills the program, at a certain stage.
  private func site(_ place: (TemporaryFolder) -> String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let target = "\npublish:\n  - {to: '\(place(folder))', after: ./after.sh}\n"
    try folder.write([
      "status.yml": folder.text("status.yml") + target,
      "after.sh": """
      #!/bin/sh
      cat > given
      test ! -e kill || kill -9 $PPID
      test ! -e fail || { echo no key >&2; exit 3; }
      """,
      "bin/rsync": """
      #!/bin/sh
      case "$*" in *--delay-updates*)
        echo >> "$STAGES"
        if test "$(wc -l < "$STAGES")" = "$LAST_STAGE"; then
          test -z "$KILL" || kill -9 $PPID
          exit 12
        fi
      esac
      case "$*" in *--delete-missing-args*)
        test -z "$KILL_AT_DELETION" || { kill -9 $PPID; exit 12; }
      esac
      exec /usr/bin/rsync "$@"
      """,
    ])
    for script in ["after.sh", "bin/rsync"] {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: "\(folder.path)/\(script)")
    }
    return folder
  }

  private func publish(
    _ folder: TemporaryFolder, _ environment: [String: String] = [:]
  ) throws -> Run {
    try Program.run(
      ["publish", "--no-verify"], in: folder.path,
      environment: [
        "SOURCE_DATE_EPOCH": "\(Self.moment)", "STAGES": "\(folder.path)/stages",
        "PATH": "\(folder.path)/bin:/usr/bin:/bin",
      ].merging(environment) { $1 })
  }

  /// Nil where the command did not run since the last look.
  private func given(_ folder: TemporaryFolder) throws -> [String]? {
    guard FileManager.default.fileExists(atPath: folder.path + "/given") else { return nil }
    let lines = try folder.text("given").split(separator: "\n").map(String.init)
    try FileManager.default.removeItem(atPath: folder.path + "/given")
    return lines
  }

  private func paths(in there: String) throws -> [String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: there)
    return names.filter { name in
      var isFolder: ObjCBool = false
      return !name.hasPrefix(".allclear")
        && FileManager.default.fileExists(atPath: "\(there)/\(name)", isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  private static let places = ["www", "rsync:there"]

  private func place(_ name: String, in folder: TemporaryFolder) -> String {
    name == "www" ? "www" : "rsync:\(folder.path)/there"
  }

  private func folder(of name: String, in site: TemporaryFolder) -> String {
    site.path + (name == "www" ? "/www" : "/there")
  }

  @Test(arguments: places)
  func `a command that failed gets the same paths at the next run, though that sends nothing`(
    name: String
  ) throws {
    let site = try site { place(name, in: $0) }
    try site.write(["fail": ""])
    let first = try publish(site)
    #expect(first.status == 2)
    #expect(
      first.errors == """
        error: \(place(name, in: site)): ./after.sh ended with status 3: no key
          hint: readers have the new page there; the next publish runs it again

        """)
    let all = try paths(in: folder(of: name, in: site))
    #expect(try given(site) == all)
    #expect(try publish(site).status == 2)
    #expect(try given(site) == all)
    try FileManager.default.removeItem(atPath: site.path + "/fail")
    #expect(try publish(site).status == 0)
    #expect(try given(site) == all)
    #expect(try publish(site).status == 0)
    #expect(try given(site) == nil)
  }

  @Test(arguments: places)
  func `a program that is killed while the command runs gives it the same paths again`(
    name: String
  ) throws {
    let site = try site { place(name, in: $0) }
    try site.write(["kill": ""])
    #expect(try publish(site).status == 9)
    let all = try #require(try given(site))
    try FileManager.default.removeItem(atPath: site.path + "/kill")
    #expect(try publish(site).status == 0)
    #expect(try given(site) == all)
    #expect(try publish(site).status == 0)
    #expect(try given(site) == nil)
  }

  @Test(arguments: ["", "yes"], 1...4)
  func `what a run sent that failed or was killed is given to the command once all is there`(
    kill: String, stage: Int
  ) throws {
    let site = try site { place("rsync", in: $0) }
    let first = try publish(site, ["LAST_STAGE": "\(stage)", "KILL": kill])
    #expect(first.status == (kill.isEmpty ? 2 : 9))
    #expect(try given(site) == nil)
    // What was sent is not sent again, and so no longer among what the next run sends.
    #expect(try publish(site).status == 0)
    #expect(try given(site) == paths(in: site.path + "/there"))
    #expect(try publish(site).status == 0)
    #expect(try given(site) == nil)
  }

  @Test
  func `a page that was to be deleted when the program was killed is deleted by the next run`()
    throws
  {
    let site = try site { place("rsync", in: $0) }
    let page = site.path + "/there/terms/index.html"
    try site.write(["pages/terms.md": "---\ntitle: Terms\n---\n\nBe kind.\n"])
    #expect(try publish(site).status == 0)
    #expect(FileManager.default.fileExists(atPath: page))
    try FileManager.default.removeItem(atPath: site.path + "/pages/terms.md")
    #expect(try publish(site, ["KILL_AT_DELETION": "yes"]).status == 9)
    // The ledger there no longer names it.
    #expect(!(try site.text("there/api/ledger.json").contains("terms")))
    try FileManager.default.removeItem(atPath: site.path + "/given")
    #expect(FileManager.default.fileExists(atPath: page))
    #expect(try publish(site).status == 0)
    #expect(!FileManager.default.fileExists(atPath: page))
    #expect(try given(site)?.contains("terms/index.html") == true)
  }

  @Test func `after a build that was killed the command gets all paths there, and those before`()
    throws
  {
    let site = try site { place("www", in: $0) }
    #expect(try publish(site).status == 0)
    let all = try #require(try given(site))
    let records = site.path + "/.allclear/publish"
    let names = try FileManager.default.contentsOfDirectory(atPath: records)
    let record = ".allclear/publish/" + (try #require(names.only))
    try site.write([record: site.text(record) + "open\nown gone/index.html\n"])
    #expect(try publish(site).status == 0)
    #expect(
      try given(site)
        == (all + ["gone/index.html"]).sorted {
          Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8))
        })
    #expect(try publish(site).status == 0)
    #expect(try given(site) == nil)
  }

  @Test func `content with errors changes nothing, and so the command has nothing to do`() throws {
    let site = try site { place("www", in: $0) }
    #expect(try publish(site).status == 0)
    _ = try given(site)
    let settings = try site.text("status.yml")
    try site.write(["status.yml": settings + "mistake: 1\n"])
    #expect(try publish(site).status == 1)
    try site.write(["status.yml": settings])
    #expect(try publish(site).status == 0)
    #expect(try given(site) == nil)
  }
}

extension [String] {
  fileprivate var only: String? { count == 1 ? first : nil }
}
