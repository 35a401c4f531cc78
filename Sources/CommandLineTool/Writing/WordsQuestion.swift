import Authoring
import ContentWriting
import StatusModel

/// What a text is for, when a person chooses or writes it.
struct WordsPurpose {
  /// The state that the incident will have; nil for a maintenance, whose messages name no state.
  let state: Incident.State?
  /// For the blanks of a message.
  let blanks: MessageWords
  /// Whether prewritten messages are offered: those for planned work announce it, and nothing else.
  var offersMessages = true
}

extension EntryWriter {
  /// Asks for the text: a prewritten message, an editor, or words that are typed here.
  ///
  /// - Parameter usesEditor: the editor comes first, and the question where no text comes of it.
  func askWords(
    _ purpose: WordsPurpose, usesEditor: Bool, in site: PresentSite
  ) async throws -> Words {
    guard let conversation else {
      if usesEditor { return .written(try await edit("")) }
      throw missingText()
    }
    if usesEditor, let text = try await edited("", conversation), !text.isEmpty {
      return .written(text)
    }
    let messages = purpose.offersMessages ? purpose.fitting(site.site.messages) : []
    conversation.show("", "What do customers read?")
    // A line each: the whole of the chosen one is shown before the yes.
    let names = messages.map(\.template.name.count).max() ?? 0
    let room = conversation.columns.map { max(24, $0 - names - 8) } ?? 90
    let rows = messages.enumerated().map { index, message in
      ["  \(index + 1)", message.template.name, message.start(upTo: room)]
    }
    if !rows.isEmpty { conversation.show(table: rows) }
    conversation.show("  e  write it in an editor", "  w  write several lines here")
    while true {
      let words = try conversation.choose(
        messages.isEmpty ? "Your words, e or w:" : "Your words, a number, e or w:",
        among: messages.map { Choice.message($0.template.name) },
        named: choice(of: messages.map(\.template)))
      switch words {
      case .message(let name): return .template(name)
      case .words(let text):
        try keep(typing: text + "\n")
        return .written(text)
      case .editor:
        if let text = try await edited("", conversation), !text.isEmpty { return .written(text) }
      case .here:
        let text = tidied(try conversation.typedText(keep: keep(typing:)))
        if !text.isEmpty { return .written(text) }
      }
      conversation.show("  There is no text yet.")
    }
  }

  private enum Choice {
    case message(String)
    case words(String)
    case editor, here
  }

  private func choice(of messages: [MessageTemplate]) -> (String) throws -> Choice {
    { answer in
      switch answer.lowercased() {
      case "e": return .editor
      case "w": return .here
      case let name where messages.contains { $0.name == name }: return .message(name)
      // Who types a sentence has answered the question; a word or two is more likely a slip.
      case _ where answer.split(separator: " ").count > 2: return .words(answer)
      default:
        throw Refusal.usage(
          "'\(answer)' is none of these.",
          hint: messages.isEmpty
            ? "Please type what customers should read, or e or w."
            : "Please type what customers should read, or a number, e or w.")
      }
    }
  }
}

extension WordsPurpose {
  fileprivate struct Fitting {
    let template: MessageTemplate
    /// Its text, filled in.
    let text: String

    /// As much of it as goes into one line.
    func start(upTo room: Int) -> String {
      let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
      return line.count > room ? line.prefix(room - 1) + "…" : line
    }
  }

  /// The messages for this state, as far as their blanks can be filled.
  fileprivate func fitting(_ messages: [MessageTemplate]) -> [Fitting] {
    messages.filter { $0.state == state }.compactMap { message in
      do throws(UnfilledBlank) {
        return Fitting(template: message, text: try message.filled(with: blanks))
      } catch {
        return nil
      }
    }
  }
}

extension Words {
  /// The text that readers will read.
  func text(in site: PresentSite, filling blanks: MessageWords) throws -> String {
    switch self {
    case .written(let text): return tidied(text)
    case .template(let name):
      let message = try site.message(named: name)
      do throws(UnfilledBlank) {
        return tidied(try message.filled(with: blanks))
      } catch {
        throw Refusal.usage(
          "the message '\(message.name)' has the blank {{\(error.name)}}, and there is nothing to "
            + "put there", hint: error.cure)
      }
    }
  }
}

extension UnfilledBlank {
  fileprivate var cure: String {
    switch name {
    case "next_update": "add --next 1h, or choose another message"
    default: "name a component with --component, or choose another message"
    }
  }
}
