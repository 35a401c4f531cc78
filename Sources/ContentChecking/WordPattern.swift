/// A few words that `check` looks for, as a line of `theme/checks` has them.
///
/// `word`, `one|other`, `[may|be|missing]`, `begin*`, `*` for any word, `<number>` for one that
/// begins with a digit, `!word` for what may not come before the first word, or next.
struct WordPattern: Hashable, Sendable {
  private enum Element: Hashable, Sendable {
    case words([Form])
    case optional([Form])
    /// Takes no word itself.
    case not([Form])
  }

  private enum Form: Hashable, Sendable {
    case word(String)
    case prefix(String)
    case number
    case any

    func matches(_ word: String) -> Bool {
      switch self {
      case .word(let text): text == word
      case .prefix(let text): word.hasPrefix(text)
      case .number: word.utf8.first.map { (0x30...0x39).contains($0) } ?? false
      case .any: true
      }
    }
  }

  /// May not be the word before the first.
  private let notBefore: [Form]
  private let elements: [Element]
  /// The words with one of which a match begins; nil where it may be any.
  let firstWords: [String]?

  /// Nil for a line that names no word, or whose brackets do not close.
  init?(_ line: String) {
    let parts = line.split(separator: " ").map(String.init)
    var elements: [Element] = []
    var notBefore: [Form] = []
    for (index, part) in parts.enumerated() {
      guard let element = WordPattern.element(part) else { return nil }
      if index == 0, case .not(let forms) = element {
        notBefore = forms
      } else {
        elements.append(element)
      }
    }
    guard case .words(let first)? = elements.first else { return nil }
    self.notBefore = notBefore
    self.elements = elements
    let words = first.compactMap { form in
      if case .word(let text) = form { text } else { nil }
    }
    firstWords = words.count == first.count ? words : nil
  }

  private static func element(_ part: String) -> Element? {
    if part.hasPrefix("[") {
      guard part.hasSuffix("]") else { return nil }
      return forms(part.dropFirst().dropLast()).map { .optional($0) }
    }
    if part.hasPrefix("!") { return forms(part.dropFirst()).map { .not($0) } }
    return forms(part[...]).map { .words($0) }
  }

  private static func forms(_ text: Substring) -> [Form]? {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false)
    let forms = parts.compactMap { part -> Form? in
      switch part {
      case "": nil
      case "<number>": .number
      case "*": .any
      case _ where part.hasSuffix("*"): .prefix(part.dropLast().lowercased())
      default: .word(part.lowercased())
      }
    }
    return forms.count == parts.count ? forms : nil
  }

  /// The end of a match that begins at `start` and stays within one sentence; nil without one.
  func end(of words: [TextWords.Word], from start: Int) -> Int? {
    if !notBefore.isEmpty, start > 0, !words[start].startsSentence,
      notBefore.contains(where: { $0.matches(words[start - 1].text) })
    {
      return nil
    }
    return longestEnd(of: words, from: start)
  }

  /// Goes through the elements once, with every word that a match may have come to: trying one way after
  /// the other would take twice as long with each optional word.
  private func longestEnd(of words: [TextWords.Word], from start: Int) -> Int? {
    // Rising.
    var ends = [start]
    for element in elements {
      func matches(_ forms: [Form], at index: Int) -> Bool {
        guard index < words.count, index == start || !words[index].startsSentence else {
          return false
        }
        return forms.contains { $0.matches(words[index].text) }
      }
      switch element {
      case .words(let forms): ends = ends.filter { matches(forms, at: $0) }.map { $0 + 1 }
      case .optional(let forms):
        for end in ends where matches(forms, at: end) && !ends.contains(end + 1) {
          ends.append(end + 1)
        }
        ends.sort()
      case .not(let forms): ends = ends.filter { !matches(forms, at: $0) }
      }
      if ends.isEmpty { return nil }
    }
    return ends.last
  }
}

/// Some patterns, found by their first word.
struct WordPatterns: Sendable {
  private let byFirstWord: [String: [WordPattern]]
  private let others: [WordPattern]

  init(_ patterns: [WordPattern]) {
    var byFirstWord: [String: [WordPattern]] = [:]
    for pattern in patterns {
      for word in pattern.firstWords ?? [] { byFirstWord[word, default: []].append(pattern) }
    }
    self.byFirstWord = byFirstWord
    others = patterns.filter { $0.firstWords == nil }
  }

  /// The words of each match, from left to right, none within another. What is quoted or code is
  /// not looked at.
  func matches(in text: TextWords) -> [Range<Int>] {
    var matches: [Range<Int>] = []
    var index = 0
    while index < text.words.count {
      guard text.words[index].origin == .own else {
        index += 1
        continue
      }
      let candidates = byFirstWord[text.words[index].text, default: []] + others
      let ends = candidates.compactMap { $0.end(of: text.words, from: index) }
      if let end = ends.max() { matches.append(index..<end) }
      index = max(index + 1, ends.max() ?? 0)
    }
    return matches
  }

  /// Whoever says it.
  func hasMatch(in text: TextWords) -> Bool {
    text.words.indices.contains { index in
      (byFirstWord[text.words[index].text, default: []] + others)
        .contains { $0.end(of: text.words, from: index) != nil }
    }
  }
}
