import Diagnostics

extension EntryText {
  /// Of an entry with updates.
  func places(ofKeys names: [String], _ timeline: Timeline) -> FilePositions {
    places(
      ofKeys: names,
      texts: timeline.updates.map {
        $0.text.places(below: source.offset(of: $0.heading.position))
      })
  }

  /// Of an entry whose text is one.
  func places(ofKeys names: [String], _ text: WrittenText) -> FilePositions {
    places(ofKeys: names, texts: [text.places(below: body.startIndex)])
  }

  private func places(ofKeys names: [String], texts: [FilePositions.Text]) -> FilePositions {
    FilePositions(
      path: source.path, text: source.bytes, bodyStart: body.startIndex, keyNames: names,
      key: { source.offset(ofKey: $0, in: frontMatter) }, texts: texts)
  }
}

extension WrittenText {
  fileprivate func places(below heading: Int) -> FilePositions.Text {
    FilePositions.Text(below: heading, bytes, translations: places)
  }
}

extension SourceText {
  /// Of a file that is all YAML.
  func places(ofKeys names: [String], in mapping: YAMLValue) -> FilePositions {
    FilePositions(
      path: path, text: bytes, bodyStart: bytes.endIndex, keyNames: names,
      key: { offset(ofKey: $0, in: mapping) })
  }

  fileprivate func offset(ofKey name: String, in value: YAMLValue) -> Int? {
    guard case .mapping(let entries) = value.content else { return nil }
    return entries.first { $0.key == name }.map { offset(of: $0.keyPosition) }
  }
}
