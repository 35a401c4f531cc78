import Addresses
import Diagnostics
package import StatusModel

// What a person calls by its id or its name, in whatever case.

extension Site {
  package func component(named typed: String) throws(AuthoringError) -> Component {
    let all = catalog.components
    let word = typed.lowercased()
    if let found = all.first(where: { $0.id == typed })
      ?? all.first(where: { $0.id.lowercased() == word || $0.name.lowercased() == word })
    {
      return found
    }
    throw .unknown(.component, typed, among: all.map(\.id))
  }
}

extension PresentSite {
  package func component(named typed: String) throws(AuthoringError) -> Component {
    try site.component(named: typed)
  }

  package func severity(named typed: String) throws(AuthoringError) -> Severity {
    let word = typed.lowercased()
    if let found = site.severities.first(where: { $0.id == typed })
      ?? site.severities.first(where: {
        $0.id.lowercased() == word || $0.name.lowercased() == word
      })
    {
      return found
    }
    throw .unknown(.severity, typed, among: site.severities.map(\.id))
  }

  /// By the name of its file, with `.md` or without.
  package func message(named typed: String) throws(AuthoringError) -> MessageTemplate {
    let name = typed.hasSuffix(".md") ? String(typed.dropLast(3)) : typed
    if let found = site.messages.first(where: { $0.name == name }) { return found }
    try refuseBroken(name, in: .messages)
    throw .unknown(.message, name, among: site.messages.map(\.name))
  }
}

extension ComponentStatus {
  /// Those that people may give to a component; maintenance follows from maintenances alone.
  package static let writable = allCases.filter { $0 != .underMaintenance }

  /// `Partial outage`, `partial-outage`, `partial_outage`.
  package init(named typed: String) throws(AuthoringError) {
    let word = typed.lowercased().replacing(" ", with: "_").replacing("-", with: "_")
    guard let status = Self.writable.first(where: { $0.rawValue == word }) else {
      let known = Self.writable.map(\.rawValue)
      throw .unknown(.status, typed, nearest: nearest(to: word, among: known), known: known)
    }
    self = status
  }
}

extension Incident.State {
  /// Nil for `update`, which changes none.
  package static func named(_ typed: String) throws(AuthoringError) -> Incident.State? {
    let word = typed.lowercased()
    if word == "update" { return nil }
    if let state = Incident.State(rawValue: word) { return state }
    let known = allCases.map(\.rawValue) + ["update"]
    throw .unknown(.state, typed, nearest: nearest(to: word, among: known), known: known)
  }
}

extension AuthoringError {
  static func unknown(_ thing: NamedThing, _ typed: String, among known: [String]) -> Self {
    .unknown(thing, typed, nearest: nearest(to: typed, among: known), known: known)
  }
}

// MARK: The same by id alone

extension PresentSite {
  func component(_ id: Component.ID) throws(AuthoringError) -> Component {
    if let found = site.catalog.components.first(where: { $0.id == id }) { return found }
    throw .unknown(.component, id, among: site.catalog.components.map(\.id))
  }

  func knownSeverity(_ id: Severity.ID) throws(AuthoringError) -> Severity {
    if let found = site.severities.first(where: { $0.id == id }) { return found }
    throw .unknown(.severity, id, among: site.severities.map(\.id))
  }

  /// Refuses a component that is not known, or named twice.
  func check(components ids: [Component.ID]) throws(AuthoringError) {
    var seen: Set<Component.ID> = []
    for id in ids {
      _ = try component(id)
      guard seen.insert(id).inserted else { throw .repeatedComponent(id) }
    }
  }
}
