import SiteFiles
import StatusModel
import Testing

/// What a template shows, byte for byte.
struct TemplateRenderingTests {
  @Test(arguments: [
    ("{{look}}", "part\n"),
    ("{{ look }}|{{\n look\t}}|{{\u{A0}look}}", "part|part|part\n"),
    ("<p>{{{as_of}}}</p>", "<p>As of \(asOf)</p>\n"),
    ("{{&as_of}}|{{& as_of }}|{{{ as_of }}}", "As of \(asOf)|As of \(asOf)|As of \(asOf)\n"),
    ("ä{{look}}日本{{look}}\u{301}👨‍👩‍👧", "äpart日本part\u{301}👨‍👩‍👧\n"),
    ("{ } }} {a} {{look}}} {", "{ } }} {a} part} {\n"),
  ])
  func `a value stands where its tag stands`(template: String, page: String) throws {
    #expect(try self.page(template) == page)
  }

  @Test(arguments: [
    // A flag, a text, HTML, a list.
    ("a {{#has_affected}}b{{/has_affected}} c", "a b c\n"),
    ("a {{^has_affected}}b{{/has_affected}} c", "a  c\n"),
    ("{{#look}}<{{look}}>{{/look}}{{^look}}none{{/look}}", "<part>\n"),
    ("{{#as_of}}<b>{{/as_of}}{{^as_of}}none{{/as_of}}", "<b>\n"),
    ("{{#affected}}.{{/affected}}{{^affected}}none{{/affected}}", "..\n"),
    ("{{# look }}x{{/ look }}", "x\n"),
    // A row's own value comes before one of the same name around it, even if it is empty.
    ("{{#sections}}[{{name}}{{^name}}none{{/name}}]{{/sections}}", "[none][Apps]\n"),
    ("{{#incidents}}{{look}}{{#effects}} {{look}}{{/effects}}{{/incidents}} {{look}}", innerLooks),
    // Names from one and from two lists further out.
    (
      "{{#incidents}}{{#effects}}{{name}}, {{title}}, {{status}}. {{/effects}}{{/incidents}}",
      "Public API, Elevated API error rates, Partial outage. "
        + "Dashboard, Elevated API error rates, Partial outage. \n"
    ),
    (
      "{{#incidents}}{{#effects}}{{#updates}}.{{/updates}}{{^running}}-{{/running}}{{/effects}}"
        + "{{/incidents}}",
      "....\n"
    ),
  ])
  func `a section shows what it encloses`(template: String, page: String) throws {
    #expect(try self.page(template) == page)
  }

  @Test(arguments: [
    ("a\n{{#has_affected}}\nb\n{{/has_affected}}\nc", "a\nb\nc\n"),
    ("a\n\t{{#has_affected}} \n  b\n {{/has_affected}}\t \n\nc\n", "a\nb\nc\n"),
    ("a\n{{#affected}}\n{{look}}\n{{/affected}}\n", "a\npart\nwork\n"),
    ("a\n{{^affected}}\n{{look}}\n{{/affected}}\n", "a\n"),
    ("a\n{{#has_affected}}\n{{#look}}\nb\n{{/look}}\n{{/has_affected}}\nc", "a\nb\nc\n"),
    // A value does not stand alone, nor does a tag beside another one or beside text.
    ("a\n{{look}}\nb", "a\npart\nb\n"),
    ("a\n{{#look}}{{#look}}\nb{{/look}}{{/look}}\nc", "a\n\nb\nc\n"),
    ("a{{#look}}\nb{{/look}}\nc", "a\nb\nc\n"),
    ("a\n{{#look}} b\n{{/look}}\nc", "a\n b\nc\n"),
    // A tag on the first line does not stand alone.
    ("{{#affected}}\n{{look}}\n{{/affected}}\nb", "\npart\n\nwork\nb\n"),
    // What follows a section stands at the start of a line if its first tag stood alone.
    ("a\n{{#look}}\nb{{/look}} {{#look}}\nc\n{{/look}}\nd", "a\nbc\nd\n"),
    ("a\nb{{#look}}c\n{{/look}}\n{{#look}}\nd\n{{/look}}\ne", "a\nbc\n\nd\ne\n"),
  ])
  func `a tag that stands alone takes its line with it`(template: String, page: String) throws {
    #expect(try self.page(template) == page)
  }

  @Test(arguments: [
    ("", ""),
    (" \n\t\n", ""),
    ("a", "a\n"),
    ("\n\n  a b  \n \t \n\tc\n\n", "a b  \nc\n"),
    ("{{look}}  {{look}}\n  {{look}}", "part  part\npart\n"),
  ])
  func `blanks at the start of a line and empty lines are left out`(
    template: String, page: String
  ) throws {
    #expect(try self.page(template) == page)
  }

  @Test(arguments: [
    ("a{{! b }}c", "ac\n"),
    ("a\n  {{! b\n  {{look}}\nc", "a\nc\n"),
    ("{{! b }}\na", "a\n"),
    ("{{! b }}  a", "a\n"),
    ("a\n{{! b }}{{#look}}{{! c }}\nd\n{{/look}}\n", "a\nd\n"),
  ])
  func `a comment is left out, and with it a line that has nothing else`(
    template: String, page: String
  ) throws {
    #expect(try self.page(template) == page)
  }

  @Test(arguments: [
    ("a\n{{>box}}\nb", "x", "a\nx\nb\n"),
    ("a\n  {{> box }}  \nb", "x\n  y\n", "a\nx\ny\nb\n"),
    ("a{{>box}}b", "x", "ax\nb\n"),
    ("{{>box}}\nb", "x", "x\n\nb\n"),
    ("a\n{{>box}}\nb", "", "a\nb\n"),
    ("a\n{{>box}}\nb", "{{#look}}\nx\n{{/look}}", "a\n\nx\nb\n"),
    ("{{#affected}}{{>box}}{{/affected}}", "{{name}}, {{status}}", affectedNames),
    ("{{>box}}{{#affected}}{{>box}}{{/affected}}", "{{look}}", "part\npart\nwork\n\n"),
  ])
  func `a partial stands in the place of its tag, with the names known there`(
    template: String, partial: String, page: String
  ) throws {
    #expect(try self.page(template, with: ["layouts/box.mustache": partial]) == page)
  }

  @Test(arguments: [
    ("\"} <b> {\"", "[{{words.skip}}|{{{words.skip}}}]", wordWithMarks),
    ("\"  a\\n\\n  b\"", "c\n {{words.skip}}\nd", "c\na\nb\nd\n"),
    ("\" \"", "c\n{{words.skip}}\n{{#look}}{{words.skip}}\nd{{/look}}", "c\nd\n"),
  ])
  func `a word stands in the place of its tag as if it were written there`(
    word: String, template: String, page: String
  ) throws {
    #expect(try self.page(template, with: ["strings/en.yml": "skip: \(word)\n"]) == page)
  }

  @Test(arguments: [
    "a\n\n  {{#affected}}  \n  {{name}}\n{{/affected}}\n {{>box}}\n{{look}}\n",
    "{{#affected}}\n{{name}}{{/affected}}{{! c\nd }}\n{{#\nlook}}{{>box}}{{/look}}",
  ])
  func `lines that end as on Windows make the same page`(template: String) throws {
    let box = "{{#look}}\n x\n{{/look}}\ny"
    let page = try page(template, with: ["layouts/box.mustache": box])
    #expect(!page.contains("\r"))
    #expect(
      try self.page(
        template.replacing("\n", with: "\r\n"),
        with: ["layouts/box.mustache": box.replacing("\n", with: "\r\n")]) == page)
  }

  /// The home page, where it is nothing but `template`.
  private func page(_ template: String, with files: [String: String] = [:]) throws -> String {
    let own = files.merging([
      "layouts/page.mustache": "{{{content}}}", "layouts/home.mustache": template,
    ]) { _, own in own }
    let pages = try renderedPages(
      of: exampleSite(),
      theme: own.map { SourceFile(path: "theme/\($0.key)", bytes: Array($0.value.utf8)) })
    let page = try #require(pages["index.html"])
    // The last break is that of the page around it.
    #expect(page.hasSuffix("\n"))
    return String(page.dropLast())
  }
}

private let asOf =
  "<time datetime=\"2026-11-20T11:00:00Z\">20 Nov 2026, 11:00 UTC</time>"
private let innerLooks = "part part ok part\n"
private let affectedNames =
  "Public API, Partial outage\nMobile apps, Partial outage\n\n"
private let wordWithMarks =
  "[&#125; &lt;b&gt; &#123;|&#125; &lt;b&gt; &#123;]\n"
