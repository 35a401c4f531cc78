import ContentWriting
import SiteFiles
import StatusModel
import Testing

@testable import Authoring
@testable import Fuzzing

/// The commands that write, each with a fault planted in it, which its judgement finds.
struct WrittenCaseTests {
  private static let site = [
    SourceFile(
      path: "status.yml",
      bytes: Array(
        """
        name: Acme
        url: https://status.acme.example
        components:
          - {id: api, name: API}

        """.utf8)),
    SourceFile(
      path: "incidents/api.md",
      bytes: Array(
        """
        ---
        title: The API fails
        severity: SEV1
        components: [api]
        ---

        ## Investigating - 2026-11-20 09:00 UTC

        We look into it.

        """.utf8)),
  ]

  private static let alert = Array(
    """
    {"version": "4", "groupKey": "{}:{alertname=Down}", "status": "firing",
     "commonLabels": {"alertname": "Down"}, "commonAnnotations": {"summary": "The API is down"},
     "alerts": [{"status": "firing", "labels": {"alertname": "Down"}, "annotations": {},
       "startsAt": "2026-11-20T11:40:00Z", "endsAt": "0001-01-01T00:00:00Z"}]}
    """.utf8)

  private func judge(_ plant: (inout Commands) -> Void = { _ in }) throws -> Judge {
    var judge = Judge(try Seeds(repository: repository))
    plant(&judge.commands)
    return judge
  }

  private func updateFindings(
    _ plant: (inout Commands) -> Void = { _ in }
  ) async throws -> [Finding.Judgement] {
    try await judge(plant).updateFindings(Array("It **works** again.".utf8), in: Self.site)
      .map(\.judgement)
  }

  private func alertFindings(
    _ plant: (inout Commands) -> Void = { _ in }
  ) async throws -> [Finding.Judgement] {
    try await judge(plant).alertFindings(Self.alert, in: Self.site).map(\.judgement)
  }

  @Test func `a sound command has no finding`() async throws {
    #expect(try await updateFindings() == [])
    #expect(try await alertFindings() == [])
  }

  @Test func `an update that changes what was in the file is a finding`() async throws {
    let found = try await updateFindings { commands in
      commands.append = { update, file in
        appending(
          update,
          to: Array(String(decoding: file, as: UTF8.self).replacing("look", with: "saw").utf8))
      }
    }
    #expect(found.contains(.update))
  }

  @Test func `an update that the file does not hold, though the command says so, is a finding`()
    async throws
  {
    let lost = try await updateFindings { commands in
      commands.append = { _, file in file }
      commands.tried = { (Commands().tried($0, $1, $2, $3).site, true) }
    }
    #expect(lost == [.update])
    let twice = try await updateFindings { commands in
      commands.append = { appending($0, to: appending($0, to: $1)) }
      commands.tried = { (Commands().tried($0, $1, $2, $3).site, true) }
    }
    #expect(twice.contains(.update))
  }

  @Test func `an alert that is refused without a word is a finding`() async throws {
    let found = try await alertFindings { commands in
      commands.readAlert = { (_) throws(AlertPayloadProblem) in
        throw AlertPayloadProblem(message: "")
      }
    }
    #expect(found == [.alert])
  }

  @Test func `an alert whose draft cannot be read, or says something else, is a finding`()
    async throws
  {
    let broken = try await alertFindings { $0.draft = { _, _ in Array("---\ntitle: [\n".utf8) } }
    #expect(broken == [.alert])
    let other = try await alertFindings { commands in
      commands.draft = { incident, notes in
        Array(
          String(
            decoding: incident.markdown(with: PrivateKeys(comments: notes)), as: UTF8.self
          )
          .replacing("title: ", with: "title: No ").utf8)
      }
    }
    #expect(other == [.alert])
  }
}
