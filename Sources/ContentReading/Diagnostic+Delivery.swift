import Diagnostics

extension Diagnostic {
  static func badTarget(_ text: Located<String>) -> Diagnostic {
    .misspelt(
      .badTarget, "\(quoted(text.value)) is not a place to publish to",
      hint: "write a folder, rclone:REMOTE:PATH, rsync:USER@HOST:/PATH or git:REMOTE#BRANCH", text)
  }

  static func duplicateTarget(at place: SourcePosition) -> Diagnostic {
    .error(
      .duplicateTarget, "this target is listed above already",
      hint: "list each place once", at: place)
  }

  static func duplicateNotifier(_ name: String, at place: SourcePosition) -> Diagnostic {
    .error(
      .duplicateNotifier, "another notifier above has the name \(quoted(name))",
      hint: "give each a name of its own; what was sent is remembered by it", at: place)
  }

  static func badCommand(_ text: Located<String>) -> Diagnostic {
    .misspelt(
      .badCommand, "\(quoted(text.value)) is not a command",
      hint: "write a program of the site folder, such as ./purge-cdn.sh", text)
  }

  static func badMailbox(_ text: Located<String>) -> Diagnostic {
    .misspelt(
      .badMailbox, "\(quoted(text.value)) is not a mail address",
      hint: "write one like status@acme.example", text)
  }

  // The value may be a secret, so none of the following says it.

  static func passwordInPlace(at place: SourcePosition) -> Diagnostic {
    .error(
      .secretInFile, "'to' holds a password",
      hint: "name a remote that git or rclone knows, and give the password to that program",
      at: place)
  }

  static func secretInFile(_ key: String, at place: SourcePosition) -> Diagnostic {
    .error(
      .secretInFile, "'\(key)' is written into the file",
      hint: "anybody who reads the file could use it; write '\(key): {env: NAME}', the name of an "
        + "environment variable, or '\(key): {file: PATH}'",
      at: place)
  }

  static func secretWithoutPlace(_ key: String, at place: SourcePosition) -> Diagnostic {
    .error(
      .secretInFile, "'\(key)' has to name one place",
      hint: "write '\(key): {env: NAME}' or '\(key): {file: PATH}'", at: place)
  }

  static func badVariableName(at place: SourcePosition) -> Diagnostic {
    .error(
      .secretInFile, "'env' is not the name of an environment variable",
      hint: "write its name, such as SLACK_HOOK, not what it holds", at: place)
  }
}
