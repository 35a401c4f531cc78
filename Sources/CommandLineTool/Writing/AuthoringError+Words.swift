import Authoring
import Building
import ChildProcesses
import ContentWriting
import Diagnostics
import PlainEnglish
import StatusModel

/// An error of a use case in the words of the command line; any other error as it is.
func worded(_ error: any Error) -> any Error {
  switch error {
  case AuthoringError.broken(let diagnostics): ContentProblems(diagnostics: diagnostics)
  case let error as AuthoringError: error.refusal
  case let error as ChildProcessError: error.refusal
  case let refused as RefusedEdit where refused.reason == .readsOtherwise: refused.refusal
  default: error
  }
}

extension ChildProcessError {
  /// What a person can do.
  var refusal: Refusal {
    .machine("cannot start \(program): \(reason)", hint: "check that it is installed")
  }
}

extension AuthoringError {
  /// What is wrong, and what to type instead.
  fileprivate var refusal: Refusal {
    switch self {
    case .unknown(let thing, let typed, let nearest, let known):
      .usage(
        "there is no \(thing.word) '\(typed)'"
          + (nearest.map { "; did you mean '\($0)'?" } ?? ""),
        hint: thing.hint(known: known))
    case .ambiguous(let thing, let typed, let candidates):
      .usage(
        "'\(typed)' is the name of \(candidates.count) \(thing.word)s, so add the day",
        hint: candidates.joined(separator: ", "))
    case .broken(let diagnostics):
      .content(diagnostics.first?.message ?? "", hint: diagnostics.first?.hint ?? "")
    case .vanished(let thing, let id):
      .machine("the file of \(id) vanished just now", hint: "look into \(thing.folder)/")
    case .notShown(_, let id): .machine("\(id) cannot be shown", hint: "run `allclear check`")
    case .repeatedComponent(let id):
      .usage(
        "--component names '\(id)' twice", hint: "name it once, with the status that it has now")
    case .noneFits:
      .usage(
        "no incident is open",
        hint: "open one with `allclear incident open`, or name one from `allclear incident list`")
    case .severalFit(let ids):
      .usage(
        "\(ids.count) incidents are open, so name one",
        hint: "open: \(ids.joined(separator: ", "))")
    case .mayNotBeTheOnlyOne(let id, let others):
      .usage(
        "\(id) is open, and so may be \(others.joined(separator: ", ")), which cannot be read",
        hint: "name the one that you mean; `allclear check` says what is wrong with the other")
    case .emptyTitle, .controlCharacterInTitle, .emptyText, .sameText, .openBlock:
      refusalOfWords
    case .startedAfterFirstUpdate, .beforeLastUpdate, .lastUpdateAhead, .endsBeforeStart,
      .windowOver, .windowNotInLines:
      refusalOfTimes
    case .beginsClosed, .incidentClosed, .promiseWhenClosed, .maintenanceOver,
      .maintenanceInState, .mixedStatuses, .retractedHasNoPostmortem, .postmortemExists,
      .noSuchUpdate, .noSuchLanguage:
      refusalOfStates
    }
  }

  private var refusalOfWords: Refusal {
    switch self {
    case .controlCharacterInTitle(let scalar, let place):
      let code = padded(scalar.value)
      return .content(
        "the title holds a control character: U+\(code), character \(place) of it",
        hint: "write it in one line, with letters that can be seen")
    case .emptyTitle:
      return .usage(
        "the title is empty", hint: "say in a few words what customers notice")
    case .sameText:
      return .usage("the update says this already", hint: "write what it should say instead")
    case .openBlock(let block, let path):
      let what = block.isCode ? "the code block" : "the \(block.mark)"
      return .content(
        "\(path):\(block.line): \(what) that begins here is never closed, and would swallow "
          + "the update",
        hint: block.isCode
          ? "write a line \(block.mark) below the code in the file, then try again"
          : "close it in the file, or take it out, then try again")
    default: return missingText()
    }
  }

  private var refusalOfTimes: Refusal {
    switch self {
    case .startedAfterFirstUpdate(let started, let first):
      .usage(
        "--started (\(started.written)) lies after the first update (\(first.written))",
        hint: "say when customers were first affected, or leave it out")
    case .beforeLastUpdate(let time, _):
      .content(
        "'\(time.written)' lies before the update above it",
        hint: "correct the time, or put the updates in the order of their times")
    case .lastUpdateAhead(let last):
      .content(
        "the last update is dated \(last.written), which is later than now",
        hint: "correct its time in the file, or give a later one with --at")
    case .endsBeforeStart(let end, let start):
      .usage(
        "it would end (\(end.written)) before it starts (\(start.written))",
        hint: "give --ends a time after --starts")
    case .windowOver(let end, let now):
      .usage(
        "it would be over already: it ends \(end.written), and now it is \(now.written)",
        hint: "give --ends a time that is yet to come")
    case .windowNotInLines(let path):
      .content(
        "the window in \(path) is not written as two lines, starts: and ends:",
        hint: "change it there by hand, and add an update that says so")
    default: missingText()
    }
  }

  private var refusalOfStates: Refusal {
    switch self {
    case .beginsClosed(let state):
      return .usage(
        "an incident does not begin as '\(state.rawValue)'",
        hint: "states to begin with: investigating, identified, monitoring")
    case .incidentClosed(let id, let state, let since):
      return .usage(
        "\(id) is \(state.rawValue) already, since \(since.written)",
        hint: "to add to it, use `allclear incident update \(id) -m TEXT`; "
          + "with `--state investigating` that opens it again")
    case .promiseWhenClosed(let state):
      return .usage(
        "--next promises news of an incident that is \(state.rawValue)",
        hint: "leave it out, or open the incident again with --state investigating")
    case .maintenanceOver(let id, let state, let since):
      return .usage(
        "\(id) is \(state.rawValue) already\(since.map { ", since \($0.written)" } ?? "")",
        hint: "if the work goes on, use `allclear maintenance start \(id)`")
    case .maintenanceInState(let id, let state):
      return .usage(
        "\(id) is \(state.headingName.lowercased()) already",
        hint: "when it is over, use `allclear maintenance complete \(id)`")
    case .mixedStatuses(let all):
      let options = all.map { "--component \($0.component)=\($0.status.rawValue)" }
      return .usage(
        "with --started, either every component has a status of its own or none has",
        hint:
          "write \(options.joined(separator: " ")); they then keep these statuses when the "
          + "severity changes")
    case .retractedHasNoPostmortem(let id):
      return .usage(
        "\(id) is retracted: a false alarm has no postmortem",
        hint: "what the alarm taught you can stand in an action of another one")
    case .postmortemExists(let id, let path):
      return .content("\(id) has a postmortem already", hint: "go on writing in \(path)")
    case .noSuchUpdate(let place, let count):
      return .usage(
        "there is no update \(place + 1)",
        hint: "it has \(plural(count, "update")); name one by its place")
    case .noSuchLanguage(let language):
      return .usage(
        "the update has no text in '\(language)'",
        hint: "add it to the file, below a heading of its own")
    default: return missingText()
    }
  }
}

private func padded(_ code: UInt32) -> String {
  let digits = String(code, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}

extension NamedThing {
  fileprivate var word: String {
    switch self {
    case .component: "component"
    case .severity: "severity"
    case .status: "status"
    case .state: "state"
    case .message: "message"
    case .incident: "incident"
    case .maintenance: "maintenance"
    }
  }

  fileprivate var folder: String { self == .maintenance ? "maintenance" : "incidents" }

  fileprivate func hint(known: [String]) -> String {
    let names = known.joined(separator: ", ")
    return switch self {
    case .component: "components: \(names)"
    case .severity: "severities, the worst first: \(names)"
    case .status: "statuses: \(names)"
    case .state: "states: \(names)"
    case .message:
      known.isEmpty ? "write one in messages/, or say it with -m" : "messages: \(names)"
    case .incident, .maintenance: "`allclear \(word) list` names them all"
    }
  }
}

func missingText() -> Refusal {
  .usage(
    "there is no text", hint: "add -m 'what customers should know', or --template and its name")
}
