import Importing
import StatusModel
import Testing

@Suite struct ReplayedStatusesTests {
  private func report(
    _ id: String, _ old: ComponentStatus?, _ new: ComponentStatus
  ) -> ImportedHistory.Report {
    .init(.init(id: id), from: old, to: new)
  }

  private func incident(
    _ updates: [ImportedHistory.Update], statuses: ImportOptions.Statuses = .decided
  ) async throws -> (Incident, Sample) {
    let history = ImportedHistory(
      components: [.init("api", "API"), .init("web", "Web")],
      entries: [
        .incident("x", of: [.init(.init(id: "api")), .init(.init(id: "web"))], updates: updates)
      ])
    let sample = try await Sample(history) { $0.statuses = statuses }
    #expect(sample.problems == [])
    return (sample.site.history.incidents[0], sample)
  }

  private let alwaysOperational: [ImportedHistory.Update] = [
    .init(
      .investigating, "2026-01-02T10:00:00Z", "a",
      [.init(.init(id: "api"), from: .operational, to: .operational)]),
    .init(.resolved, "2026-01-02T11:00:00Z", "b"),
  ]

  @Test func `a plain list where no component ever leaves operational`() async throws {
    let (incident, _) = try await incident(alwaysOperational)
    #expect(incident.components == [.init(component: "api"), .init(component: "web")])
  }

  @Test func `the reported statuses all the same when asked for`() async throws {
    let (incident, _) = try await incident(alwaysOperational, statuses: .reported)
    #expect(
      incident.components == [
        .init(component: "api", status: .operational),
        .init(component: "web", status: .operational),
      ])
  }

  @Test func `moves are replayed, those at the resolution are left to it`() async throws {
    let (incident, _) = try await incident([
      .init(
        .investigating, "2026-01-02T10:00:00Z", "a",
        [report("api", .operational, .partialOutage), report("web", .operational, .operational)]),
      .init(
        .identified, "2026-01-02T10:30:00Z", "b",
        [
          report("api", .partialOutage, .majorOutage),
          report("web", .operational, .degradedPerformance),
        ]),
      .init(.monitoring, "2026-01-02T10:40:00Z", "c", [report("api", .majorOutage, .majorOutage)]),
      .init(
        .resolved, "2026-01-02T11:00:00Z", "d",
        [
          report("api", .majorOutage, .operational),
          report("web", .degradedPerformance, .operational),
        ]),
    ])
    #expect(
      incident.components == [
        .init(component: "api", status: .partialOutage),
        .init(component: "web", status: .operational),
      ])
    #expect(
      incident.updates.map(\.statusChanges) == [
        [],
        [
          .init(component: "api", status: .majorOutage),
          .init(component: "web", status: .degradedPerformance),
        ], [], [],
      ])
  }

  @Test func `maintenance is no status of an incident`() async throws {
    let (incident, sample) = try await incident([
      .init(
        .investigating, "2026-01-02T10:00:00Z", "a",
        [report("api", .operational, .underMaintenance)]),
      .init(.resolved, "2026-01-02T11:00:00Z", "b"),
    ])
    #expect(incident.components[0].status == .degradedPerformance)
    #expect(
      sample.findings == [
        "changed x: 'under_maintenance' is no status of an incident; it is written as 'degraded_performance'"
      ])
  }

  @Test func `statuses of the incident as a whole are kept, others get the level's`() async throws {
    let history = ImportedHistory(
      components: [.init("api", "API"), .init("web", "Web")],
      entries: [
        .incident(
          "x", impact: .critical,
          of: [.init(.init(name: "api"), status: .degradedPerformance), .init(.init(name: "WEB"))],
          updates: [.init(.resolved, "2026-01-02T11:00:00Z", "b")])
      ])
    let sample = try await Sample(history)
    #expect(
      sample.site.history.incidents[0].components == [
        .init(component: "api", status: .degradedPerformance),
        .init(component: "web", status: .majorOutage),
      ])
    #expect(sample.problems == [])
  }
}
