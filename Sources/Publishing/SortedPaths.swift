import SiteFiles

/// Paths in byte order, each once. They are compared by their bytes, as file systems do.
struct SortedPaths: Hashable, Sendable {
  let all: [String]
}

extension SortedPaths {
  init(_ paths: [String]) {
    let sorted = paths.sorted(by: pathPrecedes)
    let isFirst = { $0 == 0 || pathPrecedes(sorted[$0 - 1], sorted[$0]) }
    all =
      sorted.indices.allSatisfy(isFirst)
      ? sorted : sorted.indices.filter(isFirst).map { sorted[$0] }
  }

  func contains(_ path: String) -> Bool {
    let place = place(of: path)
    return place < all.count && !pathPrecedes(path, all[place])
  }

  /// Those below a folder, at any depth.
  func below(_ folder: String) -> ArraySlice<String> {
    let start = place(of: folder + "/")
    let end = place(of: folder + "0")  // "0" comes after "/"
    return all[start..<end]
  }

  /// Those that others do not have.
  func subtracting(_ others: SortedPaths) -> [String] {
    var rest = others.all[...]
    return all.filter { path in
      while let first = rest.first, pathPrecedes(first, path) { rest = rest.dropFirst() }
      return rest.first.map { pathPrecedes(path, $0) } ?? true
    }
  }

  /// The first that does not come before `path`.
  private func place(of path: String) -> Int {
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if pathPrecedes(all[middle], path) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// `incidents/api` of `incidents/api/index.html`; empty at the top.
func folder(of path: String) -> String {
  let bytes = path.utf8
  guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "" }
  return String(path[..<slash])
}

/// `index.html` of `incidents/api/index.html`.
func name(of path: String) -> String {
  let bytes = path.utf8
  guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return path }
  return String(path[bytes.index(after: slash)...])
}

/// `incidents` and the empty path, for `incidents/api`; the nearest first.
func foldersAbove(_ folder: String) -> [String] {
  var above: [String] = []
  var path = folder
  while path != "" {
    path = Publishing.folder(of: path)
    above.append(path)
  }
  return above
}

/// Whether it leads to a file inside the folder that is not one of ours to keep: no part of it is
/// empty, `.` or `..`.
func isSafe(_ path: String) -> Bool {
  var path = path
  return path.withUTF8 { path in
    var length = 0
    var hasOnlyDots = true
    for byte in path {
      if byte == UInt8(ascii: "/") {
        guard length > 2 || !hasOnlyDots else { return false }
        (length, hasOnlyDots) = (0, true)
      } else {
        guard byte >= 0x20, byte != 0x7F else { return false }
        length += 1
        hasOnlyDots = hasOnlyDots && byte == UInt8(ascii: ".")
      }
    }
    return (length > 2 || !hasOnlyDots) && !isOwn(path)
  }
}

/// Whether it lies in `.allclear` or the like, in whatever case: not every file system tells them apart.
private func isOwn(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
  guard path.first == UInt8(ascii: ".") else { return false }
  let top = String(decoding: path.prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self).lowercased()
  return top == OwnFolder.name || top == OwnFolder.newName
}
