import Authoring
import StatusModel

/// What a new maintenance says, as it was typed.
struct TypedMaintenanceOpening: Sendable {
  let title: String
  let components: [ComponentArgument]
  let starts: String
  let ends: String
  let at: String?
}

extension TypedMaintenanceOpening {
  func planned(in site: PresentSite, _ words: Words) throws -> PlannedEdit {
    let time = try site.pastMoment(at, option: "--at")
    let text = try words.text(in: site, filling: try blanks(in: site))
    let opening = MaintenanceOpening(
      title: title, components: try site.componentsAlone(components),
      window: try site.comingWindow(starts, ends))
    return try site.scheduleMaintenance(opening, text: text, at: time)
  }

  func blanks(in site: PresentSite) throws -> MessageWords {
    try site.messageWords(for: components.map { try site.component(named: $0.name).id })
  }
}

/// What an update to a maintenance says, as it was typed.
struct TypedMaintenanceChange: Sendable {
  let id: Maintenance.ID
  let kind: Kind
  let at: String?

  enum Kind: Sendable {
    case to(Maintenance.State)
    case move(starts: String?, ends: String?)

    /// Without the times.
    var change: MaintenanceChange {
      switch self {
      case .to(let state): .to(state)
      case .move: .move(starts: nil, ends: nil)
      }
    }
  }
}

extension TypedMaintenanceChange {
  func planned(in site: PresentSite, _ words: Words) throws -> PlannedEdit {
    let maintenance = try site.maintenance(named: id)
    // Whatever the times are, the maintenance may not take the change.
    _ = try site.fileToChange(of: maintenance, kind.change)
    let time = try site.timeOfUpdate(to: maintenance, site.pastMoment(at, option: "--at"))
    let text = try words.text(in: site, filling: site.messageWords(for: maintenance))
    return try site.changeMaintenance(
      maintenance.id, try change(in: site), text: text, at: time)
  }

  private func change(in site: PresentSite) throws -> MaintenanceChange {
    switch kind {
    case .to(let state): .to(state)
    case .move(let starts, let ends):
      .move(
        starts: try site.moment(starts, option: "--starts"),
        ends: try site.moment(ends, option: "--ends"))
    }
  }
}

extension PresentSite {
  /// The components that are named; their status follows from the clock.
  func componentsAlone(_ arguments: [ComponentArgument]) throws -> [Component.ID] {
    if let odd = arguments.first(where: { $0.status != nil }) {
      throw Refusal.usage(
        "--component \(odd.name)=\(odd.status ?? ""): a maintenance gives its components no status",
        hint: "write --component \(odd.name); it is under maintenance while the work is in progress"
      )
    }
    return try components(arguments)
  }
}
