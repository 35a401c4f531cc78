import Addresses
import StatusModel

/// What `page.mustache` is given: the whole document around a page's own content.
struct PageValues: TemplateValues {
  let view: SiteView
  let root: RootPath
  let title: String
  let shared: SharedWords
  let address: String
  let alternates: [LanguageLinkValues]
  let feeds: HTML
  let icons: HTML
  let content: HTML
  let header: HTML
  let footer: HTML
  let assets: PageAssets
  let favicon: String

  static let fields = TemplateFields<PageValues>([
    .text("language", "the language of the page, BCP 47") { $0.view.words.language },
    .text("direction", "`ltr` or `rtl`") { $0.view.words.text(.direction) },
    .text("title", "the page's title, with the site's name") { $0.title },
    .text("shared_title", "what a pasted link says: `Identified: Elevated API error rates`") {
      $0.shared.title
    },
    .text("shared_text", "the newest words, or what else the page is about, in one line") {
      $0.shared.text
    },
    .text("site_name", "`name` of `status.yml`") { $0.view.siteName },
    .text("description", "`description` of `status.yml`; empty where there is none") {
      $0.view.siteDescription ?? ""
    },
    .text("address", "the page's permanent address; empty on `404.html`") { $0.address },
    .list(
      "alternates",
      "the page in each language of the site, itself included; none where there is but one"
    ) { $0.alternates },
    .text("policy", "the page's Content-Security-Policy") { $0.assets.policy },
    .text("root", "the way to the site's root: `../../`") { $0.root.site },
    .text("favicon", "the path of the page's icon below `root`") {
      $0.favicon
    },
    .html("feeds", "each feed of the page, then of the site, through `feed-link.mustache`") {
      $0.feeds
    },
    .html("style", "the style that the page needs, to stand in a `style` element unchanged") {
      HTML(source: $0.assets.style)
    },
    .html("script", "the script that the page needs, likewise in a `script` element") {
      HTML(source: $0.assets.script)
    },
    .text("time_zone", "`timezone` of `status.yml`") { $0.view.settings.timeZone.identifier },
    .text("date_locale", "the locale by which days and times are written, BCP 47") {
      $0.view.words.dateLocale
    },
    .text("moment", "how a moment is put together, with `{date}`, `{time}` and `{zone}`") {
      $0.view.words.text(.moment, ["date": "{date}", "time": "{time}", "zone": "{zone}"])
    },
    .text("clock", "the same without its date") {
      $0.view.words.text(.clock, ["time": "{time}", "zone": "{zone}"])
    },
    .html("icons", "the symbols of `theme/assets/icons.svg` that the page shows") { $0.icons },
    .html("header", "`header.mustache`, rendered") { $0.header },
    .html("content", "the page's own template, rendered") { $0.content },
    .html("footer", "`footer.mustache`, rendered") { $0.footer },
  ])
}

/// What `header.mustache` is given.
struct HeaderValues: TemplateValues {
  let view: SiteView
  let root: RootPath
  let pictures: SitePictures
  let languages: [LanguageLinkValues]

  static let fields = TemplateFields<HeaderValues>([
    .text("site_name", "`name` of `status.yml`") { $0.view.siteName },
    .text("home", "a link to the home page") { $0.root.link(to: .home) },
    .text("history", "a link to the history") { $0.root.link(to: .history) },
    .text("subscribe", "a link to the ways to hear of news") { $0.root.link(to: .subscribe) },
    .text("logo", "a link to the logo; empty where there is none") { values in
      values.pictures.logo.map { values.root.site + $0 } ?? ""
    },
    .text("logo_width", "the logo's width, to hold its place; empty where the file does not say") {
      $0.pictures.logoSize.map { String($0.width) } ?? ""
    },
    .text("logo_height", "the logo's height, likewise") {
      $0.pictures.logoSize.map { String($0.height) } ?? ""
    },
    .text("support", "`support` of `status.yml`; empty where there is none") {
      $0.view.settings.support ?? ""
    },
    .list("languages", "the same page in the site's other languages") { $0.languages },
  ])
}

/// What `footer.mustache` is given.
struct FooterValues: TemplateValues {
  let view: SiteView
  let root: RootPath
  /// Empty where the page speaks of no moment.
  let asOf: HTML

  static let fields = TemplateFields<FooterValues>([
    .text("site_name", "`name` of `status.yml`") { $0.view.siteName },
    .text("home", "a link to the home page") { $0.root.link(to: .home) },
    .text("history", "a link to the history") { $0.root.link(to: .history) },
    .text("subscribe", "a link to the ways to hear of news") { $0.root.link(to: .subscribe) },
    .text("maintenances", "a link to the list of all maintenances") {
      $0.root.link(to: .maintenances)
    },
    .text("severity_levels", "a link to the severity levels") {
      $0.root.link(to: .severityLevels)
    },
    .text("support", "`support` of `status.yml`; empty where there is none") {
      $0.view.settings.support ?? ""
    },
    .list("pages", "the extra pages") { values in
      values.view.extraPages.map {
        LinkValues(
          link: values.root.link(to: .extra($0.id)), name: values.view.title(of: $0))
      }
    },
    .html(
      "as_of",
      "the moment that the page speaks of, in a sentence; empty on a page of what is over"
    ) {
      // The home page of another moment says so at its top.
      !$0.view.isPicture || !$0.root.prefix.isEmpty ? $0.asOf : .empty
    },
    .text("present", "the address of the present page, on a picture of another moment; else empty")
    {
      $0.view.present
    },
  ])
}

/// A link and its words.
struct LinkValues: TemplateValues {
  let link: String
  let name: String

  static let fields = TemplateFields<LinkValues>([
    .text("link", "where it leads") { $0.link },
    .text("name", "its words") { $0.name },
  ])
}

/// A page in one of the site's languages.
struct LanguageLinkValues: TemplateValues {
  let language: String
  let name: String
  let link: String

  static let fields = TemplateFields<LanguageLinkValues>([
    .text("language", "the language, BCP 47; `x-default` in `alternates` for all others") {
      $0.language
    },
    .text("name", "what its speakers call it: `Deutsch`; empty in `alternates`") { $0.name },
    .text("link", "where the page is in it; a whole address in `alternates`") { $0.link },
  ])
}

extension SiteView {
  /// Links to a page in the site's other languages.
  ///
  /// - Parameter path: of the page within its language: `history/index.html`.
  func otherLanguages(root: RootPath, path: String) -> [LanguageLinkValues] {
    trees.filter { $0 != tree }.map {
      LanguageLinkValues(
        language: $0.language, name: $0.ownName, link: root.site + $0.folder + path)
    }
  }

  /// What a search engine needs to show each reader the page in their own language.
  ///
  /// - Parameter folder: of the page within its language: `history/`.
  /// - Source: HTML, 4.2.4, `rel=alternate` with `hreflang`; `x-default` is what search engines agreed
  ///   on for everybody else.
  func alternates(folder: String) -> [LanguageLinkValues] {
    guard trees.count > 1 else { return [] }
    let url = settings.url
    let all = trees.map { (language: $0.language, folder: $0.folder) }
    return (all + [("x-default", "")]).map {
      LanguageLinkValues(language: $0.language, name: "", link: "\(url)/\($0.folder)\(folder)")
    }
  }
}
