package import Diagnostics
package import StatusModel

/// What another system's data says, before it is a site: the common shape that every reader makes.
///
/// A reader says what stands in the source and decides nothing. Ids, order, text and all that this
/// program asks of a site are for `map` to make.
package struct ImportedHistory: Hashable, Sendable {
  package let page: Page
  /// In the order in which they are shown; members of one group stand together.
  package let components: [Component]
  package let entries: [Entry]

  package init(page: Page = Page(), components: [Component] = [], entries: [Entry] = []) {
    self.page = page
    self.components = components
    self.entries = entries
  }
}

extension ImportedHistory {
  /// Facts of the page as a whole; nil where the source does not say.
  package struct Page: Hashable, Sendable {
    package let name: String?
    package let url: String?
    package let description: String?
    /// A BCP 47 tag.
    package let language: String?
    /// An IANA name.
    package let timeZone: String?
    /// An `http`, `https` or `mailto` address.
    package let support: String?

    package init(
      name: String? = nil, url: String? = nil, description: String? = nil,
      language: String? = nil, timeZone: String? = nil, support: String? = nil
    ) {
      self.name = name
      self.url = url
      self.description = description
      self.language = language
      self.timeZone = timeZone
      self.support = support
    }
  }

  /// How entries name a component: by id, by name, or both.
  package struct Reference: Hashable, Sendable {
    package let id: String?
    package let name: String?

    package init(id: String? = nil, name: String? = nil) {
      self.id = id
      self.name = name
    }
  }

  package struct Component: Hashable, Sendable {
    /// As the source writes it; nil where it has none.
    package let id: String?
    package let name: String
    /// The name of its group.
    package let group: String?
    /// May have several lines.
    package let description: String?
    package let link: String?
    package let since: CivilDate?
    /// Its last day on the page.
    package let until: CivilDate?
    package let showsOnlyWhenDegraded: Bool
    package let place: SourcePosition

    package init(
      id: String?, name: String, group: String? = nil, description: String? = nil,
      link: String? = nil, since: CivilDate? = nil, until: CivilDate? = nil,
      showsOnlyWhenDegraded: Bool = false, at place: SourcePosition
    ) {
      self.id = id
      self.name = name
      self.group = group
      self.description = description
      self.link = link
      self.since = since
      self.until = until
      self.showsOnlyWhenDegraded = showsOnlyWhenDegraded
      self.place = place
    }
  }
}
