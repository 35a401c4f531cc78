import StatusModel

extension Feed {
  /// The feed as RSS 2.0, in UTF-8.
  ///
  /// - Source: the RSS Advisory Board's specification and best practices.
  var rss: [UInt8] {
    let news = updatedAt.map { "<lastBuildDate>\($0.rfc822)</lastBuildDate>\n" } ?? ""
    let document = """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
      <channel>
      <title>\(xmlPlainText(title))</title>
      <link>\(xmlText(homeURL))</link>
      <description>\(xmlText(description ?? title))</description>
      <language>\(xmlText(language))</language>
      \(news)<ttl>5</ttl>
      <atom:link rel="self" type="application/rss+xml" href="\(xmlText(selfURL))"/>
      \(items.map(rssItem).joined())</channel>
      </rss>

      """
    return Array(document.utf8)
  }

  private func rssItem(_ item: FeedItem) -> String {
    let address = xmlText(address(of: item))
    let categories = item.components.map { "<category>\(xmlPlainText($0.name))</category>\n" }
    return """
      <item>
      <title>\(xmlPlainText(title(of: item)))</title>
      <link>\(address)</link>
      <guid isPermaLink="true">\(address)</guid>
      <pubDate>\(item.time.rfc822)</pubDate>
      \(categories.joined())<description>\(xmlText(contentHTML(of: item)))</description>
      </item>

      """
  }
}
