import _FoundationICU

/// Which plural form of a language a whole number takes: in Polish 1 `one`, 2 `few`, 5 `many`.
///
/// The forms of small numbers are asked for once and kept.
///
/// - Source: CLDR's rules for cardinal numbers, in the ICU that Foundation is linked with; CLDR 46 with
///   Swift 6.3. Foundation itself offers no way to them on Linux.
struct PluralRules: Sendable {
  /// By CLDR's names.
  enum Form: String, CaseIterable, Sendable {
    case zero, one, two, few, many, other
  }

  /// BCP 47.
  let language: String
  /// Of 0 and the numbers that follow.
  private let small: [Form]

  /// - Parameter language: one that CLDR does not know has `other` alone.
  init(language: String) {
    self.language = language
    small = pluralForms(of: 0...999, in: language)
  }

  func form(of number: Int) -> Form {
    small.indices.contains(number)
      ? small[number] : pluralForms(of: number...number, in: language)[0]
  }

  /// Those that numbers below a thousand take. Some languages have one more for millions or fractions,
  /// which no page counts.
  var forms: Set<Form> { Set(small) }
}

private func pluralForms(of numbers: ClosedRange<Int>, in language: String) -> [PluralRules.Form] {
  var status = U_ZERO_ERROR
  // By the names that Foundation's copy gives them, as a macro renames them in C.
  let rules = swift_uplrules_open(language, &status)
  defer { swift_uplrules_close(rules) }
  return numbers.map { number in
    var name = [UInt16](repeating: 0, count: 8)
    let length = swift_uplrules_select(
      rules, Double(number), &name, Int32(name.count), &status)
    let form = String(decoding: name.prefix(Int(length)), as: UTF16.self)
    return PluralRules.Form(rawValue: form) ?? .other
  }
}
