import Foundation

/// The program that is measured refused a site that it should have built.
struct BuildFailure: Error {
  let text: String
}

/// A generated site, and the builds of it.
struct SizedSite {
  let incidents: Int
  let folder: URL
  let openIncident: CorpusEntry?
}

/// Generates, builds and prints; false when a limit is passed.
///
/// Each build writes into a new folder, and all of them are removed at the end only: some disks
/// create files many times slower for minutes after a large folder was deleted. Rebuilds come
/// last, since they may replace a folder and delete the old one.
func runBenchmark(_ plan: RunPlan) throws -> Bool {
  try FileManager.default.createDirectory(at: plan.work, withIntermediateDirectories: true)
  defer {
    do {
      try FileManager.default.removeItem(at: plan.work)
    } catch {
      complain("warning: \(plan.work.path) could not be removed: \(error)")
    }
  }
  complain("working in \(plan.work.path), which is removed at the end")
  let sites = try plan.sizes.map { try generate($0, in: plan.work) }
  var rows = sites.map { ResultRow(name: "\(grouped($0.incidents)) incidents", site: $0) }
  var unchanged = ResultRow(name: "  nothing changed", site: sites[sites.count - 1])
  var oneMore = ResultRow(name: "  one update added", site: sites[sites.count - 1])
  for round in 1...plan.rounds {
    complain("round \(round) of \(plan.rounds)")
    for index in sites.indices {
      rows[index].add(try build(sites[index], into: round, plan))
    }
  }
  complain("rebuilds")
  for number in 1...plan.rounds {
    unchanged.add(try build(unchanged.site, into: plan.rounds, at: 5 * number, plan))
  }
  for number in 1...plan.rounds {
    oneMore.add(try buildWithOneMoreUpdate(oneMore.site, number, plan))
  }
  let weighed = sites.first { $0.incidents == Limit.weighedIncidents } ?? sites[sites.count - 1]
  let report = Report(
    rows: rows, unchanged: unchanged, oneMore: oneMore, weights: try weighPages(of: weighed, plan))
  print(report.text)
  return report.isWithinLimits
}

private func generate(_ incidents: Int, in work: URL) throws -> SizedSite {
  let folder = work.appending(path: "site-\(incidents)")
  let counts = try writeCorpus(
    CorpusPlan(incidents: incidents, seed: 1, components: 20), to: folder)
  complain("corpus: \(counts)")
  return SizedSite(incidents: incidents, folder: folder, openIncident: counts.openIncident)
}

/// Where the pages of `site` went in that round.
private func output(of site: SizedSite, _ round: Int, _ plan: RunPlan) -> URL {
  plan.work.appending(path: "public-\(site.incidents)-\(round)")
}

/// Builds `site` into the folder of that round.
///
/// - Parameter minute: of the page's moment, in the hour after the corpus ends.
private func build(
  _ site: SizedSite, into round: Int, at minute: Int = 0, _ plan: RunPlan
) throws -> ResultRow.Sample {
  let folder = output(of: site, round, plan)
  let errors = plan.work.appending(path: "build.err")
  // By the clock of reproducible builds, not by `--as-of`: the page of another moment carries no script
  // for the present one, so it weighs less than what readers get.
  let moment = Minute.endOfCorpus.advanced(by: minute)
  let measurement = try measure(
    "env",
    [
      "SOURCE_DATE_EPOCH=\(moment.secondsSinceEpoch)", plan.binary.path, "build", "--site",
      site.folder.path, "--output", folder.path,
    ],
    output: plan.work.appending(path: "build.out"), errors: errors)
  guard measurement.exitStatus == 0 else {
    let said = try String(contentsOf: errors, encoding: .utf8)
    let lines = said.split(separator: "\n").suffix(20).joined(separator: "\n")
    throw BuildFailure(
      text: "a build of \(site.incidents) incidents left with \(measurement.exitStatus)\n\(lines)")
  }
  return .init(measurement: measurement, weight: try weigh(folder))
}

/// Rebuilds after an open incident got an update; the next number replaces that update, so each
/// rebuild meets one change.
private func buildWithOneMoreUpdate(
  _ site: SizedSite, _ number: Int, _ plan: RunPlan
) throws -> ResultRow.Sample? {
  guard let incident = site.openIncident else { return nil }
  let minute = Minute.endOfCorpus.advanced(by: 30)
  let words = "Half of the machines answer again; the others follow in group \(number)."
  let added = "\n## Update - \(minute.text)\n\n\(words)\n"
  try writeText(incident.text + added, to: site.folder.appending(path: incident.path))
  return try build(site, into: plan.rounds, at: 31 + number, plan)
}

/// The home page and the heaviest page of an incident of the last build.
private func weighPages(of site: SizedSite, _ plan: RunPlan) throws -> [PageWeight] {
  let folder = output(of: site, plan.rounds, plan)
  func weigh(_ path: String, limit: Int) throws -> PageWeight {
    let (plain, packed) = try weighPacked(folder.appending(path: path), workingIn: plan.work)
    return PageWeight(
      site: site.incidents, path: path, plain: plain, packed: packed, limit: limit)
  }
  let incidents = try largestPages(in: folder.appending(path: "incidents")).map {
    try weigh("incidents/\($0)/index.html", limit: Limit.incidentPageBytes)
  }
  let heaviest = incidents.max { ($0.packed ?? $0.plain) < ($1.packed ?? $1.plain) }
  return [try weigh("index.html", limit: Limit.homePageBytes)] + [heaviest].compactMap { $0 }
}

/// The folders of the twenty largest pages: the one that packs worst is among them.
private func largestPages(in folder: URL) throws -> [String] {
  let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
  let sizes = try names.sorted().map { name in
    let page = folder.appending(path: name).appending(path: "index.html")
    return (name, try page.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0)
  }
  return sizes.sorted { $0.1 > $1.1 }.prefix(20).map(\.0)
}
