import Diagnostics

extension Diagnostic {
  static func error(
    _ id: DiagnosticCatalog, _ message: String, hint: String, at place: SourcePosition
  ) -> Diagnostic {
    Diagnostic(.error, id.rawValue, message, hint: hint, at: place)
  }

  static func warning(
    _ id: DiagnosticCatalog, _ message: String, hint: String, at place: SourcePosition
  ) -> Diagnostic {
    Diagnostic(.warning, id.rawValue, message, hint: hint, at: place)
  }

  /// What was written, in quotes, cut where it would fill the screen.
  static func quoted(_ text: String) -> String {
    let line = text.prefix(61).map { $0.isNewline ? " " : $0 }
    return line.count > 60 ? "'\(String(line.prefix(60)))…'" : "'\(String(line))'"
  }

  /// `; did you mean 'api'?`, or nothing.
  static func guess(_ nearest: String?) -> String {
    nearest.map { "; did you mean '\($0)'?" } ?? ""
  }

  static func list(_ words: [String], or none: String = "none") -> String {
    words.isEmpty ? none : words.joined(separator: ", ")
  }
}

extension Diagnostic {
  static var missingStatusFile: Diagnostic {
    .error(
      .missingStatusFile, "there is no status.yml",
      hint: "a site folder has a status.yml with the name, the url and the components",
      at: SourcePosition(path: "status.yml"))
  }

  static func badPath(_ path: String) -> Diagnostic {
    .error(
      .badPath, "the path \(quoted(path)) does not stay in the site folder",
      hint: "take '..', '.' and empty names out of the path", at: SourcePosition(path: path))
  }

  static func unknownFolder(_ name: String, nearest: String, path: String) -> Diagnostic {
    .misspelt(
      .unknownFolder, "unknown folder \(quoted(name)); did you mean '\(nearest)'?",
      hint: "nothing in this folder would be published; rename it to '\(nearest)'",
      Located(name, at: SourcePosition(path: path)))
  }

  static func unreadFolder(_ name: String, nearest: String, path: String) -> Diagnostic {
    .warning(
      .unknownFolder, "unknown folder \(quoted(name)); did you mean '\(nearest)'?",
      hint: "nothing in this folder is part of the page; rename it to '\(nearest)'",
      at: SourcePosition(path: path))
  }

  static func notMarkdown(path: String) -> Diagnostic {
    .error(
      .notMarkdown, "this file does not end in .md",
      hint: "entries are .md files; pictures and other files belong in static/",
      at: SourcePosition(path: path))
  }

  static func badID(_ id: String, path: String) -> Diagnostic {
    .misspelt(
      .badID, "the file name \(quoted(id)) cannot be an address",
      hint: "use a-z, 0-9 and '-', 99 characters at most, and no '-' at the start",
      Located(id, at: SourcePosition(path: path)))
  }

  static func badID(_ id: String, at place: SourcePosition) -> Diagnostic {
    .misspelt(
      .badID, "\(quoted(id)) cannot be an id",
      hint: "use a-z, 0-9 and '-', 99 characters at most, and no '-' at the start",
      Located(id, at: place))
  }

  static func duplicateID(_ id: String, first: String, path: String) -> Diagnostic {
    .error(
      .duplicateID, "'\(id)' is also the id of \(first)",
      hint: "the file name is the public address, also in sub-folders; rename one of the two",
      at: SourcePosition(path: path))
  }

  static func reservedID(_ id: String, at place: SourcePosition) -> Diagnostic {
    .error(
      .reservedID, "'\(id)' is taken by Allclear itself",
      hint: "choose another name", at: place)
  }

  static func fileTooLarge(size: Int, at place: SourcePosition) -> Diagnostic {
    .error(
      .fileTooLarge, "the file has \(size) bytes; at most \(SourceText.largestSize) are read",
      hint: "move what is long to a page of its own, or to static/", at: place)
  }

  static func notUTF8(at place: SourcePosition) -> Diagnostic {
    .error(
      .notUTF8, "the text is not UTF-8 from here on",
      hint: "save the file as UTF-8", at: place)
  }

  static func utf16(at place: SourcePosition) -> Diagnostic {
    .error(
      .utf16, "the file is UTF-16",
      hint: "save the file as UTF-8", at: place)
  }

  static func controlCharacter(at place: SourcePosition) -> Diagnostic {
    .error(
      .controlCharacter, "a control character stands here",
      hint: "delete it, or save the file as UTF-8 if all of it looks odd", at: place)
  }

  /// A sign that turns the direction of writing, in a text of one line.
  static func directionControl(
    _ scalar: Unicode.Scalar, in name: String, at place: SourcePosition
  ) -> Diagnostic {
    let number = String(scalar.value, radix: 16, uppercase: true)
    return .error(
      .directionControl,
      "\(name) holds the invisible sign U+\(number), which turns words beside it around",
      hint:
        "delete it; names and titles of any script stand apart from their neighbours without it",
      at: place)
  }

  static func missingFrontMatter(path: String) -> Diagnostic {
    .error(
      .missingFrontMatter, "the file does not start with front matter",
      hint: "start with a line '---', lines such as 'title: …', and another line '---'",
      at: SourcePosition(path: path))
  }

  static func unclosedFrontMatter(path: String) -> Diagnostic {
    .error(
      .unclosedFrontMatter, "the front matter is never closed",
      hint: "write a line '---' after the last key", at: SourcePosition(path: path))
  }
}
