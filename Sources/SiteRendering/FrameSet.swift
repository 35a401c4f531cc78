import Addresses
import SiteFiles
import StatusModel

/// How much style a page carries; each kind has that of the one before, and more.
enum PageStyle: Int, CaseIterable, Sendable {
  case entry, home, lists
}

/// The frames of all pages: one for each kind of page at each depth, with the style and the script
/// that it needs. Pages of incidents, which may be thousands, go without what only lists or open
/// things need.
///
/// A frame, and what it wears, is made when the first page asks for it, beside the pages.
struct FrameSet: Sendable {
  /// What the clock does to a page.
  enum Age: Int, CaseIterable, Sendable {
    /// It changes by itself: it carries the whole script, and says what moment it speaks of.
    case live
    /// The same while nothing happens to what it shows: it speaks of the last full hour, so that an update
    /// about something else leaves its bytes as they are.
    case quiet
    /// It says what moment it speaks of.
    case dated
    /// What is over: only people change it. Its bytes do not depend on the moment, so that a build
    /// leaves ten years of history as they are.
    case lasting
  }

  private let frames: [MadeOnce<PageFrame>]
  let notFound: MadeOnce<PageFrame>

  init(view: SiteView, pictures: SitePictures) {
    let assets = Age.allCases.flatMap { age in
      PageStyle.allCases.map { style in
        MadeOnce { PageAssets(view: view, isLive: age == .live || age == .quiet, style: style) }
      }
    }
    frames = Age.allCases.flatMap { age in
      PageStyle.allCases.flatMap { style in
        (0..<FrameSet.depths).map { depth in
          let assets = assets[FrameSet.kind(age, style)]
          return MadeOnce {
            PageFrame(
              view: view, root: RootPath(depth: depth, in: view.tree), assets: assets.value,
              asOf: view.asOf(for: age), pictures: pictures)
          }
        }
      }
    }
    notFound = MadeOnce {
      PageFrame(
        view: view, root: RootPath(absoluteFor: view.settings.url),
        assets: PageAssets(view: view, isLive: false, style: .lists, isLost: true),
        asOf: view.asOf(for: .dated), pictures: pictures, hasAddress: false)
    }
  }

  /// The home page stands at depth 0, a month at 2.
  private static let depths = 3

  private static func kind(_ age: Age, _ style: PageStyle) -> Int {
    age.rawValue * PageStyle.allCases.count + style.rawValue
  }

  func frame(for address: PageAddress, _ age: Age) -> MadeOnce<PageFrame> {
    let kind = FrameSet.kind(age, address.style)
    return frames[kind * FrameSet.depths + address.depth]
  }
}

/// What a page wears: its style and its script, and the policy that knows both by their digests.
struct PageAssets: Sendable {
  let style: String
  let script: String
  let policy: String

  /// - Parameters:
  ///   - isLive: the clock changes the page.
  ///   - isLost: it is the page for lost readers.
  init(view: SiteView, isLive: Bool, style: PageStyle, isLost: Bool = false) {
    var parts: Set<ThemeScript.Part> = []
    if isLive, !view.isPicture { parts.insert(.live) }
    if style != .entry { parts.insert(.bars) }
    if isLost { parts.insert(.lost) }
    self.style = view.text(of: style)
    script = view.theme.script.text(with: parts)
    policy = securityPolicy(style: self.style, script: script)
  }
}

extension SiteView {
  fileprivate func asOf(for age: FrameSet.Age) -> HTML {
    switch age {
    case .live, .dated: asOf(snapshot.moment)
    case .quiet: asOf(snapshot.hour)
    case .lasting: .empty
    }
  }

  fileprivate func text(of style: PageStyle) -> String {
    let colour = settings.accent.flatMap { Colour(hex: $0) }
    let accent = colour.map { Accent($0, on: theme.backgrounds).style } ?? ""
    return theme.styles.prefix(style.rawValue + 1).joined() + accent
  }
}
