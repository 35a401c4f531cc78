package import StatusModel

extension ComponentStatus {
  /// In the middle of a sentence.
  package var words: String {
    switch self {
    case .operational: "operational"
    case .underMaintenance: "under maintenance"
    case .degradedPerformance: "degraded performance"
    case .partialOutage: "partial outage"
    case .majorOutage: "major outage"
    }
  }
}

extension ComponentStatus {
  /// As the headline of the whole page.
  package var headline: String {
    switch self {
    case .operational: "All systems operational"
    case .underMaintenance: "Maintenance in progress"
    case .degradedPerformance: "Degraded performance"
    case .partialOutage: "Partial outage"
    case .majorOutage: "Major outage"
    }
  }
}

extension PageStatus {
  /// The page's description in as few words as a badge has room for.
  package var shortWords: String {
    switch description {
    case .allSystemsOperational: "operational"
    case .serviceUnderMaintenance: "maintenance"
    case .partiallyDegradedService, .degradedSystemService: "degraded service"
    case .minorServiceOutage: "minor outage"
    case .partialSystemOutage: "partial outage"
    case .majorSystemOutage: "major outage"
    }
  }
}

extension Incident.State {
  /// At the start of a line.
  package var title: String {
    switch self {
    case .investigating: "Investigating"
    case .identified: "Identified"
    case .monitoring: "Monitoring"
    case .resolved: "Resolved"
    case .retracted: "Retracted"
    }
  }
}

extension Maintenance.State {
  /// At the start of a line.
  package var title: String {
    switch self {
    case .scheduled: "Scheduled"
    case .inProgress: "In progress"
    case .verifying: "Verifying"
    case .completed: "Completed"
    case .cancelled: "Cancelled"
    }
  }
}

extension UptimeShare {
  /// A share of 1 with no more digits than it needs: `0.9937`, `0.995`, `1`.
  package var ratio: String {
    let digits = padded(hundredths, to: 5)
    var decimals = digits.suffix(4)
    while decimals.last == "0" { decimals.removeLast() }
    return decimals.isEmpty ? "\(digits.dropLast(4))" : "\(digits.dropLast(4)).\(decimals)"
  }

  /// `99.37%`; only a share without any loss has no decimals.
  package var percent: String {
    guard hundredths != 10_000 else { return "100%" }
    return "\(hundredths / 100).\(padded(hundredths % 100))%"
  }
}
