import StatusModel

extension ComponentStatus {
  var word: Word {
    switch self {
    case .operational: .operational
    case .underMaintenance: .underMaintenance
    case .degradedPerformance: .degradedPerformance
    case .partialOutage: .partialOutage
    case .majorOutage: .majorOutage
    }
  }

  /// Inside a sentence or a list, where a name begins with a small letter in most languages.
  var inlineWord: Word {
    switch self {
    case .operational: .operational
    case .underMaintenance: .underMaintenanceInline
    case .degradedPerformance: .degradedPerformanceInline
    case .partialOutage: .partialOutageInline
    case .majorOutage: .majorOutageInline
    }
  }

  /// The name of its icon and its class in the style.
  var look: String {
    switch self {
    case .operational: "ok"
    case .underMaintenance: "work"
    case .degradedPerformance: "slow"
    case .partialOutage: "part"
    case .majorOutage: "down"
    }
  }
}

extension ComponentStatus {
  /// As the headline of the whole page.
  var headline: Word {
    switch self {
    case .operational: .allSystemsOperational
    case .underMaintenance: .maintenanceRunning
    case .degradedPerformance, .partialOutage, .majorOutage: word
    }
  }
}

extension Impact {
  var look: String {
    switch self {
    case .none: "none"
    case .minor: "slow"
    case .major: "part"
    case .critical: "down"
    }
  }
}

extension IncidentSnapshot {
  /// The look of the level that readers are shown, so that it goes with the level's name.
  var look: String {
    state == .retracted ? Impact.none.look : severity.impact.look
  }
}

/// A state as readers see it: its word, and how it looks.
protocol StateWords {
  var word: Word { get }
  var look: String { get }
}

extension Incident.State: StateWords {
  var word: Word {
    switch self {
    case .investigating: .investigating
    case .identified: .identified
    case .monitoring: .monitoring
    case .resolved: .resolved
    case .retracted: .retracted
    }
  }

  var look: String {
    switch self {
    case .investigating, .identified: "open"
    case .monitoring: "watch"
    case .resolved: "ok"
    case .retracted: "none"
    }
  }
}

extension Maintenance.State: StateWords {
  var word: Word {
    switch self {
    case .scheduled: .scheduled
    case .inProgress: .inProgress
    case .verifying: .verifying
    case .completed: .completed
    case .cancelled: .cancelled
    }
  }

  var look: String {
    switch self {
    case .scheduled: "plan"
    case .inProgress: "work"
    case .verifying: "watch"
    case .completed: "ok"
    case .cancelled: "none"
    }
  }
}

extension Postmortem.Action.Kind {
  var word: Word {
    switch self {
    case .runbook: .actionRunbook
    case .monitoring: .actionMonitoring
    case .alert: .actionAlert
    case .other: .actionOther
    }
  }
}

/// A picture from the theme's icons; it says nothing that a word beside it does not say.
func icon(_ look: String) -> HTML {
  "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"#i-\(look)\"/></svg>"
}

/// A name from the site's files inside a sentence, kept from turning the sentence around.
func isolated(_ name: String) -> HTML {
  "<bdi>\(name)</bdi>"
}
