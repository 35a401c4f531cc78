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
    _ given: String?, _ question: String, example: String, in site: PresentSite
  ) throws -> String {
    var given = given
    while true {
      do {
        if let given { return try site.title(try validArgument(given, "the title")) }
        return try site.title(try orRefuse("a title", example).ask(question, titleAnswer))
      } catch {
        guard let self else { throw error }
        switch worded(error) {
        case let refused as RefusedEdit: self.show(refused.words)
        case let refusal as Refusal: self.show(refusal.spoken)
        case let mistyped as MistypedText: self.show(mistyped.refusal.spoken)
        case let other: throw other
        }
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

extension PresentSite {
  /// A title as it is written, once it is known that the site takes it.
  fileprivate func title(_ typed: String) throws -> String {
    let title = try keptTitle(typed)
    try check(title: title)
    return title
  }
}

extension Conversation {
  /// - Returns: An id.
  func askSeverity(in site: PresentSite) throws -> Severity.ID {
    let levels = site.site.severities
    show("", "How bad is it? If you are unsure, take the worse one.")
    let rows = levels.enumerated().map { index, level in
      ["  \(index + 1)", level.id, level.name, level.definition ?? ""]
    }
    show(table: rows)
    return try choose("Number:", among: levels, named: site.severity(named:)).id
  }

  /// - Parameter check: refuses components that cannot be written like this.
  func askComponents(
    in site: PresentSite, _ check: ([ComponentArgument]) throws -> Void
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
  func askChanges(to shown: IncidentSnapshot, in site: PresentSite) throws
    -> [ComponentArgument]
  {
    let all = site.site.catalog.components
    show("", "How are the components now? The incident says:")
    let rows = shown.effects.map { effect in
      let component = all[effect.component]
      return ["  \(component.id)", component.name, effect.status.words]
    }
    show(table: rows.isEmpty ? [["  it names none"]] : rows)
    let example = (shown.effects.first.map { all[$0.component] } ?? all.first)?.id ?? "api"
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
  func askState(of shown: IncidentSnapshot) throws -> Incident.State? {
    let states: [Incident.State] = [.investigating, .identified, .monitoring, .resolved]
    show("", "Where does it stand?")
    let rows = states.enumerated().map { index, state in
      ["  \(index + 1)", state.headingName, state == shown.state ? "as it is now" : ""]
    }
    show(table: rows)
    return try ask("Number, or nothing if that stays:") { answer in
      if answer.isEmpty { return nil }
      if let number = Int(answer), states.indices.contains(number - 1) { return states[number - 1] }
      return try Incident.State.named(answer)
    }
  }

  /// Nil: what the severity promises.
  func askNext(in site: PresentSite) throws -> String? {
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
      show((worded(error) as? Refusal)?.spoken ?? "  \(error)")
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

  func askIncident(in site: PresentSite) throws -> Incident.ID {
    let open = site.openIncidents()
    guard open.count > 1 else { return try site.onlyOpenIncident() }
    show("", "Which one?")
    let rows = open.enumerated().map { ["  \($0 + 1)", $1.id, $1.title] }
    show(table: rows)
    return try choose("Number:", among: open, named: { try site.incident(named: $0) }).id
  }
}

/// `1, 3=operational, Website`: each once.
private func componentArguments(
  _ answer: String, in site: PresentSite
) throws -> [ComponentArgument] {
  let all = site.site.catalog.components
  let parts = answer.split(separator: " ")
  let isNumbers = parts.count > 1 && parts.allSatisfy { Int($0) != nil }
  let named = try (isNumbers ? parts : answer.split(separator: ",")).map { part in
    let typed = ComponentArgument(argument: String(part).trimmingCharacters(in: .whitespaces))
    let byNumber = Int(typed.name).flatMap { all.indices.contains($0 - 1) ? all[$0 - 1] : nil }
    let component = try byNumber ?? site.component(named: typed.name)
    let status = try typed.status.map { try ComponentStatus(named: $0).rawValue }
    return ComponentArgument(argument: component.id + (status.map { "=\($0)" } ?? ""))
  }
  _ = try site.components(named)
  return named
}
