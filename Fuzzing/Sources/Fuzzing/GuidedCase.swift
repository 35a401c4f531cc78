import SiteFiles

/// Cases for a fuzzer that looks at which code ran: the first byte says what is replaced, the others by what.
extension Mutator {
  /// What the first byte can name: a file of one of the sites, a text, an alert.
  private struct Place {
    let subject: FuzzCase.Subject
    let files: [SourceFile]
    let target: String
    let bytes: [UInt8]
  }

  private var places: [Place] {
    let sites = seeds.sites.flatMap { site in
      site.filter { $0.path.hasSuffix(".md") || $0.path == "status.yml" }
        .map { Place(subject: .site, files: site, target: $0.path, bytes: $0.bytes) }
    }
    var seen: Set<[UInt8]> = []
    let site = seeds.sites.first { $0.contains { $0.path.hasPrefix("incidents/") } } ?? []
    let others =
      seeds.texts.prefix(8).map {
        Place(subject: .updateText, files: site, target: "update.md", bytes: $0)
      }
      + seeds.alerts.map { Place(subject: .alert, files: site, target: "alert.json", bytes: $0) }
    return Array((others + sites.filter { seen.insert($0.bytes).inserted }).prefix(256))
  }

  /// What to start from.
  package var guidedSeeds: [[UInt8]] {
    places.enumerated().map { [UInt8($0)] + $1.bytes }
  }

  package func guidedCase(_ input: [UInt8]) -> FuzzCase? {
    guard let first = input.first else { return nil }
    let places = self.places
    let place = places[Int(first) % places.count]
    return FuzzCase(
      subject: place.subject, files: place.files, target: place.target, bytes: [],
      mutations: ["guided"]
    ).replacing(Array(input.dropFirst()))
  }

  /// The input with some of the damage that people do.
  package func guidedMutation(of input: [UInt8], seed: UInt64) -> [UInt8] {
    guard let first = input.first, let fuzzed = guidedCase(input) else { return input }
    var dice = Dice(seed: seed)
    return [first] + damaged(fuzzed.bytes, of: kind(of: fuzzed.target), &dice).0
  }
}
