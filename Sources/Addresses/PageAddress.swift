/// Where a page stands in the site, for ever.
package enum PageAddress: Hashable, Sendable {
  case home
  /// Not a folder of its own: it is served at any address that does not exist.
  case notFound
  case incident(String)
  case maintenance(String)
  case component(String)
  case history
  /// `2026-11`.
  case month(String)
  case severityLevels
  /// All maintenances in one list.
  case maintenances
  /// Every way to hear of news.
  case subscribe
  case extra(String)

  /// Pages are linked as files, so that the folder can be read from a disk, where nobody turns a
  /// folder into its `index.html`; their permanent address is the folder.
  package static let file = "index.html"

  /// `incidents/api-errors/`; empty for the home page.
  package var folder: String {
    switch self {
    case .home, .notFound: ""
    case .incident(let id): "incidents/\(id)/"
    case .maintenance(let id): "maintenance/\(id)/"
    case .component(let id): "components/\(id)/"
    case .history: "history/"
    case .month(let month): "history/\(month)/"
    case .severityLevels: "severity-levels/"
    case .maintenances: "maintenance/"
    case .subscribe: "subscribe/"
    case .extra(let id): "\(id)/"
    }
  }

  /// The path in the output folder: `incidents/api-errors/index.html`.
  package var path: String { self == .notFound ? "404.html" : folder + PageAddress.file }

  /// How many folders lie above it.
  package var depth: Int {
    switch self {
    case .home, .notFound: 0
    case .history, .severityLevels, .maintenances, .subscribe, .extra: 1
    case .incident, .maintenance, .component, .month: 2
    }
  }

  /// The whole address, which stays the same for ever.
  ///
  /// - Parameter url: the site's, with no slash at its end.
  package func absolute(on url: String) -> String { "\(url)/\(folder)" }

  /// Whether a path lies in the folder of all incidents, or of all maintenances.
  ///
  /// - Parameter path: below the home page.
  package static func isOfEntry(_ path: String) -> Bool {
    ["incidents/", "maintenance/"].contains { path.utf8.starts(with: $0.utf8) }
  }

  /// The page of an entry or a component whose folder a path begins with; nil for any other path.
  ///
  /// - Parameter path: below the home page, without a slash at its front.
  package init?(ofPath path: some StringProtocol) {
    let parts = path.split(separator: "/", maxSplits: 2)
    guard parts.count >= 2 else { return nil }
    let id = String(parts[1])
    switch parts[0] {
    case "incidents": self = .incident(id)
    case "maintenance": self = .maintenance(id)
    case "components": self = .component(id)
    default: return nil
    }
  }
}
