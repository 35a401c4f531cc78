import ArgumentParser
import Authoring
import Building
import Diagnostics
import Foundation
import Publishing
import Sending
import SiteLoading
import SiteRendering
import StatusModel
import Uploading

/// Runs a command's work; what goes wrong in it is printed and becomes the exit status.
func leavingWithStatus(_ work: (Terminal) async throws -> Void) async throws {
  let terminal = Terminal.standardError(ProcessInfo.processInfo.environment)
  do {
    do {
      try await work(terminal)
    } catch {
      throw worded(error)
    }
  } catch let refusal as Refusal {
    say(refusal.text)
    throw refusal.status
  } catch let problems as ContentProblems {
    report(problems.diagnostics, to: terminal)
    say("nothing was changed: the old page stays until the errors are fixed")
    throw ExitCode(1)
  } catch let error as LoadError {
    say("error: \(error)")
    throw error.isMistyped ? ExitCode(64) : ExitCode(2)
  } catch let error as PublishError {
    say("error: \(error)")
    throw ExitCode(2)
  } catch let error as SendingError {
    say("error: \(error)\n  hint: \(error.hint)")
    throw ExitCode(2)
  } catch let error as RecordError {
    say("error: \(visible("\(error)"))\n  hint: \(error.hint)")
    throw ExitCode(2)
  } catch let error as WriteError {
    say("error: \(error)\n  hint: \(error.hint)")
    throw error.isOfContent ? ExitCode(1) : ExitCode(2)
  }
}

extension WriteError {
  /// Another person was quicker; the machine did what it could.
  fileprivate var isOfContent: Bool {
    switch self {
    case .changedMeanwhile, .exists, .outside: true
    case .locked, .system: false
    }
  }

  fileprivate var hint: String {
    switch self {
    case .changedMeanwhile, .exists: "nothing was written; look at the file, then try again"
    case .outside: "nothing was written; put a folder in place of the link"
    case .locked: "nothing was written; end that command, or wait for it, then try again"
    case .system: "nothing was written; check that the site folder may be written to"
    }
  }
}

extension LoadError {
  /// The machine did what it could: there is no such folder.
  fileprivate var isMistyped: Bool {
    switch self {
    case .noSuchFolder, .notAFolder: true
    case .system: false
    }
  }
}
