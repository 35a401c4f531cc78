import SiteFiles
import StatusModel

/// The pictures of a site that stand on every page.
struct SitePictures: Sendable {
  /// The site's icon; else the one that shows the status, which every build writes.
  let favicon: String
  /// Nil where there is none, and where `static/` lacks its file.
  let logo: String?
  let logoSize: PictureSize?

  /// - Parameter files: those below `static/`.
  init(_ settings: SiteSettings, among files: [SourceFile]) {
    let names = ["static/favicon.svg", "static/favicon.png", "static/favicon.ico"]
    favicon = names.first { name in files.contains { $0.path == name } } ?? "favicon.svg"
    let file = settings.logo.flatMap { logo in files.first { $0.path == logo } }
    logo = file?.path
    logoSize = file.flatMap { PictureSize(of: $0) }
  }
}
