import ContentReading
import ContentWriting
import SiteFiles
import StatusModel
import Testing

struct FormerPlacesTests {
  private let former = FormerPlaces(
    addresses: ["/incidents/abc", "/issues/x.html"], rss: "https://old.example/incidents/abc",
    atom: "tag:old.example,2005:Incident/4711")

  @Test func `former places read back as the same`() throws {
    let time = Timestamp(seconds: 1_795_176_000)
    let incident = Incident(
      id: "x", title: "Slow", severity: "SEV1", former: former,
      updates: [.init(state: .resolved, time: time, text: "Over.")])
    let file = try contentFile(of: .incident(incident))
    #expect(
      String(decoding: file.bytes, as: UTF8.self) == """
        ---
        title: Slow
        severity: SEV1
        former: {addresses: ["/incidents/abc", "/issues/x.html"], rss: "https://old.example/incidents/abc", atom: "tag:old.example,2005:Incident/4711"}
        ---

        ## Resolved - 2026-11-20 12:00 UTC

        Over.

        """)
    #expect(readEntryAlone(file).entry == .incident(incident))
    let work = Maintenance(
      id: "m", title: "Work", window: MaintenanceWindow(start: time, end: nil),
      former: FormerPlaces(addresses: ["/incidents/m"]),
      updates: [.init(state: .scheduled, time: time, text: "Soon.")])
    let second = try contentFile(of: .maintenance(work))
    #expect(readEntryAlone(second).entry == .maintenance(work))
  }
}
