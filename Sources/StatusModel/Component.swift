/// A part of the service that customers know by name.
package struct Component: Hashable, Sendable {
  package typealias ID = String

  package let id: ID
  package let name: String
  package let nameTranslations: [Translation]
  package let description: String?
  package let descriptionTranslations: [Translation]
  /// An `http` or `https` address.
  package let link: String?
  /// No uptime is claimed before this day, and it is not on the page.
  package let since: CivilDate?
  /// Its last day on the page; nil: it stays.
  package let until: CivilDate?
  /// Listed only while it is not operational.
  package let showsOnlyWhenDegraded: Bool

  package init(
    id: ID, name: String, nameTranslations: [Translation] = [], description: String? = nil,
    descriptionTranslations: [Translation] = [], link: String? = nil, since: CivilDate? = nil,
    until: CivilDate? = nil, showsOnlyWhenDegraded: Bool = false
  ) {
    self.id = id
    self.name = name
    self.nameTranslations = nameTranslations
    self.description = description
    self.descriptionTranslations = descriptionTranslations
    self.link = link
    self.since = since
    self.until = until
    self.showsOnlyWhenDegraded = showsOnlyWhenDegraded
  }
}

extension Component {
  /// Whether a component is part of the page.
  package enum Presence: Hashable, Sendable {
    /// Its first day is yet to come.
    case ahead
    case present
    /// Its last day is over.
    case gone
  }

  package func presence(on day: CivilDate) -> Presence {
    if let until, until < day { return .gone }
    if let since, since > day { return .ahead }
    return .present
  }
}

/// Components that readers look at together.
package struct ComponentGroup: Hashable, Sendable {
  /// Its own, or made from the name; distinct from every component's id: `group-apps`.
  package let id: String
  package let name: String
  package let nameTranslations: [Translation]
  /// In the order in which they are shown.
  package let components: [Component]

  package init(
    id: String, name: String, nameTranslations: [Translation] = [], components: [Component]
  ) {
    self.id = id
    self.name = name
    self.nameTranslations = nameTranslations
    self.components = components
  }
}

/// The components of a site in the order in which they are shown.
package struct Catalog: Hashable, Sendable {
  package enum Entry: Hashable, Sendable {
    case component(Component)
    case group(ComponentGroup)
  }

  package let entries: [Entry]

  package init(entries: [Entry]) {
    self.entries = entries
  }

  /// Every component, grouped or not, in the order in which they are shown.
  package var components: [Component] {
    entries.flatMap { entry in
      switch entry {
      case .component(let component): [component]
      case .group(let group): group.components
      }
    }
  }
}
