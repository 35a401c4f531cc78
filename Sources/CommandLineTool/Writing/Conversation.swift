import Foundation

/// How a command asks a person, and hears the answer: the one place where it does.
struct Conversation {
  /// A line that was typed, without its end, UTF-8 or not; nil when no more will come.
  let hear: () -> [UInt8]?
  /// Shows a text as it is, without a line end.
  let tell: (String) -> Void
  /// How many characters fit into a line; nil where nobody can tell.
  let columns: Int?

  /// The person at the terminal; nil where nobody can be asked.
  static func atTerminal() -> Conversation? {
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return nil }
    return Conversation(
      hear: readTypedLine, tell: { write(Painted($0), to: STDERR_FILENO) },
      columns: Terminal.size(at: STDERR_FILENO)?.columns)
  }
}

/// A line of standard input; nil at its end, after which a terminal goes on when a person does.
///
/// The library's own reader takes the first ctrl-D for the end of everything.
private func readTypedLine() -> [UInt8]? {
  var line: [UInt8] = []
  var byte: UInt8 = 0
  while true {
    let count = read(STDIN_FILENO, &byte, 1)
    if count < 0, errno == EINTR { continue }
    guard count == 1 else { return line.isEmpty ? nil : line }
    if byte == UInt8(ascii: "\n") { return line }
    line.append(byte)
  }
}

/// The person said no, or went away. Nothing was written.
struct Declined: Error {}

extension Conversation {
  func show(_ lines: String...) {
    for line in lines { tell(line + "\n") }
  }

  func show(table rows: [[String]]) {
    show(TextTable(rows, width: columns).lines.joined(separator: "\n"))
  }

  /// What was answered, without blanks around it; may be empty.
  func ask(_ question: String) throws -> String {
    while true {
      tell(question + " ")
      guard let line = hear() else {
        tell("\n")
        throw Declined()
      }
      if let answer = understood(line) { return answer.trimmingCharacters(in: .whitespaces) }
    }
  }

  /// Nil, and told, for a line that is no UTF-8.
  private func understood(_ line: [UInt8]) -> String? {
    if let text = String(validating: line, as: UTF8.self) { return text }
    show("  That line is no UTF-8, so nobody could read it.", "  Please type it again.")
    return nil
  }

  /// Asks until `parse` takes the answer, and shows why it does not.
  func ask<Value>(_ question: String, _ parse: (String) throws -> Value) throws -> Value {
    while true {
      do {
        return try parse(try ask(question))
      } catch {
        guard let refusal = worded(error) as? Refusal else { throw error }
        show(refusal.spoken)
      }
    }
  }

  /// One of some things, by its number or by what `name` takes.
  func choose<Value>(
    _ question: String, among values: [Value], named name: (String) throws -> Value
  ) throws -> Value {
    try ask(question) { answer in
      if let number = Int(answer), values.indices.contains(number - 1) { return values[number - 1] }
      return try name(answer)
    }
  }

  /// Lines up to one that holds only a dot, or to the end of the input.
  ///
  /// - Parameter keep: is given all that was typed so far, line by line.
  func typedText(keep: (String) throws -> Void) throws -> String {
    show("Type it. End with a line that holds nothing but a dot.")
    var text = ""
    while let line = hear(), line != Array(".".utf8) {
      guard let words = understood(line) else { continue }
      text += words + "\n"
      try keep(text)
    }
    return text
  }
}

extension Refusal {
  /// For a person who can answer again: no kind of error before it.
  var spoken: String {
    switch self {
    case .usage(let message, let hint), .content(let message, let hint),
      .machine(let message, let hint):
      "  \(message)\n  \(hint)"
    }
  }
}
