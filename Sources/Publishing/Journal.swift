/// The steps that put a staged change in place, in the order in which they are taken.
///
/// A build is committed when its journal has its name: from then on the change is completed, by the
/// next build where this one is killed. Each step says what shall be, so that taking it twice does no
/// harm.
struct Journal: Hashable, Sendable {
  enum Step: Hashable, Sendable {
    /// The staged file, or the folder with all that is staged in it, comes to its place.
    case place(String)
    /// A file of ours goes.
    case remove(String)
    /// A folder goes if nothing is in it.
    case removeFolder(String)

    var path: String {
      switch self {
      case .place(let path), .remove(let path), .removeFolder(let path): path
      }
    }
  }

  let steps: [Step]
}

extension Journal {
  private static let sentence =
    "Allclear is changing this folder; the next build takes the steps that are left."
  private static let end = "end"

  /// One step a line. The last line shows that none is missing.
  var text: String {
    let lines = steps.map { "\($0.verb) \($0.path)" }
    return ([Self.sentence] + lines + [Self.end]).map { $0 + "\n" }.joined()
  }

  /// Nil where it is not one that we wrote, as a whole.
  init?(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.count > 2, lines[0].elementsEqual(Self.sentence.utf8),
      lines[lines.count - 2].elementsEqual(Self.end.utf8), lines[lines.count - 1].isEmpty
    else { return nil }
    let steps = lines.dropFirst().dropLast(2).map(Step.init)
    self.steps = steps.compactMap { $0 }
    guard self.steps.count == steps.count else { return nil }
  }
}

extension Journal.Step {
  fileprivate var verb: String {
    switch self {
    case .place: "place"
    case .remove: "remove"
    case .removeFolder: "remove-folder"
    }
  }

  /// Nil for one that leads out of the output, or to what no build changes.
  fileprivate init?(_ line: ArraySlice<UInt8>) {
    let space = UInt8(ascii: " ")
    let parts = line.split(separator: space, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let path = String(validating: parts[1], as: UTF8.self) else {
      return nil
    }
    switch String(decoding: parts[0], as: UTF8.self) {
    case "place" where isSafe(path) || path == OwnFolder.name + "/" + OwnFolder.list:
      self = .place(path)
    case "remove" where isSafe(path): self = .remove(path)
    case "remove-folder" where isSafe(path): self = .removeFolder(path)
    default: return nil
    }
  }
}
