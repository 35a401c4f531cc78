import Addresses

/// The way from a page to the pages of its language, and to the site's root.
struct RootPath: Hashable, Sendable {
  /// To the home page in the page's language: `../../`, or `/sub/` where the depth is not known.
  let prefix: String
  /// To the site's root, where everything lies that is there once: feeds, the API, `static/`.
  let site: String

  /// - Parameter depth: below the home page in the page's language.
  init(depth: Int, in tree: LanguageTree) {
    prefix = String(repeating: "../", count: depth)
    site = prefix + (tree.folder.isEmpty ? "" : "../")
  }

  /// For a page that is served at any depth: the path of the site's own address.
  ///
  /// - Parameter url: `https://example.org/status`, with no slash at its end.
  init(absoluteFor url: String) {
    let afterScheme = url.split(separator: "://", maxSplits: 1).last ?? ""
    let path = afterScheme.drop { $0 != "/" }
    prefix = String(path) + "/"
    site = prefix
  }

  func link(to page: PageAddress) -> String { prefix + page.path }

  /// The folder of the files that belong to a page and are there once, such as its feeds; empty where
  /// they lie beside the page that names them.
  func files(of page: PageAddress, isElsewhere: Bool = false) -> String {
    site == prefix && !isElsewhere ? "" : site + page.folder
  }
}

extension PageAddress {
  /// How much style it carries: an entry's page, of which a site may have ten thousand, the least.
  var style: PageStyle {
    switch self {
    case .incident, .maintenance, .extra: .entry
    case .home: .home
    case .notFound, .component, .history, .month, .severityLevels, .maintenances, .subscribe: .lists
    }
  }
}
