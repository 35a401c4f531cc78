import Addresses
import ArgumentParser
import Authoring
import ContentWriting
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
    case .written(let entry): try await writer.tell(entry)
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
  do throws(AuthoringError) {
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
    try await withLock(on: folder) {
      let site = try await readToWrite(folder, at: now)
      let outcome = outcome(of: payload, in: site.site, site.sources, at: now.wholeMinute)
      switch outcome {
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
      case .news(let edit, let id):
        return .written(try await follow(edit, of: id, in: site))
      case .new(let forms, let notes):
        return .written(try await draft(forms, notes, in: site))
      case .newSpan(let end, let id, let forms, let notes):
        // The end first: without it, the next message would not know of two outages.
        let before = try await follow(end, of: id, in: site)
        let read = try await readToWrite(folder, at: now)
        let written = try await draft(forms, notes, in: read)
        return .written(written.after(before))
      }
    }
  }

  /// Brings the comments of a draft up to date.
  private func follow(
    _ edit: EntryEdit, of id: Incident.ID, in site: SiteToWrite
  ) async throws -> WrittenEntry {
    let incident = try site.incident(id)
    let planned = PlannedEdit(
      edit, meaning: .incident(incident), at: incident.updates[0].time, kind: "Incident",
      id: id, what: "News of the alert")
    return try put(planned, try await site.tried(planned))
  }

  /// The first of some forms that the site takes: an alert's own words may be such that must never be
  /// public, and a monitor must never be what stops the next build. Where even the last form is refused as
  /// a published one, it stays a draft that says so: no alert is lost.
  private func draft(
    _ forms: [Incident], _ notes: [String], in site: SiteToWrite
  ) async throws -> WrittenEntry {
    func planned(_ incident: Incident) -> PlannedEdit {
      PlannedEdit(
        EntryEdit(
          path: EntryPath.incident(incident.id).path, before: nil,
          after: incident.markdown(with: PrivateKeys(comments: notes))),
        meaning: .incident(incident), text: incident.updates[0].text,
        at: incident.updates[0].time, kind: "Incident", id: incident.id,
        what: "Draft from an alert")
    }
    for incident in forms {
      // A draft may hold anything; this one is to be published, and its name is its address then.
      let published = incident.replacing(updates: incident.updates, isDraft: false)
      guard try await takes(planned(published), in: site) else { continue }
      return try put(planned(incident), try await site.tried(planned(incident)))
    }
    guard let last = forms.last else { throw missingText() }
    return try put(planned(last), try await site.tried(planned(last)))
  }

  /// Whether the site could publish this as it is meant.
  private func takes(_ planned: PlannedEdit, in site: SiteToWrite) async throws -> Bool {
    do {
      _ = try await site.tried(planned)
      return true
    } catch is any RefusedWords {
      return false
    } catch is Refusal {
      return false
    }
  }
}
