/// A JSON text as a value, whose objects keep the order of their keys.
///
/// Readers of the hosted standard's API compare payloads, so the order is part of the contract.
enum JSONValue: Hashable, Sendable {
  struct Member: Hashable, Sendable {
    let key: String
    let value: JSONValue
  }

  case null
  case boolean(Bool)
  case integer(Int)
  /// A number of hundredths, written with as few digits as it takes: 9,950 is `99.5`.
  case hundredths(Int)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A string, or null.
  static func string(orNull text: String?) -> JSONValue {
    text.map(JSONValue.string) ?? .null
  }

  /// An object with more members behind its own; any other value as it is.
  func adding(_ more: JSONValue) -> JSONValue {
    guard case .object(let own) = self, case .object(let others) = more else { return self }
    return .object(own + others)
  }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  init(nilLiteral: ()) { self = .null }
  init(booleanLiteral value: Bool) { self = .boolean(value) }
  init(integerLiteral value: Int) { self = .integer(value) }
  init(stringLiteral value: String) { self = .string(value) }
  init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

  /// In the order in which it is written.
  init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member(key: $0.0, value: $0.1) })
  }
}
