import Escaping
import PlainEnglish
import StatusModel

extension FeedHead {
  /// The feed as RSS 2.0, in UTF-8. An item is dated by its publication, which never moves.
  ///
  /// - Source: the RSS Advisory Board's specification and best practices.
  func rss(_ posts: [FeedPost]) -> [UInt8] {
    let news = posts.updatedAt.map { "<lastBuildDate>\($0.rfc822)</lastBuildDate>\n" } ?? ""
    let hubLinks = hubs.map { "<atom:link rel=\"hub\" href=\"\(xmlText($0))\"/>\n" }.joined()
    let document = """
      <?xml version="1.0" encoding="UTF-8"?>
      <?xml-stylesheet type="text/css" href="\(xmlText(styleURL))"?>
      <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
      <channel>
      <title>\(xmlPlainText(title))</title>
      <link>\(xmlText(homeURL))</link>
      <description>\(xmlText(description ?? title))</description>
      <language>\(xmlText(language))</language>
      \(news)<ttl>5</ttl>
      <atom:link rel="self" type="application/rss+xml" href="\(xmlText(selfURL))"/>
      \(hubLinks)\(posts.map(rssItem).joined())</channel>
      </rss>

      """
    return Array(document.utf8)
  }

  private func rssItem(_ post: FeedPost) -> String {
    let address = xmlText(post.address)
    // What leads somewhere else now is an id and no address any more.
    let guid = post.former.rss.map { "<guid isPermaLink=\"false\">\(xmlPlainText($0))</guid>" }
    let categories = post.components.map { "<category>\(xmlPlainText($0.name))</category>\n" }
    return """
      <item>
      <title>\(xmlPlainText(post.title))</title>
      <link>\(address)</link>
      \(guid ?? "<guid isPermaLink=\"true\">\(address)</guid>")
      <pubDate>\(post.published.rfc822)</pubDate>
      \(categories.joined())<description>\(xmlText(post.html))</description>
      </item>

      """
  }
}
