import Addresses
package import Diagnostics
import Markdown
package import SiteFiles
package import StatusModel

/// Every finding about links, by its stable id.
package enum LinkDiagnosticID: String, CaseIterable, Sendable {
  case deadLink = "dead-link"
  case draftLink = "draft-link"
}

/// The links of a site's texts into the site itself.
package struct InnerLinks: Sendable {
  private let links: [InnerLink]
  private let drafts: Drafts
  private let old: Set<String>
  private let languages: [String]

  /// Pure.
  ///
  /// - Parameters:
  ///   - sources: of the site folder.
  ///   - old: files of entries in which only links to drafts matter, as the paths that they would have
  ///     without subfolders.
  /// - Throws: only when the task is cancelled.
  package init(
    in sources: [SourceFile], of site: Site, besides old: Set<String> = []
  ) async throws {
    let drafts = Drafts(of: site.history)
    let url = site.settings.url
    let prefix = Array(url.utf8)
    let files = try await concurrentCompactMap(sources) { file in
      let matters = drafts.hasEntries || !old.contains(pathWithoutSubfolders(file.path))
      return matters && file.bytes.withUnsafeBufferPointer { mayLinkInside($0, url: prefix) }
        ? file : nil
    }
    links = try await concurrentMap(SiteFolder(files).entries) { entry in
      drafts.hold(entry) ? [] : innerLinks(of: entry, in: url)
    }.flatMap { $0 }
    self.drafts = drafts
    self.old = old
    languages = site.settings.languages
  }

  /// Those that lead nowhere, or to what nobody may know of yet.
  ///
  /// - Parameter paths: of all files that a build writes; asked for only where there is a link.
  /// - Returns: a warning for each link that leads nowhere; an error for each that leads to a draft, since
  ///   it would make the draft's id public.
  package func diagnostics(
    in snapshot: Snapshot, paths: () async throws -> [String]
  ) async rethrows -> [Diagnostic] {
    guard !links.isEmpty else { return [] }
    var checker = LinkChecker(
      languages: languages, drafts: drafts, snapshot: snapshot, paths: try await paths())
    return links.compactMap { checker.diagnostic(of: $0) }.filter {
      $0.severity == .error || !old.contains(pathWithoutSubfolders($0.position.path))
    }
  }
}

/// The ids of what nobody may know of yet.
private struct Drafts: Sendable {
  let incidents: Set<String>
  let maintenances: Set<String>
  let postmortems: Set<String>

  init(of history: History) {
    incidents = Set(history.incidents.lazy.filter(\.isDraft).map(\.id))
    maintenances = Set(history.maintenances.lazy.filter(\.isDraft).map(\.id))
    postmortems = Set(history.postmortems.lazy.filter(\.isDraft).map(\.incident))
  }

  var hasEntries: Bool { !incidents.isEmpty || !maintenances.isEmpty }

  func hold(_ entry: EntryFile) -> Bool {
    switch entry.folder {
    case .incidents: incidents.contains(entry.id)
    case .maintenance: maintenances.contains(entry.id)
    case .postmortems: postmortems.contains(entry.id) || incidents.contains(entry.id)
    case .announcements, .pages, .messages: false
    }
  }
}

/// A link into the site.
private struct InnerLink: Sendable {
  /// As it is written.
  let written: String
  let position: SourcePosition
  /// Where it leads, without a slash at its front: `incidents/api-errors/`.
  let path: String
  let fragment: String
}

private func innerLinks(of entry: EntryFile, in url: String) -> [InnerLink] {
  // What cannot be read has its diagnostic already.
  guard let source = try? SourceText(entry.file),
    let text = try? EntryText(source, allowsNone: true)
  else { return [] }
  let page = (EntryPath(entry.folder, entry.id).page ?? .home).folder
  var ends: [Int: Int] = [:]
  let prefix = Array(url.utf8)
  let links = writtenLinks(in: text.body) { mayLinkInside($0, url: prefix) }
  return links.compactMap { link in
    guard let address = innerAddress(link.address, in: url) else { return nil }
    let line = link.line + text.bodyLine - 1
    let start = source.place(of: link.address, from: max(line, 1), after: ends[line] ?? 0)
    if let start { ends[line] = start + link.address.utf8.count }
    let withoutFragment = address.prefix { $0 != "#" }
    let written = withoutFragment.prefix { $0 != "?" }
    return InnerLink(
      written: link.address,
      position: start.map(source.position(ofByte:)) ?? source.position(line: line),
      path: withoutFragment.isEmpty ? page : withoutSteps(withoutEscapes(String(written))),
      fragment: String(address.dropFirst(withoutFragment.count + 1)))
  }
}

extension SourceText {
  /// The first byte of words, from a line on and at most 8,192 bytes further; nil where they are written
  /// otherwise.
  fileprivate func place(of words: String, from number: Int, after known: Int) -> Int? {
    let words = Array(words.utf8)
    let first = max(line(number).startIndex, known)
    guard !words.isEmpty, first < bytes.endIndex else { return nil }
    return bytes[first...].prefix(8_192).indices.first { bytes[$0...].starts(with: words) }
  }
}

/// Whether a file may hold a link into the site, by its bytes alone: nearly all links lead elsewhere.
private func mayLinkInside(_ text: UnsafeBufferPointer<UInt8>, url: [UInt8]) -> Bool {
  let outside = ["https://", "http://", "mailto:"]
  return holds("]", text) { bracket in
    guard let mark = text[bracket...].dropFirst().first, "(:".utf8.contains(mark) else {
      return false
    }
    let address = text[(bracket + 2)...].drop { "< \n\t".utf8.contains($0) }
    return !outside.contains { address.starts(with: $0.utf8) }
  }
    || holds("<", text) { sign in
      text[sign...].dropFirst().first.map { "aAiI".utf8.contains($0) } ?? false
    }
    // Of the marks in an address a slash is the rarest in other words.
    || holds("/", text) { slash in
      let start = slash - (url.firstIndex(of: UInt8(ascii: "/")) ?? 0)
      return start >= 0 && text[start...].starts(with: url)
    }
}

/// From the site's root on; nil for an address outside the site.
private func innerAddress(_ address: String, in url: String) -> String? {
  if address.lowercased().hasPrefix(url.lowercased()) {
    let rest = address.dropFirst(url.count)
    guard rest.isEmpty || "/?#".contains(rest.first ?? "/") else { return nil }
    return rest.hasPrefix("#") ? "/\(rest)" : String(rest.isEmpty ? "/" : rest)
  }
  guard let target = safeLinkTarget(address, base: ""), !target.hasPrefix("//"), !address.isEmpty
  else { return nil }
  let front = target.prefix { !"/?#".contains($0) }
  return front.contains(":") ? nil : target
}

/// The addresses of the site, and what is to be said of those that are none.
private struct LinkChecker {
  private let drafts: Drafts
  private let snapshot: Snapshot
  private let languages: Set<String>
  /// As they are written, by their canonical form: `Set` holds the two forms of `ü` for the same.
  private let paths: [String: String]
  /// Of the updates, by the path of their entry's page.
  private lazy var anchors = Dictionary(
    snapshot.incidents.map { (PageAddress.incident($0.id).path, $0.updates.map(\.anchor)) }
      + snapshot.maintenances.map {
        (PageAddress.maintenance($0.id).path, $0.updates.map(\.anchor))
      }
  ) { one, _ in one }
  private var guesses = 0

  init(languages: [String], drafts: Drafts, snapshot: Snapshot, paths: [String]) {
    self.drafts = drafts
    self.snapshot = snapshot
    self.languages = Set(languages.dropFirst().map { $0.lowercased() })
    self.paths = Dictionary(paths.map { ($0, $0) }) { one, _ in one }
  }

  mutating func diagnostic(of link: InnerLink) -> Diagnostic? {
    let path = link.path
    if let draft = draft(at: path) { return .draftLink(draft, at: link.position) }
    guard
      let found = paths[path] ?? paths[path + "index.html"] ?? paths[path + "/index.html"]
    else {
      return .deadLink(link.written, nearest: guess(path), at: link.position)
    }
    if !found.utf8.starts(with: path.utf8) {
      return .otherForm(link.written, address: escaped(found), at: link.position)
    }
    return deadFragment(of: link, on: found)
  }

  /// An update that is not there. Of other fragments the theme decides.
  private mutating func deadFragment(of link: InnerLink, on file: String) -> Diagnostic? {
    let fragment = link.fragment
    guard looksLikeTime(fragment), let anchors = anchors(on: file), !anchors.contains(fragment)
    else { return nil }
    return .deadLink(
      link.written,
      nearest: nearest(to: fragment, among: anchors).map { "/\(folder(of: file))#\($0)" },
      at: link.position)
  }

  private mutating func anchors(on file: String) -> [String]? {
    anchors[String(withoutLanguage(file))]
  }

  /// The file of a draft whose address it would be.
  private func draft(at path: String) -> String? {
    guard drafts.hasEntries else { return nil }
    switch PageAddress(ofPath: withoutLanguage(path)) {
    case .incident(let id) where drafts.incidents.contains(id): return EntryPath.incident(id).path
    case .maintenance(let id) where drafts.maintenances.contains(id):
      return EntryPath.maintenance(id).path
    default: return nil
    }
  }

  private func withoutLanguage(_ path: String) -> Substring {
    let front = path.prefix { $0 != "/" }
    return languages.contains(front.lowercased()) ? path.dropFirst(front.count + 1) : path[...]
  }

  /// The nearest address, or the same name in another folder. Of many dead links only the first get a guess: each is held against every
  /// address.
  private mutating func guess(_ path: String) -> String? {
    guesses += 1
    guard guesses <= 5 else { return nil }
    let wanted = path.hasSuffix("/index.html") ? folder(of: path) : path
    let typed = wanted.hasSuffix("/") || wanted.contains(".") ? wanted : wanted + "/"
    let length = typed.utf8.count
    let longest = length + max(4, length / 3) + "index.html".utf8.count
    let known = paths.values.filter { $0.utf8.count <= longest }.sorted().map(folder)
    let close = known.filter { abs($0.utf8.count - length) <= max(4, length / 3) }
    if let found = nearest(to: typed, among: close) { return "/" + escaped(found) }
    // The same name, in another folder.
    let name = lastPart(typed)
    return known.first { lastPart($0).lowercased() == name.lowercased() && !name.isEmpty }
      .map { "/" + escaped($0) }
  }

  private func lastPart(_ path: String) -> Substring { path.split(separator: "/").last ?? "" }

  /// `incidents/api-errors/` for its page; a file's own path.
  private func folder(of path: String) -> String {
    path == "index.html"
      ? "" : path.hasSuffix("/index.html") ? String(path.dropLast("index.html".count)) : path
  }
}

private func looksLikeTime(_ fragment: String) -> Bool {
  let bytes = Array(fragment.utf8)
  return bytes.count >= 10 && bytes[4] == UInt8(ascii: "-") && bytes[7] == UInt8(ascii: "-")
    && bytes[..<4].allSatisfy { (0x30...0x39).contains($0) }
}

/// `incidents/../about/` is `about/`.
private func withoutSteps(_ path: String) -> String {
  var parts: [Substring] = []
  for part in path.split(separator: "/", omittingEmptySubsequences: true) {
    switch part {
    case ".": break
    case "..": _ = parts.popLast()
    default: parts.append(part)
    }
  }
  let end = path.hasSuffix("/") || path.hasSuffix("/.") || path.hasSuffix("..") ? "/" : ""
  return parts.isEmpty ? "" : parts.joined(separator: "/") + end
}

private func withoutEscapes(_ address: String) -> String {
  var bytes: [UInt8] = []
  var rest = Array(address.utf8)[...]
  while let byte = rest.popFirst() {
    let digits = String(decoding: rest.prefix(2), as: UTF8.self)
    if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
      bytes.append(value)
      rest = rest.dropFirst(2)
    } else {
      bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// A path as an address: what is no ASCII letter, digit or harmless sign becomes `%2F`.
private func escaped(_ path: String) -> String {
  path.utf8.map { byte in
    let isPlain =
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
      || "/-._~".utf8.contains(byte)
    let hex = String(byte, radix: 16, uppercase: true)
    return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + hex
  }.joined()
}

extension Diagnostic {
  static func deadLink(
    _ address: String, nearest: String?, at place: SourcePosition
  ) -> Diagnostic {
    Diagnostic(
      .warning, LinkDiagnosticID.deadLink.rawValue,
      "nothing of this site is at \(quoted(address))\(guess(nearest))",
      hint:
        "readers get the page for lost readers; addresses count from the root: /history/, /static/plan.pdf",
      at: place)
  }

  /// - Parameter address: of what is meant, without a slash at its front.
  static func otherForm(
    _ address: String, address found: String, at place: SourcePosition
  ) -> Diagnostic {
    Diagnostic(
      .warning, LinkDiagnosticID.deadLink.rawValue,
      "nothing of this site is at \(quoted(address)): the file has the same name in another Unicode form",
      hint: "write '/\(found)', or name the file as the link does", at: place)
  }

  static func draftLink(_ file: String, at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error, LinkDiagnosticID.draftLink.rawValue,
      "this link leads to the draft \(file), and would make its address public",
      hint: "take the link out, or 'draft: true' out of \(file)", at: place)
  }
}
