package import StatusModel

extension TinySite {
  /// A site in English and German, whose names are all given in both; its incident is open since 10:00 of
  /// 20 November 2026, its maintenance planned for the next day.
  package static let inTwoLanguages = inTwoLanguages { "{en: \"\($0)\", de: \"\($1)\"}" }

  /// The same, with its English names alone.
  package static let inEnglishAlone = inTwoLanguages { name, _ in "\"\(name)\"" }

  /// The moment at which these sites are looked at: 2026-11-20T12:00:00Z.
  package static let fridayNoon = Timestamp(seconds: 1_795_176_000)

  /// - Parameter name: as it is written, of a name in English and in German.
  private static func inTwoLanguages(_ name: (String, String) -> String) -> TinySite {
    TinySite(
      status: """
        name: \(name("Acme Status", "Acme-Lage"))
        url: https://acme.example
        description: \(name("Live status", "Lage zur Stunde"))
        languages: [en, de]
        components:
          - id: api
            name: \(name("Public API", "Öffentliche API"))
            description: \(name("REST & more", "REST & mehr"))
          - group: \(name("Apps", "Anwendungen"))
            components: [{id: web, name: \(name("Web shop", "Webladen"))}]
        severities:
          SEV1:
            name: \(name("Critical", "Kritisch"))
            definition: \(name("All is down.", "Nichts geht."))
            status: major_outage
            impact: critical
          SEV2:
            name: \(name("Minor", "Gering"))
            status: degraded_performance
            impact: minor

        """
    ).with(
      "incidents/slow.md",
      """
      ---
      title: \(name("Slow logins", "Anmeldung langsam"))
      severity: SEV2
      components: [api]
      ---

      ## Investigating - 2026-11-20 10:00 UTC

      We look into it.

      ## Identified - 2026-11-20 11:00 UTC - SEV1 - web: partial_outage

      We found it.

      """
    ).with(
      "maintenance/disks.md",
      """
      ---
      title: \(name("New disks", "Neue Platten"))
      components: [Apps]
      starts: 2026-11-21 10:00 UTC
      ends: 2026-11-21 11:00 UTC
      ---

      ## Scheduled - 2026-11-19 10:00 UTC

      We replace disks.

      """
    ).with(
      "announcements/day-off.md",
      """
      ---
      title: \(name("Day off", "Feiertag"))
      starts: 2026-11-20 00:00 UTC
      ---

      We rest.

      """
    ).with("pages/about.md", "---\ntitle: \(name("About us", "Über uns"))\n---\n\nWe.\n")
  }
}
