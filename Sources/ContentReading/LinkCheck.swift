package import Addresses
package import Diagnostics
import Markdown
import SiteFiles
package import StatusModel

/// Every finding about links, by its stable id.
package enum LinkDiagnosticID: String, CaseIterable, Sendable {
  case deadLink = "dead-link"
  case draftLink = "draft-link"
}

/// The links of a site's texts into the site itself.
package struct InnerLinks: Sendable {
  /// Without those in drafts.
  package let links: [InnerLink]
  private let drafts: Drafts
  private let old: Set<String>
  private let languages: [String]

  /// - Parameters:
  ///   - links: of all entries.
  ///   - drafts: what nobody may know of yet.
  ///   - old: files of entries in which only links to drafts matter, as the paths that they would have
  ///     without subfolders.
  ///   - languages: of the site.
  package init(
    _ links: [InnerLink], drafts: [EntryPath], besides old: Set<String>, languages: [String]
  ) {
    let drafts = Drafts(drafts)
    self.drafts = drafts
    self.old = old
    self.languages = languages
    self.links = links.filter { link in
      let file = pathWithoutSubfolders(link.position.path)
      return !drafts.hold(file) && (drafts.hasEntries || !old.contains(file))
    }
  }

  /// Those of a whole site; pure.
  package init(in site: Parsed<Site>, besides old: Set<String> = []) async throws {
    let url = site.value.settings.url
    let links = try await concurrentMap(site.places.entries) { innerLinks(at: $0, of: url) }
    self.init(
      links.flatMap { $0 }, drafts: site.value.history.drafts, besides: old,
      languages: site.value.settings.languages)
  }

  /// Whether a link is one of those of which only a draft's address matters.
  package func isOld(_ link: InnerLink) -> Bool {
    old.contains(pathWithoutSubfolders(link.position.path))
  }

  /// The pages whose updates a link names.
  package var pagesOfUpdates: [PageAddress] {
    let checker = LinkChecker(languages: languages, drafts: drafts, paths: [])
    return links.filter { looksLikeTime($0.fragment) }
      .compactMap { PageAddress(ofPath: checker.withoutLanguage($0.path)) }
  }

  /// Those that lead nowhere, or to what nobody may know of yet.
  ///
  /// - Parameters:
  ///   - anchors: of the updates on a page; nil where it has none. Asked of `pagesOfUpdates`.
  ///   - paths: of all files that a build writes; asked for only where there is a link.
  /// - Returns: a warning for each link that leads nowhere; an error for each that leads to a draft, since
  ///   it would make the draft's id public.
  package func diagnostics(
    anchors: (PageAddress) -> [String]?, paths: () async throws -> [String]
  ) async rethrows -> [Diagnostic] {
    guard !links.isEmpty else { return [] }
    var checker = LinkChecker(languages: languages, drafts: drafts, paths: try await paths())
    return links.compactMap { checker.diagnostic(of: $0, anchors) }.filter {
      $0.severity == .error || !old.contains(pathWithoutSubfolders($0.position.path))
    }
  }
}

extension InnerLinks {
  /// The same for a snapshot of which every timeline was read.
  package func diagnostics(
    in snapshot: Snapshot, paths: () async throws -> [String]
  ) async rethrows -> [Diagnostic] {
    try await diagnostics(anchors: snapshot.anchors(on:), paths: paths)
  }
}

extension Snapshot {
  /// Of the updates on the page of an entry; nil for any other page.
  ///
  /// - Complexity: one look at each entry.
  package func anchors(on page: PageAddress) -> [String]? {
    switch page {
    case .incident(let id):
      incidents.indices.first { incidents[$0].id == id }
        .map { incidents[$0].updates.map(\.anchor) }
    case .maintenance(let id):
      maintenances.first { $0.id == id }?.updates.map(\.anchor)
    default: nil
    }
  }
}

extension History {
  /// What nobody may know of yet.
  package var drafts: [EntryPath] {
    incidents.lazy.filter(\.isDraft).map { .incident($0.id) }
      + maintenances.lazy.filter(\.isDraft).map { .maintenance($0.id) }
      + postmortems.lazy.filter(\.isDraft).map { .postmortem(ofIncident: $0.incident) }
  }
}

/// The files of what nobody may know of yet, without sub-folders.
private struct Drafts: Sendable {
  private let files: Set<String>
  let hasEntries: Bool

  init(_ drafts: [EntryPath]) {
    files = Set(drafts.map(\.path))
    hasEntries = drafts.contains { $0.folder != .postmortems }
  }

  /// The file of the draft whose page this would be.
  func file(of page: PageAddress?) -> String? {
    switch page {
    case .incident(let id)?: contained(.incident(id))
    case .maintenance(let id)?: contained(.maintenance(id))
    default: nil
    }
  }

  /// A postmortem is as secret as its incident.
  func hold(_ file: String) -> Bool {
    guard !files.isEmpty else { return false }
    let postmortems = EntryFolder.postmortems.name + "/"
    return files.contains(file)
      || file.hasPrefix(postmortems)
        && files.contains(EntryFolder.incidents.name + "/" + file.dropFirst(postmortems.count))
  }

  private func contained(_ entry: EntryPath) -> String? {
    files.contains(entry.path) ? entry.path : nil
  }
}

/// A link into the site.
package struct InnerLink: Hashable, Sendable {
  /// As it is written.
  package let written: String
  package let position: SourcePosition
  /// Where it leads, without a slash at its front: `incidents/api-errors/`.
  package let path: String
  package let fragment: String

  package init(written: String, position: SourcePosition, path: String, fragment: String) {
    self.written = written
    self.position = position
    self.path = path
    self.fragment = fragment
  }
}

/// The links of an entry into the site.
///
/// - Parameters:
///   - places: of the entry's file.
///   - url: of the site.
package func innerLinks(at places: FilePositions, of url: String) -> [InnerLink] {
  let prefix = Array(url.utf8)
  let mayHold = places.text.withUnsafeBufferPointer { mayLinkInside($0, url: prefix) }
  guard mayHold, let entry = EntryPath(ofFile: places.path) else { return [] }
  let text = places.text
  let body = text[places.bodyStart...]
  let links = writtenLinks(in: body) { mayLinkInside($0, url: prefix) }
  guard !links.isEmpty else { return [] }
  let page = (entry.page ?? .home).folder
  let lines = TextLines(of: text, path: places.path)
  let bodyLine = lines.position(ofByte: body.startIndex).line
  var ends: [Int: Int] = [:]
  return links.compactMap { link in
    guard let address = innerAddress(link.address, in: url) else { return nil }
    let line = link.line + bodyLine - 1
    let lineStart = lines.starts.indices.contains(line - 1) ? lines.starts[line - 1] : text.count
    let start = place(of: link.address, in: text, from: max(lineStart, ends[line] ?? 0))
    if let start { ends[line] = start + link.address.utf8.count }
    let withoutFragment = address.prefix { $0 != "#" }
    let written = withoutFragment.prefix { $0 != "?" }
    return InnerLink(
      written: link.address,
      position: start.map(lines.position(ofByte:))
        ?? SourcePosition(path: places.path, line: line),
      path: withoutFragment.isEmpty ? page : withoutSteps(withoutEscapes(String(written))),
      fragment: String(address.dropFirst(withoutFragment.count + 1)))
  }
}

/// The first byte of words, at most 8,192 bytes from `first`; nil where they are written otherwise. The
/// parser of Markdown says only in which paragraph a link stands.
private func place(of words: String, in text: [UInt8], from first: Int) -> Int? {
  let words = Array(words.utf8)
  guard !words.isEmpty, first < text.endIndex else { return nil }
  return text[first...].prefix(8_192).indices.first { text[$0...].starts(with: words) }
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
  private let languages: Set<String>
  /// As they are written, by their canonical form: `Set` holds the two forms of `ü` for the same.
  private let paths: [String: String]
  private var guesses = 0

  init(languages: [String], drafts: Drafts, paths: [String]) {
    self.drafts = drafts
    self.languages = Set(languages.dropFirst().map { $0.lowercased() })
    self.paths = Dictionary(paths.map { ($0, $0) }) { one, _ in one }
  }

  /// - Parameter anchors: of the updates on a page.
  mutating func diagnostic(
    of link: InnerLink, _ anchors: (PageAddress) -> [String]?
  ) -> Diagnostic? {
    let path = link.path
    if let draft = drafts.file(of: PageAddress(ofPath: withoutLanguage(path))) {
      return .draftLink(draft, at: link.position)
    }
    guard
      let found = paths[path] ?? paths[path + "index.html"] ?? paths[path + "/index.html"]
    else {
      return .deadLink(link.written, nearest: guess(path), at: link.position)
    }
    if !found.utf8.starts(with: path.utf8) {
      return .otherForm(link.written, address: escaped(found), at: link.position)
    }
    return deadFragment(of: link, on: found, anchors)
  }

  /// An update that is not there. Of other fragments the theme decides.
  private func deadFragment(
    of link: InnerLink, on file: String, _ anchors: (PageAddress) -> [String]?
  ) -> Diagnostic? {
    let fragment = link.fragment
    guard looksLikeTime(fragment),
      let page = PageAddress(ofPath: withoutLanguage(file)), page.path == withoutLanguage(file),
      let anchors = anchors(page), !anchors.contains(fragment)
    else { return nil }
    return .deadLink(
      link.written,
      nearest: nearest(to: fragment, among: anchors).map { "/\(folder(of: file))#\($0)" },
      at: link.position)
  }

  func withoutLanguage(_ path: String) -> Substring {
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
