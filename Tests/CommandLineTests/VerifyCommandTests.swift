import Foundation
import TestSupport
import Testing

/// `verify`, as a user runs it, against a server of this machine.
struct VerifyCommandTests {
  /// A server of the files of a folder, without a type or a header.
  private func bareServer(of folder: String) throws -> TinyServer {
    try TinyServer { request in
      let path = request.split(separator: " ")[1]
      let file = folder + path + (path.hasSuffix("/") ? "index.html" : "")
      guard let body = try? String(contentsOfFile: file, encoding: .utf8) else {
        return TinyServer.answer("404 Not Found", body: "none")
      }
      return TinyServer.answer(body: body)
    }
  }

  @Test func `a bare server lacks what only a server can send`() throws {
    let folder = try TemporaryFolder()
    #expect(try Program.run(["init", "site"], in: folder.path).status == 0)
    let site = folder.path + "/site"
    #expect(try Program.run(["build"], in: site).status == 0)
    let server = try bareServer(of: site + "/public")
    let run = try Program.run(["verify", server.url, "--json"], in: site)
    #expect(run.status == 1, "\(run.errors)")
    let rows = try JSONDecoder().decode([Row].self, from: Data(run.output.utf8))
    #expect(
      rows.filter { !$0.ok }.map(\.check)
        == ["types", "cors", "caching", "not-found", "private-folder"])
    #expect(
      rows.first { $0.check == "ledger" }?.message
        == "api/ledger.json is that of the last build here")
    let text = try Program.run(["verify", server.url], in: site).output.split(separator: "\n")
    #expect(text.first == "ok   reachable: \(server.url)/ answers")
    #expect(text.last == "5 checks off")
  }

  @Test func `a page that is not there is off, and names no site`() throws {
    let run = try Program.run(["verify", "http://127.0.0.1:9"])
    #expect(run.status == 1)
    #expect(
      run.output == """
        off  reachable: http://127.0.0.1:9/ cannot be read: it refuses the connection
               check `url` in status.yml, the name's DNS entry, the firewall and that the server runs
        1 check off

        """)
    #expect(run.errors == "")
  }

  @Test func `without curl nothing can be looked at`() throws {
    let run = try Program.run(["verify", "http://127.0.0.1:9"], environment: ["PATH": "/none"])
    #expect(run.status == 2)
    #expect(run.errors == "error: cannot start curl: it is not installed\n  hint: install curl\n")
  }

  @Test func `what is no address is wrong usage`() throws {
    let run = try Program.run(["verify", "status.acme.example"])
    #expect(run.status == 64)
    #expect(run.errors.hasPrefix("error: 'status.acme.example' cannot be asked: "))
  }

  private struct Row: Decodable {
    let check: String
    let ok: Bool
    let message: String
  }
}
