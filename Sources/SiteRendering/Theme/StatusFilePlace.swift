import Diagnostics
import SiteFiles

/// Where a value of `status.yml` stands, which the theme knows without its place.
///
/// - Parameter key: the value is looked for behind it.
/// - Returns: the key's own place where the value is written in another way; the start of the file
///   without the key.
func place(
  of value: String, after key: String, among sources: [SourceFile]
) -> SourcePosition {
  let path = "status.yml"
  let bytes = sources.first { $0.path == path }?.bytes ?? []
  let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  var keyPlace: SourcePosition?
  for (number, line) in lines.enumerated() {
    var rest = line
    if keyPlace == nil {
      guard let found = line.firstRange(of: "\(key):".utf8) else { continue }
      keyPlace = SourcePosition(
        path: path, line: number + 1, column: found.lowerBound - line.startIndex + 1)
      rest = line[found.upperBound...]
    }
    guard let found = rest.firstRange(of: value.utf8) else { continue }
    return SourcePosition(
      path: path, line: number + 1, column: found.lowerBound - line.startIndex + 1)
  }
  return keyPlace ?? SourcePosition(path: path)
}
