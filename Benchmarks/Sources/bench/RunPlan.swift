import Foundation

/// What is to be measured, and where the sites and pages may lie meanwhile.
struct RunPlan {
  let binary: URL
  let sizes: [Int]
  let rounds: Int
  let work: URL

  static let options: Set = ["binary", "sizes", "rounds", "work"]
}

extension RunPlan {
  init(_ options: Options) throws(UsageError) {
    let sizes = options.text("sizes", default: "100,1000,10000").split(separator: ",")
    let numbers = sizes.compactMap { Int($0) }.filter { $0 > 0 }
    guard numbers.count == sizes.count, !numbers.isEmpty else {
      throw UsageError(text: "--sizes takes numbers above 0 with commas, such as 100,1000")
    }
    let name = "allclear-bench-\(ProcessInfo.processInfo.processIdentifier)"
    let parent = options.text("work", default: FileManager.default.temporaryDirectory.path)
    self.init(
      binary: URL(filePath: try options.text("binary")).standardizedFileURL,
      sizes: Set(numbers).sorted(),
      rounds: try options.number("rounds", default: 3, least: 1),
      work: URL(filePath: parent).appending(path: name))
  }
}

/// What a build of our binary must never cost, and its pages never weigh, whatever machine it runs
/// on.
enum Limit {
  /// CPU time over that at a tenth of the incidents: ten times the work, and a little.
  static let growth = 11.0
  /// At 10,000 incidents.
  static let peakMebibytes = 150.0
  /// CPU time of a rebuild over that of a full build, at 10,000 incidents and more.
  static let unchangedShare = 1.0 / 8
  static let oneUpdateShare = 1.0 / 6
  /// The site whose pages are weighed.
  static let weighedIncidents = 1_000
  /// The home page, with gzip -9: twenty components and three open incidents of three updates, in
  /// the first round trip.
  static let homePageBytes = 14 * 1_024
  static let incidentPageBytes = 8 * 1_024
}
