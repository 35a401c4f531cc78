import StatusModel
import Testing

/// Two levels; the better one owes no postmortem and names two to call.
private let levels = [
  Severity(
    id: "SEV1", name: "Critical", status: .majorOutage, impact: .critical,
    firstUpdateWithin: 300, updateEvery: 1_800, postmortemWithin: 3 * 86_400),
  Severity(
    id: "SEV2", name: "Major", status: .partialOutage, impact: .major, firstUpdateWithin: 900,
    updateEvery: 3_600),
]

private let escalation = ["SEV1": ["on-call lead", "VP engineering", "CEO"]]

private func owed(
  _ incidents: [Incident], postmortems: [Postmortem] = [], at moment: String
) -> [String] {
  let made = site(incidents, severities: levels, postmortems: postmortems)
  return made.obligations(in: made.snapshot(moment)).map {
    let due = $0.due.map { " by \($0.iso8601)" } ?? ""
    return "\($0.kind.rawValue) of \($0.incident), \($0.severity)\(due)"
      + ($0.owner.map { ", \($0)" } ?? "") + ($0.isOverdue(at: at(moment)) ? ", overdue" : "")
  }
}

private func incident(
  _ severity: Severity.ID, roles: Incident.Roles, _ updates: Incident.Update...
) -> Incident {
  Incident(id: "one", title: "one", severity: severity, roles: roles, updates: updates)
}

struct ObligationTests {
  @Test func `an open incident owes the update that it promised, and is late after that second`() {
    let open = [incident("SEV1", ["api"], says(.investigating, "10:00"))]
    #expect(owed(open, at: "10:30") == ["next_update of one, SEV1 by 2026-11-20T10:30:00Z"])
    #expect(
      owed(open, at: "10:30:01") == ["next_update of one, SEV1 by 2026-11-20T10:30:00Z, overdue"])
  }

  @Test func `next: and a new severity set another time`() {
    let open = [
      incident("SEV1", [], id: "a", says(.investigating, "10:00", next: "13:00")),
      incident("SEV1", [], id: "b", says(.investigating, "10:00"), says(nil, "10:10", "SEV2")),
    ]
    #expect(
      owed(open, at: "10:20") == [
        "next_update of b, SEV2 by 2026-11-20T11:10:00Z",
        "next_update of a, SEV1 by 2026-11-20T13:00:00Z",
      ])
  }

  @Test func `the communications lead owns it, else the commander`() {
    let lead = Incident.Roles(commander: "Ana", communications: "Jo", scribe: "Kim")
    let commander = Incident.Roles(commander: "Ana", scribe: "Kim")
    #expect(
      owed([incident("SEV2", roles: lead, says(.investigating, "10:00"))], at: "10:00") == [
        "next_update of one, SEV2 by 2026-11-20T11:00:00Z, Jo"
      ])
    #expect(
      owed([incident("SEV2", roles: commander, says(.investigating, "10:00"))], at: "10:00") == [
        "next_update of one, SEV2 by 2026-11-20T11:00:00Z, Ana"
      ])
  }

  @Test func `the first name is called when the time is over, the others after half of it again`() {
    let made = site(
      [incident("SEV1", [], says(.investigating, "10:00"))], severities: levels,
      team: TeamSettings(escalation: escalation))
    let obligation = made.obligations(in: made.snapshot("10:00")).first
    #expect(
      obligation?.escalations.map { "\($0.percent) \($0.at.iso8601) \($0.names)" } == [
        #"100 2026-11-20T10:30:00Z ["on-call lead"]"#,
        #"150 2026-11-20T10:45:00Z ["VP engineering", "CEO"]"#,
      ])
    #expect(obligation?.since == at("10:00"))
  }

  @Test func `a draft owes its first update, from the start of the impact`() {
    let draft = incident("SEV1", [], started: "09:58", isDraft: true, says(.investigating, "10:10"))
    #expect(owed([draft], at: "10:02") == ["first_update of one, SEV1 by 2026-11-20T10:03:00Z"])
    #expect(
      owed([draft], at: "10:15") == ["first_update of one, SEV1 by 2026-11-20T10:03:00Z, overdue"])
    #expect(owed([draft], at: "09:57") == [])
  }

  @Test func `a draft that is over owes nothing`() {
    let draft = incident(
      "SEV1", [], isDraft: true, says(.investigating, "10:00"), says(.resolved, "10:04"))
    #expect(owed([draft], at: "10:05") == [])
  }

  @Test func `as of a moment before the first update, that update is owed`() {
    let late = incident("SEV1", [], started: "09:58", says(.investigating, "10:07"))
    #expect(owed([late], at: "10:00") == ["first_update of one, SEV1 by 2026-11-20T10:03:00Z"])
    #expect(owed([late], at: "10:07") == ["next_update of one, SEV1 by 2026-11-20T10:37:00Z"])
  }

  @Test func `a resolved incident owes the postmortem of the worst level it had`() {
    let lowered = incident(
      "SEV2", [], says(.investigating, "10:00"), says(nil, "10:10", "SEV1"),
      says(nil, "10:20", "SEV2"), says(.resolved, "11:00"))
    #expect(
      owed([lowered], at: "2026-11-23 11:00") == ["postmortem of one, SEV1 by 2026-11-23T11:00:00Z"]
    )
    let minor = incident("SEV2", [], says(.investigating, "10:00"), says(.resolved, "11:00"))
    #expect(owed([minor], at: "2026-12-23 11:00") == [])
  }

  @Test func `a false alarm owes nothing`() {
    let alarm = incident("SEV1", [], says(.investigating, "10:00"), says(.retracted, "10:05"))
    #expect(owed([alarm], at: "2026-12-23 11:00") == [])
  }

  @Test func `a postmortem is owed until readers have it, and its actions until they are done`() {
    let resolved = incident("SEV1", [], says(.investigating, "10:00"), says(.resolved, "11:00"))
    let actions = [
      Postmortem.Action(kind: .alert, what: "Alert", done: date("2026-11-22")),
      Postmortem.Action(kind: .runbook, what: "Runbook", owner: "Kim"),
    ]
    let draft = Postmortem(
      incident: "one", published: nil, isDraft: true, actions: actions, text: "")
    #expect(
      owed([resolved], postmortems: [draft], at: "2026-11-24 00:00") == [
        "postmortem of one, SEV1 by 2026-11-23T11:00:00Z, overdue", "action of one, SEV1, Kim",
      ])
    let published = Postmortem(
      incident: "one", published: date("2026-11-22"), actions: actions, text: "")
    #expect(
      owed([resolved], postmortems: [published], at: "2026-11-21 23:59") == [
        "postmortem of one, SEV1 by 2026-11-23T11:00:00Z"
      ])
    #expect(
      owed([resolved], postmortems: [published], at: "2026-11-22 00:00") == [
        "action of one, SEV1, Kim"
      ])
  }
}
