import Feeds
import SiteFiles
import StatusModel
import TestSupport
import Testing

@Suite struct ComponentFeedTests {
  private static let address = "https://status.acme.example/maintenance/2026-11-20-mobile-release/"

  @Test func `a component's RSS says what it is about and holds its items alone`() throws {
    #expect(
      try published("components/mobile/feed.xml", of: acme(busy), at: utc("2026-11-18 10:00"))
        == """
        <?xml version="1.0" encoding="UTF-8"?>
        <?xml-stylesheet type="text/css" href="https://status.acme.example/feed.css"?>
        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
        <channel>
        <title>Acme Status: Mobile apps</title>
        <link>https://status.acme.example/components/mobile/</link>
        <description>Acme Status: Mobile apps</description>
        <language>en</language>
        <lastBuildDate>Wed, 18 Nov 2026 09:00:00 +0000</lastBuildDate>
        <ttl>5</ttl>
        <atom:link rel="self" type="application/rss+xml" \
        href="https://status.acme.example/components/mobile/feed.xml"/>
        <item>
        <title>[Scheduled] Mobile release</title>
        <link>\(Self.address)#2026-11-18T09-00-00Z</link>
        <guid isPermaLink="true">\(Self.address)#2026-11-18T09-00-00Z</guid>
        <pubDate>Wed, 18 Nov 2026 09:00:00 +0000</pubDate>
        <category>Mobile apps</category>
        <description>&lt;p&gt;Apps may need a restart.&lt;/p&gt;
        &lt;p&gt;Planned from 2026-11-20 09:00 UTC to 2026-11-20 11:00 UTC.&lt;/p&gt;
        </description>
        </item>
        <item>
        <title>[Retracted] Mobile apps unreachable</title>
        <link>https://status.acme.example/incidents/2026-11-05-false-alarm/#2026-11-05T08-20-00Z</link>
        <guid isPermaLink="true">https://status.acme.example/incidents/2026-11-05-false-alarm/\
        #2026-11-05T08-20-00Z</guid>
        <pubDate>Thu, 05 Nov 2026 08:20:00 +0000</pubDate>
        <category>Mobile apps</category>
        <description>&lt;p&gt;A probe was broken.&lt;/p&gt;
        &lt;p&gt;Mobile apps: operational.&lt;/p&gt;
        </description>
        </item>
        <item>
        <title>[Investigating] Mobile apps unreachable</title>
        <link>https://status.acme.example/incidents/2026-11-05-false-alarm/#2026-11-05T08-00-00Z</link>
        <guid isPermaLink="true">https://status.acme.example/incidents/2026-11-05-false-alarm/\
        #2026-11-05T08-00-00Z</guid>
        <pubDate>Thu, 05 Nov 2026 08:00:00 +0000</pubDate>
        <category>Mobile apps</category>
        <description>&lt;p&gt;We are looking into it.&lt;/p&gt;
        &lt;p&gt;Mobile apps: major outage. Next update by 2026-11-05 08:30 UTC.&lt;/p&gt;
        </description>
        </item>
        </channel>
        </rss>

        """)
  }

  @Test func `a component's Atom is a feed of its own`() throws {
    let site = acme(History(maintenances: [running]))
    #expect(
      try published("components/mobile/atom.xml", of: site, at: utc("2026-11-18 10:00")) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <?xml-stylesheet type="text/css" href="https://status.acme.example/feed.css"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
        <id>https://status.acme.example/components/mobile/atom.xml</id>
        <title>Acme Status: Mobile apps</title>
        <updated>2026-11-18T09:00:00Z</updated>
        <author><name>Acme Status</name></author>
        <link rel="self" type="application/atom+xml" \
        href="https://status.acme.example/components/mobile/atom.xml"/>
        <link rel="alternate" type="text/html" href="https://status.acme.example/components/mobile/"/>
        <entry>
        <id>\(Self.address)#2026-11-18T09-00-00Z</id>
        <title>[Scheduled] Mobile release</title>
        <published>2026-11-18T09:00:00Z</published>
        <updated>2026-11-18T09:00:00Z</updated>
        <link rel="alternate" type="text/html" href="\(Self.address)#2026-11-18T09-00-00Z"/>
        <category term="mobile" label="Mobile apps"/>
        <content type="html">&lt;p&gt;Apps may need a restart.&lt;/p&gt;
        &lt;p&gt;Planned from 2026-11-20 09:00 UTC to 2026-11-20 11:00 UTC.&lt;/p&gt;
        </content>
        </entry>
        </feed>

        """)
  }

  @Test func `a component's JSON Feed describes the component`() throws {
    let site = acme(History(maintenances: [upgrade]))
    let address = "https://status.acme.example/maintenance/2026-12-01-db-upgrade/"
    #expect(
      try published("components/api/feed.json", of: site)
        == compact(
          #"""
          {"version":"https://jsonfeed.org/version/1.1","title":"Acme Status: Public API",
          "home_page_url":"https://status.acme.example/components/api/",
          "feed_url":"https://status.acme.example/components/api/feed.json",
          "description":"REST and GraphQL","language":"en","items":[
            {"id":"\#(address)#2026-11-19T09-00-00Z","url":"\#(address)#2026-11-19T09-00-00Z",
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

  @Test(arguments: [
    (
      "api",
      [
        "[Identified] Elevated API error rates", "[Investigating] Elevated API error rates",
        "[Scheduled] Database upgrade", "[Cancelled] Called off", "[Scheduled] Called off",
      ]
    ),
    (
      "dashboard",
      [
        "[Identified] Elevated API error rates", "[Investigating] Elevated API error rates",
        "[Postmortem] Slow logins", "[Resolved] Slow logins", "[Update] Slow logins",
        "[Monitoring] Slow logins", "[Investigating] Slow logins",
      ]
    ),
  ])
  func `a component's feeds tell of every entry that ever named it`(
    _ component: String, titles: [String]
  ) throws {
    let site = acme(busy)
    for name in ["feed.xml", "atom.xml"] {
      let feed = try texts(inXML: published("components/\(component)/\(name)", of: site))
      #expect((feed["title"] ?? []).dropFirst() == titles[...])
    }
  }

  @Test func `an incident that comes to name a component brings its earlier updates along`() throws
  {
    let later = Incident.Update(
      state: nil, time: utc("2026-11-20 10:38"),
      statusChanges: [.init(component: "mobile", status: .partialOutage)])
    let site = acme(History(incidents: [apiErrors + later]))
    let before = try texts(
      inXML: published("components/mobile/feed.xml", of: site, at: utc("2026-11-20 10:37")))
    let after = try texts(inXML: published("components/mobile/feed.xml", of: site))
    #expect(before["guid"] == nil)
    #expect(after["guid"]?.count == 3)
  }

  @Test func `a busy component does not push another one's news out of its feed`() throws {
    let noise = Incident(
      id: "noise", title: "Noise", severity: "SEV3", components: [.init(component: "api")],
      updates: (0..<60).map {
        .init(state: nil, time: utc("2026-11-20 09:00").advanced(by: $0 * 60))
      })
    let site = acme(History(incidents: [slowLogins, noise]))
    let counts = try ["feed.xml", "components/api/feed.xml", "components/dashboard/feed.xml"].map {
      try texts(inXML: published($0, of: site, at: utc("2026-11-23 12:00")))["guid"]?.count
    }
    #expect(counts == [50, 50, 4])
  }

  @Test func `who follows one incident gets all of it and nothing else`() throws {
    let path = "incidents/2026-11-10-slow-logins/feed.xml"
    let feed = try texts(inXML: published(path, of: acme(busy)))
    let address = "https://status.acme.example/incidents/2026-11-10-slow-logins/"
    #expect(
      feed["title"] == [
        "Acme Status: Slow logins", "[Postmortem] Slow logins", "[Resolved] Slow logins",
        "[Update] Slow logins", "[Monitoring] Slow logins", "[Investigating] Slow logins",
      ])
    #expect(feed["link"]?.first == address)
    #expect(
      feed["guid"]
        == [
          "postmortem", "2026-11-10T10-00-00Z", "2026-11-10T09-40-00Z", "2026-11-10T09-30-00Z",
          "2026-11-10T09-00-00Z",
        ].map { "\(address)#\($0)" })
  }

  @Test(arguments: [
    ("2026-11-05 07:59", []),
    ("2026-11-05 08:00", ["2026-11-05-false-alarm"]),
    (
      "2026-11-20 10:40",
      ["2026-11-20-api-errors", "2026-11-10-slow-logins", "2026-11-05-false-alarm"]
    ),
    (
      "2026-12-05 08:20",
      ["2026-11-20-api-errors", "2026-11-10-slow-logins", "2026-11-05-false-alarm"]
    ),
    ("2026-12-05 08:21", ["2026-11-20-api-errors", "2026-11-10-slow-logins"]),
    ("2026-12-10 10:01", ["2026-11-20-api-errors"]),
    ("2029-01-01 00:00", ["2026-11-20-api-errors"]),
  ])
  func `an incident has a feed while it is open, and for thirty days after`(
    _ moment: String, incidents: [String]
  ) {
    let site = acme(busy)
    let paths = madeFiles(by: feedPlanner(), of: site, site.snapshot(at: utc(moment))).map(\.path)
    #expect(
      paths.filter { $0.hasPrefix("incidents/") } == incidents.map { "incidents/\($0)/feed.xml" })
  }
}
