import Diagnostics
import StatusModel

extension Vocabulary {
  /// Those updates that could be read, and what is wrong with them and the others.
  func incidentUpdates(_ written: [WrittenUpdate]) -> Checked<[Incident.Update]> {
    let read = written.indices.map { incidentUpdate(written[$0]) }
    return Checked(
      value: read.compactMap { $0.value },
      diagnostics: read.flatMap { $0.diagnostics }
        + updatesOutOfOrder(written, times: read.map { $0.value?.time }))
  }

  private func incidentUpdate(_ written: WrittenUpdate) -> Checked<Incident.Update> {
    var changes = HeadingChanges()
    var diagnostics: [Diagnostic] = []
    var heading: (state: Incident.State?, time: Timestamp)?
    if let fault = written.fault { return Checked(value: nil, diagnostics: [fault]) }
    do throws(Refusal) {
      let time = try updateTime(written)
      heading = (try parseState(written.state, of: Incident.State.self), time)
      for change in written.changes {
        do throws(Refusal) {
          try changes.add(change, to: time, with: self)
        } catch {
          diagnostics.append(error.diagnostic)
        }
      }
    } catch {
      diagnostics.append(error.diagnostic)
    }
    let update = heading.map { heading in
      Incident.Update(
        state: heading.state, time: heading.time, severity: changes.severity,
        statusChanges: changes.statusChanges, nextUpdate: changes.nextUpdate,
        text: written.text.main, translations: written.text.translations, isQuiet: changes.isQuiet)
    }
    return Checked(value: update, diagnostics: diagnostics)
  }

  /// The time of an update, which is no later than now.
  func updateTime(_ written: WrittenUpdate) throws(Refusal) -> Timestamp {
    guard let time = written.time else { throw Refusal(.updateWithoutTime(written.heading)) }
    return try pastTime(time)
  }

  /// - Parameter times: of each update, nil where it could not be read.
  func updatesOutOfOrder(_ written: [WrittenUpdate], times: [Timestamp?]) -> [Diagnostic] {
    var last: Timestamp?
    return times.indices.compactMap { place in
      guard let time = times[place] else { return nil }
      defer { last = max(time, last ?? time) }
      guard let above = last, time < above else { return nil }
      return .updateOutOfOrder(written[place].time ?? written[place].heading)
    }
  }
}

/// What a heading changes, besides the state.
private struct HeadingChanges {
  private(set) var severity: Severity.ID?
  private(set) var statusChanges: [Incident.StatusChange] = []
  private(set) var nextUpdate: Timestamp?
  private(set) var isQuiet = false
  /// Of the components and groups.
  private var names: Set<String> = []

  /// Reads `SEV2`, `dashboard: operational`, `next: 12:30 UTC`, or `quiet`.
  mutating func add(
    _ change: Located<String>, to time: Timestamp, with vocabulary: Vocabulary
  ) throws(Refusal) {
    guard let (key, value) = change.keyAndValue else {
      if change.isQuiet {
        if isQuiet { throw Refusal(.repeatedChange(of: quietWord, at: change.position)) }
        isQuiet = true
        return
      }
      let new = try vocabulary.severity(change)
      if severity != nil { throw Refusal(.repeatedChange(of: "severity", at: change.position)) }
      severity = new
      return
    }
    guard key.value.lowercased() == "next" else {
      let (name, status) = change.lastColon ?? (key, value)
      return try addStatus(status, of: name, at: time, vocabulary)
    }
    let next = try vocabulary.nextUpdate(value, after: time)
    if nextUpdate != nil { throw Refusal(.repeatedChange(of: "next", at: change.position)) }
    nextUpdate = next
  }

  private mutating func addStatus(
    _ value: Located<String>, of key: Located<String>, at time: Timestamp, _ vocabulary: Vocabulary
  ) throws(Refusal) {
    let name = try vocabulary.affected(key)
    let status = try parseStatus(value)
    guard names.insert(key.value).inserted else {
      throw Refusal(.repeatedChange(of: key.value, at: key.position))
    }
    // That a component is no longer affected may be said when it is gone.
    let components =
      status == .operational && !name.isGroup
      ? [key.value] : try vocabulary.components(of: name, at: time)
    for id in components {
      if let place = statusChanges.firstIndex(where: { $0.component == id }) {
        // What is said of a component itself goes before what is said of its group.
        if !name.isGroup { statusChanges[place] = .init(component: id, status: status) }
      } else {
        statusChanges.append(.init(component: id, status: status))
      }
    }
  }
}

extension Vocabulary {
  /// The moment by which the next update is promised: a span, a time of day, or a whole time.
  func nextUpdate(
    _ text: Located<String>, after time: Timestamp
  ) throws(Refusal) -> Timestamp {
    if let clock = try WrittenClock(text) {
      return try clock.first(after: time, in: zone, of: text)
    }
    if let seconds = duration(of: text.value) { return time.advanced(by: seconds) }
    guard text.value.utf8.count >= 16 else { throw Refusal(.badNext(text)) }
    let next = try self.time(text)
    guard next > time else { throw Refusal(.nextNotLater(text)) }
    return next
  }
}

/// In a heading: nobody is sent this update.
let quietWord = "quiet"

extension Located<String> {
  var isQuiet: Bool { value.lowercased() == quietWord }

  /// The two sides of the first colon; nil without one.
  fileprivate var keyAndValue: (key: Located<String>, value: Located<String>)? {
    value.utf8.firstIndex(of: UInt8(ascii: ":")).map { sides(of: $0) }
  }

  /// The two sides of the last colon: a group's name may hold one. Nil without one.
  fileprivate var lastColon: (key: Located<String>, value: Located<String>)? {
    value.utf8.lastIndex(of: UInt8(ascii: ":")).map { sides(of: $0) }
  }

  private func sides(
    of index: String.Index
  ) -> (key: Located<String>, value: Located<String>) {
    let bytes = Array(value.utf8)
    let colon = value.utf8.distance(from: value.startIndex, to: index)
    let rest = bytes[(colon + 1)...].drop { $0 == 0x20 }
    let place = SourcePosition(
      path: position.path, line: position.line, column: position.column + rest.startIndex)
    return (
      Located(String(decoding: bytes[..<colon], as: UTF8.self).trimmingBlanks, at: position),
      Located(String(decoding: rest, as: UTF8.self), at: place)
    )
  }
}

/// A state by its name, in whatever case; nil for `Update`, which changes none.
///
/// A name is the raw value with a space for the underscore.
func parseState<State: RawRepresentable & CaseIterable>(
  _ text: Located<String>, of type: State.Type
) throws(Refusal) -> State? where State.RawValue == String {
  let written = text.value.lowercased()
  if written == "update" { return nil }
  if let state = State.allCases.first(where: { stateName($0.rawValue) == written }) { return state }
  throw Refusal(
    .unknownState(text, known: (State.allCases.map(\.rawValue) + ["update"]).map(headingName)))
}

/// As a heading has it, in lower case.
func stateName(_ rawValue: String) -> String {
  rawValue == "in_progress" ? "in progress" : rawValue
}

/// As it is written in a heading: `In progress`.
private func headingName(_ rawValue: String) -> String {
  let name = stateName(rawValue)
  return name.prefix(1).uppercased() + name.dropFirst()
}
