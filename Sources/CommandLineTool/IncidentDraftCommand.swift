import ArgumentParser
import Authoring
import Building
import Foundation
import PlainEnglish
import StatusModel

struct IncidentDraftCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draft",
    abstract: "Turn a monitor's alert into a draft incident, which a person may publish.",
    discussion: """
      Components and severity follow from `alerts` in status.yml. The same alert again, also when it
      is over, changes the comments of its draft. A published incident is never touched.

      Examples:
        allclear incident draft --from alertmanager alert.json
        curl … | allclear incident draft --from alertmanager -
      """)

  enum Source: String, ExpressibleByArgument, CaseIterable {
    case alertmanager
  }

  @Option(name: .long, help: "Who wrote it: alertmanager, as its webhook sends it.")
  var from: Source

  @Argument(help: "The file that holds it; '-' takes it from standard input.", completion: .file())
  var file: String

  @OptionGroup var entry: EntryOptions

  func run() async throws {
    try await leavingWithStatus { _ in
      let bytes = try file == "-" ? standardInput() : readFile()
      do {
        let writer = try EntryWriter(entry, conversation: nil)
        try await writer.keeping(in: "incidents") { _ in try await follow(bytes, writer) }
      } catch {
        if file == "-" { keepAlert(bytes, in: try? entry.site.folder()) }
        throw error
      }
    }
  }

  private func follow(_ bytes: [UInt8], _ writer: EntryWriter) async throws {
    let payload = try read(bytes)
    if payload.truncated > 0 {
      say("note: Alertmanager left out \(plural(payload.truncated, "alert")) of this group")
    }
    switch try await writer.follow(payload, at: clockTime()) {
    case .written(let entry): try await writer.finish(entry)
    case .nothingToWrite(let id, let result, let words):
      try answer(entry.json ? try jsonLine(["id": id, "result": result]) : words)
    }
  }

  private func read(_ bytes: [UInt8]) throws -> AlertPayload {
    do throws(AlertPayloadProblem) {
      return try readAlertPayload(bytes)
    } catch {
      throw Refusal.usage(
        "this is nothing that Alertmanager sends: \(error.message)",
        hint: "pass on the body of its webhook as it is")
    }
  }

  private func readFile() throws -> [UInt8] {
    let hint = "name a file with what Alertmanager sent, or '-' for standard input"
    let path = try absolutePath(file)
    guard !isFolder(path) else { throw Refusal.usage("\(file) is a folder", hint: hint) }
    do {
      return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch let error as CocoaError {
      throw Refusal.usage("cannot read \(file): \(error.localizedDescription)", hint: hint)
    }
  }
}

/// Keeps an alert that came over standard input and is not written, so that it can be tried again.
private func keepAlert(_ bytes: [UInt8], in site: String?) {
  guard !bytes.isEmpty else { return }
  let unsent = unsentText(in: site.flatMap { isFolder($0) ? $0 : nil })
  do throws(WriteError) {
    let place = try unsent.keep(bytes)
    say(
      "The alert is kept in \(place)\n  hint: to use it, run "
        + "`allclear incident draft --from alertmanager \(shellWord(place))`")
  } catch {
    say("error: the alert could not be kept: \(error)\nIt is this:\n")
    say(bytes)
  }
}

/// What came of an alert.
private enum Followed {
  case written(WrittenEntry)
  /// The id is empty where there is no incident.
  case nothingToWrite(id: String, result: String, words: String)
}

extension EntryWriter {
  /// Makes the draft of an alert, or brings it up to date. Two messages about one alert may come at
  /// once, so all of it happens with the lock held.
  fileprivate func follow(
    _ payload: AlertPayload, at now: Timestamp
  ) async throws -> Followed {
    let builtIn = try await loadTheme(from: starterFolder())
    return try await withLock(on: folder) {
      let site = try await readPresentSite(folder, at: now)
      switch try site.follow(payload, words: site.draftWords(builtIn: builtIn)) {
      case .over:
        return .nothingToWrite(
          id: "", result: "over", words: "The alert is over and had no draft: nothing to do.")
      case .known(let id):
        return .nothingToWrite(
          id: id, result: "known", words: "The draft \(id) says this already.")
      case .published(let id):
        return .nothingToWrite(
          id: id, result: "published",
          words: "\(id) is published already: nothing was changed, since it is a person's now.")
      case .write(let first, let second):
        let written = try put(first)
        return .written(try second.map { try put($0).after(written) } ?? written)
      }
    }
  }
}
