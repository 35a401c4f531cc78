import PlainEnglish
import StatusModel
import WebRequests

/// How each check of a page that can be reached came out, in a fixed order.
package func findings(
  in answers: LiveAnswers, of url: String, _ expected: LiveExpectations
) -> [LiveFinding] {
  [
    certificate(answers, of: url, at: expected.now), age(answers, at: expected.now),
    ledger(answers, expected.ledger), feeds(answers), types(answers, expected.files),
    openness(answers, expected.files), caching(answers, expected), compression(answers),
    notFound(answers), privateFolder(answers),
  ]
}

let certificateHints = [
  "renew it, and see why that does not happen by itself: `certbot renew --dry-run`; Caddy: its log"
]

private func certificate(
  _ answers: LiveAnswers, of url: String, at now: Timestamp
) -> LiveFinding {
  guard url.lowercased().hasPrefix("https:") else {
    return .ok(.certificate, "none: the address is an http one, which others on the way can change")
  }
  guard let end = answers.home.answer?.certificateExpiry else {
    return .ok(.certificate, "valid; until when, this curl cannot say (7.88 and newer can)")
  }
  let days = end.seconds(since: now) / 86_400
  guard days < 14 else { return .ok(.certificate, "valid for \(plural(days, "day"))") }
  return .off(
    .certificate, "ends in \(plural(max(days, 0), "day")), at \(end.iso8601)",
    certificateHints)
}

/// A page that is built every few minutes may be late by one build.
private let grace = 600

private func age(_ answers: LiveAnswers, at now: Timestamp) -> LiveFinding {
  let page = String(decoding: answers.home.answer?.body ?? [], as: UTF8.self)
  guard let start = page.firstRange(of: "data-until=\"") else {
    return .ok(.age, "the page does not say until when it holds")
  }
  let until = String(page[start.upperBound...].prefix { $0 != "\"" })
  guard let end = moment(until) else { return .ok(.age, "the page holds until it is built again") }
  guard now.seconds(since: end) > grace else {
    return .ok(.age, "the page holds until \(end.iso8601)")
  }
  return .off(
    .age, "the page held until \(end.iso8601) and was not built since",
    [
      "build it every few minutes: `allclear watch`, or a timer that runs `allclear build`",
      "where that runs, see that what it writes reaches this server, and no cache is in between",
    ])
}

private func ledger(_ answers: LiveAnswers, _ local: [UInt8]?) -> LiveFinding {
  let path = "api/ledger.json"
  guard let live = answers.files[path]?.page else {
    return .off(.ledger, "\(path) is missing", ["publish the whole output folder, api/ as well"])
  }
  guard LiveLedger(json: live.body) != nil else {
    return .off(.ledger, "\(path) is not one that allclear writes", ["publish the output again"])
  }
  guard let local else {
    return .ok(.ledger, "\(path) is there; there is no build here to compare it with")
  }
  guard live.body == local else {
    return .off(
      .ledger, "\(path) is not that of the last build here",
      [
        "publish again; where a CDN keeps copies, purge it; where another machine builds, look there"
      ]
    )
  }
  return .ok(.ledger, "\(path) is that of the last build here")
}

private func feeds(_ answers: LiveAnswers) -> LiveFinding {
  let newest = (answers.files["api/ledger.json"]?.page).flatMap { LiveLedger(json: $0.body) }?
    .newest
  var problems: [String] = []
  for (path, end) in [("feed.xml", "</rss>"), ("atom.xml", "</feed>"), ("feed.json", "}")] {
    guard let page = answers.files[path]?.page else {
      problems.append("\(path) is missing")
      continue
    }
    let text = String(decoding: page.body, as: UTF8.self)
    if !isWhole(text, endingIn: end) {
      problems.append("\(path) is no whole feed")
    } else if let newest, !newest.contains(where: { text.contains($0) }) {
      problems.append("\(path) lacks the newest update, \(newest[0])")
    }
  }
  guard !problems.isEmpty else {
    return .ok(
      .feeds, newest == nil ? "whole; nothing is published yet" : "whole, with the newest update")
  }
  return .off(
    .feeds, problems.joined(separator: "; "),
    ["publish the whole output folder; where a CDN keeps copies of feeds, purge it"])
}

private func isWhole(_ text: String, endingIn end: String) -> Bool {
  if end == "}" { return isJSONObject(Array(text.utf8)) }
  let isEnded = text.reversed().drop { $0.isWhitespace }.starts(with: end.reversed())
  return text.hasPrefix("<?xml") && isEnded
}

private func notFound(_ answers: LiveAnswers) -> LiveFinding {
  let hints = [
    "nginx: error_page 404 /404.html;  Caddy: handle_errors { rewrite * /404.html, file_server }"
  ]
  guard let unknown = answers.unknown.answer, unknown.status == 404 else {
    let answer = answers.unknown.answer.map { "status \($0.status)" } ?? "nothing"
    return .off(.notFound, "an unknown address gets \(answer), not 404", hints)
  }
  guard let page = answers.notFoundPage.answer, !page.body.isEmpty, page.body == unknown.body else {
    return .off(
      .notFound, "an unknown address gets 404, with a page that is not our 404.html", hints)
  }
  return .ok(.notFound, "an unknown address gets 404, and our page")
}

private func privateFolder(_ answers: LiveAnswers) -> LiveFinding {
  guard let answer = answers.privateFile.answer, (200..<300).contains(answer.status) else {
    return .ok(.privateFolder, ".allclear/ cannot be read")
  }
  return .off(
    .privateFolder, ".allclear/ can be read",
    [
      "nginx: location /.allclear/ { return 404; }  Caddy: respond /.allclear/* 404",
      "elsewhere leave it out when you copy the folder",
    ])
}

private func compression(_ answers: LiveAnswers) -> LiveFinding {
  guard let packed = answers.compressedHome.answer, let plain = answers.home.answer,
    packed.status == 200
  else {
    return .off(
      .compression, "the page cannot be read by a client that accepts compression",
      ["remove the .gz and .br files beside index.html, or turn compression off"])
  }
  guard packed.body == plain.body else {
    return .off(
      .compression, "clients that accept compression get another page",
      ["write the .gz and .br files in the same step as the page, or remove them"])
  }
  return .ok(
    .compression,
    packed.header("content-encoding").map { "the page comes packed by \($0)" }
      ?? "the page comes as it is, not packed")
}
