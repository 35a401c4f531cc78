/// Names at the root of the site that are Allclear's own, in any language's tree: no page and no language
/// may have one.
package let reservedNames: Set = [
  "404", "api", "assets", "badge", "components", "favicon", "feed", "history", "incidents", "index",
  "maintenance", "metrics", "postmortems", "robots", "severity-levels", "sitemap", "static",
  "status", "subscribe", "theme",
]
