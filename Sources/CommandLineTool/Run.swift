import ArgumentParser
import Foundation

/// Reads the arguments, does what they say, and leaves with the exit status.
package func runAllclear() async {
  holdClosedDescriptors()
  await Allclear.main()
}

/// Puts something in the place of a standard stream that is closed: a file that is opened later must not
/// get its number, and with it what is meant for a person. It cannot be used for what the stream is for,
/// so that it fails as the closed one would.
private func holdClosedDescriptors() {
  for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
    // The lowest number that is free is this one.
    _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
  }
}
