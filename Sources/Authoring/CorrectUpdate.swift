import Addresses
import ContentReading
import ContentWriting
import SiteFiles
package import StatusModel

extension PresentSite {
  /// The words of an update as they stand in the file, for whoever corrects them.
  ///
  /// - Parameters:
  ///   - place: of the update, from 0; nil: the last one.
  ///   - language: nil: the site's first.
  package func writtenText(
    ofUpdate place: Int? = nil, of id: Incident.ID, language: String? = nil
  ) throws(AuthoringError) -> String {
    try correctable(place, of: try incident(id), language).text
  }

  /// Other words for an update that is published; its heading, and every other byte of the file, stay.
  ///
  /// - Parameters:
  ///   - place: of the update, from 0; nil: the last one.
  ///   - language: nil: the site's first.
  package func correctIncident(
    _ id: Incident.ID, update place: Int? = nil, language: String? = nil, text: String
  ) throws(AuthoringError) -> PlannedEdit {
    let incident = try incident(id)
    let old = try correctable(place, of: incident, language)
    let text = updateText(text)
    guard !text.isEmpty else { throw .emptyText }
    guard text != old.text else { throw .sameText }
    guard let (bytes, line) = replacingText(in: old.lines, of: old.file.bytes, with: text) else {
      throw .vanished(.incident, id: id)
    }
    var updates = incident.updates
    updates[old.update] = updates[old.update].replacing(text, in: old.language)
    return PlannedEdit(
      EntryEdit(path: old.file.path, before: old.file.bytes, after: bytes),
      meaning: .incident(incident.replacing(updates: updates)), text: text, textLine: line,
      at: updates[old.update].time, change: "Correct")
  }

  /// Where the words stand that are to be corrected.
  private func correctable(
    _ place: Int?, of incident: Incident, _ language: String?
  ) throws(AuthoringError) -> CorrectableText {
    let count = incident.updates.count
    let update = place ?? count - 1
    let file = try file(of: incident.id, in: .incidents)
    let places = textPlaces(ofUpdatesIn: file, languages: site.settings.languages)
    guard places.count == count, places.indices.contains(update) else {
      throw .noSuchUpdate(place: update, count: count)
    }
    let wanted = language ?? site.settings.languages[0]
    guard let found = places[update].first(where: { $0.language == wanted }) else {
      throw .noSuchLanguage(wanted)
    }
    return CorrectableText(
      update: update, language: wanted, file: file, lines: found.lines,
      text: ContentWriting.text(in: found.lines, of: file.bytes))
  }
}

private struct CorrectableText {
  let update: Int
  let language: String
  let file: SourceFile
  let lines: Range<Int>
  /// Empty where there is none.
  let text: String
}

extension Incident.Update {
  fileprivate func replacing(_ new: String, in language: String) -> Incident.Update {
    let others = translations.map {
      $0.language == language ? Translation(language: language, text: new) : $0
    }
    return Incident.Update(
      state: state, time: time, severity: severity, statusChanges: statusChanges,
      nextUpdate: nextUpdate, text: others.first?.text ?? new, translations: others,
      isQuiet: isQuiet)
  }
}
