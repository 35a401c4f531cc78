import Authoring
import ContentReading
import ContentWriting
import Diagnostics
import SiteFiles
import StatusModel

/// What the commands do with a text and an alert, so that a test can plant a fault in it.
struct Commands: Sendable {
  var append: @Sendable (Incident.Update, [UInt8]) -> [UInt8] = { appending($0, to: $1) }
  var tried:
    @Sendable (EntryEdit, MeantEntry, Parsed<Site>, [SourceFile]) -> (
      site: Site?, readsAsMeant: Bool
    ) = { edit, meant, site, sources in
      let file = SourceFile(path: edit.path, bytes: edit.after)
      let (site, diagnostics) = readSoundSite(
        site, with: file, in: sources, latest: BuiltSite.moment.advanced(by: 300))
      let isMeant = site.map { meant.isSaid(in: $0.value.history) } ?? false
      return (diagnostics.containsErrors ? nil : site?.value, isMeant)
    }
  var readAlert: @Sendable ([UInt8]) throws(AlertPayloadProblem) -> AlertPayload = {
    (bytes) throws(AlertPayloadProblem) in try readAlertPayload(bytes)
  }
  var draft: @Sendable (Incident, [String]) -> [UInt8] = {
    $0.markdown(with: PrivateKeys(comments: $1))
  }
}

/// What the commands write, and what they read back.
extension Judge {
  /// Adds a text to the newest incident as `incident update` does: it is refused, or the file then holds
  /// what it held and one update with these words.
  func updateFindings(_ bytes: [UInt8], in sources: [SourceFile]) async throws -> [Finding] {
    guard let text = String(validating: bytes, as: UTF8.self),
      firstControlCharacter(in: line(text)) == nil,
      let site = try await builder.build(sources).parsed,
      let incident = site.value.history.incidents.first(where: { !$0.isDraft }),
      let file = sources.first(where: { $0.path.hasSuffix("/\(incident.id).md") })
    else { return [] }
    let update = Incident.Update(state: nil, time: BuiltSite.moment, text: updateText(text))
    do throws(TextProblem) { try checkUpdateText(update.text) } catch { return [] }
    guard !update.text.isEmpty else { return [] }
    let after = commands.append(update, file.bytes)
    let meant = incident.replacing(updates: incident.updates + [update])
    let edit = EntryEdit(path: file.path, before: file.bytes, after: after)
    let tried = commands.tried(edit, .incident(meant), site, sources)
    var findings: [Finding] = []
    if !after.starts(with: file.bytes) {
      findings.append(Finding(.update, at: file.path, "what was in the file has changed"))
    }
    guard let read = tried.site?.history.incidents.first(where: { $0.id == incident.id }),
      tried.readsAsMeant
    else { return findings }
    let edited =
      sources.filter { $0.path != file.path } + [SourceFile(path: file.path, bytes: after)]
    if read.updates.count != incident.updates.count + 1
      || read.updates.last?.time != BuiltSite.moment
    {
      findings.append(Finding(.update, at: file.path, "the update is not the last one"))
    }
    return findings + (try await self.findings(in: edited))
  }

  private func line(_ text: String) -> String {
    String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }

  /// Makes a draft of an alert as `incident draft` does: a message of a known sender is never lost.
  func alertFindings(_ bytes: [UInt8], in sources: [SourceFile]) async throws -> [Finding] {
    let payload: AlertPayload
    do throws(AlertPayloadProblem) {
      payload = try commands.readAlert(bytes)
    } catch {
      return error.message.isEmpty
        ? [Finding(.alert, at: "alert.json", "refused without a word")] : []
    }
    guard let site = try await builder.build(sources).parsed else { return [] }
    guard
      case .new(let forms, let notes) = outcome(
        of: payload, in: site.value, sources, at: BuiltSite.moment, words: .english)
    else { return [] }
    for incident in forms {
      let path = "incidents/\(incident.id).md"
      let file = commands.draft(incident, notes)
      let tried = commands.tried(
        EntryEdit(path: path, before: nil, after: file), .incident(incident), site, sources)
      if tried.site != nil, tried.readsAsMeant { return [] }
    }
    return [Finding(.alert, at: "alert.json", "no form of its draft reads as it was meant")]
  }
}
