import Escaping
import Foundation
import PlainEnglish
package import StatusModel

extension Message {
  /// For a `sendmail -t -oi`: headers and text, with the line ends of the system.
  ///
  /// All messages of one entry are one thread, of which the first has the id of its first update.
  ///
  /// - Source: RFC 5322, 2047, 2919, 3676 and 3834.
  package func mail(
    to address: String, from author: String, by sender: Sender, at now: Timestamp
  ) -> [UInt8] {
    let subject: String
    let text: String
    switch form {
    case .update(let earlier):
      let words = Wording(newest, earlier: earlier, from: sender)
      // The state stands in the text: some programs make threads of equal subjects.
      subject = "\(sender.name): \(newest.title)"
      text = [words.headline, words.affected, words.text, words.promise, words.earlier, words.link]
        .compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n\n")
    case .digest:
      subject = digestHeadline(from: sender)
      text = digestLines(from: sender).map { "\($0.line)\n\($0.link)" }.joined(separator: "\n\n")
    }
    let headers =
      [
        "Date: \(now.rfc822)", "From: \(addressField(author))", "To: \(addressField(address))",
        folded("Subject", cut(singleLine(subject), to: 200)), "Message-ID: \(mailID(sender))",
      ] + threadHeaders(sender) + [
        folded("List-Id", singleLine(sender.name), then: "<status.\(sender.host)>"),
        "Auto-Submitted: auto-generated", "Precedence: bulk", "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8; format=flowed",
        "Content-Transfer-Encoding: 8bit",
      ]
    return Array((headers.joined(separator: "\n") + "\n\n" + flowed(text) + "\n").utf8)
  }

  private func mailID(_ sender: Sender) -> String {
    switch form {
    case .update:
      "<\(newest.anchor).\(newest.entry.kind.rawValue).\(newest.entry.id)@\(sender.host)>"
    case .digest: "<\(webhookID)@\(sender.host)>"
    }
  }

  private func threadHeaders(_ sender: Sender) -> [String] {
    guard case .update = form, !newest.isFirst else { return [] }
    let entry = newest.entry
    let first = "<\(entry.firstAnchor).\(entry.kind.rawValue).\(entry.id)@\(sender.host)>"
    return ["In-Reply-To: \(first)", "References: \(first)"]
  }
}

/// Whom a mail server tells when a message cannot be brought: the address of the author, so that the sender's
/// domain is that of `From`.
///
/// - Parameter author: `status@acme.example`, or with a name before it: `Acme <status@acme.example>`.
package func envelopeSender(of author: String) -> String {
  guard let open = author.lastIndex(of: "<") else { return author }
  return author[author.index(after: open)...].trimmingCharacters(in: ["<", ">", " "])
}

/// `Acme Status <status@acme.example>`, the name as header fields can hold it.
private func addressField(_ address: String) -> String {
  let line = singleLine(address)
  guard let open = line.lastIndex(of: "<") else { return line }
  let name = line[..<open].trimmingCharacters(in: .whitespaces)
  return name.isEmpty || name.isPlainHeader ? line : "\(encodedWords(name)) \(line[open...])"
}

/// A header of words, in lines of at most 76 letters.
private func folded(_ name: String, _ words: String, then end: String? = nil) -> String {
  let text = words.isPlainHeader && words.utf8.count < 60 ? words : encodedWords(words)
  return "\(name): " + [text, end].compactMap { $0 }.joined(separator: " ")
}

extension String {
  /// Letters of ASCII that mean nothing in a header, and nothing that reads as an encoded word.
  fileprivate var isPlainHeader: Bool {
    utf8.allSatisfy { (0x20..<0x7F).contains($0) } && !contains("=?")
      && !contains { #"<>()@,;\""#.contains($0) }
  }
}

/// - Source: RFC 2047: a word has 75 letters at most, and no scalar in two words.
private func encodedWords(_ text: String) -> String {
  var words: [[UInt8]] = [[]]
  for scalar in text.unicodeScalars {
    let bytes = Array(String(scalar).utf8)
    // 45 bytes are 60 letters, beside the 12 of the frame.
    if words[words.count - 1].count + bytes.count > 42 { words.append([]) }
    words[words.count - 1] += bytes
  }
  return words.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\n ")
}

/// Paragraphs in lines of at most 72 letters where words allow; a space at a line's end says that the
/// paragraph goes on.
///
/// - Source: RFC 3676.
private func flowed(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { paragraph in
    var lines: [String] = []
    var line = ""
    for word in paragraph.split(separator: " ") {
      for part in pieces(of: word) {
        if !line.isEmpty, line.count + part.count + 1 > 72 {
          lines.append(line + " ")
          line = ""
        }
        line += line.isEmpty ? part : " \(part)"
      }
    }
    lines.append(line)
    return lines.map(stuffed).joined(separator: "\n")
  }.joined(separator: "\n")
}

/// A word longer than a line may be is more than one.
private func pieces(of word: Substring) -> [String] {
  guard word.utf8.count > 900 else { return [String(word)] }
  var pieces = [""]
  for scalar in word.unicodeScalars {
    if pieces[pieces.count - 1].utf8.count > 890 { pieces.append("") }
    pieces[pieces.count - 1].unicodeScalars.append(scalar)
  }
  return pieces
}

private func stuffed(_ line: String) -> String {
  line.hasPrefix(" ") || line.hasPrefix(">") || line.hasPrefix("From ") ? " " + line : line
}
