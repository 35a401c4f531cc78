import FileSystem
import Foundation
import TestSupport
import Testing

@testable import Publishing

struct JournalTests {
  @Test func `a journal is read as it was written`() {
    let journal = Journal(steps: [
      .place("incidents/a b/index.html"), .remove(" x"), .removeFolder("y/ü"),
      .remove("\u{301}y"), .place(".allclear/files"),
    ])
    #expect(
      journal.text == """
        Allclear is changing this folder; the next build takes the steps that are left.
        place incidents/a b/index.html
        remove  x
        remove-folder y/ü
        remove \u{301}y
        place .allclear/files
        end

        """)
    #expect(Journal(Array(journal.text.utf8)) == journal)
  }

  private static let first =
    "Allclear is changing this folder; the next build takes the steps that are left.\n"

  @Test(arguments: [
    "", "place index.html\nend\n", first, first + "place a\n", first + "place a\nen",
    first + "place a\nend\nplace b\n", first + "place ../x\nend\n",
    first + "remove /etc/passwd\nend\n",
    first + "remove a/../../x\nend\n", first + "remove-folder ..\nend\n", first + "remove \nend\n",
    first + "remove .allclear/files\nend\n", first + "place .allclear/journal\nend\n",
    first + "remove .ALLCLEAR/files\nend\n", first + "place .allclear.new/files\nend\n",
    first + "exchange a\nend\n", first + "place\nend\n", first + "place a\r\nend\n",
    first + "\nend\n", "Allclear\nplace a\nend\n",
  ])
  func `one that we cannot have written is refused, and nothing in it is followed`(
    text: String
  ) async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(files(["index.html": "old", "a": "1"]), to: folder.output)
    try folder.write("theirs", to: "x")
    try folder.write(text, to: "public/.allclear/journal")
    try folder.write("staged", to: "public/.allclear/stage/a")
    let before = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    let path = folder.output + "/.allclear/journal"
    let thrown = await #expect(throws: PublishError.self) {
      _ = try await publish(files(["index.html": "new"]), to: folder.output)
    }
    #expect(thrown == .damagedJournal(path: path))
    #expect(
      thrown?.description
        == """
        '\(path)' was not written by Allclear; remove it and build again. \
        What readers see was not changed.
        """)
    #expect(try folder.contents() == ["a: 1", "index.html: old"])
    #expect(try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() == before)
  }

  @Test func `a journal that is a link is refused`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(files(["index.html": "old"]), to: folder.output)
    try folder.write(Self.first + "remove index.html\nend\n", to: "theirs")
    #expect(symlink("../../theirs", folder.output + "/.allclear/journal") == 0)
    await #expect(throws: PublishError.damagedJournal(path: folder.output + "/.allclear/journal")) {
      _ = try await publish(files(["index.html": "new"]), to: folder.output)
    }
    #expect(try folder.contents() == ["index.html: old"])
  }

  @Test func `steps are taken from where a killed build came to`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(files(["a": "old", "b/c": "old", "gone": "x"]), to: folder.output)
    try folder.write("new", to: "public/.allclear/stage/b/c")
    try folder.write("new", to: "public/.allclear/stage/d/e/f")
    try folder.write(
      Self.first
        + "place a\nplace b/c\nplace d\nremove gone\nremove gone/too\nremove-folder b\nend\n",
      to: "public/.allclear/journal")
    _ = try OutputFolder(folder.output)
    #expect(try folder.contents() == ["a: old", "b/", "b/c: new", "d/", "d/e/", "d/e/f: new"])
    #expect(try ownFiles(of: folder.output) == ["files"])
  }

  @Test func `where others made a folder meanwhile, the files are placed one by one`() async throws
  {
    let folder = try TemporaryFolder()
    _ = try await publish(files(["a": "old"]), to: folder.output)
    try folder.write("theirs", to: "public/d/e/note")
    try folder.write("new", to: "public/.allclear/stage/d/e/f")
    try folder.write("new", to: "public/.allclear/stage/d/g")
    try folder.write(Self.first + "place d\nend\n", to: "public/.allclear/journal")
    _ = try OutputFolder(folder.output)
    #expect(
      try folder.contents() == [
        "a: old", "d/", "d/e/", "d/e/f: new", "d/e/note: theirs", "d/g: new",
      ])
  }

  @Test func `no step leads through a link`() async throws {
    let folder = try TemporaryFolder()
    _ = try await publish(files(["a": "old", "b/c": "old"]), to: folder.output)
    try folder.write("theirs", to: "elsewhere/c")
    try FileManager.default.removeItem(atPath: folder.output + "/b")
    #expect(symlink("../elsewhere", folder.output + "/b") == 0)
    try folder.write(Self.first + "remove b/c\nend\n", to: "public/.allclear/journal")
    _ = try OutputFolder(folder.output)
    #expect(try folder.text(of: "elsewhere/c") == "theirs")

    try folder.write("new", to: "public/.allclear/stage/b/d")
    try folder.write(Self.first + "place b/d\nend\n", to: "public/.allclear/journal")
    let thrown = #expect(throws: PublishError.self) { _ = try OutputFolder(folder.output) }
    #expect(thrown == .unfinished(.inTheWay(path: folder.output + "/b")))
    #expect(
      thrown?.description
        == """
        '\(folder.output)/b' was not written by Allclear and stands where a file of the site belongs; \
        move it away. Part of the new page is in place already; the next build completes it.
        """)
    #expect(try folder.contents(of: "elsewhere") == ["c: theirs"])
  }
}

struct JournalOrderTests {
  private func steps(
    _ staged: [StagedFile], removing removed: [String] = [], keeping kept: [String] = []
  ) -> [String] {
    let paths = SortedPaths(staged.map(\.path) + kept)
    let journal = Journal(
      placing: staged, removing: removed, keeping: paths, changesList: true)
    return Array(journal.text.split(separator: "\n").map(String.init).dropFirst().dropLast())
  }

  private func new(_ path: String, at place: String? = nil, obstacle: String? = nil) -> StagedFile {
    StagedFile(path, size: 1, .new(at: place ?? path), obstacle: obstacle)
  }

  private func replaced(_ path: String) -> StagedFile { StagedFile(path, size: 1, .replaced) }

  @Test func `what is new comes first, entries before lists, the home page last`() {
    let staged =
      [
        "index.html", "feed.xml", "api/v2/summary.json", "history/2026-11/index.html",
        "incidents/b/index.html", "de/index.html", "de/incidents/b/index.html",
        "maintenance/m/index.html", "components/incidents/index.html",
        "pt-br/maintenance/m/index.html",
      ].map { replaced($0) }
      + [
        new("incidents/z/index.html", at: "incidents/z"),
        new("history/2026-12/index.html", at: "history/2026-12"),
      ]
    #expect(
      steps(staged, removing: ["gone/index.html", "incidents/a/index.html"]) == [
        "place incidents/z", "place history/2026-12", "place de/incidents/b/index.html",
        "place incidents/b/index.html", "place maintenance/m/index.html",
        "place pt-br/maintenance/m/index.html", "place api/v2/summary.json",
        "place components/incidents/index.html", "place de/index.html", "place feed.xml",
        "place history/2026-11/index.html", "place index.html", "remove gone/index.html",
        "remove incidents/a/index.html", "remove-folder incidents/a", "remove-folder gone",
        "place .allclear/files",
      ])
  }

  @Test func `a first build places whole folders, and the home page last`() {
    let staged =
      ["a", "b"].map { new("incidents/\($0)/index.html", at: "incidents") }
      + ["index.html", "feed.xml"].map { new($0) } + [new("assets/style.css", at: "assets")]
    #expect(
      steps(staged) == [
        "place incidents", "place assets", "place feed.xml", "place index.html",
        "place .allclear/files",
      ])
  }

  @Test func `a file gives way to a folder, and a folder to a file, just before`() {
    let staged = [
      new("a/index.html", at: "a", obstacle: "a"), new("b", obstacle: "b"), replaced("index.html"),
    ]
    #expect(
      steps(staged, removing: ["a", "b/c/d.html", "b/index.html", "other/x"], keeping: ["other/y"])
        == [
          "remove a", "place a", "remove b/c/d.html", "remove b/index.html", "remove-folder b/c",
          "remove-folder b", "place b", "place index.html", "remove other/x",
          "place .allclear/files",
        ])
  }

  @Test func `names that look the same are two names`() {
    let names = ["caf\u{E9}", "cafe\u{301}"]
    #expect(
      steps(names.map { new($0) }, removing: names.map { "x/" + $0 }).map { Array($0.utf8) }
        == [
          "place cafe\u{301}", "place caf\u{E9}", "remove x/cafe\u{301}", "remove x/caf\u{E9}",
          "remove-folder x", "place .allclear/files",
        ].map { Array($0.utf8) })
  }

  @Test func `nothing to change is no step`() {
    let same = StagedFile(
      "a", size: 1, .none(.init(size: 1, modified: time, changed: time, inode: 1)))
    let journal = Journal(
      placing: [same], removing: [], keeping: SortedPaths(["a"]), changesList: false)
    #expect(journal.steps == [])
  }

  private let time = FileStamp.Time(seconds: 0, nanoseconds: 0)
}
