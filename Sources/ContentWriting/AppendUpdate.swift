package import StatusModel

/// A file with an update at its end; every byte that was there stays where it was.
///
/// The update takes the line ends of the file, and a blank line parts it from what stands above.
package func appending(_ update: Incident.Update, to file: [UInt8]) -> [UInt8] {
  appending(to: file) { update.markdown(lineBreak: $0) }
}

package func appending(_ update: Maintenance.Update, to file: [UInt8]) -> [UInt8] {
  appending(to: file) { update.markdown(lineBreak: $0) }
}

private func appending(to file: [UInt8], _ markdown: (_ lineBreak: String) -> String) -> [UInt8] {
  let lineBreak = lineBreak(of: file)
  let gap = String(repeating: lineBreak, count: lineBreaksMissing(atEndOf: file))
  return file + Array((gap + markdown(lineBreak)).utf8)
}

/// That of the last line which has one; a line feed in a file without any.
package func lineBreak(of file: [UInt8]) -> String {
  guard let last = file.lastIndex(of: UInt8(ascii: "\n")), last > 0 else { return "\n" }
  return file[last - 1] == UInt8(ascii: "\r") ? "\r\n" : "\n"
}

/// How many line breaks have to follow, so that a blank line stands at the end.
private func lineBreaksMissing(atEndOf file: [UInt8]) -> Int {
  let lines = file.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  guard let last = lines.last, !file.isEmpty else { return 0 }
  guard last.isEmpty else { return isBlank(last) ? 1 : 2 }
  return lines.count >= 2 && isBlank(lines[lines.count - 2]) ? 0 : 1
}

private func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
  line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == 0x0D }
}
