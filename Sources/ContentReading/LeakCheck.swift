import Diagnostics
import Foundation

/// A pattern of `never_publish`, ready to be looked for.
struct PrivateWord: Sendable {
  let pattern: String
  /// The bytes in lower case of a pattern that means only itself; nil for any other.
  private let literal: [UInt8]?
  private let expression: NSRegularExpression

  /// - Throws: when the pattern is no regular expression.
  init(_ text: Located<String>) throws(Refusal) {
    pattern = text.value
    literal = literalBytes(of: text.value)
    do {
      expression = try NSRegularExpression(pattern: text.value, options: [.caseInsensitive])
    } catch {
      throw Refusal(.badPattern(text))
    }
  }
}

/// The place of every private word and of every leak in `text`, which readers would see.
///
/// - Parameter place: makes a position of an offset in `text`.
func leakDiagnostics(
  in text: ArraySlice<UInt8>, privateWords: [PrivateWord], at place: (Int) -> SourcePosition
) -> [Diagnostic] {
  let words = privateWords.flatMap { word in
    word.offsets(in: text).map { Diagnostic.privateWord(pattern: word.pattern, at: place($0)) }
  }
  return words
    + leaks(in: text).map { leak in
      let word = String(decoding: text[leak.offset..<leak.offset + leak.length], as: UTF8.self)
      switch leak.kind {
      case .privateAddress: return .privateAddress(word, at: place(leak.offset))
      case .secret: return .secret(word, at: place(leak.offset))
      }
    }
}

extension EntryText {
  /// Leaks in the text below the front matter, and in those of its values that readers see.
  func leaks(in lines: [Located<String>?], _ privateWords: [PrivateWord]) -> [Diagnostic] {
    lines.compactMap { $0 }.flatMap { source.leaks(in: $0, privateWords) }
      + leakDiagnostics(in: body, privateWords: privateWords, at: source.position(ofByte:))
  }
}

extension SourceText {
  /// Leaks in a value; told at their own place where the value is written as it reads.
  func leaks(in line: Located<String>, _ privateWords: [PrivateWord]) -> [Diagnostic] {
    let value = Array(line.value.utf8)
    let start = offset(of: line.position)
    let written = [start, start + 1].first { first in
      first < bytes.count && bytes[first...].starts(with: value)
    }
    return leakDiagnostics(in: value[...], privateWords: privateWords) { offset in
      written.map { position(ofByte: $0 + offset) } ?? line.position
    }
  }
}

extension PrivateWord {
  /// The offset of each match, in order; of empty ones none.
  fileprivate func offsets(in text: ArraySlice<UInt8>) -> [Int] {
    if let literal, text.allSatisfy({ $0 < 0x80 }) { return text.offsets(ofLowercased: literal) }
    let string = String(decoding: text, as: UTF8.self)
    let all = NSRange(string.startIndex..., in: string)
    return expression.matches(in: string, range: all).compactMap { match in
      guard match.range.length > 0, let range = Range(match.range, in: string) else { return nil }
      return text.startIndex + string.utf8.distance(from: string.startIndex, to: range.lowerBound)
    }
  }
}

/// What a pattern looks for when all in it stands for itself: `acme\.net` is `acme.net`.
private func literalBytes(of pattern: String) -> [UInt8]? {
  var literal: [UInt8] = []
  var bytes = Array(pattern.utf8)[...]
  while let byte = bytes.popFirst() {
    if byte == UInt8(ascii: "\\") {
      guard let next = bytes.popFirst(), isPunctuation(next) else { return nil }
      literal.append(next)
    } else {
      guard byte < 0x80, !"^$.|?*+()[]{}#".utf8.contains(byte) else { return nil }
      literal.append(lowercased(byte))
    }
  }
  return literal.isEmpty ? nil : literal
}

private func isPunctuation(_ byte: UInt8) -> Bool {
  byte > 0x20 && byte < 0x7F && !(0x30...0x39).contains(byte)
    && !(0x61...0x7A).contains(byte | 0x20)
}

private func lowercased(_ byte: UInt8) -> UInt8 {
  (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
}

extension ArraySlice<UInt8> {
  fileprivate func offsets(ofLowercased word: [UInt8]) -> [Int] {
    withUnsafeBufferPointer { bytes in
      guard bytes.count >= word.count else { return [] }
      return (0...bytes.count - word.count).filter { start in
        word.indices.allSatisfy { lowercased(bytes[start + $0]) == word[$0] }
      }.map { $0 + startIndex }
    }
  }
}
