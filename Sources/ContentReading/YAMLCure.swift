import Diagnostics
import Yams

/// A line with quotes around the text that needs them.
struct YAMLCure: Hashable {
  let line: String
  /// Where the comment starts that hid the end of a bracket; nil for other mistakes.
  let comment: SourcePosition?
  /// Whether the text stands between brackets, and is no bracket itself.
  let isInBrackets: Bool
}

extension YAMLSource {
  /// The line of `place` as it can be read, with quotes around one of its values; nil where no quotes help.
  ///
  /// Whether they do is tried: what is proposed can be copied as it is.
  func cure(at place: SourcePosition) -> YAMLCure? {
    // Each trial reads the text once more.
    guard bytes.count <= 32 * 1_024 else { return nil }
    for number in [place.line, place.line - 1] where number >= firstLine {
      let line = text.line(number)
      guard line.count <= 2_000 else { continue }
      let starts = YAMLGuard.parts(of: bytes).nodes
        .filter { line.startIndex <= $0.offset && $0.offset < line.endIndex }
      for start in starts.suffix(16).reversed() {
        let value = value(from: start, in: line)
        guard !value.isEmpty else { continue }
        let quoted = Diagnostic.yamlQuoted(String(decoding: value, as: UTF8.self))
        let fixed = line[..<value.startIndex] + Array(quoted.utf8) + line[value.endIndex...]
        guard isRead(with: Array(fixed), onLine: number, to: place.line) else { continue }
        let isComment = value.first == UInt8(ascii: "#") || value.containsComment
        return YAMLCure(
          line: String(decoding: fixed, as: UTF8.self).trimmingBlanks,
          comment: start.isInFlow && isComment
            ? text.position(ofByte: value.firstIndex(of: UInt8(ascii: "#")) ?? value.startIndex)
            : nil,
          isInBrackets: start.isInFlow && !"[{".utf8.contains(value.first ?? 0))
      }
    }
    return nil
  }

  /// From where it starts to the end of the line, or of its place between brackets.
  private func value(from start: YAMLGuard.Node, in line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let rest = line[start.offset...]
    let value = start.isInFlow ? rest.prefix { !",]}".utf8.contains($0) } : rest
    let end = value.lastIndex { $0 != 0x20 && $0 != 0x09 }.map { $0 + 1 } ?? value.startIndex
    return value[..<end]
  }

  /// Whether the first mistake lies below the line `last`, once line `number` reads like this.
  private func isRead(with line: [UInt8], onLine number: Int, to last: Int) -> Bool {
    let old = text.line(number)
    let fixed = Array(bytes[..<old.startIndex]) + line + Array(bytes[old.endIndex...])
    if let (_, offset) = YAMLGuard.firstFault(in: fixed[...]) {
      return fixed[..<offset].count { $0 == 0x0A } > last - firstLine
    }
    do {
      _ = try Yams.compose(
        yaml: String(decoding: fixed, as: UTF8.self), Resolver.basic, .default, .utf8)
      return true
    } catch let error as YamlError {
      switch error {
      case .scanner(_, _, let mark, _), .parser(_, _, let mark, _):
        return mark.line > last - firstLine + 1
      case .duplicatedKeysInMapping: return true
      default: return false
      }
    } catch {
      return false
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate var containsComment: Bool {
    indices.dropFirst().contains { self[$0] == UInt8(ascii: "#") && self[$0 - 1] == 0x20 }
  }
}
