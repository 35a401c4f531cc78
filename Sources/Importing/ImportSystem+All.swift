extension ImportSystem {
  /// In the order in which help lists them.
  package static let all: [ImportSystem] = [
    .statuspage, .cstate, .upptime, .cachet, .stactus, .csv,
  ]
}
