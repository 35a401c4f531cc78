/// When texts were corrected that readers had seen, by the address that readers know:
/// `incidents/2026-11-20-api-errors/#2026-11-20T10-35-00Z`.
package typealias EditTimes = [String: Timestamp]

extension EditTimes {
  /// - Parameter page: the folder of the entry's page, with a slash at its end.
  package func time(ofEditOn page: String, anchor: String) -> Timestamp? {
    isEmpty ? nil : self["\(page)#\(anchor)"]
  }
}
