import Diagnostics
import StatusModel

extension UpptimeReader {
  private static let known: Set<String> = [
    "number", "title", "state", "createdAt", "created_at", "closedAt", "closed_at", "updatedAt",
    "updated_at", "author", "user", "labels", "body", "comments", "url", "html_url", "id",
    "node_id",
    "author_association", "authorAssociation",
  ]

  /// Nil where it is no incident and no maintenance; the notes say why.
  mutating func entry(_ number: String, _ issue: ForeignValue) -> ImportedHistory.Entry? {
    let isMaintenance = issue.hasLabel("maintenance")
    if issue["pull_request"].map({ !$0.isNull }) ?? false {
      leaveOut(number, "it is a pull request", issue)
      return nil
    }
    guard isMaintenance || issue.hasLabel("status") else {
      leaveOut(number, "it has neither the label 'status' nor 'maintenance'", issue)
      return nil
    }
    guard let created = time(issue, "createdAt", "created_at") else {
      leaveOut(number, "it has no 'createdAt' that is a time", issue)
      return nil
    }
    notes.countLost(issue, besides: Self.known, of: "issue")
    let comments = comments(of: number, issue)
    return isMaintenance
      ? maintenance(number, issue, comments) : incident(number, issue, comments, created)
  }

  private mutating func leaveOut(_ number: String, _ reason: String, _ issue: ForeignValue) {
    notes.find(.leftOut, "#\(number)", reason, at: issue.place)
  }

  private func time(_ value: ForeignValue, _ key: String, _ other: String) -> Timestamp? {
    value.either(key, other)?.text.flatMap { foreignTime($0, in: options.timeZone ?? .utc) }
  }

  private func closed(_ issue: ForeignValue, _ comments: [ForeignValue]) -> Timestamp? {
    guard issue.text("state")?.lowercased() != "open" else { return nil }
    return time(issue, "closedAt", "closed_at")
      ?? comments.compactMap { time($0, "createdAt", "created_at") }.max()
  }

  private func former(_ number: String) -> ImportedHistory.FormerPlaces {
    ImportedHistory.FormerPlaces(addresses: ["/incident/\(number)"])
  }

  // MARK: Incidents

  private mutating func incident(
    _ number: String, _ issue: ForeignValue, _ comments: [ForeignValue], _ created: Timestamp
  ) -> ImportedHistory.Entry {
    let written = issue.text("title") ?? "Incident \(number)"
    let title = withoutSign(written)
    let first = ImportedHistory.Update(
      .incident(.investigating), time: created, text: openingText(issue, title),
      at: issue["body"]?.place ?? issue.place)
    let closed = closed(issue, comments)
    return ImportedHistory.Entry(
      .incident, id: number, title: title, impact: impact(written, number, issue),
      components: affected(issue, title), updates: [first] + updates(comments, of: issue),
      closed: closed, former: former(number), at: issue.place)
  }

  /// The robot's text names a commit, a code and an address that may be private.
  private mutating func openingText(
    _ issue: ForeignValue, _ title: String
  ) -> ImportedHistory.Text {
    let body = issue.text("body") ?? ""
    guard body.contains("/commit/") || body.isEmpty else { return .init(body, .markdown) }
    if !body.isEmpty { notes.count("opening details", options.keepsDetails ? .kept : .lost) }
    let sentence = title.last.map { ".!?".contains($0) } == true ? title : title + "."
    let details = body.split(separator: "\n").filter { $0.hasPrefix("- ") }.joined(separator: "\n")
    guard options.keepsDetails, !details.isEmpty else { return .init(sentence, .htmlOrPlain) }
    return .init(sentence + "\n\n" + details, .markdown)
  }

  private mutating func impact(
    _ title: String, _ number: String, _ issue: ForeignValue
  ) -> Impact? {
    if title.hasPrefix("🛑") || title.hasSuffix(" is down") { return .critical }
    if title.hasPrefix("⚠") || title.hasSuffix(" has degraded performance") { return .minor }
    notes.find(
      .changed, "#\(number)", "its title says neither that it is down nor that it is degraded",
      at: issue["title"]?.place ?? issue.place)
    return options.impact
  }

  /// A label that is a site's slug; else the first other one, or the name in the title.
  private mutating func affected(
    _ issue: ForeignValue, _ title: String
  ) -> [ImportedHistory.Affected] {
    let labels = issue.labels.filter { $0.lowercased() != "status" }
    let own = labels.filter(isSite)
    notes.count("label", .lost, times: max(0, labels.count - max(1, own.count)))
    if !own.isEmpty { return own.map { ImportedHistory.Affected(reference($0)) } }
    let endings = [" is down", " has degraded performance"]
    let name = endings.first { title.hasSuffix($0) }.map { String(title.dropLast($0.count)) }
    if let name, isSite(upptimeSlug(name)) { return [.init(reference(upptimeSlug(name)))] }
    guard let label = labels.first else { return name.map { [.init(reference($0))] } ?? [] }
    return [.init(.init(id: label.lowercased(), name: name ?? label))]
  }

  // MARK: Comments

  /// Those of the issue itself, or of another file; only those of the team, in the order of time.
  private mutating func comments(
    of number: String, _ issue: ForeignValue
  ) -> [ForeignValue] {
    let all = records.comments[number] ?? []
    if let count = issue["comments"]?.integer, count > all.count {
      notes.find(
        .missing, "#\(number)",
        "\(count - all.count) of its comments are in no file; save /issues/comments too",
        at: issue.place)
    }
    return all.filter { isOfTeam($0, number) }
  }

  private mutating func isOfTeam(_ comment: ForeignValue, _ number: String) -> Bool {
    let word = comment.either("authorAssociation", "author_association")?.text
    let isKnown = comment.author.map { team.contains($0) } ?? false
    let isMember = word.map { ["OWNER", "MEMBER", "COLLABORATOR"].contains($0.uppercased()) }
    // A robot's own comments have the association NONE.
    guard isMember ?? isKnown || isKnown && isReport(comment) else {
      notes.find(
        .leftOut, "#\(number)", "a comment whose author does not belong to the team",
        at: comment.place)
      notes.count("comment", .lost)
      return false
    }
    return true
  }

  private func isReport(_ comment: ForeignValue) -> Bool {
    comment.text("body").map { $0.hasPrefix("**") && $0.contains("/commit/") } ?? false
  }

  private mutating func updates(
    _ comments: [ForeignValue], of issue: ForeignValue
  ) -> [ImportedHistory.Update] {
    comments.compactMap { comment in
      guard let body = comment.text("body") else { return nil }
      guard let time = time(comment, "createdAt", "created_at") else {
        notes.find(
          .leftOut, "#\(issue.text("number") ?? "")", "a comment without a time", at: comment.place)
        return nil
      }
      let isEnd = body.hasPrefix("**Resolved:**") || isReport(comment)
      guard isEnd else {
        return .init(.unchanged, time: time, text: .init(body, .markdown), at: comment.place)
      }
      return .init(
        .incident(.resolved), time: time, text: .init(closingText(body), .markdown),
        at: comment.place)
    }
  }

  /// Without the word that is the state, and without the commit.
  private func closingText(_ body: String) -> String {
    var text = body[...]
    if text.hasPrefix("**"), let end = text.dropFirst(2).firstRange(of: "**") {
      text = text[end.upperBound...]
    }
    while let start = text.firstRange(of: " in [`"),
      let end = text[start.upperBound...].firstRange(of: ")")
    {
      text = (text[..<start.lowerBound] + text[end.upperBound...])[...]
    }
    return String(trimmedLine(text))
  }

  // MARK: Maintenance

  private mutating func maintenance(
    _ number: String, _ issue: ForeignValue, _ comments: [ForeignValue]
  ) -> ImportedHistory.Entry? {
    let mark = marker(issue.text("body") ?? "")
    guard let start = mark["start"].flatMap({ foreignTime($0, in: options.timeZone ?? .utc) })
    else {
      leaveOut(number, "its text has no '<!-- start: … end: … -->' with a time", issue)
      return nil
    }
    let place = issue["body"]?.place ?? issue.place
    var end = mark["end"].flatMap { foreignTime($0, in: options.timeZone ?? .utc) }
    if end == nil {
      end = start.advanced(by: 3_600)
      notes.find(.changed, "#\(number)", "it has no end; one hour is taken", at: place)
    }
    if !(issue.text("body") ?? "").isEmpty { notes.count("maintenance body", .lost) }
    let said = updates(comments, of: issue).map(asPlanned)
    let sites = ["expectedDown", "expectedDegraded"].flatMap { key in
      (mark[key] ?? "").split(separator: ",").map { String(trimmedLine($0)) }
    }
    return ImportedHistory.Entry(
      .maintenance(window: .init(start: start, end: end), isAutomatic: nil), id: number,
      title: withoutSign(issue.text("title") ?? "Maintenance \(number)"),
      components: sites.filter { !$0.isEmpty }.map { .init(reference($0)) },
      updates: announced(said), started: time(issue, "createdAt", "created_at"),
      closed: closed(issue, comments), former: former(number), at: issue.place)
  }

  private func asPlanned(_ update: ImportedHistory.Update) -> ImportedHistory.Update {
    let isEnd = update.state == .incident(.resolved)
    return .init(
      isEnd ? .maintenance(.completed) : .unchanged, time: update.time, text: update.text,
      at: update.place)
  }

  /// The first comment is what readers were told of the work.
  private func announced(_ updates: [ImportedHistory.Update]) -> [ImportedHistory.Update] {
    let sorted = updates.enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }.map(\.element)
    guard let first = sorted.first, first.state == .unchanged else { return sorted }
    let notice = ImportedHistory.Update(
      .maintenance(.scheduled), time: first.time, text: first.text, at: first.place)
    return [notice] + sorted.dropFirst()
  }
}

/// Without the sign of a robot at the start.
private func withoutSign(_ title: String) -> String {
  let signs: Set<Unicode.Scalar> = ["🛑", "⚠", "🟥", "🟨", "🟩", "\u{FE0F}", " "]
  return String(String.UnicodeScalarView(title.unicodeScalars.drop { signs.contains($0) }))
}

/// Keys and values of the first comment of HTML that has a `start:`.
private func marker(_ body: String) -> [String: String] {
  var rest = body[...]
  while let open = rest.firstRange(of: "<!--") {
    guard let close = rest[open.upperBound...].firstRange(of: "-->") else { return [:] }
    let lines = rest[open.upperBound..<close.lowerBound].split(whereSeparator: \.isNewline)
    let pairs = lines.compactMap { line -> (String, String)? in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { return nil }
      return (String(trimmedLine(parts[0])), String(trimmedLine(parts[1])))
    }
    let found = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    if found["start"] != nil { return found }
    rest = rest[close.upperBound...]
  }
  return [:]
}
