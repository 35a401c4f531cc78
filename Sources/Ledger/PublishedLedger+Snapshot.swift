package import StatusModel

extension PublishedLedger {
  /// What the output shows that is made from `snapshot`.
  ///
  /// - Parameters:
  ///   - site: what the snapshot was made from, whose address and pages are in no snapshot.
  ///   - previous: what the last build left; a text that differs from it was edited at the
  ///     snapshot's moment, one that does not keeps the moment of its last edit.
  /// - Complexity: O(n log n) in the number of entries, for their order.
  package init(of snapshot: Snapshot, in site: Site, after previous: PublishedLedger?) {
    let earlier = Dictionary(
      (previous?.entries ?? []).map { ($0.address, $0.posts) }, uniquingKeysWith: { one, _ in one })
    // By their places: to copy ten thousand incidents for a look at each costs more than the look.
    let incidents = snapshot.incidents.indices.map { place in
      Entry(
        address: EntryAddress(.incident, snapshot.incidents[place].id),
        posts: posts(of: snapshot.incidents[place].updates, snapshot.incidents[place].postmortem))
    }
    let maintenances = snapshot.maintenances.map {
      Entry(
        address: EntryAddress(.maintenance, $0.id), window: $0.window, posts: posts(of: $0.updates))
    }
    let entries =
      incidents.sorted { $0.address.id < $1.address.id }
      + maintenances.sorted { $0.address.id < $1.address.id }
    self.init(
      url: site.settings.url,
      places: site.catalog.components.map { EntryAddress(.component, $0.id) }
        + site.pages.map { EntryAddress(.page, $0.id) },
      entries: entries.map {
        $0.edited(after: earlier[$0.address] ?? [], at: snapshot.moment)
      })
  }

  /// When texts were corrected, by their addresses; without edits later than `moment`, which a page
  /// as of an earlier moment cannot know.
  package func edits(at moment: Timestamp) -> EditTimes {
    var edits: EditTimes = [:]
    for entry in entries {
      for post in entry.posts {
        guard let edited = post.edited, edited <= moment else { continue }
        edits["\(entry.address.page)#\(post.anchor)"] = edited
      }
    }
    return edits
  }
}

extension PublishedLedger.Entry {
  fileprivate func edited(after earlier: [PublishedLedger.Post], at moment: Timestamp) -> Self {
    guard !earlier.isEmpty else { return self }
    let known = Dictionary(earlier.map { ($0.anchor, $0) }, uniquingKeysWith: { one, _ in one })
    return PublishedLedger.Entry(
      address: address, window: window,
      posts: posts.map { post in
        guard let old = known[post.anchor] else { return post }
        return PublishedLedger.Post(
          anchor: post.anchor, time: post.time, digest: post.digest,
          edited: old.digest == post.digest ? old.edited : moment)
      })
  }
}

private func posts(
  of updates: [UpdateSnapshot<some RawRepresentable<String>>],
  _ postmortem: PostmortemSnapshot? = nil
) -> [PublishedLedger.Post] {
  var posts = updates.indices.map { place in
    PublishedLedger.Post(
      anchor: updates[place].anchor, time: updates[place].time,
      digest: textDigest(
        of: updates[place].text, state: updates[place].declared?.rawValue ?? "update"))
  }
  if let postmortem {
    posts.append(
      PublishedLedger.Post(
        anchor: PostmortemSnapshot.anchor, time: postmortem.publishedAt,
        digest: textDigest(of: postmortem.text)))
  }
  return posts
}
