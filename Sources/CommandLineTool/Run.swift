import ArgumentParser

/// Reads the arguments, does what they say, and leaves with the exit status.
package func runAllclear() async {
  await Allclear.main()
}
