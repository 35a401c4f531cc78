import Diagnostics
import Testing

/// What a person most likely meant.
struct NearestTests {
  static let guesses: [(typed: String, known: [String], meant: String?)] = [
    ("ap", ["api", "web"], "api"),
    ("wbe", ["api", "web"], "web"),
    ("API", ["api", "web"], "api"),
    ("dashbord", ["api", "dashboard", "mobile"], "dashboard"),
    ("dahsboard", ["api", "dashboard", "mobile"], "dashboard"),
    ("dashboards", ["api", "dashboard", "mobile"], "dashboard"),
    ("compnoents", ["components", "component", "severities"], "components"),
    ("severty", ["severities", "severity"], "severity"),
    ("major", ["partial_outage", "major_outage"], nil),
    ("payments", ["api", "web"], nil),
    ("", ["api"], nil),
    ("x", [], nil),
    ("a", ["b"], "b"),  // one edit is always allowed
    ("ab", ["cd"], nil),
    ("abcdef", ["abcxyf"], "abcxyf"),  // two of six
    ("abcdef", ["abwxyf"], nil),  // three of six
    ("cat", ["bat", "hat"], "bat"),  // the first of equals
    ("cats", ["rats", "cat", "cats"], "cats"),
    ("größe", ["grösse", "große"], "große"),
  ]

  @Test(arguments: guesses)
  func `guesses the nearest name, if one is near`(typed: String, known: [String], meant: String?) {
    #expect(nearest(to: typed, among: known) == meant)
  }
}
