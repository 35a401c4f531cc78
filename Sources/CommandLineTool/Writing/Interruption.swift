import Authoring
import Dispatch
import Foundation

/// ctrl-C while a person is asked: nothing is written, what was typed stays, status 130.
struct Interruption {
  private let source: any DispatchSourceSignal

  init(keeping unsent: UnsentText) {
    signal(SIGINT, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler {
      say("\nStopped. Nothing was published.")
      sayWhatIsKept(unsent)
      _exit(130)
    }
    source.resume()
  }

  /// From now on the work is done to its end, which is near.
  func end() {
    source.cancel()
  }
}

/// Names the file in which a text waits, if there is one.
func sayWhatIsKept(_ unsent: UnsentText) {
  guard isFile(unsent.path) else { return }
  say("Your text is kept in \(unsent.path)")
}
