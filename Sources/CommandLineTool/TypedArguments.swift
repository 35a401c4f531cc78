import ArgumentParser
import Authoring
import ContentWriting
import Foundation
import StatusModel

/// A command line in which no text can be taken for an option.
///
/// To the parser `---` is wrong in itself, and so is each word that begins with a dash and stands where
/// an option may. A text or a title may begin with whatever people write.
struct TypedArguments {
  /// For the parser: a text stands in one word with its option, `--message=---`, and a title that begins
  /// with a dash after `--`.
  let words: [String]
  /// What readers were to read: of `-m` and `--message`, as it was typed.
  let texts: [String]
  /// The folder that `--site` names.
  let site: String?

  /// - Parameter typed: without the program.
  init(_ typed: [String]) {
    // The others take no text.
    guard let first = typed.first, ["incident", "maintenance", "postmortem"].contains(first) else {
      (words, texts, site) = (typed, [], nil)
      return
    }
    var words: [String] = []
    var texts: [String] = []
    var operands: [String] = []
    var rest = typed[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        break
      }
      if let text = joinedText(word) ?? (textOptions.contains(word) ? rest.popFirst() : nil) {
        words.append("--message=" + text)
        texts.append(text)
      } else if takesValue(word), let value = rest.first, isNoOption(value) {
        words.append(word + "=" + rest.removeFirst())
      } else if isNoOption(word) {
        operands.append(word)
      } else {
        words.append(word)
      }
    }
    self.words = operands.isEmpty ? words : words + ["--"] + operands
    self.texts = texts
    site = folder(in: words)
  }
}

private let textOptions = ["-m", "--message"]

/// Those of the commands that write; every other one takes a value.
private let flags: Set = [
  "--all", "--editor", "--git", "--help", "--json", "--open", "--version", "--yes",
]

/// `TEXT` of `--message=TEXT`, `-m=TEXT` and `-mTEXT`; nil of any other word.
private func joinedText(_ word: String) -> String? {
  for start in ["--message=", "-m="] where word.hasPrefix(start) {
    return String(word.dropFirst(start.count))
  }
  return word.hasPrefix("-m") && word != "-m" ? String(word.dropFirst(2)) : nil
}

private func takesValue(_ word: String) -> Bool {
  word.hasPrefix("--") && !word.contains("=") && !isNoOption(word) && !flags.contains(word)
}

/// Whether a word begins with a dash and is the name of no option: it holds a blank, or goes on with a
/// digit or with dashes alone.
private func isNoOption(_ word: String) -> Bool {
  guard word.utf8.count > 1, word.hasPrefix("-") else { return false }
  let name = word.prefix { $0 != "=" }
  return name.contains { $0.isWhitespace } || name.dropFirst().first?.isNumber == true
    || (word.utf8.count > 2 && word.allSatisfy { $0 == "-" })
}

private func folder(in words: [String]) -> String? {
  if let place = words.firstIndex(of: "--site"), place + 1 < words.count { return words[place + 1] }
  return words.first { $0.hasPrefix("--site=") }.map { String($0.dropFirst("--site=".count)) }
}

// MARK: Texts of a command that was refused before it looked at them

extension TypedArguments {
  /// Keeps the texts, in the site that is meant where there is one.
  func keepTexts() {
    guard !texts.isEmpty else { return }
    let named = site.flatMap { try? absolutePath($0) }
    let found = named ?? (try? siteFolder(from: currentFolder()))
    keepTyped(texts, in: found.flatMap { isFolder($0) ? $0 : nil })
  }
}

/// Keeps texts of the command line, one below the other, and says where.
///
/// - Parameter site: nil where no site folder was found.
func keepTyped(_ texts: [String], in site: String?) {
  let kept = texts.map(typedBytes).filter { !$0.allSatisfy { $0 <= 0x20 } }
  guard !kept.isEmpty else { return }
  let bytes = Array(kept.joined(separator: "\n\n".utf8)) + [UInt8(ascii: "\n")]
  let unsent = unsentText(in: site)
  do throws(WriteError) {
    try unsent.keep(bytes)
    sayWhatIsKept(unsent)
  } catch {
    say("error: your text could not be kept: \(error)\nIt is this:\n")
    say(bytes)
  }
}

/// What `-` stands for is read unless it would have to be typed.
private func typedBytes(_ text: String) -> [UInt8] {
  do {
    guard text == "-" else { return Array(tidied(try validArgument(text, "the text")).utf8) }
    guard isatty(STDIN_FILENO) == 0 else { return [] }
    return Array(tidied(try validText(standardInput(), "the text")).utf8)
  } catch let mistyped as MistypedText {
    return mistyped.bytes
  } catch {
    say((error as? Refusal)?.text ?? "error: \(error)")
    return []
  }
}

/// Where a text waits that this command does not publish.
func unsentText(in site: String?) -> UnsentText {
  let now = (try? clockTime())?.civilTime()
  let time = now.map { "\($0.date.iso8601)-\(padded($0.hour))\(padded($0.minute))-" } ?? ""
  return UnsentText("\(time)\(getpid())", in: site, orElse: temporaryFolder())
}

/// That of the machine, for a text that the site folder cannot hold.
private func temporaryFolder() -> String {
  let named = ProcessInfo.processInfo.environment["TMPDIR"] ?? ""
  return named.isEmpty ? "/tmp" : named
}
