package import ContentReading
package import Diagnostics
package import SiteFiles
package import StatusModel

/// A site of a few files that stays in memory.
///
///     let site = try await TinySite().with("incidents/api.md", "…").read()
package struct TinySite: Sendable {
  /// Two components, `api` and `web`; the default severities; UTC.
  package static let statusFile = """
    name: Acme Status
    url: https://status.acme.example
    components:
      - {id: api, name: Public API}
      - {id: web, name: Website}

    """

  /// An incident that is open on `api` since 10:00 of 20 November 2026.
  package static let incident = """
    ---
    title: Elevated API error rates
    severity: SEV1
    components: [api]
    ---

    ## Investigating - 2026-11-20 10:00 UTC

    Some API requests fail with error 500. We are looking into it.

    """

  package private(set) var files: [SourceFile]

  package init(status: String = TinySite.statusFile) {
    files = [SourceFile(path: "status.yml", bytes: Array(status.utf8))]
  }

  /// The same site with one more file, or with this file in place of the one of that path.
  package func with(_ path: String, _ text: String) -> TinySite {
    with(path, bytes: Array(text.utf8))
  }

  package func with(_ path: String, bytes: [UInt8]) -> TinySite {
    var site = self
    site.files = files.filter { $0.path != path } + [SourceFile(path: path, bytes: bytes)]
    return site
  }

  package func without(_ path: String) -> TinySite {
    var site = self
    site.files = files.filter { $0.path != path }
    return site
  }

  /// - Throws: `TinySiteError` with the diagnostics, when there are errors.
  package func read(latest: Timestamp? = nil) async throws -> Site {
    try await parse(latest: latest).value
  }

  /// The same, with the places of its parts.
  package func parse(latest: Timestamp? = nil) async throws -> Parsed<Site> {
    let (site, diagnostics) = try await readSite(files, latest: latest)
    guard let site else { throw TinySiteError(diagnostics: diagnostics.map(\.text)) }
    return site
  }

  package func diagnostics(latest: Timestamp? = nil) async throws -> [Diagnostic] {
    try await readSite(files, latest: latest).diagnostics
  }
}

package struct TinySiteError: Error {
  package let diagnostics: [String]
}
