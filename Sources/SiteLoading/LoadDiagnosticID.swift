import Diagnostics

/// The ids of all that can be wrong with a file before it is read.
package enum LoadDiagnosticID: String, CaseIterable, Sendable {
  case fileName = "file-name"
  case fileTooLarge = "file-too-large"
  case fileVanished = "file-vanished"
  case linkLoop = "link-loop"
  case linkOutside = "link-outside"
  case linkToFolder = "link-to-folder"
  case linkToNothing = "link-to-nothing"
  case notAFile = "not-a-file"
  case notAFolder = "not-a-folder"
}

extension Diagnostic {
  private static func error(
    _ id: LoadDiagnosticID, _ message: String, hint: String, at path: String
  ) -> Self {
    Diagnostic(.error, id.rawValue, message, hint: hint, at: SourcePosition(path: path))
  }

  /// The name would be an address that no reader can type.
  static func fileName(at path: String) -> Self {
    error(
      .fileName, "the file name is not plain UTF-8 text",
      hint: "rename it; letters, digits, '-' and '.' work everywhere", at: path)
  }

  static func tooLarge(_ size: Int, limit: Int, at path: String) -> Self {
    let unit = limit % (1024 * 1024) == 0 ? "\(limit / 1024 / 1024) MiB" : "\(limit / 1024) KiB"
    return error(
      .fileTooLarge, "the file holds \(size) bytes; the limit is \(limit) (\(unit))",
      hint: limit > 256 * 1024
        ? "make it smaller, or link to it where it is hosted"
        : "shorten it, or split it into several files", at: path)
  }

  /// Something else deleted or replaced it between the listing and the reading.
  static func vanished(at path: String) -> Self {
    error(
      .fileVanished, "the file vanished while the site was being read",
      hint: "wait until no other program changes the folder, then build again", at: path)
  }

  static func linkLoop(at path: String) -> Self {
    error(
      .linkLoop, "this link leads back to itself",
      hint: "delete it, or let it point to a file", at: path)
  }

  /// `target` is absolute, without links.
  static func linkOutside(to target: String, at path: String) -> Self {
    error(
      .linkOutside, "this link leads to '\(target)', which is not part of the site",
      hint: "copy what it leads to into the site folder, in place of the link", at: path)
  }

  static func linkToFolder(at path: String) -> Self {
    error(
      .linkToFolder, "this link leads to a folder, and lies in a linked folder itself",
      hint: "put the folder itself here, or link its files one by one", at: path)
  }

  static func linkToNothing(at path: String) -> Self {
    error(
      .linkToNothing, "this link leads to nothing",
      hint: "delete it, or let it point to a file", at: path)
  }

  /// `kind` is a noun: `named pipe`.
  static func notAFile(_ kind: String, at path: String) -> Self {
    error(
      .notAFile, "this is a \(kind), not a file", hint: "move it out of the site folder", at: path)
  }

  static func notAFolder(at path: String) -> Self {
    error(
      .notAFolder, "this is a file, where a folder is expected",
      hint: "rename it, then make a folder '\(path)' for the entries", at: path)
  }
}
