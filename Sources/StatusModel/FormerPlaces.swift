/// Where readers knew an entry before this page had it, so that links and feed readers go on.
package struct FormerPlaces: Hashable, Sendable {
  /// Paths below the page's own address: `/issues/api-errors/`.
  package let addresses: [String]
  /// Of its item in the RSS feed of the history; nil: its address.
  package let rss: String?
  /// Of its entry in the Atom feed of the history; nil: its address.
  package let atom: String?

  package init(addresses: [String] = [], rss: String? = nil, atom: String? = nil) {
    self.addresses = addresses
    self.rss = rss
    self.atom = atom
  }

  package static let none = FormerPlaces()
}
