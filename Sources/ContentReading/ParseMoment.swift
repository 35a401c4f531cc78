import Diagnostics
package import StatusModel

/// Why a text is no moment: what is wrong with it, and what to write.
package struct MomentProblem: Error, Hashable {
  package let message: String
  package let hint: String
}

/// The moment that a person typed, in the forms that content files know.
///
/// - Parameter zone: for a time that names no zone.
package func parseMoment(
  _ text: String, in zone: TimeZoneRules
) throws(MomentProblem) -> Timestamp {
  let typed = Located(text, at: SourcePosition(path: ""))
  do throws(Refusal) {
    return try WrittenTime(typed).moment(in: zone, of: typed)
  } catch {
    throw MomentProblem(message: error.diagnostic.message, hint: error.diagnostic.hint)
  }
}

/// The promise that a person typed: `2h`, `12:30 UTC`, or a whole time.
///
/// - Parameter time: of the update that makes the promise.
package func parseNextUpdate(
  _ text: String, after time: Timestamp, in zone: TimeZoneRules
) throws(MomentProblem) -> Timestamp {
  let vocabulary = Vocabulary(
    components: nil, severities: nil, zone: zone, leakRules: nil, latest: nil)
  do throws(Refusal) {
    return try vocabulary.nextUpdate(Located(text, at: SourcePosition(path: "")), after: time)
  } catch {
    throw MomentProblem(message: error.diagnostic.message, hint: error.diagnostic.hint)
  }
}

/// The time of day that a person typed, `12:30` or `12:30 UTC`, on the day that its clock shows now.
///
/// - Returns: Nil for a text that is no time of day alone.
package func parseClock(
  _ text: String, onDayOf now: Timestamp, in zone: TimeZoneRules
) throws(MomentProblem) -> Timestamp? {
  let typed = Located(text, at: SourcePosition(path: ""))
  do throws(Refusal) {
    guard let clock = try WrittenClock(typed) else { return nil }
    let today = now.civilTime(offset: clock.offset ?? zone.offset(at: now)).date
    let civil = CivilTime(date: today, secondOfDay: clock.secondOfDay)
    return try WrittenTime(civil: civil, offset: clock.offset).moment(in: zone, of: typed)
  } catch {
    throw MomentProblem(message: error.diagnostic.message, hint: error.diagnostic.hint)
  }
}
