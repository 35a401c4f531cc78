import StatusModel

/// The frames of all pages but `404.html`: one for each depth, with the style and the script that its
/// pages need. Pages of incidents, which may be thousands, go without what only lists or open things
/// need.
struct FrameSet: Sendable {
  /// Without lists, then with; both first for pages that the clock leaves alone, then for others.
  private let frames: [PageFrame]

  init(view: SiteView, pictures: SitePictures) {
    let script = view.theme.script
    frames = [false, true].flatMap { isLive in
      [false, true].flatMap { showsLists in
        (0..<FrameSet.depths).map { depth in
          PageFrame(
            view: view, root: RootPath(depth: depth, in: view.tree),
            style: view.style(showsLists: showsLists), script: isLive ? script.whole : script.brief,
            pictures: pictures)
        }
      }
    }
  }

  /// The home page stands at depth 0, a month at 2.
  private static let depths = 3

  /// - Parameter isLive: the clock changes the page.
  func frame(for address: PageAddress, isLive: Bool) -> PageFrame {
    let kind = (isLive ? 2 : 0) + (address.isOverview ? 1 : 0)
    return frames[kind * FrameSet.depths + address.depth]
  }
}

extension SiteView {
  /// The style of a page.
  ///
  /// - Parameter showsLists: it shows components or lists.
  func style(showsLists: Bool) -> String {
    let colour = site.settings.accent.flatMap { Colour(hex: $0) }
    let accent = colour.map { Accent($0, on: theme.backgrounds).style } ?? ""
    return theme.style + (showsLists ? theme.homeStyle : "") + accent
  }
}
