import Authoring
import ContentWriting
import Diagnostics
import Foundation
import PlainEnglish
import SiteFiles
import StatusModel

// What a person is asked about an incident, one thing after the other.

extension Conversation? {
  /// A title that readers may see: the given one, else what a person answers until it is one.
  ///
  /// - Parameter example: for a command line without a title and without a person to ask.
  func title(
    _ given: String?, _ question: String, example: String, in site: SiteToWrite
  ) async throws -> String {
    var given = given
    while true {
      do {
        if let given { return try await site.title(try validArgument(given, "the title")) }
        return try await site.title(
          try orRefuse("a title", example).ask(question, titleAnswer))
      } catch let refused as any RefusedWords where self != nil {
        self?.show(refused.told)
      } catch let refusal as Refusal where self != nil {
        self?.show(refusal.spoken)
      } catch let mistyped as MistypedText where self != nil {
        self?.show(mistyped.refusal.spoken)
      }
      given = nil
    }
  }
}

private func titleAnswer(_ answer: String) throws -> String {
  guard !tidiedTitle(answer).isEmpty else {
    throw Refusal.usage(
      "It needs a title.", hint: "Say in a few words what customers notice: Card payments fail")
  }
  return answer
}

extension SiteToWrite {
  /// A title as it is written, once it is known that the site takes it.
  fileprivate func title(_ typed: String) async throws -> String {
    let title = tidiedTitle(typed)
    guard !title.isEmpty else {
      throw Refusal.usage("the title is empty", hint: "say in a few words what customers notice")
    }
    if let (place, scalar) = firstControlCharacter(in: title) {
      let code = String(scalar.value, radix: 16, uppercase: true)
      throw Refusal.content(
        "the title holds a control character: U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code), "
          + "character \(place) of it",
        hint: "write it in one line, with letters that can be seen")
    }
    // The settings alone tell what may be public.
    let alone = SiteToWrite(
      folder: folder, sources: sources.filter { $0.path == "status.yml" }, site: site, now: now)
    let opening = IncidentOpening(
      title: title, severity: site.severities[0].id, components: [], state: .investigating,
      started: nil, at: nil, next: nil, roles: Incident.Roles())
    _ = try await alone.tried(try opening.planned(in: alone, .written("0")))
    return title
  }
}

extension Conversation {
  /// - Returns: An id.
  func askSeverity(in site: SiteToWrite) throws -> Severity.ID {
    let levels = site.site.severities
    show("", "How bad is it? If you are unsure, take the worse one.")
    let rows = levels.enumerated().map { index, level in
      ["  \(index + 1)", level.id, level.name, level.definition ?? ""]
    }
    show(table: rows)
    return try choose("Number:", among: levels, named: site.severity).id
  }

  /// - Parameter check: refuses components that cannot be written like this.
  func askComponents(
    in site: SiteToWrite, _ check: ([ComponentArgument]) throws -> Void
  ) throws -> [ComponentArgument] {
    let snapshot = site.site.snapshot(at: site.latest)
    show("", "What is affected?")
    let rows = snapshot.components.enumerated().map { index, component in
      ["  \(index + 1)", component.component.name, component.status.words]
    }
    show(table: rows)
    return try ask("Numbers with commas between them, or nothing for none:") { answer in
      let components = try componentArguments(answer, in: site)
      try check(components)
      return components
    }
  }

  /// A new status for some components of an open incident.
  func askChanges(to standing: IncidentSnapshot, in site: SiteToWrite) throws
    -> [ComponentArgument]
  {
    let all = site.site.catalog.components
    show("", "How are the components now? The incident says:")
    let rows = standing.effects.map { effect in
      let component = all[effect.component]
      return ["  \(component.id)", component.name, effect.status.words]
    }
    show(table: rows.isEmpty ? [["  it names none"]] : rows)
    let example = (standing.effects.first.map { all[$0.component] } ?? all.first)?.id ?? "api"
    return try ask("What changed, as in \(example)=operational; nothing if all stays:") { answer in
      let changes = try componentArguments(answer, in: site)
      if let bare = changes.first(where: { $0.status == nil }) {
        throw Refusal.usage(
          "What is \(bare.name) now?", hint: "Please say it as in \(bare.name)=operational.")
      }
      return changes
    }
  }

  /// Nil: it stays as it is.
  func askState(of standing: IncidentSnapshot) throws -> Incident.State? {
    let states: [Incident.State] = [.investigating, .identified, .monitoring, .resolved]
    show("", "Where does it stand?")
    let rows = states.enumerated().map { index, state in
      ["  \(index + 1)", state.headingName, state == standing.state ? "as it is now" : ""]
    }
    show(table: rows)
    return try ask("Number, or nothing if that stays:") { answer in
      if answer.isEmpty { return nil }
      if let number = Int(answer), states.indices.contains(number - 1) { return states[number - 1] }
      return try incidentState(answer)
    }
  }

  /// Nil: what the severity promises.
  func askNext(in site: SiteToWrite) throws -> String? {
    try ask("By when the next update, as in 45m or 12:30; nothing for what the level promises:") {
      answer in
      guard !answer.isEmpty else { return nil }
      _ = try site.nextUpdate(answer, after: site.now, isAnswer: true)
      return answer
    }
  }

  /// Keeps what can be written, and tells why another answer cannot.
  func keep(_ keep: () -> Void, ifWritable plan: () throws -> PlannedEdit) {
    do {
      _ = try plan()
      keep()
    } catch {
      show((error as? Refusal)?.spoken ?? "  \(error)")
    }
  }

  /// Who has two things to look after sees at once which one this is about.
  func showSubject(_ incident: IncidentSnapshot) {
    show("\(incident.title) (\(incident.id)), \(incident.state.headingName.lowercased())")
  }

  func showSubject(_ maintenance: MaintenanceSnapshot) {
    show(
      "\(maintenance.title) (\(maintenance.id)), \(maintenance.state.headingName.lowercased())")
  }

  func askIncident(in site: SiteToWrite) throws -> Incident.ID {
    let open = site.openIncidents()
    guard open.count > 1 else { return try site.onlyOpenIncident() }
    show("", "Which one?")
    let rows = open.enumerated().map { ["  \($0 + 1)", $1.id, $1.title] }
    show(table: rows)
    return try choose("Number:", among: open, named: { try site.incident($0) }).id
  }
}

/// `1, 3=operational, Website`: each once.
private func componentArguments(
  _ answer: String, in site: SiteToWrite
) throws -> [ComponentArgument] {
  let all = site.site.catalog.components
  let parts = answer.split(separator: " ")
  let isNumbers = parts.count > 1 && parts.allSatisfy { Int($0) != nil }
  let named = try (isNumbers ? parts : answer.split(separator: ",")).map { part in
    let typed = ComponentArgument(argument: String(part).trimmingCharacters(in: .whitespaces))
    let byNumber = Int(typed.name).flatMap { all.indices.contains($0 - 1) ? all[$0 - 1] : nil }
    let component = try byNumber ?? site.component(typed.name)
    let status = try typed.status.map { try componentStatus($0).rawValue }
    return ComponentArgument(argument: component.id + (status.map { "=\($0)" } ?? ""))
  }
  _ = try site.components(named)
  return named
}

/// A state by its name; nil for `update`, which changes none.
func incidentState(_ typed: String) throws -> Incident.State? {
  let word = typed.lowercased()
  if word == "update" { return nil }
  if let state = Incident.State(rawValue: word) { return state }
  let known = Incident.State.allCases.map(\.rawValue) + ["update"]
  throw Refusal.usage(
    "there is no state '\(typed)'" + guess(word, among: known),
    hint: "states: \(known.joined(separator: ", "))")
}
