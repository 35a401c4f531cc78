import Escaping
import StatusModel

extension FeedHead {
  /// The feed as Atom 1.0, in UTF-8.
  ///
  /// - Source: RFC 4287.
  func atom(_ posts: [FeedPost]) -> [UInt8] {
    let subtitle = description.map { "<subtitle>\(xmlText($0))</subtitle>\n" } ?? ""
    let hubLinks = hubs.map { "<link rel=\"hub\" href=\"\(xmlText($0))\"/>\n" }.joined()
    let document = """
      <?xml version="1.0" encoding="UTF-8"?>
      <?xml-stylesheet type="text/css" href="\(xmlText(styleURL))"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(xmlText(language))">
      <id>\(xmlText(selfURL))</id>
      <title>\(xmlText(title))</title>
      \(subtitle)<updated>\((posts.updatedAt ?? since).iso8601)</updated>
      <author><name>\(xmlText(author))</name></author>
      <link rel="self" type="application/atom+xml" href="\(xmlText(selfURL))"/>
      <link rel="alternate" type="text/html" href="\(xmlText(homeURL))"/>
      \(hubLinks)\(posts.map(atomEntry).joined())</feed>

      """
    return Array(document.utf8)
  }

  private func atomEntry(_ post: FeedPost) -> String {
    let address = xmlText(post.address)
    let categories = post.components.map {
      "<category term=\"\(xmlText($0.id))\" label=\"\(xmlText($0.name))\"/>\n"
    }
    return """
      <entry>
      <id>\(xmlText(post.former.atom ?? post.address))</id>
      <title>\(xmlText(post.title))</title>
      <published>\(post.published.iso8601)</published>
      <updated>\(post.updated.iso8601)</updated>
      <link rel="alternate" type="text/html" href="\(address)"/>
      \(categories.joined())<content type="html">\(xmlText(post.html))</content>
      </entry>

      """
  }
}
