import Foundation

/// The rounds of one thing that was measured.
struct ResultRow {
  let name: String
  let site: SizedSite
  private(set) var samples: [Sample] = []

  struct Sample {
    let measurement: Measurement
    let weight: FolderWeight
  }

  init(name: String, site: SizedSite) {
    self.name = name
    self.site = site
  }

  mutating func add(_ sample: Sample?) {
    if let sample { samples.append(sample) }
  }

  func middle(_ value: (Measurement) -> Double) -> Double {
    median(samples.map { value($0.measurement) })
  }
}

/// The bytes of one page; `packed` is nil where the machine has no gzip.
struct PageWeight {
  /// How many incidents its site has.
  let site: Int
  let path: String
  let plain: Int
  let packed: Int?
  /// What it may weigh packed.
  let limit: Int

  var isWithinLimit: Bool { (packed ?? 0) <= limit }

  var text: String {
    let packed = packed.map {
      ", \(grouped($0)) with gzip -9, at most \(grouped(limit)): \(isWithinLimit ? "ok" : "TOO MUCH")"
    }
    return "\(path) of \(grouped(site)) incidents: \(grouped(plain)) bytes\(packed ?? "")"
  }
}

/// What the rounds showed: a table of medians, then the limits.
struct Report {
  let rows: [ResultRow]
  let rebuilds: [ResultRow]
  let weights: [PageWeight]

  var isWithinLimits: Bool {
    (growth { $0.cpuSeconds } ?? 0) <= Limit.growth && (peak ?? 0) <= Limit.peakMebibytes
      && weights.allSatisfy(\.isWithinLimit)
  }

  var text: String {
    let table = (rows + rebuilds).filter { !$0.samples.isEmpty }.map(line)
    let head = columns("median of rounds", ["wall s", "CPU s", "peak MiB", "files", "MiB"])
    return ([head] + table + [""] + growthLines + peakLines + weights.map(\.text))
      .joined(separator: "\n")
  }

  private func line(_ row: ResultRow) -> String {
    let weight = row.samples[row.samples.count - 1].weight
    return columns(
      row.name,
      [
        decimal(row.middle { $0.wallSeconds }, 2), decimal(row.middle { $0.cpuSeconds }, 2),
        decimal(row.middle { $0.peakMebibytes }, 1), grouped(weight.files),
        decimal(Double(weight.bytes) / 1_048_576, 1),
      ])
  }

  private func row(_ incidents: Int) -> ResultRow? {
    rows.first { $0.site.incidents == incidents }
  }

  /// How many times as much 10,000 incidents cost as 1,000; nil unless both were measured.
  private func growth(_ value: (Measurement) -> Double) -> Double? {
    guard let small = row(1000), let large = row(10_000) else { return nil }
    return large.middle(value) / small.middle(value)
  }

  private var peak: Double? { row(10_000)?.middle { $0.peakMebibytes } }

  private var growthLines: [String] {
    guard let cpu = growth({ $0.cpuSeconds }), let wall = growth({ $0.wallSeconds }) else {
      return []
    }
    let verdict = cpu <= Limit.growth ? "ok" : "TOO MUCH"
    return [
      "growth from 1,000 to 10,000 incidents: \(decimal(cpu, 1))-fold CPU, "
        + "at most \(decimal(Limit.growth, 0)): \(verdict) (\(decimal(wall, 1))-fold wall)"
    ]
  }

  private var peakLines: [String] {
    guard let peak else { return [] }
    let verdict = peak <= Limit.peakMebibytes ? "ok" : "TOO MUCH"
    return [
      "peak memory at 10,000 incidents: \(decimal(peak, 1)) MiB, "
        + "at most \(decimal(Limit.peakMebibytes, 0)): \(verdict)"
    ]
  }
}

private func columns(_ name: String, _ cells: [String]) -> String {
  let padded = cells.map { String(repeating: " ", count: max(0, 10 - $0.count)) + $0 }
  return name.padding(toLength: 20, withPad: " ", startingAt: 0) + padded.joined()
}

private func decimal(_ value: Double, _ places: Int) -> String {
  String(format: "%.\(places)f", value)
}

/// "12345" as "12,345".
func grouped(_ number: Int) -> String {
  let digits = Array(String(number))
  let pieces = digits.enumerated().map { index, digit in
    index > 0 && (digits.count - index) % 3 == 0 ? ",\(digit)" : String(digit)
  }
  return pieces.joined()
}
