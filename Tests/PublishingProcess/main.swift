import FileSystem
import Publishing
import Synchronization
import TestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// publish-linked-site OUTPUT VERSION ENTRIES KILL_AT USER
//
// Publishes a site, and is killed before a system call of that number, or never where it is 0. Run by
// root, it works as USER. It prints how many calls there were, or the error.

private final class Count: Sendable {
  let value = Atomic(0)
}

let arguments = CommandLine.arguments
guard arguments.count == 6, let version = Int(arguments[2]), let entries = Int(arguments[3]),
  let killAt = Int(arguments[4]), let user = UInt32(arguments[5])
else { exit(64) }
if geteuid() == 0, user != 0 {
  guard setgid(user) == 0, setuid(user) == 0 else { exit(3) }
}
private let count = Count()
do {
  var output = try OutputFolder(arguments[1]) { (_, _) throws(FileSystemError) in
    if count.value.add(1, ordering: .relaxed).newValue == killAt { kill(getpid(), SIGKILL) }
  }
  _ = try await output.apply(LinkedSite(version: version, entries: entries).files)
  print(count.value.load(ordering: .relaxed))
} catch {
  print(error)
  exit(2)
}
