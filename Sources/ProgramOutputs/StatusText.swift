import Addresses
import Escaping
import Markdown
import PlainEnglish
import StatusModel

/// The page in plain text, for a terminal and for programs that read prose.
///
/// What stands at the start of a line is ours; what people wrote is indented, so no text of theirs
/// can pass for a heading.
struct StatusText {
  let settings: SiteSettings
  let severities: [Severity]
  let snapshot: Snapshot

  var text: String {
    let sections = [opening, announcements, incidents, maintenances, components, closing]
    return sections.filter { !$0.isEmpty }
      .map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private var opening: [String] {
    let breadth = snapshot.breadth
    let affected =
      breadth.total == 0
      ? [] : ["\(breadth.affected) of \(breadth.total) components affected"]
    let zone = settings.timeZone
    let utc = TimeZoneRules.utc.written(snapshot.moment)
    let asOf =
      zone.isUTC ? utc : "\(zone.written(snapshot.moment)) (\(zone.identifier)), \(utc)"
    return line(settings.name) + (settings.description.map(line) ?? [])
      + ["", snapshot.headline.headline] + affected + line("As of \(asOf)")
  }

  private var closing: [String] { ["\(settings.url)/"] }

  private var announcements: [String] {
    section("Announcements", snapshot.announcements) { announcement in
      line(announcement.title, indentation: 2) + prose(announcement.text, indentation: 4)
    }
  }

  // MARK: Entries

  private var incidents: [String] {
    let open = snapshot.openIncidents(worstFirst: severities).map { snapshot.incidents[$0] }
    guard !open.isEmpty else { return ["No open incidents"] }
    return section("Open incidents", open) { incident in
      let severity = "\(incident.severity.id) (\(incident.severity.name))"
      let promise = incident.nextUpdateDue.map { "Next update by \(written($0))" }
      return line(incident.title, indentation: 2)
        + line("\(severity), \(incident.state.rawValue)", indentation: 4)
        + line("Began \(written(incident.startedAt))", indentation: 4)
        + incident.effects.filter(isNamed).flatMap { effect in
          line("\(name(effect.component)): \(effect.status.words)", indentation: 4)
        }
        + (promise.map { line($0, indentation: 4) } ?? [])
        + line(PageAddress.incident(incident.id).absolute(on: settings.url), indentation: 4)
        + updates(incident.updates, on: PageAddress.incident(incident.id)) { $0.title }
    }
  }

  /// What is affected, and what the incident names without affecting it.
  private func isNamed(_ effect: IncidentSnapshot.Effect) -> Bool {
    effect.status != .operational || effect.intervals.isEmpty
  }

  /// Those that run, then those to come, each in the order in which they start.
  private var maintenances: [String] {
    let inOrder = snapshot.maintenances.filter { !$0.state.isOver }.sorted {
      ($0.window.start, $0.id) < ($1.window.start, $1.id)
    }
    let running = inOrder.filter { $0.state.isActive }
    return section("Maintenance", running + inOrder.filter { !$0.state.isActive }) { entry in
      let names = entry.components.map(name).joined(separator: ", ")
      let start = written(entry.window.start)
      let span =
        entry.window.end.map { "\(start) to \(written($0))" } ?? "from \(start), end not known yet"
      return line(entry.title, indentation: 2)
        + line("\(entry.state.title): \(span)", indentation: 4)
        + times(of: entry)
        + (names.isEmpty ? [] : line("Components: \(names)", indentation: 4))
        + line(PageAddress.maintenance(entry.id).absolute(on: settings.url), indentation: 4)
        + timeline(of: entry)
    }
  }

  /// What is unlike the plan, and the plan before.
  private func times(of entry: MaintenanceSnapshot) -> [String] {
    let began = entry.trueSpan(at: snapshot.moment).map { "Began \(written($0.start))" }
    let moved = entry.movedFrom.map { old in
      "Moved from \(written(old.start))" + (old.end.map { " to \(written($0))" } ?? "")
    }
    return [began, moved].compactMap { $0 }.flatMap { line($0, indentation: 4) }
  }

  /// What was said and what the clock did, newest first, each after an empty line.
  private func timeline(of entry: MaintenanceSnapshot) -> [String] {
    (0...entry.updates.count).reversed().flatMap { updatesBefore -> [String] in
      let moves = entry.clockMoves.reversed().filter { $0.updatesBefore == updatesBefore }
      let shown = Array(entry.updates.prefix(updatesBefore).suffix(1))
      return moves.flatMap(lines)
        + updates(shown, on: PageAddress.maintenance(entry.id)) { $0.title }
    }
  }

  private func lines(of move: MaintenanceSnapshot.ClockMove) -> [String] {
    [""] + line("\(move.state.title), \(written(move.time))", indentation: 4)
      + changes(move.changes)
  }

  private func changes(_ changes: [ComponentChange]) -> [String] {
    let words = changes.filter { $0.old != $0.new }
      .map { "\(name($0.component)): \($0.new.words)" }.joined(separator: "; ")
    return words.isEmpty ? [] : line(words, indentation: 6)
  }

  /// Newest first, each after an empty line.
  private func updates<State>(
    _ updates: [UpdateSnapshot<State>], on page: PageAddress, title: (State) -> String
  ) -> [String] {
    updates.reversed().flatMap { update -> [String] in
      let state = update.declared.map(title) ?? "Update"
      let severity = update.newSeverity.map { ", now \($0.id) (\($0.name))" } ?? ""
      return [""] + line("\(state), \(written(update.time))\(severity)", indentation: 4)
        + changes(update.changes)
        + prose(update.text, on: page, indentation: 6)
    }
  }

  // MARK: Components

  private var components: [String] {
    let groups = Dictionary(snapshot.groups.map { ($0.id, $0.name) }) { first, _ in first }
    var rows: [String] = []
    var lastGroup: ComponentGroup.ID?
    for component in snapshot.presentComponents where isListed(component) {
      if component.group != lastGroup {
        rows += component.group.flatMap { groups[$0] }.map { line($0, indentation: 2) } ?? [""]
        lastGroup = component.group
      }
      rows += row(of: component)
    }
    return rows.isEmpty ? [] : ["Components, with their uptime over 90 days", ""] + rows
  }

  /// As the pages do it.
  private func isListed(_ component: ComponentSnapshot) -> Bool {
    !component.component.showsOnlyWhenDegraded || component.status != .operational
  }

  /// Status and uptime first, so that a name of any length finds room.
  private func row(of component: ComponentSnapshot) -> [String] {
    let indentation = component.group == nil ? "  " : "    "
    let status = component.status.words
    let uptime = component.uptime.uptime?.percent ?? "no data"
    let columns =
      indentation + status + blanks(22 - status.utf8.count) + blanks(7 - uptime.utf8.count)
      + uptime + "  "
    return wrapped(
      singleLine(component.component.name), first: columns, rest: blanks(columns.utf8.count))
  }

  // MARK: Lines

  /// A heading and its entries, an empty line before each; nothing where there is none.
  private func section<Entry>(
    _ title: String, _ entries: [Entry], _ lines: (Entry) -> [String]
  ) -> [String] {
    entries.isEmpty ? [] : [title] + entries.flatMap { [""] + lines($0) }
  }

  private func line(_ text: String) -> [String] { line(text, indentation: 0) }

  private func line(_ text: String, indentation: Int) -> [String] {
    wrapped(singleLine(text), first: blanks(indentation), rest: blanks(indentation))
  }

  /// - Parameter page: where the text's fragments lead, relative to the site.
  private func prose(
    _ markdown: String, on page: PageAddress = .home, indentation: Int
  ) -> [String] {
    let text = withoutControls(
      plainText(
        fromMarkdown: markdown, base: PageAddress.home.absolute(on: settings.url),
        page: page.absolute(on: settings.url)))
    return text.isEmpty ? [] : wrapped(paragraphs: text, indentation: blanks(indentation))
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  private func name(_ component: ComponentIndex) -> String {
    snapshot.components[component].component.name
  }

  private func written(_ moment: Timestamp) -> String { settings.timeZone.written(moment) }
}
