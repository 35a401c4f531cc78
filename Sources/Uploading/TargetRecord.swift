import SiteFiles

/// What is remembered of a place from one publish to the next.
package struct TargetRecord: Hashable, Sendable {
  /// Paths that we sent there and did not delete since.
  package let own: Set<String>
  /// Paths that changed there, or may have, and that the place's command has not been given yet.
  package let owed: Set<String>
  /// A build into the place began, and what it changed is not noted yet.
  package let isOpen: Bool
  /// Such a build was killed before, so that nobody knows what it changed.
  package let isLost: Bool

  package init(
    own: Set<String> = [], owed: Set<String> = [], isOpen: Bool = false, isLost: Bool = false
  ) {
    self.own = own
    self.owed = owed
    self.isOpen = isOpen
    self.isLost = isLost
  }

  /// Before anything is sent or deleted.
  ///
  /// - Parameter hasCommand: somebody wants to know what changed.
  package func before(
    _ changes: TargetChanges, of upload: Upload, hasCommand: Bool
  ) -> TargetRecord {
    let changed = hasCommand ? owed.union(changes.sent).union(changes.deleted) : []
    return TargetRecord(own: own.union(upload.paths), owed: changed)
  }

  /// Once the place has everything, and nothing else of ours.
  package func complete(with upload: Upload) -> TargetRecord {
    TargetRecord(own: Set(upload.paths), owed: owed)
  }

  /// Before a build into the place itself, which says only afterwards what it changed.
  package var opened: TargetRecord {
    TargetRecord(own: own, owed: owed, isOpen: true, isLost: isOpen || isLost)
  }

  /// After such a build. If one before it was killed, everything may have changed.
  ///
  /// - Parameter paths: of all files there.
  package func closed(changing changed: [String], of paths: [String]) -> TargetRecord {
    let all = isLost ? own.union(paths) : []
    return TargetRecord(own: Set(paths), owed: owed.union(changed).union(all))
  }

  package var paid: TargetRecord { TargetRecord(own: own) }
}

extension TargetRecord {
  private static let head = "allclear publish 1"

  /// A line for each path, so that a person can read it.
  ///
  /// - Parameter place: as `status.yml` says it.
  func text(of place: String) -> String {
    func lines(_ word: String, _ paths: Set<String>) -> [String] {
      paths.sorted(by: pathPrecedes).map { "\(word) \($0)" }
    }
    let all =
      [TargetRecord.head, "to \(place)"] + (isOpen ? ["open"] : [])
      + (isLost ? ["lost"] : []) + lines("own", own) + lines("owed", owed)
    return all.joined(separator: "\n") + "\n"
  }

  /// Nil where a line is none that this version writes.
  init?(text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    guard lines.popFirst() ?? "" == TargetRecord.head, lines.popLast() == "" else { return nil }
    var (own, owed): (Set<String>, Set<String>) = ([], [])
    var (isOpen, isLost) = (false, false)
    for line in lines {
      let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
      switch (parts[0], parts.count) {
      case ("own", 2): own.insert(String(parts[1]))
      case ("owed", 2): owed.insert(String(parts[1]))
      case ("open", 1): isOpen = true
      case ("lost", 1): isLost = true
      case ("to", 2): break
      default: return nil
      }
    }
    self.init(own: own, owed: owed, isOpen: isOpen, isLost: isLost)
  }
}
