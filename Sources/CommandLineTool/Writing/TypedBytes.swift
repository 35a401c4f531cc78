import Foundation

/// What a person typed, byte for byte, though it is no UTF-8. Readers would see other letters.
struct MistypedText: Error {
  let bytes: [UInt8]
  /// What is wrong, in the words of a refusal.
  let refusal: Refusal
}

/// The text of some bytes, without a byte order mark.
///
/// - Parameter what: as messages name it: `the text`, `the title`.
/// - Throws: `MistypedText` where the bytes are no UTF-8.
func validText(_ bytes: [UInt8], _ what: String) throws -> String {
  let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
  if let text = String(validating: bytes.dropFirst(isMarked ? 3 : 0), as: UTF8.self) { return text }
  let place = firstBadByte(in: bytes)
  let line = bytes[..<place].count { $0 == UInt8(ascii: "\n") } + 1
  let hex = String(bytes[place], radix: 16, uppercase: true)
  throw MistypedText(
    bytes: bytes,
    refusal: .content(
      "\(what) is no UTF-8: byte \(place + 1), in line \(line), is 0x\(hex)",
      hint: "write it as UTF-8; nobody could read these letters"))
}

private func firstBadByte(in bytes: [UInt8]) -> Int {
  var parser = Unicode.UTF8.ForwardParser()
  var iterator = bytes.makeIterator()
  var offset = 0
  while case .valid(let scalar) = parser.parseScalar(from: &iterator) { offset += scalar.count }
  return min(offset, bytes.count - 1)
}

/// A text of the command line.
///
/// The library has put U+FFFD in the place of what is no UTF-8, so the argument's own bytes are looked up.
func validArgument(_ text: String, _ what: String) throws -> String {
  guard text.unicodeScalars.contains("\u{FFFD}") else { return text }
  for argument in UnsafeBufferPointer(
    start: CommandLine.unsafeArgv, count: Int(CommandLine.argc))
  {
    guard let argument else { continue }
    let bytes = UnsafeBufferPointer(start: argument, count: strlen(argument)).map(
      UInt8.init(bitPattern:))
    guard String(validating: bytes, as: UTF8.self) == nil else { continue }
    let read = String(decoding: bytes, as: UTF8.self)
    if read == text { _ = try validText(bytes, what) }
    // `-m…`
    if read.hasPrefix("-m"), read.dropFirst(2) == text {
      _ = try validText(Array(bytes[2...]), what)
    }
    // `--message=…`
    if read.hasSuffix(text), let start = bytes.firstIndex(of: UInt8(ascii: "=")) {
      _ = try validText(Array(bytes[(start + 1)...]), what)
    }
  }
  return text
}

/// All of standard input.
func standardInput() throws -> [UInt8] {
  do {
    return try readToEnd(STDIN_FILENO)
  } catch {
    // What holds the place of a closed one cannot be read.
    let isClosed = error.number == EBADF || error.number == EINVAL
    throw Refusal.machine(
      isClosed ? "standard input is closed" : "cannot read standard input: \(error)",
      hint: "pass a text on: `… -m - < FILE`, or say it with -m 'the text'")
  }
}

/// Why the system did not do something, in its words.
struct SystemFailure: Error, CustomStringConvertible {
  let number: Int32
  var description: String { String(cString: strerror(number)) }
}

func readToEnd(_ descriptor: Int32) throws(SystemFailure) -> [UInt8] {
  var bytes: [UInt8] = []
  var part = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = read(descriptor, &part, part.count)
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { throw SystemFailure(number: errno) }
    guard count > 0 else { return bytes }
    bytes += part[..<count]
  }
}
