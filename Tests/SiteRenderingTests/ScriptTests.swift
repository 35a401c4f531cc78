import SiteFiles
import StatusModel
import Testing

/// What a page carries for its script, and which part of the script.
struct ScriptTests {
  @Test func `comments and needless blanks are left out of the script, texts stay`() throws {
    let source = """
      // A comment.
      (() => {

        const a = '// no comment'; // one that stays
      \ta('</script><!--');
        // live
        b();
        // end
        c();
      })();

      """
    let own = SourceFile(path: "theme/assets/script.js", bytes: Array(source.utf8))
    let pages = try renderedPages(of: exampleSite(), theme: [own])
    let start = """
      (() => {
      const a = '// no comment'; // one that stays
      a('<\\/script><\\!--');

      """
    let whole = start + "b();\nc();\n})();</script>\n</body>"
    let brief = start + "c();\n})();</script>\n</body>"
    let live = pages.filter { $0.value.contains(whole) }.keys.sorted()
    #expect(
      live == [
        "components/api/index.html", "components/dashboard/index.html",
        "components/legacy/index.html", "components/mobile/index.html",
        "incidents/2026-11-20-api-errors/index.html", "index.html",
        "maintenance/2026-11-20-mobile/index.html",
        "maintenance/2026-12-01-db-upgrade/index.html", "maintenance/index.html",
      ])
    #expect(
      pages.filter { $0.value.contains(brief) }.count
        == pages.keys.count { $0.hasSuffix(".html") } - live.count)
    #expect(pages.filter { $0.value.contains("data-until") }.keys.sorted() == live)
  }

  @Test func `the script of the theme is small`() throws {
    let page = try #require(try renderedPages(of: exampleSite())["index.html"])
    let script = try #require(
      page.firstMatch(of: /<script[^>]*>(.*)<\/script>/.dotMatchesNewlines()))
    #expect(script.output.1.utf8.count < 9_000)
    let closed = "incidents/2026-11-10-sync/index.html"
    let other = try #require(try renderedPages(of: exampleSite())[closed])
    let brief = try #require(
      other.firstMatch(of: /<script[^>]*>(.*)<\/script>/.dotMatchesNewlines()))
    #expect(brief.output.1.utf8.count < 2_000)
  }

  /// The running maintenance of the example ends at 12:30; the promise is 11:35.
  @Test(arguments: [
    ("index.html", "2026-11-20T11:35:01Z", true),
    ("incidents/2026-11-20-api-errors/index.html", "2026-11-20T11:35:01Z", true),
    ("maintenance/2026-11-20-mobile/index.html", "2026-11-20T11:35:01Z", true),
    ("maintenance/2026-12-01-db-upgrade/index.html", "2026-11-20T11:35:01Z", false),
    ("components/api/index.html", "2026-11-20T11:35:01Z", true),
    ("components/dashboard/index.html", "2026-11-20T11:35:01Z", false),
  ])
  func `a page says until when it holds, and whether its readers wait for news`(
    path: String, until: String, isOpen: Bool
  ) throws {
    let page = try #require(try renderedPages(of: exampleSite())[path])
    let line = """
      <div class="stale" role="status" data-until="\(until)"\(isOpen ? " data-open" : "") \
      data-late="{span} late" data-aside=" ({text})" data-started="In progress" data-ended="Completed">\
      <template>This page may be out of date: it should have been updated by <time datetime="\(until)">\
      20 Nov 2026, 11:35 UTC</time>.</template></div>
      """
    #expect(page.split(separator: "\n").contains { $0 == line }, "\(page.prefix(0))")
  }

  @Test func `a maintenance carries what the clock will still do to it`() throws {
    let pages = try renderedPages(of: exampleSite())
    let running = #"<span class="tag work" data-ends="2026-11-20T12:30:00Z">"#
    let planned =
      #"<span class="tag plan" data-starts="2026-12-01T02:00:00Z" data-ends="2026-12-01T04:00:00Z">"#
    let icon = ##"<svg class="icon" aria-hidden="true"><use href="#i-work"/></svg>"##
    let expected = [
      ("index.html", running + icon + "In progress</span>"),
      ("maintenance/2026-11-20-mobile/index.html", running + "In progress</span>"),
      ("index.html", planned + icon + "Scheduled</span>"),
      ("maintenance/2026-12-01-db-upgrade/index.html", planned + "Scheduled</span>"),
    ]
    for (path, tag) in expected {
      #expect(pages[path]?.ranges(of: tag).count == 1, "\(path)")
    }
  }

  @Test func `a site's words reach the script escaped`() throws {
    let words = """
      late: "'\\"<b>{span}"
      page_is_old: "</template><script>{time}"
      your_time: "\\"><i>"
      date_locale: en_AU
      """
    let own = SourceFile(path: "theme/strings/en.yml", bytes: Array(words.utf8))
    let page = try #require(try renderedPages(of: exampleSite(), theme: [own])["index.html"])
    #expect(page.contains(#"data-late="&#39;&quot;&lt;b&gt;{span}""#))
    #expect(page.contains("<template>&lt;/template&gt;&lt;script&gt;<time "))
    #expect(
      page.contains(
        #"<script data-zone="UTC" data-dates="en-AU" data-moment="{date}, {time} {zone}" "#
          + #"data-clock="{time} {zone}" data-toggle="&quot;&gt;&lt;i&gt;">"#))
  }
}
