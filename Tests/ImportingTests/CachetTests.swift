import ContentReading
import Importing
import StatusModel
import Testing

@Suite struct CachetTests {
  private func importing(
    _ files: [String: String], _ change: (inout ImportOptions) -> Void = { _ in }
  ) async throws -> Sample {
    try await ImportingTests.importing("cachet", files) {
      $0.timeZone = timeZoneRules(named: "Europe/Berlin")
      change(&$0)
    }
  }

  private func page(_ items: String..., total: Int? = nil) -> String {
    """
    {"meta": {"pagination": {"total": \(total ?? items.count), "per_page": 20, "current_page": 1}},
     "data": [\(items.joined(separator: ","))]}
    """
  }

  private func incident(
    _ id: Int = 1, status: Int = 2, component: Int = 1, updates: String = "", _ more: String = ""
  ) -> String {
    """
    {"id": \(id), "component_id": \(component), "name": "Slow", "status": \(status), "visible": 1,
     "stickied": false, "message": "We **look**.", "occurred_at": "2026-01-02 12:00:00",
     "created_at": "2026-01-02 12:30:00", "deleted_at": null, "updates": [\(updates)]\(more)}
    """
  }

  private func update(_ id: Int, _ status: Int, at time: String = "2026-01-02 13:00:00") -> String {
    """
    {"id": \(id), "incident_id": 1, "status": \(status), "message": "Step \(id)", "created_at": "\(time)"}
    """
  }

  private func component(_ id: Int, _ name: String, group: Int = 0, status: Int = 1) -> String {
    """
    {"id": \(id), "name": "\(name)", "description": "It is \(name).", "link": "", "status": \(status),
     "order": \(id), "group_id": \(group), "deleted_at": null, "status_name": "x", "tags": {"a": "b"}}
    """
  }

  @Test func `an incident of 2.x arrives with its updates, in the zone that people name`()
    async throws
  {
    let sample = try await importing([
      "incidents.json": page(incident(status: 2, updates: update(1, 3) + "," + update(2, 4))),
      "components.json": page(component(1, "API", group: 3), component(2, "Web")),
      "groups.json": page("{\"id\": 3, \"name\": \"Core\", \"order\": 1, \"created_at\": \"x\"}"),
    ])
    let incident = try #require(sample.site.history.incidents.first)
    #expect(incident.id == "1")
    #expect(incident.severity == "minor")
    #expect(incident.components.map(\.component) == ["1"])
    #expect(
      incident.story == [
        "identified 2026-01-02T11:00:00Z We **look**.", "monitoring 2026-01-02T12:00:00Z Step 1",
        "resolved 2026-01-02T12:00:00Z Step 2",
      ])
    #expect(sample.site.catalog.components.map(\.name) == ["API", "Web"])
    #expect(sample.groupNames == ["Core"])
    #expect(sample.tally("component tags") == "0/0/2")
    #expect(sample.report.redirects == [])
    #expect(sample.told == [])
  }

  @Test func `times without a zone need --time-zone`() {
    #expect(
      refusal("cachet", ["incidents.json": page(incident())])
        == """
        incidents.json:3:63: Cachet writes times without a zone: those of its own setting
          hint: say which with --time-zone, such as --time-zone Europe/Berlin
        """)
  }

  @Test(
    arguments: [
      (1, Incident.State.investigating), (2, .identified), (3, .monitoring), (4, .resolved),
    ])
  func `states are numbers`(_ number: Int, _ state: Incident.State) async throws {
    let sample = try await importing(["x.json": page(incident(status: number))])
    #expect(sample.site.history.incidents.first?.updates.first?.state == state)
  }

  @Test func `the first state is not the last one, where updates follow`() async throws {
    let sample = try await importing([
      "x.json": page(incident(status: 4, updates: update(1, 4)))
    ])
    #expect(
      sample.site.history.incidents.first?.updates.map(\.state) == [.investigating, .resolved])
  }

  @Test func `a number that is no state is named`() async throws {
    let sample = try await importing(["x.json": page(incident(status: 9))])
    #expect(
      sample.told == ["changed 1: the state '9' is not known; it is written as 'Update'"])
  }

  @Test func `updates of a file of their own belong to their incident, once`() async throws {
    let sample = try await importing([
      "incidents.json": page(incident(updates: update(1, 3))),
      "updates.json": page(update(1, 3), update(2, 4, at: "2026-01-02 14:00:00")),
    ])
    #expect(
      sample.site.history.incidents.first?.updates.map(\.text) == [
        "We **look**.", "Step 1", "Step 2",
      ])
  }

  @Test func `status 0 with scheduled_at is planned work, one hour where no end is known`()
    async throws
  {
    let sample = try await importing([
      "x.json": page(incident(5, status: 0, ", \"scheduled_at\": \"2026-01-03 10:00:00\""))
    ])
    let maintenance = try #require(sample.site.history.maintenances.first)
    #expect(maintenance.window.start.iso8601 == "2026-01-03T09:00:00Z")
    #expect(maintenance.window.end?.iso8601 == "2026-01-03T10:00:00Z")
    #expect(maintenance.story == ["scheduled 2026-01-02T11:00:00Z We **look**."])
    #expect(sample.told == ["changed incident 5: it has no end; one hour is taken"])
    #expect(sample.report.redirects == [.init(from: "/incidents/5", to: "/maintenance/5/")])
  }

  @Test func `schedules keep their window`() async throws {
    let schedule = """
      {"id": 1, "name": "Move", "status": 2, "message": "We move.", "scheduled_at": "2026-01-03 10:00:00",
       "completed_at": "2026-01-03 11:00:00", "created_at": "2026-01-02 10:00:00", "components": []}
      """
    let sample = try await importing([
      "schedules.json": page(schedule), "incidents.json": page(incident()),
    ])
    let maintenance = try #require(sample.site.history.maintenances.first)
    #expect(maintenance.window.end?.iso8601 == "2026-01-03T10:00:00Z")
    #expect(sample.report.redirects == [.init(from: "/schedules/1", to: "/maintenance/1/")])
    #expect(sample.told == [])
  }

  @Test func `an open incident has the level of its component, others that of --severity`()
    async throws
  {
    let files = [
      "c.json": page(component(1, "API", status: 4)),
      "i.json": page(incident(), incident(2, status: 4), incident(3, component: 0)),
    ]
    let sample = try await importing(files)
    #expect(sample.site.history.incidents.map(\.severity) == ["critical", "minor", "minor"])
    #expect(sample.site.history.incidents.map(\.components.count) == [1, 1, 0])
    let major = try await importing(files) { $0.impact = .major }
    #expect(major.site.history.incidents.map(\.severity) == ["critical", "major", "major"])
  }

  @Test(
    arguments: [
      shown(withVisible: 0), shown(withVisible: 2),
      shown(withVisible: 1).replacing(
        "\"deleted_at\": null", with: "\"deleted_at\": \"2026-01-02 10:00:00\""),
      shown(withVisible: 1).replacing("{", with: "{\"published_at\": \"2027-01-02 10:00:00\", "),
    ])
  func `hidden and deleted incidents are drafts`(_ incident: String) async throws {
    let sample = try await importing(["x.json": "[\(incident)]"])
    #expect(sample.told == ["left-out 1: it is a draft; --drafts writes it"])
    #expect(sample.tally("hidden or deleted") == "0/1/0")
    let written = try await importing(["x.json": "[\(incident)]"]) { $0.writesDrafts = true }
    #expect(written.site.history.incidents.map(\.isDraft) == [true])
  }

  /// As Cachet 3 answers with `?include=components,updates`.
  private func third(_ count: Int = 1) -> String {
    let incidents = (1...count).map { number in
      """
      {"id": "\(number)", "type": "incidents", "attributes": {"id": \(number), "guid": "5d1f-\(number)",
        "name": "DNS", "message": "We look.", "visible": 1, "stickied": true,
        "status": {"human": "Fixed", "value": 4}, "occurred": {"human": "x", "string": "2026-01-02 12:00:00"},
        "published": {"human": null, "string": null}, "created": {"string": "2026-01-02 12:00:00"}},
       "relationships": {"updates": {"data": [{"id": "7", "type": "updates"}]},
        "components": {"data": [{"id": "1", "type": "components"}]}}}
      """
    }
    return """
      {"data": [\(incidents.joined(separator: ","))],
       "included": [
        {"id": "7", "type": "updates", "attributes": {"id": 7, "updateable_id": 1, "updateable_type": "incident",
         "message": "Over.", "status": {"value": 4}, "created": {"string": "2026-01-02 13:00:00"}}},
        {"id": "1", "type": "components", "attributes": {"id": 1, "name": "Docs", "order": 0,
         "status": {"value": 1}, "enabled": true, "pivot": {"component_status": {"value": 4}}}}],
       "links": {"next": "https://status.example/api/incidents?page=2"}, "meta": {"current_page": 1}}
      """
  }

  @Test func `an incident of 3.x keeps its guid, states and the status of its component`()
    async throws
  {
    let sample = try await importing(["i.json": third()])
    let incident = try #require(sample.site.history.incidents.first)
    #expect(incident.id == "5d1f-1")
    #expect(incident.severity == "critical")
    #expect(incident.components == [.init(component: "1", status: .majorOutage)])
    #expect(
      incident.story == [
        "investigating 2026-01-02T11:00:00Z We look.", "resolved 2026-01-02T12:00:00Z Over.",
      ])
    #expect(sample.tally("incident stickied") == "0/0/1")
    #expect(
      sample.told == [
        "missing incidents: page 2 may be missing: https://status.example/api/incidents?page=2"
      ])
  }

  @Test func `a status that could be of either incident is of none`() async throws {
    let sample = try await importing(["i.json": third(2)])
    #expect(sample.site.history.incidents.map(\.severity) == ["minor", "minor"])
    #expect(sample.tally("component status") == "0/0/2")
  }

  @Test func `pages that no file holds are named`() async throws {
    let sample = try await importing(["i.json": page(incident(), total: 21)])
    #expect(
      sample.told == [
        "missing incidents: the server has 21, the files hold 1; save all pages"
      ])
  }

  @Test func `what is no time is named`() async throws {
    let sample = try await importing([
      "i.json": page(
        incident().replacing("2026-01-02 12:00:00", with: "yesterday")
          .replacing("2026-01-02 12:30:00", with: "2026-02-30 10:00:00"))
    ])
    #expect(
      sample.told == [
        "left-out incident 1: the source gives no time of it",
        "changed incident 1: 'occurred' is no time: yesterday",
        "changed incident 1: 'created' is no time: 2026-02-30 10:00:00",
      ])
  }

  @Test func `hostile files are refused or harmless`() async throws {
    #expect(
      refusal("cachet", ["a.json": String(repeating: "[", count: 1_000)])
        == "a.json:1:65: values lie more than 64 levels deep")
    #expect(
      refusal("cachet", ["a.json": "{\"x\": 1}"])
        == "the source holds no incidents, components or schedules of Cachet's API")
    let sample = try await importing([
      "a.json": page(incident().replacing("\"id\": 1", with: "\"id\": \"../../x\""))
    ])
    #expect(sample.files.keys.sorted() == ["incidents/x.md", "status.yml"])
  }
}

/// Of 2.x and without a component.
private func shown(withVisible number: Int) -> String {
  """
  {"id": 1, "component_id": 0, "name": "x", "status": 1, "visible": \(number), "message": "x",
   "created_at": "2026-01-02 12:30:00", "deleted_at": null}
  """
}
