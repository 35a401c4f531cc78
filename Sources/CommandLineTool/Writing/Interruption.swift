import Authoring
import Dispatch
import Foundation
import Synchronization

/// ctrl-C while a person is asked, or a terminal that closes: nothing is written, what was typed stays,
/// and the status is 128 and the signal's number, 130 for ctrl-C.
final class Interruption: Sendable {
  static let signals = [SIGINT, SIGTERM, SIGHUP]

  private let isAsking = Atomic(true)

  init(keeping unsent: UnsentText) {
    for number in Interruption.signals {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      // Held by its own handler, for as long as the command runs.
      source.setEventHandler { [self] in
        withExtendedLifetime(source) {}
        guard isAsking.load(ordering: .sequentiallyConsistent) else { return }
        say("\nStopped. Nothing was published.")
        sayWhatIsKept(unsent)
        _exit(128 + number)
      }
      source.resume()
    }
  }

  /// Does work to its end, which is near, whoever wants to stop it.
  func holdingOff<Result>(_ work: () async throws -> Result) async rethrows -> Result {
    isAsking.store(false, ordering: .sequentiallyConsistent)
    defer { isAsking.store(true, ordering: .sequentiallyConsistent) }
    return try await work()
  }
}

/// Names the file in which a text waits, if there is one, and how to use it.
func sayWhatIsKept(_ unsent: UnsentText) {
  guard let place = unsent.place else { return }
  say("Your text is kept in \(place)\n  hint: to use it, add --yes -m - < \(shellWord(place))")
}

/// As a shell takes it for one word.
func shellWord(_ text: String) -> String {
  let isPlain = text.utf8.allSatisfy { byte in
    byte >= 0x80 || "/._-+,:@%".utf8.contains(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
      || (0x30...0x39).contains(byte)
  }
  return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
}
