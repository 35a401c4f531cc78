import Diagnostics
import SiteFiles

/// A refusal of one value: what is wrong with it, for the one who wrote it.
struct Refusal: Error {
  let diagnostic: Diagnostic

  init(_ diagnostic: Diagnostic) {
    self.diagnostic = diagnostic
  }
}

/// What could be made of a file or a value, and all that was found meanwhile.
struct Checked<Value: Sendable>: Sendable {
  /// Nil when an error stands in the way.
  let value: Value?
  let diagnostics: [Diagnostic]
}

/// A file's text: UTF-8 without control characters, its lines parted by line feeds alone.
///
/// A byte-order mark and carriage returns are taken out, so that places are counted as an editor
/// shows them.
struct SourceText: Sendable {
  static let largestSize = 256 * 1_024

  let bytes: [UInt8]
  let lines: TextLines
  /// Whether a column in bytes is one in characters.
  let isASCII: Bool

  init(_ file: SourceFile) throws(Refusal) {
    guard file.bytes.count <= SourceText.largestSize else {
      throw Refusal(.fileTooLarge(size: file.bytes.count, at: SourcePosition(path: file.path)))
    }
    if file.bytes.starts(with: [0xFF, 0xFE]) || file.bytes.starts(with: [0xFE, 0xFF]) {
      throw Refusal(.utf16(at: SourcePosition(path: file.path)))
    }
    var bytes = file.bytes
    var scan = ByteScan(bytes)
    if scan.hasReturns || bytes.starts(with: byteOrderMark) {
      bytes = withoutMarkAndReturns(bytes)
      scan = ByteScan(bytes)
    }
    self.bytes = bytes
    lines = TextLines(path: file.path, starts: scan.lineStarts)
    isASCII = scan.isASCII
    guard let fault = scan.firstFault else {
      if let conflict = mergeConflict { throw Refusal(conflict) }
      return
    }
    let place = position(ofByte: fault.offset)
    throw Refusal(fault.isControl ? .controlCharacter(at: place) : .notUTF8(at: place))
  }

  var path: String { lines.path }
  /// The first byte of each line; never empty.
  var lineStarts: [Int] { lines.starts }

  /// From 1, without its line feed; empty past the end.
  func line(_ number: Int) -> ArraySlice<UInt8> {
    guard number >= 1, number <= lineStarts.count else { return bytes[bytes.endIndex...] }
    let end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
    return bytes[lineStarts[number - 1]..<end]
  }

  func position(ofByte offset: Int) -> SourcePosition { lines.position(ofByte: offset) }

  func position(line: Int, column: Int = 1) -> SourcePosition {
    SourcePosition(path: path, line: line, column: column)
  }

  /// The offset of a place in this file, at most the number of bytes.
  func offset(of position: SourcePosition) -> Int {
    guard position.line <= lineStarts.count else { return bytes.count }
    return min(bytes.count, lineStarts[position.line - 1] + position.column - 1)
  }
}

private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

private func withoutMarkAndReturns(_ bytes: [UInt8]) -> [UInt8] {
  let carriageReturn = UInt8(ascii: "\r")
  let lineFeed = UInt8(ascii: "\n")
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  let text = bytes.dropFirst(bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0)
  for index in text.indices {
    guard text[index] == carriageReturn else {
      result.append(text[index])
      continue
    }
    let isPair = index + 1 < text.endIndex && text[index + 1] == lineFeed
    if !isPair { result.append(lineFeed) }
  }
  return result
}

/// One pass over a file: its lines, and the first byte that cannot stand in a text.
private struct ByteScan {
  struct Fault {
    let offset: Int
    let isControl: Bool
  }

  private(set) var lineStarts = [0]
  private(set) var firstFault: Fault?
  private(set) var hasReturns = false
  private(set) var isASCII = true

  init(_ bytes: [UInt8]) {
    lineStarts.reserveCapacity(bytes.count / 48)
    bytes.withUnsafeBufferPointer { bytes in
      for start in stride(from: 0, to: bytes.count, by: 32) where !isPlainRun(at: start, in: bytes)
      {
        for index in start..<min(start + 32, bytes.count) {
          let byte = bytes[index]
          if byte >= 0x20 && byte < 0x7F { continue }
          if byte == 0x0A {
            lineStarts.append(index + 1)
          } else if byte >= 0x80 {
            isASCII = false
          } else if byte == 0x0D {
            hasReturns = true
          } else if byte != 0x09, firstFault == nil {
            firstFault = Fault(offset: index, isControl: true)
          }
        }
      }
      guard !isASCII, let fault = firstFaultInUTF8(bytes) else { return }
      if fault.offset < firstFault?.offset ?? .max { firstFault = fault }
    }
  }
}

/// Whether 32 bytes follow that are printable ASCII: nearly all are. Looked at without a branch, they
/// take a few instructions together.
private func isPlainRun(at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  guard start + 32 <= bytes.count else { return false }
  var greatest: UInt8 = 0
  for index in start..<start + 32 { greatest = max(greatest, bytes[index] &- 0x20) }
  return greatest < 0x7F - 0x20
}

/// The first byte that no UTF-8 text has there, or that starts a control character or U+FFFE.
private func firstFaultInUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> ByteScan.Fault? {
  var index = 0
  while index < bytes.count {
    guard bytes[index] >= 0x80 else {
      index += 1
      continue
    }
    guard let (scalar, length) = decodeScalar(at: index, in: bytes) else {
      return ByteScan.Fault(offset: index, isControl: false)
    }
    if scalar < 0xA0 || scalar & 0xFFFE == 0xFFFE {
      return ByteScan.Fault(offset: index, isControl: true)
    }
    index += length
  }
  return nil
}

/// A scalar of two to four bytes; nil where it is cut, overlong, a surrogate, or past U+10FFFF.
private func decodeScalar(
  at index: Int, in bytes: UnsafeBufferPointer<UInt8>
) -> (scalar: UInt32, length: Int)? {
  let lead = UInt32(bytes[index])
  let (length, least, bits): (Int, UInt32, UInt32)
  switch lead {
  case 0xC2...0xDF: (length, least, bits) = (2, 0x80, lead & 0x1F)
  case 0xE0...0xEF: (length, least, bits) = (3, 0x800, lead & 0x0F)
  case 0xF0...0xF4: (length, least, bits) = (4, 0x10000, lead & 0x07)
  default: return nil
  }
  guard index + length <= bytes.count else { return nil }
  var scalar = bits
  for next in index + 1..<index + length {
    guard bytes[next] & 0xC0 == 0x80 else { return nil }
    scalar = scalar << 6 | UInt32(bytes[next] & 0x3F)
  }
  guard scalar >= least, scalar <= 0x10FFFF, !(0xD800...0xDFFF).contains(scalar) else { return nil }
  return (scalar, length)
}
