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

/// What one thing costs beside another one.
struct Ratio {
  private let name: String
  private let cpu: Double
  private let wall: Double
  /// Of the CPU time, which other programs disturb least.
  private let limit: Double

  init(name: String, of row: ResultRow, to other: ResultRow, limit: Double) {
    self.name = name
    self.limit = limit
    cpu = row.middle { $0.cpuSeconds } / other.middle { $0.cpuSeconds }
    wall = row.middle { $0.wallSeconds } / other.middle { $0.wallSeconds }
  }

  var isWithinLimit: Bool { cpu <= limit }

  var text: String {
    "\(name): \(decimal(cpu, 2)) of the CPU time, at most \(decimal(limit, 2)): "
      + "\(isWithinLimit ? "ok" : "TOO MUCH") (\(decimal(wall, 2)) of the wall time)"
  }
}

/// What the rounds showed: a table of medians, then the limits.
struct Report {
  let rows: [ResultRow]
  /// Of the largest site.
  let unchanged: ResultRow
  let oneMore: ResultRow
  let weights: [PageWeight]

  var isWithinLimits: Bool {
    ratios.allSatisfy(\.isWithinLimit) && (peak ?? 0) <= Limit.peakMebibytes
      && weights.allSatisfy(\.isWithinLimit)
  }

  var text: String {
    let table = (rows + [unchanged, oneMore]).filter { !$0.samples.isEmpty }.map(line)
    let head = columns("median of rounds", ["wall s", "CPU s", "peak MiB", "files", "MiB"])
    return ([head] + table + [""] + ratios.map(\.text) + peakLines + weights.map(\.text))
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

  private var peak: Double? { row(10_000)?.middle { $0.peakMebibytes } }

  /// Between sites of which one is ten times the other, and between a rebuild and a full build.
  private var ratios: [Ratio] {
    let growths = rows.compactMap { small in
      row(small.site.incidents * 10).map { large in
        Ratio(
          name: "\(grouped(large.site.incidents)) incidents to a tenth of them", of: large,
          to: small, limit: Limit.growth)
      }
    }
    guard let full = rows.last, full.site.incidents >= 10_000 else { return growths }
    let rebuilds = [
      ("nothing changed", unchanged, Limit.unchangedShare),
      ("one update", oneMore, Limit.oneUpdateShare),
    ].filter { !$0.1.samples.isEmpty }
    return growths
      + rebuilds.map { Ratio(name: "\($0.0) to a full build", of: $0.1, to: full, limit: $0.2) }
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
