/// All that a team wrote, checked: the one input of everything derived.
package struct Site: Hashable, Sendable {
  package let settings: SiteSettings
  package let catalog: Catalog
  /// Worst first; two to nine.
  package let severities: [Severity]
  package let uptimeWeights: UptimeWeights
  package let history: History
  /// In the order of their ids.
  package let announcements: [Announcement]
  /// In the order of their ids.
  package let pages: [ExtraPage]
  /// In the order of their names.
  package let messages: [MessageTemplate]
  package let team: TeamSettings

  package init(
    settings: SiteSettings, catalog: Catalog, severities: [Severity] = Severity.defaults,
    uptimeWeights: UptimeWeights = .standard, history: History = History(),
    announcements: [Announcement] = [], pages: [ExtraPage] = [], messages: [MessageTemplate] = [],
    team: TeamSettings = TeamSettings()
  ) {
    self.settings = settings
    self.catalog = catalog
    self.severities = severities
    self.uptimeWeights = uptimeWeights
    self.history = history
    self.announcements = announcements
    self.pages = pages
    self.messages = messages
    self.team = team
  }

  /// The same with another history.
  package func with(_ history: History) -> Site {
    Site(
      settings: settings, catalog: catalog, severities: severities, uptimeWeights: uptimeWeights,
      history: history, announcements: announcements, pages: pages, messages: messages, team: team)
  }
}

/// What happened and what was planned, drafts included.
package struct History: Hashable, Sendable {
  /// In the order of their ids, as are the others.
  package let incidents: [Incident]
  package let maintenances: [Maintenance]
  package let postmortems: [Postmortem]

  package init(
    incidents: [Incident] = [], maintenances: [Maintenance] = [], postmortems: [Postmortem] = []
  ) {
    self.incidents = incidents
    self.maintenances = maintenances
    self.postmortems = postmortems
  }
}

/// Who speaks, where, and in which language and time zone.
package struct SiteSettings: Hashable, Sendable {
  package let name: String
  package let nameTranslations: [Translation]
  /// `https://status.acme.example`, with no slash at its end.
  package let url: String
  package let description: String?
  package let descriptionTranslations: [Translation]
  /// The page's first day; nothing is claimed before it.
  package let since: CivilDate?
  /// BCP 47.
  package let language: String
  package let timeZone: TimeZoneRules
  /// An `http`, `https` or `mailto` address.
  package let support: String?
  /// What the team itself offers to those who want to hear of news.
  package let subscriptions: [Subscription]
  /// Hubs of WebSub, which tell readers of the feeds at once.
  package let hubs: [String]
  /// A path in the site folder: `static/logo.svg`.
  package let logo: String?
  /// `#0b5cab`.
  package let accent: String?
  /// The first one stands at the root; never empty.
  package let languages: [String]

  package init(
    name: String, nameTranslations: [Translation] = [], url: String, description: String? = nil,
    descriptionTranslations: [Translation] = [], since: CivilDate? = nil, language: String = "en",
    timeZone: TimeZoneRules = .utc, support: String? = nil, subscriptions: [Subscription] = [],
    hubs: [String] = [], logo: String? = nil,
    accent: String? = nil, languages: [String]? = nil
  ) {
    self.name = name
    self.nameTranslations = nameTranslations
    self.url = url
    self.description = description
    self.descriptionTranslations = descriptionTranslations
    self.since = since
    self.language = language
    self.timeZone = timeZone
    self.support = support
    self.subscriptions = subscriptions
    self.hubs = hubs
    self.logo = logo
    self.accent = accent
    self.languages = languages ?? [language]
  }
}

/// A way to hear of news that the team offers itself: a mailing list's form, a channel, an account.
package struct Subscription: Hashable, Sendable {
  package let name: String
  package let nameTranslations: [Translation]
  /// An `http`, `https` or `mailto` address.
  package let link: String

  package init(name: String, nameTranslations: [Translation] = [], link: String) {
    self.name = name
    self.nameTranslations = nameTranslations
    self.link = link
  }
}

extension SiteSettings {
  /// The first day for which anything is claimed of a component: its own, or the page's if that is later.
  package func firstDay(of component: Component) -> CivilDate? {
    [since, component.since].compactMap { $0 }.max()
  }
}
