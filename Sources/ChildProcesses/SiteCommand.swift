extension ChildTask {
  /// A command as `status.yml` names one: a program of the site folder, or one with its whole path, and what it is
  /// given, between spaces. It runs in the site folder, through no shell, so no letter means more than itself.
  package init(
    command: String, ofSite site: String, input: [UInt8], atMost patience: Int
  ) {
    let words = command.split(separator: " ").map(String.init)
    let program = words.first ?? ""
    self.init(
      [program.hasPrefix("/") ? program : site + "/" + program] + words.dropFirst(), in: site,
      input: input, atMost: patience)
  }
}
