import StatusModel
import Testing

@testable import Authoring

private func read(_ json: String) throws -> AlertPayload { try readAlertPayload(Array(json.utf8)) }

/// 2026-11-20 10:30:12 UTC.
private let start = Timestamp(seconds: 1_795_170_612)

/// What Alertmanager and its relatives send, in every shape: none of it is refused.
struct AlertPayloadTests {
  @Test(arguments: [
    (
      "version 1",
      #"{"version":"1","status":"firing","alert":[{"summary":"Down","description":"d","labels":{"alertname":"A"},"payload":{"activeSince":"2026-11-20T11:30:12.356+01:00","value":"1"}}]}"#,
      "labels: alertname=A"
    ),
    (
      "version 2",
      #"{"version":"2","status":"firing","alerts":[{"labels":{"alertname":"A"},"annotations":{"summary":"Down"},"startsAt":"2026-11-20T10:30:12Z","endsAt":"0001-01-01T00:00:00Z"}]}"#,
      "labels: alertname=A"
    ),
    (
      "version 3, whose key is a number",
      #"{"version":"3","groupKey":18446744073709551615,"status":"firing","commonLabels":{},"alerts":[{"status":"firing","labels":{"alertname":"A"},"annotations":{"summary":"Down"},"startsAt":"2026-11-20T10:30:12.999999999Z"}]}"#,
      "18446744073709551615"
    ),
    (
      "an unknown version, null and numbers in the place of texts",
      #"{"version":5,"groupKey":"k","status":null,"truncatedAlerts":null,"groupLabels":null,"commonAnnotations":null,"alerts":[{"labels":{"alertname":"A","n":null},"annotations":{"summary":"Down","x":[1]},"startsAt":"2026-11-20T10:30:12","endsAt":null},null,7]}"#,
      "k"
    ),
    (
      "no version",
      #"{"groupKey":"k","alerts":[{"status":"firing","labels":{"alertname":"A"},"annotations":{"summary":"Down"},"startsAt":1795170612}]}"#,
      "k"
    ),
    (
      "one alert that is no list, and labels of the group alone",
      #"{"version":"4","groupKey":"k","commonLabels":{"alertname":"A"},"alerts":{"annotations":{"summary":"Down"},"startsAt":"2026-11-20T05:00:12.5-05:30"}}"#,
      "k"
    ),
  ])
  func `every version is read`(name: String, json: String, key: String) throws {
    let payload = try read(json)
    #expect(payload.groupKey == key)
    #expect(payload.isFiring)
    let alert = try #require(payload.alerts.first)
    #expect(payload.alerts.count == 1)
    #expect(alert.isFiring)
    #expect(alert.labels == ["alertname": "A"])
    #expect(alert.annotations["summary"] == "Down")
    #expect(alert.startsAt == start)
    #expect(alert.endsAt == nil)
  }

  @Test(arguments: [
    "\"0001-01-01T00:00:00Z\"", "null", "\"soon\"", "{}", "\"2026-13-20T10:30:12Z\"", "0", "1e400",
  ])
  func `a start that is no time is unknown`(written: String) throws {
    let payload = try read(
      #"{"version":"4","groupKey":"k","status":"firing","alerts":[{"status":"firing","startsAt":\#(written)}]}"#
    )
    #expect(payload.alerts.map(\.startsAt) == [nil])
    #expect(payload.alerts.map(\.isFiring) == [true])
  }

  @Test func `a group that lists no alert is one itself`() throws {
    let payload = try read(
      #"{"version":"4","groupKey":"k","status":"firing","groupLabels":{"alertname":"A"},"alerts":[]}"#
    )
    #expect(payload.alerts.map(\.labels) == [["alertname": "A"]])
  }

  @Test(arguments: [("12", 12), ("\"12\"", 12), ("-1", 0), ("null", 0), ("\"many\"", 0)])
  func `what the sender left out is counted`(written: String, count: Int) throws {
    let payload = try read(
      #"{"groupKey":"k","truncatedAlerts":\#(written),"alerts":[{"labels":{}}]}"#)
    #expect(payload.truncated == count)
  }

  @Test func `bytes that are nearly JSON are read`() throws {
    var json = [UInt8]([0xEF, 0xBB, 0xBF])
    json += Array(#"{"groupKey":"k","alerts":[{"annotations":{"summary":"caf"#.utf8)
    json += [0xE9, 0x01] + Array(#" \ud83d \ud83d\ude00 \\ud800 \n"}}]}"#.utf8)
    #expect(
      try readAlertPayload(json).alerts[0].annotations["summary"]
        == "caf\u{FFFD}  \u{FFFD} \u{1F600} \\ud800 \n")
  }
}
