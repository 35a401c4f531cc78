import Foundation
import StatusModel
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What readers are promised, whatever people write and whatever happens to the machine.
struct PromiseTests {
  private static let build = ["build", "--as-of", "2026-11-20 11:50 UTC"]

  @Test func `the same folder and moment give the same bytes`() throws {
    let starter = projectFolder + "/site-template"
    let sources = try tree(starter).sorted { $0.key < $1.key }
    let one = try TemporaryFolder()
    for (name, bytes) in sources { try one.write(bytes, to: name) }
    let other = try TemporaryFolder()
    for (name, bytes) in sources.reversed() { try other.write(bytes, to: name) }
    for file in try FileManager.default.subpathsOfDirectory(atPath: other.path) {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)],
        ofItemAtPath: other.path + "/" + file)
    }
    let first = try Program.run(
      Self.build, in: one.path,
      environment: ["TZ": "America/Los_Angeles", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"])
    let second = try Program.run(
      Self.build, in: other.path, environment: ["TZ": "Asia/Kolkata", "LANG": "C"])
    #expect(first.status == 0, "\(first.errors)")
    #expect(second.status == 0, "\(second.errors)")
    let written = try tree(one.path + "/public")
    #expect(written.count > 30)
    #expect(try tree(other.path + "/public") == written)
  }

  @Test func `nothing private reaches the output`() throws {
    let folder = try TemporaryFolder()
    try folder.write(privateSite)
    let run = try Program.run(Self.build, in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    let written = try tree(folder.path + "/public")
    #expect(written["incidents/open/index.html"] != nil)
    let canary = Data("canary".utf8)
    let leaking = written.filter { file in
      file.value.range(of: canary) != nil || file.key.contains("canary")
    }
    #expect(leaking.keys.sorted() == [])
  }

  @Test func `hostile words come out inert everywhere`() throws {
    let folder = try TemporaryFolder()
    try folder.write(hostileSite)
    let run = try Program.run(Self.build, in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    let written = try tree(folder.path + "/public")
    let dangerous = ["<script>alert", "<img src=x", "\"javascript:", "\"data:text"]
    let dangerousInMarkup = dangerous + ["\"onmouseover", "javascript:alert(3)"]
    // Plain text and calendars have no marks that words could turn into.
    let plain = [".txt", ".ics"]
    let marked = written.filter { file in
      !file.key.hasPrefix(".") && !plain.contains { file.key.hasSuffix($0) }
    }
    for (name, bytes) in marked.sorted(by: { $0.key < $1.key }) {
      let text = String(decoding: bytes, as: UTF8.self)
      for word in name.hasSuffix(".html") ? dangerousInMarkup : dangerous {
        #expect(!text.contains(word), "\(name) holds \(word)")
      }
    }
    let home = String(decoding: try #require(written["index.html"]), as: UTF8.self)
    #expect(
      home.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;onmouseover=&#39;x&#39;"))
    let feed = try #require(written["feed.json"])
    let items = try #require(
      (JSONSerialization.jsonObject(with: feed) as? [String: Any])?["items"] as? [[String: Any]])
    #expect(
      items.first?["title"] as? String == "[Investigating] T \(hostileText)")
    let rss = try #require(written["feed.xml"])
    let texts = try XMLTexts(of: rss)
    #expect(texts["title"]?.contains("[Investigating] T \(hostileText)") == true)
  }

  @Test(.timeLimit(.minutes(20)))
  func `kill -9 at any moment leaves each file whole, old or new, and no other`() throws {
    let folder = try TemporaryFolder()
    let sources = try tree(projectFolder + "/site-template").filter { $0.key.hasPrefix("theme/") }
    for (name, bytes) in sources { try folder.write(bytes, to: name) }
    try folder.write(smallSite)
    for number in 1...150 {
      try folder.write([
        "incidents/2026-10-\(number).md": """
        ---
        title: Trouble \(number)
        severity: SEV3
        components: [web]
        ---

        ## Investigating - 2026-10-01 10:00 UTC

        The website answers slowly for some customers.
        """
      ])
    }
    let states = try builtStates(of: folder)
    var random = SeededGenerator(seed: 9)
    var landed = Set<Int>()
    for round in 0..<50 {
      try folder.write(["pages/about.md": states.page(round + 1)])
      let outputs = try TemporaryFolder()
      let process = try Program.start(Self.build, in: folder.path, outputs: outputs)
      // Beside other tests a build may take longer than it took when it was timed.
      usleep(UInt32.random(in: 0...states.microseconds * 3 / 2, using: &random))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let found = try readersTree(folder.path + "/public")
      for (name, bytes) in found {
        #expect(states.whole.contains { $0[name] == bytes }, "round \(round) tore \(name)")
      }
      #expect(found.count == states.whole[0].count, "round \(round) lost a file")
      if let state = states.whole.firstIndex(of: found) { landed.insert(state) }
    }
    let last = try Program.run(Self.build, in: folder.path)
    #expect(last.status == 0, "\(last.errors)")
    #expect(try readersTree(folder.path + "/public") == states.whole[1])
    #expect(try tree(folder.path + "/public/.allclear").keys.sorted() == ["files"])
    let beside = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(
      beside.sorted() == [".allclear", "incidents", "pages", "public", "status.yml", "theme"])
    #expect(try tree(folder.path + "/.allclear").keys.sorted() == ["cache"])
    #expect(landed.count == 2, "no kill came before, or none after the change")
  }

  /// All but what no reader sees.
  private func readersTree(_ folder: String) throws -> [String: Data] {
    try tree(folder).filter { !$0.key.hasPrefix(".allclear/") }
  }

  /// The two pages that alternate, and how long a build takes.
  private struct States {
    let whole: [[String: Data]]
    let microseconds: UInt32

    func page(_ round: Int) -> String { "---\ntitle: About\n---\n\nVersion \(round % 2)." }
  }

  private func builtStates(of folder: TemporaryFolder) throws -> States {
    var longest: UInt32 = 0
    let empty = States(whole: [], microseconds: 0)
    let whole = try [1, 0].map { round in
      try folder.write(["pages/about.md": empty.page(round)])
      let start = Date()
      let run = try Program.run(Self.build, in: folder.path)
      longest = max(longest, UInt32(Date().timeIntervalSince(start) * 1_000_000))
      #expect(run.status == 0, "\(run.errors)")
      return try readersTree(folder.path + "/public")
    }
    return States(whole: whole, microseconds: longest + longest / 10)
  }
}

/// The text of an XML document's elements, by the element's name.
private final class XMLTexts: NSObject, XMLParserDelegate {
  private var texts: [String: [String]] = [:]
  private var current = ""

  init(of data: Data) throws {
    super.init()
    let parser = XMLParser(data: data)
    parser.delegate = self
    guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
  }

  subscript(element: String) -> [String]? { texts[element] }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    current = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    current += string
  }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    texts[element, default: []].append(current)
  }
}
