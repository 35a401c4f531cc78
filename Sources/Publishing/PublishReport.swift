/// What publishing changed in the output folder.
package struct PublishReport: Hashable, Sendable {
  /// Files that are new or whose bytes changed.
  package let written: Int
  /// Files that kept their bytes and their modification time.
  package let unchanged: Int
  /// Files of the last build that this one does not have.
  package let removed: Int
  /// Of all files of the site, written and unchanged.
  package let bytes: Int
  /// Why the old site could not be deleted from beside the new one; the next build tries again.
  ///
  /// Readers see the new site all the same.
  package let leftover: PublishError?
}
