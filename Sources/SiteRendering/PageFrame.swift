import Addresses
import Escaping
import StatusModel

/// The document around a page's content, rendered once for all pages of one depth: what differs
/// between them is left open.
final class PageFrame: Sendable {
  /// What stands before, between and after the holes, in UTF-8.
  private let pieces: [[UInt8]]
  private let holes: [Hole]

  private let icons: IconSheet
  /// The pictures that the frame itself shows.
  private let ownIcons: IconSheet.Symbols

  private enum Hole: String, CaseIterable, Sendable {
    case title, address, folder, path, feeds, icons, content
    case sharedTitle = "shared-title"
    case sharedText = "shared-text"
  }

  /// - Parameters:
  ///   - asOf: what moment the page speaks of, in a sentence; empty where it speaks of none.
  ///   - hasAddress: false for `404.html`, which has no permanent address.
  init(
    view: SiteView, root: RootPath, assets: PageAssets, asOf: HTML, pictures: SitePictures,
    hasAddress: Bool = true
  ) {
    let footer = view.theme.render(
      .footer, FooterValues(view: view, root: root, asOf: asOf))
    let siteFeeds = view.siteFeedLinks(root: root)
    func document(_ mark: (Hole) -> String) -> String {
      let others = view.otherLanguages(root: root, path: mark(.path))
      let header = view.theme.render(
        .header, HeaderValues(view: view, root: root, pictures: pictures, languages: others))
      let alternates = hasAddress ? view.alternates(folder: mark(.folder)) : []
      let values = PageValues(
        view: view, root: root, title: mark(.title),
        shared: SharedWords(title: mark(.sharedTitle), text: mark(.sharedText)),
        address: hasAddress ? mark(.address) : "",
        alternates: alternates,
        feeds: "\(HTML(source: mark(.feeds)))\(siteFeeds)",
        icons: HTML(source: mark(.icons)), content: HTML(source: mark(.content)),
        header: header, footer: footer, assets: assets, favicon: pictures.favicon)
      return view.theme.render(.page, values).source
    }
    // A mark that stands nowhere in the document: no site can forge one.
    let empty = HTML(source: document { _ in "" })
    let number = (0...).first { find("hole\($0)-", in: empty.bytes, from: 0) == nil } ?? 0
    icons = view.theme.icons
    ownIcons = icons.used(in: empty)
    (pieces, holes) = PageFrame.cut(document { "hole\(number)-\($0.rawValue)-" }, number: number)
  }

  private static func cut(_ document: String, number: Int) -> ([[UInt8]], [Hole]) {
    let found = parts(of: Array(document.utf8), between: "hole\(number)-")
    var pieces = [Array(found[0])]
    var holes: [Hole] = []
    for part in found.dropFirst() {
      for hole in Hole.allCases where part.starts(with: "\(hole.rawValue)-".utf8) {
        holes.append(hole)
        pieces.append(Array(part.dropFirst(hole.rawValue.utf8.count + 1)))
      }
    }
    return (pieces, holes)
  }

  /// The bytes of a page.
  ///
  /// - Parameters:
  ///   - title: escaped here, as are the words to share.
  ///   - place: of the same page in the other languages.
  ///   - feeds: of this page alone, which it names before the site's.
  func page(
    title: String, shared: SharedWords, address: String, place: PageAddress, feeds: HTML = .empty,
    content: HTML
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(content.bytes.count + 16_384)
    bytes += pieces[0]
    for (hole, piece) in zip(holes, pieces.dropFirst()) {
      switch hole {
      case .title: bytes.append(escapingHTML: title)
      case .sharedTitle: bytes.append(escapingHTML: shared.title)
      case .sharedText: bytes.append(escapingHTML: shared.text)
      case .address: bytes.append(escapingHTML: address)
      case .folder: bytes += place.folder.utf8
      case .path: bytes += place.path.utf8
      case .feeds: if !feeds.isEmpty { bytes += ("\(feeds)\n" as HTML).bytes }
      case .icons: bytes += icons.source(of: ownIcons | icons.used(in: content)).utf8
      case .content: bytes += content.bytes
      }
      bytes += piece
    }
    return bytes
  }
}
