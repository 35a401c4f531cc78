import StatusModel

// What `status.yml` says to the team alone.

extension TeamSettings {
  var lines: [String] {
    listLines("alerts", alertRules.map(\.written)) + (commitsChanges ? ["git: commit"] : [])
      + listLines("publish", delivery.targets.map(\.written))
      + listLines("notify", delivery.notifiers.map(\.written))
  }
}

extension AlertRule {
  fileprivate var written: String {
    let labels = match.map { "\(yamlFlowText($0.name)): \(yamlQuoted($0.value))" }
    return flowMapping([
      ("match", "{\(labels.joined(separator: ", "))}"), ("component", component.map(yamlWord)),
      ("severity", severity.map(yamlWord)),
    ])
  }
}

extension PublishTarget {
  fileprivate var written: String {
    flowMapping([
      ("to", yamlQuoted(place.written)), ("after", after.map(yamlQuoted)),
      ("precompress", writtenSet(precompress)),
    ])
  }
}

extension PublishTarget.Place {
  fileprivate var written: String {
    switch self {
    case .folder(let path): path
    case .rclone(let place): "rclone:\(place)"
    case .rsync(let place): "rsync:\(place)"
    case .git(let remote, let branch): "git:\(remote)#\(branch)"
    }
  }
}

extension Notifier {
  fileprivate var written: String {
    let own = channel.pairs
    let ids = components.isEmpty ? nil : "[\(components.map(yamlWord).joined(separator: ", "))]"
    let isForAll = kinds == Set(Kind.allCases)
    return flowMapping(
      [("name", yamlQuoted(name))] + own + [
        ("components", ids), ("impact", impact?.rawValue),
        ("kinds", isForAll ? nil : writtenSet(kinds) ?? "[]"),
      ])
  }
}

extension Notifier.Channel {
  fileprivate var pairs: [(String, String?)] {
    switch self {
    case .webhook(let url, let secret):
      [("to", "webhook"), ("url", url.written), ("secret", secret?.written)]
    case .statuspage(let url): [("to", "statuspage"), ("url", url.written)]
    case .slack(let url): [("to", "slack"), ("url", url.written)]
    case .teams(let url): [("to", "teams"), ("url", url.written)]
    case .discord(let url): [("to", "discord"), ("url", url.written)]
    case .mail(let to, let from):
      [("to", "mail"), ("address", yamlQuoted(to)), ("from", yamlQuoted(from))]
    case .webSub(let hub): [("to", "websub"), ("hub", yamlQuoted(hub))]
    case .command(let words): [("to", "command"), ("run", yamlQuoted(words))]
    }
  }
}

extension Secret {
  fileprivate var written: String {
    switch self {
    case .environment(let name): "{env: \(yamlQuoted(name))}"
    case .file(let path): "{file: \(yamlQuoted(path))}"
    }
  }
}

/// In the order of the cases; nil for none.
private func writtenSet<Value: RawRepresentable<String> & CaseIterable & Hashable>(
  _ values: Set<Value>
) -> String? {
  let words = Value.allCases.filter(values.contains).map(\.rawValue)
  return words.isEmpty ? nil : "[\(words.joined(separator: ", "))]"
}
