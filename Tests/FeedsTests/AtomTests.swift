import StatusModel
import Testing

@Suite struct AtomTests {
  @Test func `Atom has the same items as RSS`() throws {
    let address = "https://status.acme.example/incidents/2026-11-20-api-errors/"
    #expect(
      try published("atom.xml", of: acme(History(incidents: [apiErrors]))) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <?xml-stylesheet type="text/css" href="https://status.acme.example/feed.css"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
        <id>https://status.acme.example/atom.xml</id>
        <title>Acme Status</title>
        <subtitle>Live status of Acme's services</subtitle>
        <updated>2026-11-20T10:35:00Z</updated>
        <author><name>Acme Status</name></author>
        <link rel="self" type="application/atom+xml" href="https://status.acme.example/atom.xml"/>
        <link rel="alternate" type="text/html" href="https://status.acme.example/"/>
        <entry>
        <id>\(address)#2026-11-20T10-35-00Z</id>
        <title>[Identified] Elevated API error rates</title>
        <published>2026-11-20T10:35:00Z</published>
        <updated>2026-11-20T10:35:00Z</updated>
        <link rel="alternate" type="text/html" href="\(address)#2026-11-20T10-35-00Z"/>
        <category term="api" label="Public API"/>
        <category term="dashboard" label="Dashboard"/>
        <content type="html">&lt;p&gt;A change is being rolled back.&lt;/p&gt;
        &lt;p&gt;Severity is now SEV2 (Major). Public API: partial outage; Dashboard: operational. \
        Next update by 2026-11-20 11:00 UTC.&lt;/p&gt;
        </content>
        </entry>
        <entry>
        <id>\(address)#2026-11-20T10-10-00Z</id>
        <title>[Investigating] Elevated API error rates</title>
        <published>2026-11-20T10:10:00Z</published>
        <updated>2026-11-20T10:10:00Z</updated>
        <link rel="alternate" type="text/html" href="\(address)#2026-11-20T10-10-00Z"/>
        <category term="api" label="Public API"/>
        <category term="dashboard" label="Dashboard"/>
        <content type="html">&lt;p&gt;Some requests fail. See \
        &lt;a href=&quot;https://status.acme.example/pages/guide&quot;&gt;the \
        &lt;em&gt;guide&lt;/em&gt;&lt;/a&gt;.&lt;/p&gt;
        &lt;p&gt;Public API: major outage; Dashboard: major outage. \
        Next update by 2026-11-20 10:40 UTC.&lt;/p&gt;
        </content>
        </entry>
        </feed>

        """)
  }

  @Test func `where nothing is known, an empty feed is dated by the day of the build`() throws {
    let site = Site(
      settings: SiteSettings(name: "Acme", url: "https://status.acme.example", language: "de"),
      catalog: Catalog(entries: []))
    #expect(
      try published("atom.xml", of: site) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <?xml-stylesheet type="text/css" href="https://status.acme.example/feed.css"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
        <id>https://status.acme.example/atom.xml</id>
        <title>Acme</title>
        <updated>2026-11-20T00:00:00Z</updated>
        <author><name>Acme</name></author>
        <link rel="self" type="application/atom+xml" href="https://status.acme.example/atom.xml"/>
        <link rel="alternate" type="text/html" href="https://status.acme.example/"/>
        </feed>

        """)
  }

  @Test(arguments: [
    ("atom.xml", "2026-11-20 10:40", "2026-11-18T23:00:00Z"),
    ("components/api/atom.xml", "2026-11-20 10:40", "2026-11-18T23:00:00Z"),
    ("components/mobile/atom.xml", "2026-11-20 10:40", "2026-11-18T23:00:00Z"),
    ("history.atom", "2026-11-20 10:40", "2026-11-18T23:00:00Z"),
    ("components/mobile/atom.xml", "2026-11-18 22:59", "2026-11-17T23:00:00Z"),
    ("atom.xml", "2026-11-18 22:59", "2026-11-17T23:00:00Z"),
  ])
  func `an empty feed is dated by the first day that is known, once that has come`(
    _ path: String, _ moment: String, dated: String
  ) throws {
    let feed = try texts(
      inXML: published(path, of: acme(timeZone: berlin), at: utc(moment)))
    #expect(feed["updated"] == [dated])
  }
}
