import Foundation
import TestSupport
import Testing

@testable import Feeds

@Suite struct JSONValueTests {
  @Test(
    arguments: [
      (nil, "null"), (true, "true"), (false, "false"), (-12, "-12"), ([], "[]"),
      (.object([]), "{}"), ("", #""""#), ([1, nil, ["z": 1, "a": 2]], #"[1,null,{"z":1,"a":2}]"#),
      (.hundredths(9_937), "99.37"), (.hundredths(9_950), "99.5"), (.hundredths(10_000), "100"),
      (.hundredths(5), "0.05"), (.hundredths(0), "0"),
    ] as [(JSONValue, String)])
  func `values are written in their shortest form, keys in their order`(
    _ value: JSONValue, text: String
  ) {
    #expect(String(decoding: value.bytes, as: UTF8.self) == text)
  }

  @Test(arguments: [
    ("\"\\/", #"\"\\/"#), ("\n\r\t", #"\n\r\t"#), ("\u{0}\u{8}\u{1F}", #"\u0000\u0008\u001f"#),
    ("</script>&", #"\u003c/script\u003e\u0026"#), ("\u{2028}\u{2029}", #"\u2028\u2029"#),
    ("\r\n", #"\r\n"#), ("é👩‍👧\u{7F}", "é👩‍👧\u{7F}"), ("\"\u{338}", "\\\"\u{338}"),
  ])
  func `text is escaped by the character, however it joins its neighbours`(
    _ text: String, escaped: String
  ) {
    #expect(String(decoding: JSONValue.string(text).bytes, as: UTF8.self) == "\"\(escaped)\"")
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `what is written reads back the same`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let value = anyValue(depth: 4, &random)
    let wrapped = JSONValue.array([value])
    let read = try JSONSerialization.jsonObject(with: Data(wrapped.bytes))
    #expect((read as? NSArray) == [plain(value)] as NSArray)
  }

  private func anyValue(depth: Int, _ random: inout SeededGenerator) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
    case 0: return nil
    case 1: return .boolean(Bool.random(using: &random))
    case 2: return .integer(Int.random(in: -1_000_000...1_000_000, using: &random))
    case 3: return .hundredths(Int.random(in: 0...10_000, using: &random))
    case 4: return .string(anyText(&random))
    case 5:
      let count = Int.random(in: 0...4, using: &random)
      return .array((0..<count).map { _ in anyValue(depth: depth - 1, &random) })
    default:
      let count = Int.random(in: 0...4, using: &random)
      return .object(
        (0..<count).map {
          .init(key: "\($0)\(anyText(&random))", value: anyValue(depth: depth - 1, &random))
        })
    }
  }

  private func anyText(_ random: inout SeededGenerator) -> String {
    let scalars = (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in
      Unicode.Scalar(
        UInt32.random(in: 0...0x2_FFFF, using: &random) >> UInt32.random(in: 0...14, using: &random)
      )
    }
    return String(String.UnicodeScalarView(scalars))
  }

  private func plain(_ value: JSONValue) -> Any {
    switch value {
    case .null: NSNull()
    case .boolean(let value): NSNumber(value: value)
    case .integer(let value): NSNumber(value: value)
    case .hundredths(let value): NSNumber(value: Double(value) / 100)
    case .string(let text): text
    case .array(let elements): elements.map(plain)
    case .object(let members):
      Dictionary(uniqueKeysWithValues: members.map { ($0.key, plain($0.value)) })
    }
  }
}
