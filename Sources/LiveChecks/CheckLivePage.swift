import Addresses
package import Ledger
import PlainEnglish
package import StatusModel
import WebRequests

extension LivePage {
  /// Looks at everything that readers, feed readers and programs rely on.
  ///
  /// - Parameters:
  ///   - built: the ledger of the last build, as it lies in the output; nil where there is none here.
  ///   - now: the time of the look.
  package func findings(built: [UInt8]?, now: Timestamp) -> [LiveFinding] {
    let reach = reachable
    guard reach.isGood else { return [reach] }
    return [
      reach, newest(built), fresh(now), feeds, types, openness, caching, notFound, privateFiles,
    ] + [certificate(now)].compactMap(\.self)
  }

  private var reachable: LiveFinding {
    switch answers[Self.home] {
    case .success(let answer) where answer.status == 200:
      guard answer.body.text.contains("id=\"page-status\"") else {
        return .off(
          .reachable, "\(url)/ answers, but not with a status page",
          "point the web server to the folder that `allclear build` writes")
      }
      guard goodAnswer("history/") != nil else {
        return .off(
          .reachable, "\(url)/history/ does not answer with its index.html",
          "let folders answer with index.html: nginx `index index.html;`, Caddy `file_server`; on S3 use the "
            + "website endpoint or a function that adds it")
      }
      return .good(.reachable, "\(url)/ answers")
    case .success(let answer):
      return .off(
        .reachable, "\(url)/ answers \(answer.status)",
        "put index.html there, or correct 'url' in status.yml")
    case .failure(let error):
      return .off(.reachable, "\(url)/: \(error.words)", "start the web server, or check the name")
    case nil: return .off(.reachable, "\(url)/ was not asked", "try again")
    }
  }

  private func newest(_ built: [UInt8]?) -> LiveFinding {
    guard let live = goodAnswer(Self.ledger)?.body, PublishedLedger(bytes: live) != nil else {
      return .off(
        .ledger, "api/ledger.json is not there, or is no ledger",
        "upload all that the build writes; edits cannot be told from news without it")
    }
    guard let built else {
      return .good(.ledger, "api/ledger.json is there; no build lies here to compare it with")
    }
    return live == built
      ? .good(.ledger, "readers have the last build")
      : .off(
        .ledger, "readers do not have the last build",
        "run `allclear publish`; if that was done, empty the cache in front of the page")
  }

  /// The page says itself until when it can be believed.
  private func fresh(_ now: Timestamp) -> LiveFinding {
    let page = goodAnswer(Self.home)?.body.text ?? ""
    guard let mark = page.firstRange(of: "data-until=\""),
      case let value = page[mark.upperBound...].prefix(while: { $0 != "\"" }),
      let until = timestamp(of: String(value))
    else {
      return .off(
        .fresh, "the page is one of another moment",
        "build it without --as-of")
    }
    // A build every few minutes is what the page is made for.
    guard now <= until.advanced(by: 15 * 60) else {
      return .off(
        .fresh, "the page should have been built again by \(TimeZoneRules.utc.written(until))",
        "run `allclear watch`, or `allclear publish` every few minutes from cron or a timer")
    }
    return .good(.fresh, "the page holds until \(TimeZoneRules.utc.written(until))")
  }

  private var feeds: LiveFinding {
    for (path, end) in [("feed.xml", "</rss>"), ("atom.xml", "</feed>"), ("feed.json", "}")] {
      let text = goodAnswer(path)?.body.text ?? ""
      guard text.trimmedEnd.hasSuffix(end) else {
        return .off(
          .feeds, "\(path) is not there, or not whole",
          "upload all that the build writes, and let no proxy change it")
      }
    }
    guard let ledger = goodAnswer(Self.ledger).flatMap({ PublishedLedger(bytes: $0.body) }),
      let newest = ledger.newestPost
    else { return .good(.feeds, "the feeds are whole") }
    // Of several of one time each is the newest one.
    let text = goodAnswer("feed.xml")?.body.text ?? ""
    guard newest.contains(where: { text.contains($0) }) else {
      return .off(
        .feeds, "feed.xml lacks the newest update, \(newest[0])",
        "empty the cache of feed.xml, or publish again")
    }
    return .good(.feeds, "the feeds are whole, and have the newest update")
  }

  private var types: LiveFinding {
    let wrong = TypedFile.all.compactMap { file -> (TypedFile, String)? in
      guard let answer = goodAnswer(file.path) else { return (file, "not at all") }
      let type = answer.headers["content-type"] ?? ""
      let plain = type.prefix { $0 != ";" }.lowercased().trimmedEnd
      return file.types.contains(plain)
        ? nil : (file, type.isEmpty ? "without a type" : "as \(type)")
    }
    guard let (first, _) = wrong.first else {
      return .good(.types, "every file has a type that its programs take")
    }
    let list = wrong.map { "\($0.0.path) \($0.1)" }.joined(separator: ", ")
    return .off(
      .types, "sent with a wrong type: \(list)",
      "send the types of `_headers`: nginx `location = /\(first.path) { default_type \(first.types[0]); types "
        + "{} }`, Caddy `header /\(first.path) Content-Type \(first.types[0])`")
  }

  private var openness: LiveFinding {
    let closed = TypedFile.all.filter { file in
      file.isOpen && goodAnswer(file.path)?.headers["access-control-allow-origin"] != "*"
    }
    return closed.isEmpty
      ? .good(.cors, "pages of other addresses may read feeds and API")
      : .off(
        .cors,
        "pages of other addresses may not read \(closed.map(\.path).joined(separator: ", "))",
        "send `Access-Control-Allow-Origin: *` for feeds and api/: nginx `add_header`, Caddy `header`"
      )
  }

  private var caching: LiveFinding {
    let paths = [Self.home, "feed.xml", "api/v2/summary.json"]
    for path in paths {
      guard let answer = goodAnswer(path) else { continue }
      let name = path.isEmpty ? "the home page" : path
      let rule = answer.headers["cache-control"]?.lowercased() ?? ""
      guard answer.headers["etag"] != nil || answer.headers["last-modified"] != nil else {
        return .off(
          .caching, "\(name) has neither an ETag nor Last-Modified",
          "let the server send one: feed readers load everything anew each time without")
      }
      guard let age = maxAge(of: rule) else {
        return .off(
          .caching, "nothing says how long \(name) may be kept",
          "send `Cache-Control: public, max-age=60, must-revalidate`; browsers guess otherwise, and show old "
            + "pages")
      }
      guard age <= Self.longestAge else {
        return .off(
          .caching, "\(name) may be kept for \(age) seconds",
          "send `Cache-Control: public, max-age=60, must-revalidate` for all but static/")
      }
    }
    return .good(.caching, "nothing is kept for longer than \(Self.longestAge / 60) minutes")
  }

  /// In seconds; what hosts that cannot be told have.
  private static let longestAge = 600

  private var notFound: LiveFinding {
    guard let answer = answer(Self.unknown), answer.status == 404,
      answer.body.text.contains("data-lost")
    else {
      let status = answer(Self.unknown)?.status ?? 0
      return .off(
        .notFound,
        status == 404
          ? "an unknown address has the server's own page" : "an unknown address answers \(status)",
        "nginx `error_page 404 /404.html;`, Caddy `handle_errors { rewrite * /404.html; file_server }`"
      )
    }
    return .good(.notFound, "an unknown address leads to the page's own 404.html")
  }

  private var privateFiles: LiveFinding {
    answer(Self.privateFile)?.status == 200
      ? .off(
        .privateFiles, ".allclear/ can be read by everybody",
        "nginx `location ^~ /.allclear/ { return 404; }`, Caddy `@own path /.allclear/*` and "
          + "`error @own 404`")
      : .good(.privateFiles, ".allclear/ cannot be read")
  }

  /// Nil for a page without TLS.
  private func certificate(_ now: Timestamp) -> LiveFinding? {
    guard url.hasPrefix("https://") else { return nil }
    let text = answer(Self.home)?.certificates ?? ""
    guard let mark = text.firstRange(of: "Expire date:"),
      let end = certificateTime(String(text[mark.upperBound...].prefix { $0 != "\n" }))
    else { return .good(.certificate, "the certificate is trusted; curl does not say until when") }
    let days = (end.seconds - now.seconds) / 86_400
    return days < 14
      ? .off(
        .certificate, "the certificate ends in \(days) days",
        "renew it: `certbot renew`, or let Caddy reach port 80")
      : .good(.certificate, "the certificate holds for \(days) days")
  }
}

extension PublishedLedger {
  /// Addresses of the updates with the latest time; nil where there is none.
  fileprivate var newestPost: [String]? {
    var latest: Timestamp?
    var found: [String] = []
    for entry in entries {
      let page: PageAddress =
        entry.address.kind == .incident
        ? .incident(entry.address.id) : .maintenance(entry.address.id)
      for post in entry.posts where latest.map({ post.time >= $0 }) ?? true {
        if post.time != latest { found = [] }
        latest = post.time
        found.append("\(page.absolute(on: url))#\(post.anchor)")
      }
    }
    return found.isEmpty ? nil : found
  }
}

/// The seconds of `max-age`; 0 where a copy has to be asked for each time; nil where nothing is said.
private func maxAge(of rule: String) -> Int? {
  for part in rule.split(separator: ",") {
    let part = part.drop { $0 == " " }
    if part == "no-cache" || part == "no-store" { return 0 }
    if part.hasPrefix("max-age="), let age = Int(part.dropFirst(8)) { return age }
  }
  return nil
}

/// `2026-11-20T12:30:00Z`.
private func timestamp(of text: String) -> Timestamp? {
  let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
  guard numbers.count == 6, text.hasSuffix("Z") else { return nil }
  return timestamp(numbers)
}

/// `Dec  5 12:00:00 2026 GMT`, as OpenSSL writes it.
private func certificateTime(_ text: String) -> Timestamp? {
  let parts = text.split(separator: " ")
  let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  guard parts.count >= 4, let month = months.firstIndex(of: String(parts[0])),
    let day = Int(parts[1]), let year = Int(parts[3])
  else { return nil }
  let clock = parts[2].split(separator: ":").compactMap { Int($0) }
  guard clock.count == 3 else { return nil }
  return timestamp([year, month + 1, day] + clock)
}

private func timestamp(_ numbers: [Int]) -> Timestamp? {
  CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]).map { date in
    Timestamp(
      seconds: date.daysSinceEpoch * 86_400 + numbers[3] * 3_600 + numbers[4] * 60 + numbers[5])
  }
}

extension [UInt8] {
  fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self[...]
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
