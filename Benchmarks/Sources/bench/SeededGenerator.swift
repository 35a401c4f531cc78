/// A stream of numbers that the seed determines wholly, on every machine and toolchain.
///
/// The draws are made here and not by the standard library, whose way of drawing may change.
///
/// - Source: the SplitMix64 generator of Steele, Lea and Flood.
struct SeededGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number within `range`, each as likely as the other.
  mutating func number(in range: ClosedRange<Int>) -> Int {
    let width = UInt64(range.upperBound - range.lowerBound) + 1
    return range.lowerBound + Int(next().multipliedFullWidth(by: width).high)
  }

  /// True in `percent` of a hundred draws.
  mutating func chance(percent: Int) -> Bool {
    number(in: 0...99) < percent
  }

  /// One of `choices`, which must not be empty.
  mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[number(in: 0...choices.count - 1)]
  }

  /// `choices` in an order of chance.
  mutating func shuffled<Choice>(_ choices: [Choice]) -> [Choice] {
    var shuffled = choices
    for index in shuffled.indices {
      shuffled.swapAt(index, number(in: index...shuffled.count - 1))
    }
    return shuffled
  }
}
