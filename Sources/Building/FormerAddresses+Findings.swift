import Addresses
import Diagnostics
import ProgramOutputs
import StatusModel

extension Snapshot {
  /// An error for each former address that something else has, or another entry had.
  ///
  /// - Parameters:
  ///   - paths: of all that is written, the pages that lead on among them.
  ///   - file: where an entry lies, by its path without subfolders.
  func formerAddressDiagnostics(
    beside paths: some Sequence<String>, in file: (_ plainPath: String) -> String?
  ) -> [Diagnostic] {
    let former = formerAddresses
    guard !former.isEmpty else { return [] }
    var counts: [String: Int] = [:]
    for path in paths { counts[path, default: 0] += 1 }
    let folders = Set(counts.keys.lazy.flatMap(foldersAbove))
    return former.filter { address in
      counts[address.path, default: 0] > 1 || folders.contains(address.path)
        || foldersAbove(address.path).contains { counts[$0] != nil }
    }.map { address in
      let path = address.entry.path
      return .takenAddress(address.address, path: file(path) ?? path)
    }
  }
}

extension Diagnostic {
  fileprivate static func takenAddress(_ address: String, path: String) -> Diagnostic {
    Diagnostic(
      .error, RootFileDiagnosticID.takenAddress.rawValue,
      "the former address '\(address)' is that of something else",
      hint: "take it out of 'former'", at: SourcePosition(path: path))
  }
}
