import Diagnostics
import StatusModel

extension StatuspageReader {
  /// An incident or a maintenance, whole.
  mutating func entry(
    _ code: String, _ value: ForeignValue
  ) throws(ImportError) -> ImportedHistory.Entry {
    let title = try value.requiredText("name")
    countLost(value)
    let written = value.list("incident_updates").filter { $0.isObject }
    var updates: [ImportedHistory.Update] = []
    for update in inOrder(written) where update.text("status") != "postmortem" {
      updates.append(try self.update(update, of: value))
    }
    return ImportedHistory.Entry(
      try kind(of: value), id: code, title: title, impact: impact(of: value),
      components: affected(value), updates: updates,
      started: try firstTime(["started_at"] + (updates.isEmpty ? ["created_at"] : []), of: value),
      closed: try closed(value, updates),
      postmortem: try postmortem(value, written), former: former(code), at: value.place)
  }

  /// The source has the newest first; where times are equal, the order tells.
  private func inOrder(_ updates: [ForeignValue]) -> [ForeignValue] {
    guard let first = updates.first.flatMap(writtenTime),
      let last = updates.last.flatMap(writtenTime)
    else { return updates }
    return first >= last ? updates.reversed() : updates
  }

  private func writtenTime(_ update: ForeignValue) -> Timestamp? {
    (update.text("display_at") ?? update.text("created_at")).flatMap { foreignTime($0, in: nil) }
  }

  private func kind(of value: ForeignValue) throws(ImportError) -> ImportedHistory.Entry.Kind {
    let states = ["scheduled", "in_progress", "verifying", "completed"]
    let isPlanned =
      value.text("impact") == "maintenance" || states.contains(value.text("status") ?? "")
    guard isPlanned else { return .incident }
    let start = try firstTime(["scheduled_for", "started_at", "created_at"], of: value)
    guard let start else {
      throw .unreadable(message: "'scheduled_for' is missing", hint: nil, at: value.place)
    }
    return .maintenance(
      window: .init(start: start, end: try time("scheduled_until", of: value)),
      isAutomatic: isAutomatic(value))
  }

  /// Both moves by the clock, or neither, is what our files can say.
  private func isAutomatic(_ value: ForeignValue) -> Bool? {
    let starts = value.flag("scheduled_auto_in_progress")
    let ends = value.flag("scheduled_auto_completed")
    guard starts != nil || ends != nil else { return nil }
    return starts == true && ends == true
  }

  private func impact(of value: ForeignValue) -> Impact? {
    value.text("impact").flatMap { Impact(rawValue: options.words[$0] ?? $0) }
  }

  private func affected(_ value: ForeignValue) -> [ImportedHistory.Affected] {
    value.list("components").compactMap { component in
      guard let id = component.text("id") else { return nil }
      return ImportedHistory.Affected(.init(id: id, name: component.text("name")))
    }
  }

  private func closed(
    _ value: ForeignValue, _ updates: [ImportedHistory.Update]
  ) throws(ImportError) -> Timestamp? {
    if let time = try time("resolved_at", of: value) { return time }
    let isOver = ["resolved", "postmortem", "completed"].contains(value.text("status") ?? "")
    guard isOver else { return nil }
    if let last = updates.map(\.time).max() { return last }
    return try time("updated_at", of: value)
  }

  /// Of the first key that has one.
  private func firstTime(
    _ keys: [String], of value: ForeignValue
  ) throws(ImportError) -> Timestamp? {
    for key in keys {
      if let time = try time(key, of: value) { return time }
    }
    return nil
  }

  func time(_ key: String, of value: ForeignValue) throws(ImportError) -> Timestamp? {
    guard let field = value[key], let text = field.text else { return nil }
    guard let time = foreignTime(text, in: options.timeZone) else {
      throw .unreadable(
        message: "'\(key)' is no time with a zone", hint: "such as 2026-11-20T10:35:00.000Z",
        at: field.place)
    }
    return time
  }
}

// MARK: Updates

extension StatuspageReader {
  private mutating func update(
    _ value: ForeignValue, of incident: ForeignValue
  ) throws(ImportError) -> ImportedHistory.Update {
    let shown = try firstTime(["display_at", "created_at"], of: value)
    guard let shown else {
      throw .unreadable(message: "'display_at' is missing", hint: nil, at: value.place)
    }
    for key in ["custom_tweet", "tweet_id"] where value.text(key) != nil { count("tweet", .lost) }
    return ImportedHistory.Update(
      state(value.text("status")), time: shown,
      text: .init(value.text("body") ?? "", .htmlOrPlain), reports: reports(value), at: value.place)
  }

  private func state(_ word: String?) -> ImportedHistory.Update.State {
    guard let word else { return .unchanged }
    if let state = Incident.State(rawValue: word), state != .retracted { return .incident(state) }
    if let state = Maintenance.State(rawValue: word), state != .cancelled {
      return .maintenance(state)
    }
    return word == "update" ? .unchanged : .unknown(word)
  }

  /// Every attached component in every update, as it stood then.
  private mutating func reports(_ value: ForeignValue) -> [ImportedHistory.Report] {
    var reports: [ImportedHistory.Report] = []
    // Files of 2016 hold a sentence here, without a code.
    for affected in value.list("affected_components") {
      guard let code = affected.text("code") else { continue }
      guard let new = affected.text("new_status").flatMap(ComponentStatus.init) else {
        count("component status", .lost)
        continue
      }
      reports.append(
        ImportedHistory.Report(
          .init(id: code, name: affected.text("name")),
          from: affected.text("old_status").flatMap(ComponentStatus.init), to: new))
    }
    return reports
  }

  private mutating func postmortem(
    _ value: ForeignValue, _ updates: [ForeignValue]
  ) throws(ImportError) -> ImportedHistory.Postmortem? {
    let update = updates.first { $0.text("status") == "postmortem" }
    let body = value.text("postmortem_body")
    guard body != nil || update != nil else { return nil }
    count("postmortem update", .kept)
    let shown = update.flatMap(writtenTime)
    let stated = value.text("postmortem_published_at").flatMap { foreignTime($0, in: nil) }
    let isIgnored = value.flag("postmortem_ignored") == true
    return ImportedHistory.Postmortem(
      published: isIgnored ? nil : stated ?? shown,
      text: .init(body ?? update?.text("body") ?? "", .markdown),
      at: value["postmortem_body"]?.place ?? update?.place ?? value.place)
  }

  private mutating func countLost(_ value: ForeignValue) {
    for key in ["shortlink", "impact_override"] where value.text(key) != nil { count(key, .lost) }
    for key in ["metadata", "reminder_intervals"] {
      guard let field = value[key], !field.isNull, !(field.isObject && field.members.isEmpty) else {
        continue
      }
      count(key, .lost)
    }
    if value.flag("scheduled_remind_prior") == true { count("scheduled_remind_prior", .lost) }
  }
}
