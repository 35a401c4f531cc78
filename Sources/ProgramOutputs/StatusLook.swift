import StatusModel

/// How a status looks: a shape that can be told without its colour, and its colours.
///
/// Shapes and colours are those of the built-in theme, so a badge and the page look alike.
enum StatusLook: CaseIterable {
  case operational, maintenance, minor, major, critical

  init(_ status: ComponentStatus) {
    switch status {
    case .operational: self = .operational
    case .underMaintenance: self = .maintenance
    case .degradedPerformance: self = .minor
    case .partialOutage: self = .major
    case .majorOutage: self = .critical
    }
  }

  init(_ indicator: PageStatus.Indicator) {
    switch indicator {
    case .none: self = .operational
    case .maintenance: self = .maintenance
    case .minor: self = .minor
    case .major: self = .major
    case .critical: self = .critical
    }
  }

  /// On white, or under white text: a contrast of 4.5 and more.
  var colourOnLight: String {
    switch self {
    case .operational: "#17693a"
    case .maintenance: "#34549c"
    case .minor: "#7d5200"
    case .major: "#a83f00"
    case .critical: "#b3261e"
    }
  }

  /// On the dark tab of a browser.
  var colourOnDark: String {
    switch self {
    case .operational: "#62c98e"
    case .maintenance: "#97b4f4"
    case .minor: "#e2b64d"
    case .major: "#f29350"
    case .critical: "#ff8a80"
    }
  }

  /// The data of one SVG path in a square of 16: a tick in a circle, a tool in a square, a bar in a
  /// diamond, a warning in a triangle, a cross in an octagon.
  var path: String {
    switch self {
    case .operational:
      "M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0m3.9 6.1-4.6 5.1a.9.9 0 0 1-1.3 0L3.9 9.1l1.3-1.3 "
        + "1.4 1.4 4-4.4z"
    case .maintenance:
      "M3 0h10a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3m8.9 3.2L10 5.1 "
        + "9.5 4l1.5-1.6a3.4 3.4 0 0 0-4.3 4.3l-4 4a1.6 1.6 0 0 0 2.4 2.4l4-4a3.4 3.4 0 0 0 "
        + "4.3-4.3z"
    case .minor:
      "M6.9.5a1.6 1.6 0 0 1 2.2 0l6.4 6.4a1.6 1.6 0 0 1 0 2.2l-6.4 6.4a1.6 1.6 0 0 1-2.2 0L.5 "
        + "9.1a1.6 1.6 0 0 1 0-2.2zM4 7v2h8V7z"
    case .major:
      "M8 .8a1.5 1.5 0 0 1 1.3.7l6.5 11.7a1.5 1.5 0 0 1-1.3 2.2h-13a1.5 1.5 0 0 1-1.3-2.2L6.7 "
        + "1.5A1.5 1.5 0 0 1 8 .8M7 5v5h2V5zm0 6.3v2h2v-2z"
    case .critical:
      "M4.7 0h6.6L16 4.7v6.6L11.3 16H4.7L0 11.3V4.7zM5.5 4 4 5.5 6.5 8 4 10.5 5.5 12 8 9.5l2.5 "
        + "2.5 1.5-1.5L9.5 8 12 5.5 10.5 4 8 6.5z"
    }
  }
}
