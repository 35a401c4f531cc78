import Foundation
import Synchronization
import TestSupport
import Testing

/// `notify` and what belongs to it, as a team types it, with a chat on this machine.
struct NotifyCommandTests {
  @Test func `what is new is sent once, and nothing of the past`() throws {
    let site = try ToldSite()
    let first = try site.notify()
    #expect(
      first == Run(status: 0, output: "1 entry known: nothing is sent to 'team'\n", errors: ""))
    try site.identify()
    #expect(
      try site.notify()
        == Run(
          status: 0, output: "sent to 'team': [Identified] Elevated API error rates\n", errors: ""))
    #expect(try site.notify("send") == Run(status: 0, output: "nothing to send\n", errors: ""))
    #expect(site.chat.requests.count == 1)
    #expect(site.chat.requests[0].hasPrefix("POST /services/s3cret HTTP/1.1\r\n"))
    #expect(site.chat.requests[0].contains(#""text":"[Identified] Elevated API error rates""#))
  }

  @Test func `a rehearsal sends nothing and writes nothing`() throws {
    let site = try ToldSite()
    #expect(
      try site.notify("--dry-run").output == "1 entry known: nothing is sent to 'team'\n")
    #expect(!site.folder.exists(".allclear/outbox"))
    _ = try site.notify()
    try site.identify()
    let before = try site.folder.text(".allclear/outbox")
    #expect(
      try site.notify("--dry-run")
        == Run(
          status: 0, output: "would send to 'team': [Identified] Elevated API error rates\n",
          errors: ""))
    #expect(
      try site.notify("--dry-run", "--json").output
        == #"{"busy":false,"dry_run":true,"failed":[],"held":[],"new":[],"sent":[{"digest":false,"#
        + #""items":["\#(identified)"],"target":"team"}],"waiting":[]}"# + "\n")
    #expect(try site.folder.text(".allclear/outbox") == before)
    #expect(site.chat.requests == [])
  }

  @Test func `what a target refuses is reported, and goes out when somebody says so`() throws {
    let site = try ToldSite()
    _ = try site.notify()
    try site.identify()
    site.chat.answer = ("404 Not Found", "no_service")
    let refused = try site.notify()
    #expect(refused.status == 2)
    #expect(refused.output == "")
    #expect(
      refused.errors == """
        warning: 'team' did not get \(identified): \(site.chat.host): it answered 404; given up, \
        `allclear notify retry team` sends it again

        """)
    #expect(
      try site.notify("status")
        == Run(
          status: 0,
          output: """
            team: 0 sent, 1 skipped, 1 open
              failed \(identified): \(site.chat.host): it answered 404

            """, errors: ""))
    #expect(try site.notify().output == "nothing to send\n")
    site.chat.answer = ("200 OK", "ok")
    #expect(
      try site.notify("retry", "team")
        == Run(
          status: 0, output: "team: 1 to be sent with the next `allclear notify`\n", errors: ""))
    #expect(
      try site.notify("--json").output
        == #"{"busy":false,"dry_run":false,"failed":[],"held":[],"new":[],"sent":[{"digest":false,"#
        + #""items":["\#(identified)"],"target":"team"}],"waiting":[]}"# + "\n")
    #expect(
      try site.notify("status", "--json").output
        == #"{"targets":[{"known":true,"name":"team","off":false,"open":[],"sent":1,"skipped":1}]}"#
        + "\n")
    #expect(site.chat.requests.count == 2)
  }

  @Test func `what waits can be skipped`() throws {
    let site = try ToldSite()
    _ = try site.notify()
    try site.identify()
    site.chat.answer = ("503 Busy", "")
    site.chat.header = ("Retry-After", "600")
    let late = try site.notify()
    #expect(late.status == 2)
    #expect(
      late.errors == """
        warning: 'team' did not get \(identified): \(site.chat.host): it answered 503; \
        tried again after 2026-11-20T10:40:00Z

        """)
    let waiting = try site.notify("--json")
    #expect(waiting.status == 0)
    #expect(
      waiting.output
        == #"{"busy":false,"dry_run":false,"failed":[],"held":[],"new":[],"sent":[],"#
        + #""waiting":[{"count":1,"due":"2026-11-20T10:40:00Z","target":"team"}]}"# + "\n")
    #expect(
      try site.notify().output == "'team': 1 update tried again after 2026-11-20T10:40:00Z\n")
    #expect(try site.notify("skip") == Run(status: 0, output: "team: 1 skipped\n", errors: ""))
    #expect(try site.notify("status").output == "team: 0 sent, 2 skipped, 0 open\n")
    #expect(try site.notify().output == "nothing to send\n")
    #expect(site.chat.requests.count == 1)
  }

  @Test func `a target that is gone is turned off until it is turned on`() throws {
    let site = try ToldSite()
    _ = try site.notify()
    try site.identify()
    site.chat.answer = ("410 Gone", "")
    #expect(
      try site.notify().errors == """
        warning: 'team' did not get \(identified): \(site.chat.host): it answered 410: it is gone; \
        it is turned off, `allclear notify retry team` turns it on

        """)
    #expect(
      try site.notify()
        == Run(
          status: 2, output: "",
          errors: """
            warning: 'team' is off, and 1 update waits; `allclear notify retry team` turns it on

            """))
    #expect(try site.notify("status").output.hasPrefix("team: off, 0 sent, 1 skipped, 1 open\n"))
    site.chat.answer = ("200 OK", "ok")
    _ = try site.notify("retry")
    #expect(try site.notify().output == "sent to 'team': [Identified] Elevated API error rates\n")
  }

  @Test func `what may have arrived is named until somebody decides`() throws {
    let site = try ToldSite()
    _ = try site.notify()
    try site.identify()
    let line =
      #"{"attempt":1,"items":["\#(identified)"],"state":"sending","targets":["team"],"time":1795170600}"#
    let outbox = try site.folder.text(".allclear/outbox") + line + "\n"
    try site.folder.write(Data(outbox.utf8), to: ".allclear/outbox")
    let words = """
      warning: 'team' may or may not have got \(identified), and would not tell it from a second one; \
      `allclear notify retry team` sends it again, `allclear notify skip team` does not

      """
    #expect(try site.notify() == Run(status: 2, output: "", errors: words))
    #expect(try site.notify() == Run(status: 0, output: "", errors: words))
    #expect(
      try site.notify("--json").output
        == #"{"busy":false,"dry_run":false,"failed":[],"held":[{"item":"\#(identified)","target":"team"}],"#
        + #""new":[],"sent":[],"waiting":[]}"# + "\n")
    _ = try site.notify("skip", "team")
    #expect(try site.notify() == Run(status: 0, output: "nothing to send\n", errors: ""))
    #expect(site.chat.requests == [])
  }

  @Test func `what is asked for wrongly sends nothing`() throws {
    let site = try ToldSite()
    let unknown = try site.notify("retry", "taem")
    #expect(unknown.status == 64)
    #expect(
      unknown.errors == """
        error: status.yml names no target 'taem'
          hint: one of: team

        """)
    #expect(try site.notify("--outbox", "svn").status == 64)
    #expect(try site.notify("--outbox", "git:-x").status == 64)
    let missing = try site.run(["notify", "--ledger", "other.json"])
    #expect(missing.status == 2)
    #expect(missing.errors.hasPrefix("error: there is no ledger at "))
    let settings = try site.folder.text("status.yml")
    try site.folder.write([
      "status.yml": settings.replacing("status.acme.example", with: "other.acme.example")
    ])
    let foreign = try site.notify()
    #expect(foreign.status == 1)
    #expect(
      foreign.errors == """
        error: the ledger is of https://status.acme.example, and status.yml says \
        https://other.acme.example
          hint: nothing was sent; build and publish the page again

        """)
    try site.folder.write(smallSite)
    let nobody = try site.notify()
    #expect(nobody.status == 1)
    #expect(
      nobody.errors == """
        error: status.yml names nobody to tell
          hint: add a target under `notify`

        """)
    #expect(site.chat.requests == [])
  }

  @Test func `with the outbox in git, a machine that starts empty knows what was sent`() throws {
    let site = try ToldSite()
    let outside = try site.notify("--outbox", "git")
    #expect(outside.status == 2)
    #expect(outside.errors.hasPrefix("error: the outbox in git cannot be read or kept: git: "))
    try site.git(
      "git init -q . && git init -q --bare remote.git && git remote add origin remote.git")
    #expect(try site.notify("status", "--outbox", "git").output.hasPrefix("team: new; "))
    #expect(
      try site.notify("--outbox", "git").output == "1 entry known: nothing is sent to 'team'\n")
    try site.identify()
    #expect(
      try site.notify("--outbox", "git", "--dry-run").output
        == "would send to 'team': [Identified] Elevated API error rates\n")
    #expect(
      try site.notify("--outbox", "git:origin").output
        == "sent to 'team': [Identified] Elevated API error rates\n")
    #expect(!site.folder.exists(".allclear/outbox"))
    #expect(
      try site.notify("status", "--outbox", "git").output == "team: 1 sent, 1 skipped, 0 open\n")
    #expect(try site.notify("--outbox", "git").output == "nothing to send\n")
    #expect(site.chat.requests.count == 1)
  }

  @Test func `publish tells once every place has the page, by the same outbox`() throws {
    let site = try ToldSite()
    try site.git(
      "git init -q . && git init -q --bare remote.git && git remote add origin remote.git")
    let places = "publish: [{to: public}, {to: 'git:origin#pages'}]\n"
    try site.folder.write(["status.yml": site.folder.text("status.yml") + places])
    let publish = ["publish", "--no-verify", "--outbox", "git"]
    let first = try site.run(publish)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.hasSuffix("\n1 entry known: nothing is sent to 'team'\n"))
    try site.identify()
    try site.folder.write([
      "status.yml": site.folder.text("status.yml").replacing("origin#pages", with: "other#pages")
    ])
    // A hook of another repository publishes.
    let failing = try site.run(publish, ["GIT_DIR": "/nowhere"])
    #expect(failing.status == 2)
    #expect(site.chat.requests == [])
    try site.folder.write([
      "status.yml": site.folder.text("status.yml").replacing(", {to: 'git:other#pages'}", with: "")
    ])
    let second = try site.run(publish, ["GIT_DIR": "/nowhere"])
    #expect(second.errors == "")
    #expect(second.output.hasSuffix("\nsent to 'team': [Identified] Elevated API error rates\n"))
    #expect(site.chat.requests.count == 1)
    #expect(try site.notify("--outbox", "git").output == "nothing to send\n")
    #expect(!site.folder.exists(".allclear/outbox"))
  }

  @Test func `a run that meets another one at it stays away`() throws {
    let site = try ToldSite()
    try site.git(
      "git init -q . && git init -q --bare remote.git && git remote add origin remote.git")
    _ = try site.notify("--outbox", "git")
    try site.identify()
    // As if one had just begun.
    try site.git(
      """
      set -e
      tree=$( (git ls-tree refs/allclear/sent; printf '100644 blob %s\\trunning\\n' \
      "$(echo x | git hash-object -w --stdin)") | git mktree)
      git update-ref refs/allclear/sent "$(git commit-tree "$tree" -m x)"
      """, in: "remote.git")
    #expect(
      try site.notify("--outbox", "git")
        == Run(
          status: 0,
          output: "another run is sending the news, and this one has sent nothing; "
            + "the next run sends what is left\n", errors: ""))
    #expect(
      try site.notify("--outbox", "git", "--json").output
        == #"{"busy":true,"dry_run":false,"failed":[],"held":[],"new":[],"sent":[],"waiting":[]}"#
        + "\n")
    #expect(site.chat.requests == [])
  }
}

private let identified = "incident/2026-11-20-api-errors#2026-11-20T10-20-00Z"

/// A site that tells a chat, as it is at 10:30.
private final class ToldSite {
  let folder: TemporaryFolder
  let chat: Chat

  init() throws {
    folder = try TemporaryFolder()
    chat = try Chat()
    try folder.write(smallSite)
    let targets = "\nnotify:\n  - {name: team, to: slack, url: {env: HOOK}}\n"
    try folder.write(["status.yml": folder.text("status.yml") + targets])
    try build()
  }

  private func build() throws {
    let built = try run(["build"])
    #expect(built.status == 0, "\(built.errors)")
  }

  /// Adds an update, and builds.
  func identify() throws {
    let path = "incidents/2026-11-20-api-errors.md"
    let update = "\n\n## Identified - 2026-11-20 10:20 UTC\n\nA node is down.\n"
    try folder.write([path: folder.text(path) + update])
    try build()
  }

  /// `notify` with the ledger of the output; `arguments` may name another subcommand.
  func notify(_ arguments: String...) throws -> Run {
    let isSending = arguments.first.map { !["status", "retry", "skip"].contains($0) } ?? true
    return try run(
      ["notify"] + arguments + (isSending ? ["--ledger", "public/api/ledger.json"] : []))
  }

  func run(_ arguments: [String], _ more: [String: String] = [:]) throws -> Run {
    let environment = [
      "SOURCE_DATE_EPOCH": "1795170600", "HOOK": chat.url + "/services/s3cret",
      "HOME": folder.path,
    ]
    return try Program.run(
      arguments, in: folder.path, environment: environment.merging(more) { _, new in new })
  }

  func git(_ script: String, in name: String = ".") throws {
    let run = try Program.shell(
      script, in: folder.path + "/" + name,
      environment: [
        "GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x", "GIT_COMMITTER_NAME": "x",
        "GIT_COMMITTER_EMAIL": "x", "GIT_COMMITTER_DATE": "@1795170590 +0000",
      ])
    #expect(run.status == 0, "\(run.errors)")
  }
}

/// A service that is told by a POST, and answers as it is set to.
private final class Chat: Sendable {
  private struct State {
    var requests: [String] = []
    var answer = (status: "200 OK", body: "ok")
    var header = (name: "X-Nothing", value: "0")
  }

  private let state: SharedState
  private let server: TinyServer

  private final class SharedState: Sendable {
    let value = Mutex(State())
  }

  init() throws {
    let state = SharedState()
    self.state = state
    server = try TinyServer { request in
      state.value.withLock { state in
        state.requests.append(request)
        return TinyServer.answer(
          state.answer.status, [state.header.name: state.header.value], body: state.answer.body)
      }
    }
  }

  var url: String { server.url }
  /// As messages name it.
  var host: String { String(url.dropFirst("http://".count)) }
  var requests: [String] { state.value.withLock(\.requests) }

  var answer: (status: String, body: String) {
    get { state.value.withLock(\.answer) }
    set { state.value.withLock { $0.answer = newValue } }
  }

  var header: (name: String, value: String) {
    get { state.value.withLock(\.header) }
    set { state.value.withLock { $0.header = newValue } }
  }
}
