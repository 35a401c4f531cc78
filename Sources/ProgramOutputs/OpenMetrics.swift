import Escaping

/// A metric with all its samples, as OpenMetrics groups them.
struct MetricFamily {
  enum Kind: String {
    case gauge
    /// Each sample has a label that is named like the metric: the state that it is about.
    case stateSet = "stateset"
  }

  struct Sample {
    /// In the order in which they are written; empty values are left out by whoever makes them.
    let labels: [(name: String, value: String)]
    /// A number as the format writes it.
    let value: String
  }

  let name: String
  let kind: Kind
  /// The end of the name, where it says one: `seconds`.
  let unit: String?
  let help: String
  let samples: [Sample]

  init(
    _ name: String, _ kind: Kind = .gauge, unit: String? = nil, help: String, samples: [Sample]
  ) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.help = help
    self.samples = samples
  }
}

/// The text that scrapers read; it ends with `# EOF`, so a torn one is known.
///
/// - Source: OpenMetrics 1.0, "Text Format".
func openMetrics(_ families: [MetricFamily]) -> String {
  families.map(text).joined() + "# EOF\n"
}

private func text(of family: MetricFamily) -> String {
  var lines = ["# TYPE \(family.name) \(family.kind.rawValue)"]
  if let unit = family.unit { lines.append("# UNIT \(family.name) \(unit)") }
  lines.append("# HELP \(family.name) \(escaped(family.help))")
  lines += family.samples.map { "\(family.name)\(text(of: $0.labels)) \($0.value)" }
  return lines.joined(separator: "\n") + "\n"
}

private func text(of labels: [(name: String, value: String)]) -> String {
  guard !labels.isEmpty else { return "" }
  return "{\(labels.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: ","))}"
}

/// By scalars: a quote with a combining mark after it is one character, and ends a label all the same.
private func escaped(_ text: String) -> String {
  var escaped = ""
  for scalar in singleLine(text).unicodeScalars {
    if scalar == "\\" || scalar == "\"" { escaped += "\\" }
    escaped.unicodeScalars.append(scalar)
  }
  return escaped
}
