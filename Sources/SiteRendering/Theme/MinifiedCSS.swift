/// `css` without comments, line breaks, the blanks around `{ } ; , >` and those after a colon, and
/// without the semicolon before a closing brace. Quoted texts stay as they are.
///
/// `</` is broken up, so that no text in a style can end the element it stands in.
func minifiedCSS(_ css: String) -> String {
  let input = Array(css.utf8)
  var output: [UInt8] = []
  output.reserveCapacity(input.count)
  var index = 0
  var quote: UInt8?
  while index < input.count {
    let byte = input[index]
    if let open = quote {
      if byte == UInt8(ascii: "\\"), index + 1 < input.count {
        output += [byte, input[index + 1]]
        index += 2
        continue
      }
      if byte == open { quote = nil }
      output.append(byte)
    } else if byte == UInt8(ascii: "/"), index + 1 < input.count, input[index + 1] == 0x2A {
      index = endOfComment(in: input, from: index + 2)
      continue
    } else if isBlank(byte) {
      if let last = output.last, last != 0x20, last != colon, !isTight(last) { output.append(0x20) }
    } else {
      if isTight(byte), output.last == 0x20 { output.removeLast() }
      if byte == UInt8(ascii: "}"), output.last == UInt8(ascii: ";") { output.removeLast() }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
      output.append(byte)
    }
    index += 1
  }
  return String(decoding: output, as: UTF8.self).replacing("</", by: "<\\/")
}

private func endOfComment(in input: [UInt8], from start: Int) -> Int {
  var index = start
  while index + 1 < input.count {
    if input[index] == 0x2A, input[index + 1] == UInt8(ascii: "/") { return index + 2 }
    index += 1
  }
  return input.count
}

private func isBlank(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
}

private let colon = UInt8(ascii: ":")

/// Marks that need no blank around them. A colon is none before it: `a :hover` is not `a:hover`.
private func isTight(_ byte: UInt8) -> Bool {
  switch Unicode.Scalar(byte) {
  case "{", "}", ";", ",", ">": true
  default: false
  }
}
