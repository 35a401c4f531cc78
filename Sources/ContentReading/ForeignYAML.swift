package import Diagnostics
package import SiteFiles

/// Why a YAML text of another program was not read.
package struct UnreadableYAML: Error, Hashable {
  package let diagnostic: Diagnostic
}

/// The YAML of another program's file, read as carefully as our own: without anchors and tags, not too
/// deep, at most 256 KiB.
///
/// - Parameter lines: numbers of the file's lines, from 1, such as those of its front matter; nil: all of them.
package func readYAML(
  _ file: SourceFile, lines: Range<Int>? = nil
) throws(UnreadableYAML) -> YAMLValue {
  do throws(Refusal) {
    let text = try SourceText(file)
    return try YAMLValue.parse(lines ?? 1..<text.lineStarts.count + 1, of: text)
  } catch {
    throw UnreadableYAML(diagnostic: error.diagnostic)
  }
}
