import ArgumentParser
import Foundation
import StatusModel

/// What every command takes that writes an entry.
struct EntryOptions: ParsableArguments {
  @OptionGroup var site: SiteOption

  @Flag(name: .long, help: "Print the result as JSON.")
  var json = false

  @Flag(
    name: .long, help: "Commit the file with git. `git: commit` in status.yml does so always.")
  var git = false
}

/// Where the words of an update come from, and whether a person is asked.
struct TextOptions: ParsableArguments {
  @Option(
    name: [.customShort("m"), .long],
    // A list begins with a dash.
    parsing: .unconditionalSingleValue,
    help: "What readers will read, in Markdown; '-' takes it from standard input.")
  var message: [String] = []

  @Option(
    name: .long, help: "A prewritten message: its file name in messages/, without '.md'.")
  var template: String?

  @Flag(name: .long, help: "Write the message in $VISUAL or $EDITOR.")
  var editor = false

  @Option(
    name: .long, help: "When it was: '2026-11-20 10:10 UTC', or '10:10' of today. Default: now.")
  var at: String?

  @Flag(name: .long, help: "Publish without asking.")
  var yes = false

  func validate() throws {
    let sources = [!message.isEmpty, template != nil, editor].count { $0 }
    guard sources <= 1 else {
      throw ValidationError("--message, --template and --editor exclude each other; name one")
    }
    guard message.count <= 1 else {
      throw ValidationError("--message is given twice; write all of the text in one")
    }
  }

  /// Nil where the command line says nothing.
  ///
  /// - Throws: `MistypedText` for what is no UTF-8.
  func words() throws -> Words? {
    if let template { return .template(template) }
    guard let typed = message.first else { return nil }
    return .written(
      typed == "-"
        ? try validText(standardInput(), "the text") : try validArgument(typed, "the text"))
  }
}

/// What readers will read, or what it is made of.
enum Words: Hashable, Sendable {
  case written(String)
  /// A prewritten message, by its name.
  case template(String)

  /// What a person wrote.
  var text: String? {
    switch self {
    case .written(let text): text
    case .template: nil
    }
  }
}

/// `api`, or `api=partial_outage`; a name does as well as an id.
struct ComponentArgument: ExpressibleByArgument, Hashable, Sendable {
  let name: String
  let status: String?

  init(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    name = parts.first ?? ""
    status = parts.count == 2 ? parts[1] : nil
  }
}
