import Feeds
import SiteFiles
import StatusModel
import TestSupport
import Testing

@Suite struct FeedTests {
  @Test func `RSS has an item for each update, newest first`() throws {
    let address = "https://status.acme.example/incidents/2026-11-20-api-errors/"
    #expect(
      try published("feed.xml", of: acme(History(incidents: [apiErrors]))) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <?xml-stylesheet type="text/css" href="https://status.acme.example/feed.css"?>
        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
        <channel>
        <title>Acme Status</title>
        <link>https://status.acme.example/</link>
        <description>Live status of Acme's services</description>
        <language>en</language>
        <lastBuildDate>Fri, 20 Nov 2026 10:35:00 +0000</lastBuildDate>
        <ttl>5</ttl>
        <atom:link rel="self" type="application/rss+xml" href="https://status.acme.example/feed.xml"/>
        <item>
        <title>[Identified] Elevated API error rates</title>
        <link>\(address)#2026-11-20T10-35-00Z</link>
        <guid isPermaLink="true">\(address)#2026-11-20T10-35-00Z</guid>
        <pubDate>Fri, 20 Nov 2026 10:35:00 +0000</pubDate>
        <category>Public API</category>
        <category>Dashboard</category>
        <description>&lt;p&gt;A change is being rolled back.&lt;/p&gt;
        &lt;p&gt;Severity is now SEV2 (Major). Public API: partial outage; Dashboard: operational. \
        Next update by 2026-11-20 11:00 UTC.&lt;/p&gt;
        </description>
        </item>
        <item>
        <title>[Investigating] Elevated API error rates</title>
        <link>\(address)#2026-11-20T10-10-00Z</link>
        <guid isPermaLink="true">\(address)#2026-11-20T10-10-00Z</guid>
        <pubDate>Fri, 20 Nov 2026 10:10:00 +0000</pubDate>
        <category>Public API</category>
        <category>Dashboard</category>
        <description>&lt;p&gt;Some requests fail. See \
        &lt;a href=&quot;https://status.acme.example/pages/guide&quot;&gt;the \
        &lt;em&gt;guide&lt;/em&gt;&lt;/a&gt;.&lt;/p&gt;
        &lt;p&gt;Public API: major outage; Dashboard: major outage. \
        Next update by 2026-11-20 10:40 UTC.&lt;/p&gt;
        </description>
        </item>
        </channel>
        </rss>

        """)
  }

  @Test func `JSON Feed has the same items, and what programs want to know`() throws {
    let incident = "https://status.acme.example/incidents/2026-11-20-api-errors/"
    let maintenance = "https://status.acme.example/maintenance/2026-12-01-db-upgrade/"
    let site = acme(History(incidents: [apiErrors], maintenances: [upgrade]))
    let first =
      "Public API: major outage; Dashboard: major outage. Next update by 2026-11-20 10:40 UTC."
    let second = #"Severity is now SEV2 (Major). Public API: partial outage; Dashboard: "#
    #expect(
      try published("feed.json", of: site)
        == compact(
          #"""
          {"version":"https://jsonfeed.org/version/1.1","title":"Acme Status",
          "home_page_url":"https://status.acme.example/",
          "feed_url":"https://status.acme.example/feed.json",
          "description":"Live status of Acme's services","language":"en","items":[
            {"id":"\#(incident)#2026-11-20T10-35-00Z","url":"\#(incident)#2026-11-20T10-35-00Z",
              "title":"[Identified] Elevated API error rates",
              "content_html":"\u003cp\u003eA change is being rolled back.\u003c/p\u003e\n
                \u003cp\u003e\#(second)operational. Next update by 2026-11-20 11:00 UTC.
                \u003c/p\u003e\n",
              "content_text":"A change is being rolled back.\n\n
                \#(second)operational. Next update by 2026-11-20 11:00 UTC.",
              "date_published":"2026-11-20T10:35:00Z","tags":["Public API","Dashboard"],
              "_allclear":{"incident":"2026-11-20-api-errors","kind":"incident",
                "state":"identified","severity":"SEV2","components":[
                  {"id":"api","name":"Public API","status":"partial_outage"},
                  {"id":"dashboard","name":"Dashboard","status":"operational"}
                ],"next_update_at":"2026-11-20T11:00:00Z"}
            },
            {"id":"\#(incident)#2026-11-20T10-10-00Z","url":"\#(incident)#2026-11-20T10-10-00Z",
              "title":"[Investigating] Elevated API error rates",
              "content_html":"\u003cp\u003eSome requests fail. See \u003ca href=
                \"https://status.acme.example/pages/guide\"\u003ethe \u003cem\u003eguide
                \u003c/em\u003e\u003c/a\u003e.\u003c/p\u003e\n
                \u003cp\u003e\#(first)\u003c/p\u003e\n",
              "content_text":"Some requests fail. See the guide (https://status.acme.example/pages/guide).\n\n
                \#(first)",
              "date_published":"2026-11-20T10:10:00Z","tags":["Public API","Dashboard"],
              "_allclear":{"incident":"2026-11-20-api-errors","kind":"incident",
                "state":"investigating","severity":"SEV1","components":[
                  {"id":"api","name":"Public API","status":"major_outage"},
                  {"id":"dashboard","name":"Dashboard","status":"major_outage"}
                ],"next_update_at":"2026-11-20T10:40:00Z"}
            },
            {"id":"\#(maintenance)#2026-11-19T09-00-00Z",
              "url":"\#(maintenance)#2026-11-19T09-00-00Z",
              "title":"[Scheduled] Database upgrade",
              "content_html":"\u003cp\u003eThe API is read-only.\u003c/p\u003e\n
                \u003cp\u003ePlanned from 2026-12-01 02:00 UTC to 2026-12-01 04:00 UTC.
                \u003c/p\u003e\n",
              "content_text":"The API is read-only.\n\n
                Planned from 2026-12-01 02:00 UTC to 2026-12-01 04:00 UTC.",
              "date_published":"2026-11-19T09:00:00Z","tags":["Public API"],
              "_allclear":{"incident":"2026-12-01-db-upgrade","kind":"maintenance",
                "state":"scheduled","severity":null,"components":[
                  {"id":"api","name":"Public API","status":"operational"}
                ],"next_update_at":null}
            }
          ]}
          """#))
  }

  @Test func `feeds of a site without any history are there, and empty`() throws {
    let site = Site(
      settings: SiteSettings(name: "Acme", url: "https://status.acme.example", language: "de"),
      catalog: Catalog(entries: []))
    #expect(
      try published("feed.xml", of: site) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <?xml-stylesheet type="text/css" href="https://status.acme.example/feed.css"?>
        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
        <channel>
        <title>Acme</title>
        <link>https://status.acme.example/</link>
        <description>Acme</description>
        <language>de</language>
        <ttl>5</ttl>
        <atom:link rel="self" type="application/rss+xml" href="https://status.acme.example/feed.xml"/>
        </channel>
        </rss>

        """)
    #expect(
      try published("feed.json", of: site)
        == compact(
          """
          {"version":"https://jsonfeed.org/version/1.1","title":"Acme",
          "home_page_url":"https://status.acme.example/",
          "feed_url":"https://status.acme.example/feed.json","language":"de","items":[]}
          """))
  }

  @Test func `each title says what an update changes`() throws {
    #expect(
      try titles(of: busy) == [
        "[Identified] Elevated API error rates", "[Verifying] Mobile release",
        "[Investigating] Elevated API error rates", "[In progress] Mobile release",
        "[Scheduled] Database upgrade", "[Scheduled] Mobile release", "[Cancelled] Called off",
        "[Scheduled] Called off",
        "[Postmortem] Slow logins", "[Resolved] Slow logins", "[Update] Slow logins",
        "[Monitoring] Slow logins", "[Investigating] Slow logins",
        "[Retracted] Mobile apps unreachable", "[Investigating] Mobile apps unreachable",
      ])
  }

  @Test func `in the site's zone a sentence says which offset it means`() throws {
    let site = acme(History(incidents: [apiErrors]), timeZone: berlin)
    #expect(
      try published("feed.xml", of: site).contains("Next update by 2026-11-20 12:00 +01:00."))
  }

  @Test func `of updates at one time, the later one comes first`() throws {
    let time = utc("2026-11-20 10:00")
    func incident(_ id: String) -> Incident {
      Incident(
        id: id, title: id, severity: "SEV3",
        updates: [.init(state: .monitoring, time: time), .init(state: .resolved, time: time)])
    }
    let history = History(incidents: [incident("a"), incident("b")])
    #expect(
      try titles(of: history) == [
        "[Resolved] a", "[Monitoring] a", "[Resolved] b", "[Monitoring] b",
      ])
  }

  @Test func `a feed holds the newest fifty updates, whatever they belong to`() throws {
    let old = Incident(
      id: "old", title: "Old", severity: "SEV3",
      updates: [
        .init(state: .investigating, time: utc("2026-01-01 00:00")),
        .init(state: .resolved, time: utc("2026-11-01 00:00")),
      ])
    let others = (0..<30).map { number in
      let time = utc("2026-02-01 00:00").advanced(by: number * 86_400)
      return Incident(
        id: "other-\(padded(number))", title: "\(number)", severity: "SEV3",
        updates: [
          .init(state: .investigating, time: time),
          .init(state: .resolved, time: time.advanced(by: 60)),
        ])
    }
    let newest = (5..<30).reversed().flatMap { ["[Resolved] \($0)", "[Investigating] \($0)"] }
    #expect(
      try titles(of: History(incidents: [old] + others)) == ["[Resolved] Old"] + newest.prefix(49))
  }

  @Test(arguments: [
    ("2026-11-10 09:29", ["2026-11-10T13:00:00Z"]),
    (
      "2026-11-10 09:40", ["2026-11-10T13:40:00Z", "2026-11-10T13:30:00Z", "2026-11-10T13:00:00Z"]
    ),
    (
      "2026-11-12 00:00",
      [nil, nil, "2026-11-10T13:40:00Z", "2026-11-10T13:30:00Z", "2026-11-10T13:00:00Z"]
    ),
  ])
  func `an item keeps the promise of a next update that was made in it`(
    _ moment: String, promised: [String?]
  ) throws {
    let history = History(incidents: [slowLogins], postmortems: [slowLoginsPostmortem])
    let feed = try published("feed.json", of: acme(history), at: utc(moment))
    let promises = feed.split(separator: #""next_update_at":"#).dropFirst()
    #expect(
      promises.map { $0.prefix { $0 != "}" } }
        == promised.map { promise in promise.map { "\"\($0)\"" } ?? "null" }.map { $0[...] })
  }

  @Test func `a level that was set at the end does not outlive a reopening`() throws {
    let updates = [
      Incident.Update(state: .resolved, time: utc("2026-11-20 10:36"), severity: "SEV3"),
      Incident.Update(state: .investigating, time: utc("2026-11-20 10:38")),
    ]
    let incident = updates.reduce(apiErrors) { $0 + $1 }
    let feed = try published("feed.json", of: acme(History(incidents: [incident])))
    let levels = feed.split(separator: #""severity":"#).dropFirst().map { $0.prefix(6) }
    #expect(levels == [#""SEV2""#, #""SEV3""#, #""SEV2""#, #""SEV1""#])
    #expect(feed.contains("Next update by 2026-11-20 11:38 UTC."))
  }

  @Test func `a feed without news keeps its bytes as time goes by`() throws {
    let byHand = Maintenance(
      id: upgrade.id, title: upgrade.title, components: upgrade.components,
      window: upgrade.window, isAutomatic: false, updates: upgrade.updates)
    let site = acme(History(incidents: [apiErrors], maintenances: [byHand]))
    let feeds = [
      "feed.xml", "atom.xml", "feed.json", "components/api/feed.xml", "components/api/atom.xml",
      "components/api/feed.json", "incidents/2026-11-20-api-errors/feed.xml", "history.rss",
      "history.atom", "maintenance.ics", "components/api/maintenance.ics",
    ]
    for path in feeds {
      #expect(
        try published(path, of: site) == published(path, of: site, at: utc("2027-05-01 00:00")),
        "\(path)")
    }
  }

  @Test func `private fields and drafts are in no file`() throws {
    let draft = Incident(
      id: "draft", title: "Draft", severity: "SEV1", isDraft: true,
      updates: [.init(state: .investigating, time: utc("2026-11-20 10:00"), text: "Secret.")])
    let site = acme(
      History(
        incidents: busy.incidents + [draft], maintenances: busy.maintenances,
        postmortems: busy.postmortems))
    let files = madeFiles(
      by: feedPlanner(), of: site, site.snapshot(at: utc("2026-11-20 10:40")))
    #expect(files.count == 32)
    for file in files {
      let text = String(decoding: file.bytes(), as: UTF8.self)
      for word in ["Ana Lima", "Kim Vu", "on-call lead", "Secret.", "10:05:00"] {
        #expect(!text.contains(word), "\(word) in \(file.path)")
      }
    }
  }

  @Test func `words of another language take the place of the English ones`() throws {
    let german = FeedWords(
      incidentStates: [.investigating: "Wird untersucht"], maintenanceStates: [:],
      statuses: [.majorOutage: "ausgefallen"], update: "Neues", postmortem: "Rückblick",
      severityIsNow: "{id}: {name}.", nextUpdateBy: "Nächste Meldung bis {time}.",
      scheduledFor: "{start} bis {end}.", scheduledFrom: "Ab {start}.", endNotKnown: "Ende offen.",
      lasted: "War {start} bis {end}.", lastsSince: "Seit {start}.",
      movedFrom: "Vorher {start} bis {end}.", movedFromStart: "Vorher {start}.",
      beganAsPlanned: "Hat begonnen.", endedAsPlanned: "Ist zu Ende.",
      historyOf: "{name}: Verlauf", maintenanceOf: "{name}: Wartung")
    let site = acme(History(incidents: [apiErrors]))
    let files = madeFiles(
      by: feedPlanner(in: german), of: site, site.snapshot(at: utc("2026-11-20 10:20")))
    let feed = try #require(files.first { $0.path == "feed.xml" })
    let text = String(decoding: feed.bytes(), as: UTF8.self)
    #expect(text.contains("<title>[Wird untersucht] Elevated API error rates</title>"))
    #expect(
      text.contains(
        "Public API: ausgefallen; Dashboard: ausgefallen. "
          + "Nächste Meldung bis 2026-11-20 10:40 UTC."))
  }

  /// The titles of the items in the RSS feed, without the feed's own.
  private func titles(of history: History) throws -> [String] {
    try published("feed.xml", of: acme(history)).split(separator: "\n")
      .filter { $0.hasPrefix("<title>") }
      .map { $0.dropFirst("<title>".count).dropLast("</title>".count) }
      .map(String.init).dropFirst().map { $0 }
  }
}
