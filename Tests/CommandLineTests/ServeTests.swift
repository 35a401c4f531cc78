import Foundation
import Testing

@testable import CommandLineTool

#if canImport(Glibc)
  import Glibc
#endif

/// `serve` lives on through visitors who leave, come in crowds, or say nothing.
struct ServeTests {
  /// The preview of a small site, for as long as the value lives.
  private final class Server {
    let folder: TemporaryFolder
    private let outputs: TemporaryFolder
    let process = Process()
    let port: UInt16

    /// - Parameter descriptors: as many as it may have.
    init(descriptors: Int) throws {
      folder = try TemporaryFolder()
      outputs = try TemporaryFolder()
      try folder.write([
        "status.yml": """
        name: Acme
        url: https://status.acme.example
        components:
          - {id: api, name: API}

        """
      ])
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = [
        "-c", "ulimit -n \(descriptors); exec \"$0\" serve --port 0", Program.path,
      ]
      process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
      process.environment = ["PATH": "/usr/bin:/bin"]
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = try outputs.handle("output")
      process.standardError = try outputs.handle("errors")
      try process.run()
      var found: UInt16?
      for _ in 0..<600 where found == nil {
        usleep(100_000)
        let text = try outputs.text("output")
        found = text.firstMatch(of: /127\.0\.0\.1:([0-9]+)/).flatMap { UInt16($0.output.1) }
        let isBuilt = try outputs.text("errors").contains("file")
        if !isBuilt { found = nil }
      }
      port = try #require(found)
    }

    deinit {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }

    func connection() throws -> Int32 {
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      let size = socklen_t(MemoryLayout<sockaddr_in>.size)
      let result = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
      }
      try #require(result == 0)
      return descriptor
    }

    func answer(_ head: String) throws -> String {
      let descriptor = try connection()
      defer { close(descriptor) }
      send(head, on: descriptor)
      var bytes: [UInt8] = []
      var part = [UInt8](repeating: 0, count: 65_536)
      while true {
        let count = read(descriptor, &part, part.count)
        guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
        bytes += part[..<count]
      }
    }

    func send(_ text: String, on descriptor: Int32) {
      let bytes = Array(text.utf8)
      _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Ends it at once, so that the other side is told of an error.
    func abort(_ descriptor: Int32) {
      var now = linger(l_onoff: 1, l_linger: 0)
      setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
      close(descriptor)
    }

    var page: String { get throws { try answer("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n") } }
  }

  @Test(
    .timeLimit(.minutes(20)),
    arguments: [
      "", "GET /", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "\u{0}\u{1}", "x\r\n\r\n",
    ])
  func `a connection that is aborted costs nothing`(sent: String) throws {
    let server = try Server(descriptors: 64)
    for _ in 0..<150 {
      let descriptor = try server.connection()
      server.send(sent, on: descriptor)
      server.abort(descriptor)
    }
    #expect(try server.page.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(server.process.isRunning)
  }

  @Test(.timeLimit(.minutes(20)))
  func `a crowd that says nothing is let go, and the next one is answered`() throws {
    let server = try Server(descriptors: 40)
    let crowd = try (0..<100).map { _ in try server.connection() }
    defer { for descriptor in crowd { close(descriptor) } }
    #expect(try server.page.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(server.process.isRunning)
  }

  @Test func `no other site reads the preview`() throws {
    let server = try Server(descriptors: 64)
    for path in ["/", "/api/v2/summary.json", "/feed.xml", "/badge.svg", "/_allclear/change"] {
      let answer = try server.answer(
        "GET \(path) HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n\r\n")
      #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"), "\(path)")
      #expect(!answer.lowercased().contains("access-control-"), "\(path)")
      #expect(answer.contains("\r\nCross-Origin-Resource-Policy: same-origin\r\n"), "\(path)")
      let rebound = try server.answer("GET \(path) HTTP/1.1\r\nHost: evil.example\r\n\r\n")
      #expect(rebound.hasPrefix("HTTP/1.1 403 Forbidden\r\n"), "\(path)")
    }
  }
}

/// A hook of git that hangs holds up nobody but its own commit.
struct HangingHookTests {
  private func repository(hook: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write([
      "status.yml": """
      name: Acme
      url: https://status.acme.example
      components:
        - {id: api, name: API}

      """,
      "incidents/one.md": """
      ---
      title: Slow
      severity: SEV3
      ---

      ## Investigating - 2026-11-20 10:00 UTC

      Requests are slow. We look into it and say more by noon.

      """,
    ])
    let setUp = try Program.shell(
      """
      git init -q && git config user.name T && git config user.email t@example.com &&
      git add . && git commit -qm Begin
      """, in: folder.path, environment: ["HOME": folder.path])
    try #require(setUp.status == 0, "\(setUp.errors)")
    try folder.write([".git/hooks/pre-commit": "#!/bin/sh\n\(hook)\n"])
    chmod(folder.path + "/.git/hooks/pre-commit", 0o755)
    return folder
  }

  private let environment = ["SOURCE_DATE_EPOCH": "1795175400"]

  @Test func `others write meanwhile`() throws {
    let folder = try repository(hook: "echo $$ > pid; exec sleep 90")
    let outputs = try TemporaryFolder()
    let first = try Program.start(
      ["incident", "update", "-m", "The first text.", "--yes", "--git"], in: folder.path,
      environment: environment, outputs: outputs)
    for _ in 0..<600 where !folder.exists("pid") { usleep(100_000) }
    #expect(try folder.text("incidents/one.md").contains("The first text."))
    let second = try Program.run(
      ["incident", "update", "-m", "The second text.", "--yes"], in: folder.path,
      environment: environment)
    #expect(second.status == 0, "\(second.errors)")
    #expect(first.isRunning)
    let pid = try folder.text("pid").trimmingCharacters(in: .whitespacesAndNewlines)
    kill(try #require(pid_t(pid)), SIGKILL)
    first.waitUntilExit()
    #expect(first.terminationStatus == 2)
    #expect(try outputs.text("errors").hasPrefix("error: incidents/one.md is written, but git did"))
  }

  @Test(arguments: [
    "sleep 600", "trap '' TERM; sleep 600 & wait; sleep 600", "yes", "sleep 600 & exec sleep 600",
  ])
  func `git is stopped when its time is up, with all that it started`(hook: String) async throws {
    let folder = try repository(hook: hook)
    try folder.write(["incidents/two.md": "text"])
    let failure = try #require(
      await commitFile("incidents/two.md", in: folder.path, message: "Two", atMost: 2))
    #expect(failure.hasSuffix("git took longer than 2 seconds and was stopped"))
    #expect(!folder.exists(".git/index.lock"))
  }

  @Test func `what a hook leaves behind is not waited for`() async throws {
    let folder = try repository(hook: "sleep 30 & exit 0")
    try folder.write(["incidents/two.md": "text"])
    let failure = await commitFile("incidents/two.md", in: folder.path, message: "Two", atMost: 20)
    #expect(failure == nil)
  }
}
