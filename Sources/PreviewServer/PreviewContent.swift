package import SiteFiles

/// What a preview shows: the site, or why there is none.
package enum PreviewContent: Sendable {
  /// As it would be published.
  case site([OutputFile])
  case problems([PreviewProblem])
}

/// A mistake in the content, as the preview shows it in place of the page.
package struct PreviewProblem: Hashable, Sendable {
  /// `incidents/2026-11-20-api-errors.md:4:19`; nil where it has no place.
  package let place: String?
  package let message: String
  package let hint: String

  package init(place: String?, message: String, hint: String) {
    self.place = place
    self.message = message
    self.hint = hint
  }
}
