/// Where the page goes, and whom each piece of news is sent to.
package struct Delivery: Hashable, Sendable {
  /// In the order in which they are written.
  package let targets: [PublishTarget]
  package let notifiers: [Notifier]

  package init(targets: [PublishTarget] = [], notifiers: [Notifier] = []) {
    self.targets = targets
    self.notifiers = notifiers
  }
}

extension Delivery {
  /// What any place asks for.
  package var precompress: Set<Compression> {
    targets.reduce(into: []) { $0.formUnion($1.precompress) }
  }

  /// Where the feeds are said to be followed at once; each once, in the order in which they are written.
  package var hubs: [String] {
    var hubs: [String] = []
    for case .webSub(let hub) in notifiers.map(\.channel) where !hubs.contains(hub) {
      hubs.append(hub)
    }
    return hubs
  }
}

/// A place from which readers get the page.
package struct PublishTarget: Hashable, Sendable {
  package enum Place: Hashable, Sendable {
    /// The output itself is built there. From the site folder, if it is relative.
    case folder(String)
    /// A remote of rclone and a path in it: `acme:status-bucket`.
    case rclone(String)
    /// As rsync names a place: `web@status.example:/srv/status`.
    case rsync(String)
    case git(remote: String, branch: String)
  }

  package let place: Place
  /// A command of the site folder, run once the target has everything.
  package let after: String?
  /// What lies packed beside each text file there.
  package let precompress: Set<Compression>

  package init(_ place: Place, after: String? = nil, precompress: Set<Compression> = []) {
    self.place = place
    self.after = after
    self.precompress = precompress
  }
}

/// How a file is packed that a server hands out as it lies there.
package enum Compression: String, CaseIterable, Sendable {
  case gzip, brotli

  /// Of a file's name, behind its own.
  package var ending: String {
    switch self {
    case .gzip: ".gz"
    case .brotli: ".br"
    }
  }
}

/// A way to tell people or programs what is new.
package struct Notifier: Hashable, Sendable {
  /// Where the news goes.
  package enum Channel: Hashable, Sendable {
    /// By Standard Webhooks; unsigned without a secret.
    case webhook(Secret, signedWith: Secret?)
    /// By the payload of Statuspage.
    case statuspage(Secret)
    case slack(Secret)
    case teams(Secret)
    case discord(Secret)
    case mail(to: String, from: String)
    case webSub(hub: String)
    /// A command of the site folder, which gets the item as JSON on its standard input.
    case command(String)
  }

  package enum Kind: String, CaseIterable, Sendable {
    case incident, maintenance, reminder
  }

  /// The key of all that was ever sent there: another name is another target.
  package let name: String
  package let channel: Channel
  /// Only what concerns one of these; empty for everything.
  package let components: [Component.ID]
  /// Only incidents from here up; nil for all.
  package let impact: Impact?
  package let kinds: Set<Kind>

  package init(
    name: String, channel: Channel, components: [Component.ID] = [], impact: Impact? = nil,
    kinds: Set<Kind> = Set(Kind.allCases)
  ) {
    self.name = name
    self.channel = channel
    self.components = components
    self.impact = impact
    self.kinds = kinds
  }
}

/// Where a secret stands, which no file of the site may hold.
package enum Secret: Hashable, Sendable {
  /// The name of an environment variable.
  case environment(String)
  /// From the site folder, if it is relative.
  case file(String)
}
