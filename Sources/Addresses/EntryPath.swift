/// A folder of the site whose Markdown files are entries.
package enum EntryFolder: Int, CaseIterable, Sendable {
  case incidents, maintenance, postmortems, announcements, pages, messages

  /// In the order of the cases.
  private static let names = allCases.map { String(describing: $0) }

  package var name: String { EntryFolder.names[rawValue] }

  /// Whether a file of the site lies in it, or in a subfolder.
  package func holds(_ path: String) -> Bool {
    let name = name.utf8
    return path.utf8.starts(with: name)
      && path.utf8.dropFirst(name.count).first == UInt8(ascii: "/")
  }

  /// Nil for any other name.
  ///
  /// - Parameter name: in UTF-8.
  package init?(name: Slice<UnsafeBufferPointer<UInt8>>) {
    guard let place = EntryFolder.names.firstIndex(where: { $0.utf8.elementsEqual(name) }) else {
      return nil
    }
    self.init(rawValue: place)
  }
}

/// The file of an entry in the site folder, as if it lay in no subfolder: its id does not change when a
/// team sorts its files into years.
package struct EntryPath: Hashable, Sendable {
  package let folder: EntryFolder
  package let id: String

  package init(_ folder: EntryFolder, _ id: String) {
    self.folder = folder
    self.id = id
  }

  /// - Parameter path: of a file of the site, perhaps in a subfolder; nil for one that holds no entry.
  package init?(ofFile path: String) {
    guard path.hasSuffix(".md"), let folder = EntryFolder.allCases.first(where: { $0.holds(path) }),
      let name = path.split(separator: "/").last
    else { return nil }
    self.init(folder, String(name.dropLast(3)))
  }

  package static func incident(_ id: String) -> EntryPath { EntryPath(.incidents, id) }
  package static func maintenance(_ id: String) -> EntryPath { EntryPath(.maintenance, id) }
  package static func postmortem(ofIncident id: String) -> EntryPath { EntryPath(.postmortems, id) }

  /// `incidents/2026-11-20-api-errors.md`.
  package var path: String { withoutEnding + ".md" }

  /// `incidents/2026-11-20-api-errors`.
  package var withoutEnding: String { "\(folder.name)/\(id)" }

  /// The page that shows its text; nil for an announcement and a message, which many pages show or none.
  package var page: PageAddress? {
    switch folder {
    case .incidents, .postmortems: .incident(id)
    case .maintenance: .maintenance(id)
    case .pages: .extra(id)
    case .announcements, .messages: nil
    }
  }
}
