import SiteFiles

/// Makes cases out of seeds: the same number gives the same case for ever.
package struct Mutator: Sendable {
  let seeds: Seeds
  /// The most bytes that a repetition adds.
  private let longestRepetition: Int

  /// - Parameter longestRepetition: bytes; a debug build takes long over hundreds of kilobytes.
  package init(_ seeds: Seeds, longestRepetition: Int = largestFile) {
    self.seeds = seeds
    self.longestRepetition = longestRepetition
  }

  package func fuzzCase(_ number: UInt64) -> FuzzCase {
    var dice = Dice(seed: number)
    switch dice.number(0...9) {
    case 0: return alert(&dice)
    case 1: return updateText(&dice)
    default: return site(&dice)
    }
  }

  private func alert(_ dice: inout Dice) -> FuzzCase {
    let (bytes, names) = damaged(dice.pick(seeds.alerts), of: .json, &dice)
    return FuzzCase(
      subject: .alert, files: dice.pick(seeds.sites), target: "alert.json", bytes: bytes,
      mutations: names)
  }

  private func updateText(_ dice: inout Dice) -> FuzzCase {
    let (bytes, names) = damaged(dice.pick(seeds.texts), of: .text, &dice)
    let sites = seeds.sites.filter { $0.contains { $0.path.hasPrefix("incidents/") } }
    return FuzzCase(
      subject: .updateText, files: dice.pick(sites), target: "update.md", bytes: bytes,
      mutations: names)
  }

  private func site(_ dice: inout Dice) -> FuzzCase {
    var files = dice.pick(seeds.sites)
    let place = place(in: files, &dice)
    let target = files[place]
    let (bytes, names) = damaged(target.bytes, of: kind(of: target.path), &dice)
    files[place] = SourceFile(path: target.path, bytes: bytes)
    return FuzzCase(
      subject: .site, files: files, target: target.path, bytes: bytes, mutations: names)
  }

  /// Mostly an incident or a maintenance: there is most to misread.
  private func place(in files: [SourceFile], _ dice: inout Dice) -> Int {
    let entries = files.indices.filter {
      files[$0].path.hasPrefix("incidents/") || files[$0].path.hasPrefix("maintenance/")
    }
    let others = files.indices.filter {
      files[$0].path.hasSuffix(".md") || files[$0].path == "status.yml"
    }
    return dice.chance(70) && !entries.isEmpty ? dice.pick(entries) : dice.pick(others)
  }

  func kind(of path: String) -> Damage.Kind {
    switch path {
    case "update.md": .text
    case _ where path.hasSuffix(".md"): .entry
    case _ where path.hasSuffix(".yml"): .yaml
    default: .json
    }
  }

  /// One to three changes, one after the other.
  ///
  /// - Returns: at most `largestFile` bytes, and the names of the changes.
  func damaged(
    _ bytes: [UInt8], of kind: Damage.Kind, _ dice: inout Dice
  ) -> ([UInt8], [String]) {
    var bytes = bytes
    var names: [String] = []
    let count = dice.pick([1, 1, 1, 2, 2, 3])
    for _ in 0..<count {
      let damage = dice.pick(Damage.all(of: kind))
      bytes = damage.apply(bytes, from: self, &dice)
      names.append(damage.name)
    }
    return (Array(bytes.prefix(largestFile)), names)
  }
}

extension Mutator {
  /// Some other file, to take lines from.
  func otherFile(_ dice: inout Dice) -> [UInt8] {
    dice.pick(dice.pick(seeds.sites)).bytes
  }

  /// How many bytes a repetition adds: mostly few, at times as many as a file may hold.
  func repetitionSize(_ dice: inout Dice) -> Int {
    min(
      longestRepetition,
      dice.chance(85) ? dice.number(10...2_000) : dice.number(2_000...largestFile))
  }
}
