import StatusModel
import Testing

@Suite struct HistoryFeedTests {
  private static let logins = "https://status.acme.example/incidents/2026-11-10-slow-logins/"
  private static let off = "https://status.acme.example/maintenance/2026-11-19-called-off/"
  /// A maintenance that was called off, and an incident with a postmortem.
  private static let site = acme(
    History(
      incidents: [slowLogins], maintenances: [called], postmortems: [slowLoginsPostmortem]),
    timeZone: berlin)

  private static let loginsHTML = """
    &lt;p&gt;&lt;small&gt;2026-11-12 00:00 +01:00&lt;/small&gt;&lt;br&gt;
    &lt;strong&gt;Postmortem&lt;/strong&gt;&lt;/p&gt;
    &lt;h4&gt;Summary&lt;/h4&gt;
    &lt;p&gt;A cache was full.&lt;/p&gt;
    &lt;p&gt;&lt;small&gt;2026-11-10 11:00 +01:00&lt;/small&gt;&lt;br&gt;
    &lt;strong&gt;Resolved&lt;/strong&gt; - Logins are quick. Nothing is lost.&lt;/p&gt;
    &lt;p&gt;Dashboard: operational.&lt;/p&gt;
    &lt;p&gt;&lt;small&gt;2026-11-10 10:40 +01:00&lt;/small&gt;&lt;br&gt;
    &lt;strong&gt;Update&lt;/strong&gt; - Logins are quicker.&lt;/p&gt;
    &lt;p&gt;&lt;small&gt;2026-11-10 10:30 +01:00&lt;/small&gt;&lt;br&gt;
    &lt;strong&gt;Monitoring&lt;/strong&gt; - A cache was emptied.&lt;/p&gt;
    &lt;p&gt;&lt;small&gt;2026-11-10 10:00 +01:00&lt;/small&gt;&lt;br&gt;
    &lt;strong&gt;Investigating&lt;/strong&gt; - Logins take minutes.&lt;/p&gt;
    &lt;p&gt;Dashboard: degraded performance.&lt;/p&gt;

    """
  private static let offHTML = """
    &lt;p&gt;&lt;strong&gt;Planned from 2026-11-25 10:00 +01:00 to 2026-11-25 12:00 +01:00.\
    &lt;/strong&gt;&lt;/p&gt;
    &lt;p&gt;&lt;small&gt;2026-11-17 10:00 +01:00&lt;/small&gt;&lt;br&gt;
    &lt;strong&gt;Cancelled&lt;/strong&gt; - Not needed any more.&lt;/p&gt;
    &lt;p&gt;&lt;small&gt;2026-11-16 10:00 +01:00&lt;/small&gt;&lt;br&gt;
    &lt;strong&gt;Scheduled&lt;/strong&gt; - Planned.&lt;/p&gt;

    """

  @Test func `the RSS history has an item for each entry, dated by its first update`() throws {
    #expect(
      try published("history.rss", of: Self.site) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <?xml-stylesheet type="text/css" href="https://status.acme.example/feed.css"?>
        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
        <channel>
        <title>Acme Status: incident history</title>
        <link>https://status.acme.example/history/</link>
        <description>Live status of Acme's services</description>
        <language>en</language>
        <lastBuildDate>Tue, 17 Nov 2026 09:00:00 +0000</lastBuildDate>
        <ttl>5</ttl>
        <atom:link rel="self" type="application/rss+xml" href="https://status.acme.example/history.rss"/>
        <item>
        <title>Called off</title>
        <link>\(Self.off)</link>
        <guid isPermaLink="true">\(Self.off)</guid>
        <pubDate>Mon, 16 Nov 2026 09:00:00 +0000</pubDate>
        <category>Public API</category>
        <description>\(Self.offHTML)</description>
        </item>
        <item>
        <title>Slow logins</title>
        <link>\(Self.logins)</link>
        <guid isPermaLink="true">\(Self.logins)</guid>
        <pubDate>Tue, 10 Nov 2026 09:00:00 +0000</pubDate>
        <category>Dashboard</category>
        <description>\(Self.loginsHTML)</description>
        </item>
        </channel>
        </rss>

        """)
  }

  @Test func `the Atom history says when an entry was published and when it last changed`() throws {
    #expect(
      try published("history.atom", of: Self.site) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <?xml-stylesheet type="text/css" href="https://status.acme.example/feed.css"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
        <id>https://status.acme.example/history.atom</id>
        <title>Acme Status: incident history</title>
        <subtitle>Live status of Acme's services</subtitle>
        <updated>2026-11-17T09:00:00Z</updated>
        <author><name>Acme Status</name></author>
        <link rel="self" type="application/atom+xml" href="https://status.acme.example/history.atom"/>
        <link rel="alternate" type="text/html" href="https://status.acme.example/history/"/>
        <entry>
        <id>\(Self.off)</id>
        <title>Called off</title>
        <published>2026-11-16T09:00:00Z</published>
        <updated>2026-11-17T09:00:00Z</updated>
        <link rel="alternate" type="text/html" href="\(Self.off)"/>
        <category term="api" label="Public API"/>
        <content type="html">\(Self.offHTML)</content>
        </entry>
        <entry>
        <id>\(Self.logins)</id>
        <title>Slow logins</title>
        <published>2026-11-10T09:00:00Z</published>
        <updated>2026-11-11T23:00:00Z</updated>
        <link rel="alternate" type="text/html" href="\(Self.logins)"/>
        <category term="dashboard" label="Dashboard"/>
        <content type="html">\(Self.loginsHTML)</content>
        </entry>
        </feed>

        """)
  }

  @Test func `an old entry that changes today stays in its place, and dates the feed`() throws {
    let note = Incident.Update(state: nil, time: utc("2026-11-20 09:00"))
    let site = acme(History(incidents: [slowLogins + note], maintenances: [called]))
    let feed = try texts(inXML: published("history.atom", of: site))
    #expect(feed["title"] == ["Acme Status: incident history", "Called off", "Slow logins"])
    #expect(feed["published"] == ["2026-11-16T09:00:00Z", "2026-11-10T09:00:00Z"])
    #expect(
      feed["updated"] == ["2026-11-20T09:00:00Z", "2026-11-17T09:00:00Z", "2026-11-20T09:00:00Z"])
  }

  @Test func `the history holds the newest twenty-five entries of both kinds`() throws {
    let incidents = (0..<30).map { number in
      Incident(
        id: "i\(padded(number))", title: "i\(number)", severity: "SEV3",
        updates: [
          .init(state: .resolved, time: utc("2026-02-01 00:00").advanced(by: number * 86_400))
        ])
    }
    let maintenances = (0..<30).map { number in
      Maintenance(
        id: "m\(padded(number))", title: "m\(number)",
        window: utc("2026-12-01 02:00")..<utc("2026-12-01 04:00"),
        updates: [
          .init(state: .scheduled, time: utc("2026-02-01 00:00").advanced(by: number * 86_400))
        ])
    }
    let feed = try texts(
      inXML: published(
        "history.rss", of: acme(History(incidents: incidents, maintenances: maintenances))))
    let newest = (17..<30).reversed().flatMap { ["i\($0)", "m\($0)"] }.prefix(25)
    #expect((feed["title"] ?? []).dropFirst() == newest)
  }

  @Test(arguments: ["atom.xml", "history.atom", "components/api/atom.xml"])
  func `nothing is dated by what is still planned`(path: String) throws {
    let feed = try texts(inXML: published(path, of: acme(busy)))
    let dates = try #require(feed["published"]) + #require(feed["updated"])
    #expect(feed["title"]?.joined().contains("Database upgrade") == true)
    #expect(dates.allSatisfy { $0 <= "2026-11-20T10:40:00Z" })
  }
}
