import StatusModel
import TestSupport
import Testing

@testable import Uploading

/// What is remembered of a place.
struct TargetRecordTests {
  private let place = PublishTarget.Place.rclone("acme:status")

  @Test(arguments: [
    TargetRecord(), TargetRecord(own: ["a b", "ä", "#x"], owed: [" y", "own z"]),
    TargetRecord(own: ["a"], isOpen: true), TargetRecord(owed: ["a"], isLost: true),
  ])
  func `a record reads back as it was written`(record: TargetRecord) throws {
    #expect(TargetRecord(text: record.text(of: "rclone:acme:status")) == record)
  }

  @Test(arguments: [
    "", "allclear publish 2\nown a\n", "allclear publish 1\nown a", "allclear publish 1\nwhat a\n",
    "allclear publish 1\nown\n",
  ])
  func `anything else is damaged`(text: String) { #expect(TargetRecord(text: text) == nil) }

  @Test func `each place has its own record, on the disk`() async throws {
    let site = try TemporaryFolder()
    let record = TargetRecord(own: ["index.html"], owed: ["index.html", "feed.xml"])
    do {
      let records = try await TargetRecords(ofSite: site.path)
      #expect(try records.record(of: place) == TargetRecord())
      try records.keep(record, of: place)
    }
    let records = try await TargetRecords(ofSite: site.path)
    #expect(try records.record(of: place) == record)
    #expect(try records.record(of: .folder("www")) == TargetRecord())
    #expect(try TargetRecords.peek(at: place, ofSite: site.path) == record)
  }

  @Test func `two publishes of one site do not run at once`() async throws {
    let site = try TemporaryFolder()
    let first = try await TargetRecords(ofSite: site.path)
    await #expect(throws: RecordError.locked(seconds: 0)) {
      try await TargetRecords(ofSite: site.path, patience: 0)
    }
    withExtendedLifetime(first) {}
  }

  @Test func `a build that fails leaves the record as it was`() async throws {
    struct Failure: Error {}
    let site = try TemporaryFolder()
    let records = try await TargetRecords(ofSite: site.path)
    let record = TargetRecord(own: ["a"], owed: ["b"])
    try records.keep(record, of: place)
    await #expect(throws: Failure.self) {
      try await records.building(into: [place]) {
        #expect(try records.record(of: place) == record.opened)
        throw Failure()
      }
    }
    #expect(try records.record(of: place) == record)
  }

  @Test func `after a killed build everything may have changed`() {
    let record = TargetRecord(own: ["gone", "a"]).opened
    #expect(
      record.closed(changing: ["b"], of: ["a", "b"]) == TargetRecord(own: ["a", "b"], owed: ["b"]))
    #expect(
      record.opened.closed(changing: ["b"], of: ["a", "b"])
        == TargetRecord(own: ["a", "b"], owed: ["a", "b", "gone"]))
  }
}
