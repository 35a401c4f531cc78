import Diagnostics
package import StatusModel

/// Reads where the page goes, and whom each piece of news is sent to.
struct DeliveryReading {
  /// Nil where the list itself is wrong; then any id is taken.
  let components: [Component.ID]?

  func read(_ fields: inout Fields) -> Delivery {
    var places: [PublishTarget.Place] = []
    let targets = fields.list("publish").compactMap { value -> PublishTarget? in
      guard let target = fields.merge(readTarget(value)) else { return nil }
      if places.contains(target.place) {
        fields.report([.duplicateTarget(at: value.position)])
      }
      places.append(target.place)
      return target
    }
    var names: Set<String> = []
    let notifiers = fields.list("notify").compactMap { value -> Notifier? in
      guard let notifier = fields.merge(readNotifier(value)) else { return nil }
      if !names.insert(notifier.name.lowercased()).inserted {
        fields.report([.duplicateNotifier(notifier.name, at: value.position)])
      }
      return notifier
    }
    return Delivery(targets: targets, notifiers: notifiers)
  }

  // MARK: Targets

  private func readTarget(_ value: YAMLValue) -> Checked<PublishTarget> {
    var fields = Fields(value, of: "a target", known: ["to", "after", "precompress"])
    let place = fields.text("to", isRequired: true, limit: 2_000, parsePlace)
    let after = fields.text("after", limit: 2_000, parseCommand)
    let precompress: Set<Compression> = readSet("precompress", &fields)
    return Checked(
      value: place.map { PublishTarget($0, after: after, precompress: precompress) },
      diagnostics: fields.diagnostics)
  }

  private func readSet<Value: RawRepresentable<String> & CaseIterable & Hashable>(
    _ key: String, _ fields: inout Fields
  ) -> Set<Value> {
    let known = Value.allCases.map(\.rawValue)
    var values: Set<Value> = []
    for line in fields.lines(key) {
      if let value = Value(rawValue: line.value) {
        values.insert(value)
      } else {
        fields.report([.unknownValue(line, of: key, known: known)])
      }
    }
    return values
  }

  // MARK: Notifiers

  private enum To: String, CaseIterable {
    case webhook, statuspage, slack, teams, discord, mail, websub, command

    static let allKeys = ["url", "secret", "address", "from", "hub", "run"]

    /// The keys of its own, in the order in which a hint lists them.
    var keys: [String] {
      switch self {
      case .webhook: ["url", "secret"]
      case .statuspage, .slack, .teams, .discord: ["url"]
      case .mail: ["address", "from"]
      case .websub: ["hub"]
      case .command: ["run"]
      }
    }
  }

  private static let commonKeys = ["name", "to", "components", "impact", "kinds"]

  private func readNotifier(_ value: YAMLValue) -> Checked<Notifier> {
    let to = writtenKind(of: value)
    let keys = Self.commonKeys + (to?.keys ?? To.allKeys)
    var fields = Fields(value, of: "a notifier", known: keys)
    let name = fields.text("name", isRequired: true, limit: 100, parseVisible)
    let written: To? = fields.choice("to", isRequired: true)
    let concerned = fields.lines("components").compactMap { line in
      fields.attempt { () throws(Refusal) in
        guard let components, !components.contains(line.value) else { return line.value }
        throw Refusal(.unknownComponent(line, known: components))
      }
    }
    let impact: Impact? = fields.choice("impact")
    let kinds = readKinds(&fields)
    let channel = written.flatMap { readChannel($0, &fields) }
    guard let name, let channel else { return Checked(value: nil, diagnostics: fields.diagnostics) }
    return Checked(
      value: Notifier(
        name: name, channel: channel, components: concerned, impact: impact, kinds: kinds),
      diagnostics: fields.diagnostics)
  }

  /// Before the keys are known that may stand there.
  private func writtenKind(of value: YAMLValue) -> To? {
    guard case .mapping(let entries) = value.content,
      case .scalar(let text)? = entries.first(where: { $0.key == "to" })?.value.content
    else { return nil }
    return To(rawValue: text)
  }

  private func readKinds(_ fields: inout Fields) -> Set<Notifier.Kind> {
    guard fields.value("kinds") != nil else { return Set(Notifier.Kind.allCases) }
    return readSet("kinds", &fields)
  }

  private func readChannel(_ to: To, _ fields: inout Fields) -> Notifier.Channel? {
    switch to {
    case .webhook:
      let secret = readSecret("secret", &fields)
      return readSecret("url", isRequired: true, &fields).map { .webhook($0, signedWith: secret) }
    case .statuspage: return readSecret("url", isRequired: true, &fields).map { .statuspage($0) }
    case .slack: return readSecret("url", isRequired: true, &fields).map { .slack($0) }
    case .teams: return readSecret("url", isRequired: true, &fields).map { .teams($0) }
    case .discord: return readSecret("url", isRequired: true, &fields).map { .discord($0) }
    case .mail:
      let address = fields.text("address", isRequired: true, parseMailbox)
      let from = fields.text("from", isRequired: true, parseSender)
      guard let address, let from else { return nil }
      return .mail(to: address, from: from)
    case .websub:
      return fields.text("hub", isRequired: true, limit: 2_000, parseLink).map { .webSub(hub: $0) }
    case .command:
      return fields.text("run", isRequired: true, limit: 2_000, parseCommand).map { .command($0) }
    }
  }

  /// `{env: NAME}` or `{file: PATH}`. What else stands there may be the secret itself, so no message says it.
  private func readSecret(
    _ key: String, isRequired: Bool = false, _ fields: inout Fields
  ) -> Secret? {
    guard let value = fields.value(key, isRequired: isRequired) else { return nil }
    guard case .mapping = value.content else {
      fields.report([.secretInFile(key, at: value.position)])
      return nil
    }
    var parts = Fields(value, of: "'\(key)'", known: ["env", "file"])
    let variable = parts.text("env") { (text) throws(Refusal) in
      guard isVariableName(text.value) else { throw Refusal(.badVariableName(at: text.position)) }
      return text.value
    }
    let file = parts.line("file", limit: 2_000)?.value
    if parts.diagnostics.isEmpty, (variable == nil) == (file == nil) {
      parts.report([.secretWithoutPlace(key, at: value.position)])
    }
    fields.report(parts.diagnostics)
    return variable.map { .environment($0) } ?? file.map { .file($0) }
  }
}

/// What `to` of a target says; nil for what is no place.
package func publishPlace(_ text: String) -> PublishTarget.Place? {
  try? parsePlace(Located(text, at: SourcePosition(path: "")))
}

/// `rclone:…`, `rsync:…`, `git:remote#branch`, else a folder.
private func parsePlace(_ text: Located<String>) throws(Refusal) -> PublishTarget.Place {
  try text.checkIsVisible()
  let parts = text.value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
  guard parts.count == 2, !parts[0].contains("/"), !parts[0].hasPrefix(".") else {
    guard !text.value.hasPrefix("-") else { throw Refusal(.badTarget(text)) }
    return .folder(text.value)
  }
  let rest = String(parts[1])
  // A program would take what begins so for one of its options.
  guard !rest.isEmpty, !rest.hasPrefix("-") else { throw Refusal(.badTarget(text)) }
  // What would be given to a program as it stands, and be read in the list of processes.
  guard !holdsPassword(rest) else { throw Refusal(.passwordInPlace(at: text.position)) }
  switch parts[0] {
  case "rclone": return .rclone(rest)
  case "rsync": return .rsync(rest)
  case "git":
    guard let mark = rest.lastIndex(of: "#") else { throw Refusal(.badTarget(text)) }
    let (remote, branch) = (String(rest[..<mark]), String(rest[rest.index(after: mark)...]))
    guard !remote.isEmpty, isBranchName(branch) else { throw Refusal(.badTarget(text)) }
    return .git(remote: remote, branch: branch)
  default: throw Refusal(.badTarget(text))
  }
}

/// `https://user:password@host`, or a remote of rclone with its settings, `:s3,secret_access_key=…:bucket`.
private func holdsPassword(_ place: String) -> Bool {
  if let scheme = place.firstRange(of: "://") {
    let authority = place[scheme.upperBound...].prefix { $0 != "/" }
    return authority.contains("@") && authority.prefix { $0 != "@" }.contains(":")
  }
  let settings = place.split(separator: ":", omittingEmptySubsequences: false).prefix(2)
  return settings.contains { $0.contains(",") && $0.contains("=") }
}

/// The part of git's rules that anybody needs.
///
/// - Source: `git check-ref-format`.
private func isBranchName(_ text: String) -> Bool {
  !text.isEmpty && !text.hasPrefix("-") && !text.hasPrefix("/") && !text.hasSuffix("/")
    && !text.hasSuffix(".") && !text.hasSuffix(".lock") && !text.contains("..")
    && !text.contains("@{") && !text.contains("//") && !text.contains("/.")
    && !text.hasPrefix(".") && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    && !text.contains { "~^:?*[\\".contains($0) }
}

private func parseVisible(_ text: Located<String>) throws(Refusal) -> String {
  try text.checkIsVisible()
  return text.value
}

private func parseCommand(_ text: Located<String>) throws(Refusal) -> String {
  try text.checkIsVisible()
  guard !text.value.hasPrefix("-") else { throw Refusal(.badCommand(text)) }
  return text.value
}

/// `status@lists.acme.example`.
private func parseMailbox(_ text: Located<String>) throws(Refusal) -> String {
  try text.checkIsVisible()
  guard isMailbox(text.value) else { throw Refusal(.badMailbox(text)) }
  return text.value
}

/// `status@acme.example`, or with a name before it: `Acme Status <status@acme.example>`.
private func parseSender(_ text: Located<String>) throws(Refusal) -> String {
  try text.checkIsVisible()
  guard text.value.hasSuffix(">"), let mark = text.value.lastIndex(of: "<") else {
    return try parseMailbox(text)
  }
  let address = text.value[text.value.index(after: mark)...].dropLast()
  guard isMailbox(String(address)), !text.value[..<mark].contains(where: { "<>\"".contains($0) })
  else { throw Refusal(.badMailbox(text)) }
  return text.value
}

/// Such an address as lists and senders have; none with quotes, comments or a literal host.
private func isMailbox(_ text: String) -> Bool {
  let parts = text.split(separator: "@", omittingEmptySubsequences: false)
  guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, !text.hasPrefix("-") else {
    return false
  }
  return text.utf8.allSatisfy { byte in
    byte > 0x20 && byte < 0x7F && !"\"(),:;<>[\\]`".utf8.contains(byte)
  }
}

private func isVariableName(_ text: String) -> Bool {
  let isLetter = { (byte: UInt8) in (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F }
  return text.utf8.first.map(isLetter) == true
    && text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
}
