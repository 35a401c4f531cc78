extension PageStatus {
  /// Blended over the components that are not groups, as the hosted standard does it.
  ///
  /// - Source: the table in `Documentation/status.md`; first row that fits.
  init(blending statuses: [ComponentStatus]) {
    func all(_ status: ComponentStatus) -> Bool { statuses.allSatisfy { $0 == status } }
    switch statuses.max() ?? .operational {
    case .majorOutage where all(.majorOutage):
      self.init(indicator: .critical, description: .majorSystemOutage)
    case .majorOutage:
      self.init(indicator: .major, description: .partialSystemOutage)
    case .partialOutage where all(.partialOutage):
      self.init(indicator: .major, description: .partialSystemOutage)
    case .partialOutage:
      self.init(indicator: .minor, description: .minorServiceOutage)
    case .degradedPerformance where statuses.count > 1 && all(.degradedPerformance):
      self.init(indicator: .minor, description: .degradedSystemService)
    case .degradedPerformance:
      self.init(indicator: .minor, description: .partiallyDegradedService)
    case .underMaintenance:
      self.init(indicator: .maintenance, description: .serviceUnderMaintenance)
    case .operational:
      self.init(indicator: .none, description: .allSystemsOperational)
    }
  }

  /// What an open incident that names no component makes of the page, at the least.
  init?(liftedBy impact: Impact) {
    switch impact {
    case .none: return nil
    case .minor: self.init(indicator: .minor, description: .minorServiceOutage)
    case .major: self.init(indicator: .major, description: .partialSystemOutage)
    case .critical: self.init(indicator: .critical, description: .majorSystemOutage)
    }
  }

  /// The worse of the two by their words, which tell more than the indicator.
  func lifted(to other: PageStatus) -> PageStatus {
    other.description > description ? other : self
  }
}
