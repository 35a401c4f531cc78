import ContentReading
import ContentWriting
import SiteFiles
import StatusModel
import TestSupport
import Testing

@testable import Authoring

private let status =
  TinySite.statusFile + """
    alerts:
      - {match: {service: api}, component: api}
      - {match: {service: web}, component: web}
      - {match: {severity: page}, severity: SEV2}
      - {match: {service: api, severity: page}, severity: SEV1}
    never_publish: [kestrel]

    """

private func payload(
  _ status: String = "firing", summary: String = "High error rate", since: String = "10:30:12.5Z",
  labels: String = #""service": "api", "severity": "page""#,
  ends: String = "0001-01-01T00:00:00Z"
) throws -> AlertPayload {
  try readAlertPayload(
    Array(
      """
      {"version": "4", "groupKey": "{}:{alertname=\\"Err\\"}", "status": "\(status)",
       "receiver": "x", "truncatedAlerts": 0, "externalURL": "http://am",
       "groupLabels": {"alertname": "Err"}, "commonLabels": {"alertname": "Err"},
       "commonAnnotations": {"summary": "\(summary)"},
       "alerts": [{"status": "\(status)", "labels": {"alertname": "Err", \(labels)},
         "annotations": {"description": "rate\\nis 7 %"}, "generatorURL": "http://p",
         "startsAt": "2026-11-20T\(since)", "endsAt": "\(ends)", "fingerprint": "f00"}]}
      """.utf8))
}

private let draft = """
  ---
  title: High error rate
  severity: SEV1
  components: [api]
  started: 2026-11-20 10:30:12 UTC
  detected: 2026-11-20 10:35 UTC
  draft: true
  # alertmanager: {}:{alertname="Err"}
  # alert: firing, began 2026-11-20 10:30:12 UTC: alertname=Err, service=api, severity=page
  # alert: rate is 7 %
  ---

  ## Investigating - 2026-11-20 10:35 UTC

  We have noticed a problem with Public API and are finding out what it means for you.

  """

struct AlertTests {
  private func followed(
    _ payload: AlertPayload, _ files: (String, String)...
  ) async throws -> AlertOutcome {
    let tiny = files.reduce(TinySite(status: status)) { $0.with($1.0, $1.1) }
    return outcome(
      of: payload, in: try await tiny.read(), tiny.files, at: halfPastTen, words: .english)
  }

  @Test func `an alert becomes a draft by the rules of status.yml`() async throws {
    guard case .new(let forms, let notes) = try await followed(payload()) else {
      Issue.record("no new draft")
      return
    }
    let first = try #require(forms.first)
    #expect(first.id == "2026-11-20-high-error-rate")
    #expect(
      String(decoding: first.markdown(with: PrivateKeys(comments: notes)), as: UTF8.self) == draft)
    let site = try await TinySite(status: status).with("incidents/\(first.id).md", draft).read()
    #expect(site.history.incidents == [first])
    #expect(
      forms.map(\.title) == [
        "High error rate", "Problem with Public API", "Problem under investigation",
      ])
  }

  @Test func `an alert that no rule fits gets the least severity and no component`() async throws {
    let strange = try payload(labels: #""service": "other""#)
    guard case .new(let forms, _) = try await followed(strange) else {
      Issue.record("no new draft")
      return
    }
    #expect(forms[0].severity == "SEV3")
    #expect(forms[0].components == [])
  }

  @Test func `the same alert again finds its draft, under whatever name`() async throws {
    #expect(
      try await followed(payload(), ("incidents/2026/renamed.md", draft)) == .known(id: "renamed"))
  }

  @Test func `a resolved alert says so in the draft, and every other byte stays`() async throws {
    let edited =
      draft.replacing("High error rate", with: "Cards fail   # mine").replacing("\n", with: "\r\n")
    let over = try payload("resolved", ends: "2026-11-20T11:00:00+00:00")
    guard
      case .news(let edit, let incident) = try await followed(over, ("incidents/a.md", edited))
    else {
      Issue.record("no news")
      return
    }
    #expect(incident.id == "a")
    #expect(edit.before == Array(edited.utf8))
    #expect(
      String(decoding: edit.after, as: UTF8.self)
        == edited.replacing(
          "# alert: firing, began 2026-11-20 10:30:12 UTC: ",
          with: "# alert: RESOLVED: every alert of this group is over; publish only what customers "
            + "noticed\r\n# alert: resolved, began 2026-11-20 10:30:12 UTC, over since "
            + "2026-11-20 11:00 UTC: "))
  }

  @Test func `a published incident is left to people`() async throws {
    let published = draft.replacing("draft: true\n", with: "")
    #expect(
      try await followed(payload(), ("incidents/a.md", published)) == .published(id: "a"))
    #expect(
      try await followed(payload("resolved"), ("incidents/a.md", published)) == .published(id: "a"))
  }

  @Test func `after an incident is closed, only a later alert begins a new draft`() async throws {
    let closed =
      draft.replacing("draft: true\n", with: "")
      + "\n## Resolved - 2026-11-20 10:50 UTC\n\nAll is well again, and no data was lost.\n"
    #expect(try await followed(payload(), ("incidents/a.md", closed)) == .published(id: "a"))
    guard
      case .new = try await followed(payload(since: "10:51:00Z"), ("incidents/a.md", closed))
    else {
      Issue.record("no new draft")
      return
    }
  }

  @Test func `an alert that is over and had no draft needs none`() async throws {
    #expect(try await followed(payload("resolved")) == .over)
  }

  @Test(arguments: [
    ("[]", "'the whole' is of another kind than expected"), ("{", "it is no JSON"),
    (#"{"version": "4"}"#, "it has no 'groupKey'"),
    (
      #"{"version": "3", "groupKey": "k", "status": "firing", "alerts": []}"#,
      "it names no group, or no alert"
    ),
    (
      #"{"version": "4", "groupKey": "k", "status": "firing", "alerts": []}"#,
      "it names no group, or no alert"
    ),
  ])
  func `what is no such payload is refused in words`(json: String, message: String) {
    #expect(throws: AlertPayloadProblem(message: message)) {
      try readAlertPayload(Array(json.utf8))
    }
  }
}
