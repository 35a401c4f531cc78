import PlainEnglish
import StatusModel
import Testing

@testable import Feeds

@Suite struct TextFormsTests {
  @Test(arguments: [
    (0, "Thu, 01 Jan 1970 00:00:00 +0000"), (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
    (1_795_170_900, "Fri, 20 Nov 2026 10:35:00 +0000"),
    (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"),
  ])
  func `RSS dates are English and in UTC`(_ seconds: Int, written: String) {
    #expect(Timestamp(seconds: seconds).rfc822 == written)
  }

  @Test(arguments: [
    (TimeZoneRules.utc, "2026-11-20T10:35:00.000Z", "2026-11-20 10:35 UTC"),
    (berlin, "2026-11-20T11:35:00.000+01:00", "2026-11-20 11:35 +01:00"),
    (zone("Asia/Kolkata", 19_800), "2026-11-20T16:05:00.000+05:30", "2026-11-20 16:05 +05:30"),
    (zone("America/St_Johns", -12_600), "2026-11-20T07:05:00.000-03:30", "2026-11-20 07:05 -03:30"),
    (zone("Old", -2_670), "2026-11-20T09:51:00.000-00:44", "2026-11-20 09:51 -00:44"),
    (
      TimeZoneRules(
        identifier: "Europe/London", firstOffset: 3_600,
        transitions: [.init(from: utc("2026-10-25 01:00"), offset: 0)]),
      "2026-11-20T10:35:00.000+00:00", "2026-11-20 10:35 +00:00"
    ),
  ])
  func `times name their offset, and only UTC is called UTC`(
    _ zone: TimeZoneRules, forPrograms: String, forPeople: String
  ) {
    #expect(zone.rfc3339(utc("2026-11-20 10:35")) == forPrograms)
    #expect(zone.written(utc("2026-11-20 10:35")) == forPeople)
  }

  static func zone(_ name: String, _ offset: Int) -> TimeZoneRules {
    TimeZoneRules(identifier: name, firstOffset: offset, transitions: [])
  }

  @Test func `a site's id in the API comes from its address alone`() {
    #expect(pageIdentifier(of: "https://status.acme.example") == "vx7isty4fv48")
    #expect(pageIdentifier(of: "").count == 12)
    #expect(pageIdentifier(of: "https://status.acme.examplf") != "vx7isty4fv48")
  }
}
