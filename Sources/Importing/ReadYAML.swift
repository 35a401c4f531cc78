import ContentReading
import Diagnostics
package import SiteFiles

/// A YAML file of another system, or the front matter at its start.
///
/// - Parameter lines: numbers of the file's lines, from 1; nil: all of them.
/// - Throws: for what our own files may not hold either: anchors, tags, values 32 levels deep, 256 KiB.
package func readForeignYAML(
  _ file: SourceFile, lines: Range<Int>? = nil
) throws(ImportError) -> ForeignValue {
  do throws(UnreadableYAML) {
    return ForeignValue(try readYAML(file, lines: lines))
  } catch {
    throw .unreadable(
      message: error.diagnostic.message, hint: error.diagnostic.hint, at: error.diagnostic.position)
  }
}

extension ForeignValue {
  fileprivate init(_ yaml: YAMLValue) {
    let content: Content =
      switch yaml.content {
      case .mapping(let entries):
        .object(entries.map { Member($0.key, ForeignValue($0.value)) })
      case .sequence(let items): .list(items.map { ForeignValue($0) })
      case .scalar(let text): .text(text)
      case .null: .null
      }
    self.init(content, at: yaml.position)
  }
}
