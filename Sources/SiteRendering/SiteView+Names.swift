import StatusModel

// What readers of these pages see as a name: in their language, else in the site's first.

extension SiteView {
  var siteName: String { name(settings.name, settings.nameTranslations) }

  var siteDescription: String? { name(settings.description, settings.descriptionTranslations) }

  func name(of component: Component) -> String {
    name(component.name, component.nameTranslations)
  }

  func description(of component: Component) -> String? {
    name(component.description, component.descriptionTranslations)
  }

  func name(of group: GroupSnapshot) -> String { name(group.name, group.nameTranslations) }

  func name(of severity: Severity) -> String { name(severity.name, severity.nameTranslations) }

  func definition(of severity: Severity) -> String? {
    name(severity.definition, severity.definitionTranslations)
  }

  func title(of incident: IncidentSnapshot) -> String {
    name(incident.title, incident.titleTranslations)
  }

  func title(of maintenance: MaintenanceSnapshot) -> String {
    name(maintenance.title, maintenance.titleTranslations)
  }

  func title(of notice: Announcement) -> String { name(notice.title, notice.titleTranslations) }

  func title(of page: ExtraPage) -> String { name(page.title, page.titleTranslations) }

  private func name(_ first: String, _ translations: [Translation]) -> String {
    translations.text(in: tree.language) ?? first
  }

  private func name(_ first: String?, _ translations: [Translation]) -> String? {
    translations.text(in: tree.language) ?? first
  }
}
