import ContentReading
package import SiteFiles
package import StatusModel

/// `status.yml` as a person would have written it: the keys that say something, in the order in which they
/// are documented.
///
/// - Parameter comments: whole lines at its top, each with its `#`.
package func statusFile(of site: Site, comments: [String] = []) -> SourceFile {
  let lines =
    comments + site.settings.lines + site.catalog.lines + site.severityLines
    + site.uptimeWeights.lines + site.team.lines + site.settings.themeLines
  return SourceFile(
    path: "status.yml", bytes: Array(lines.map { $0 + "\n" }.joined().utf8))
}

extension SiteSettings {
  fileprivate var lines: [String] {
    let isAlone = languages.count == 1
    let pairs: [(String, String?)] = [
      ("name", yamlName(name, nameTranslations)),
      ("url", yamlText(url)),
      ("description", description.map { yamlName($0, descriptionTranslations) }),
      ("since", since?.iso8601),
      ("language", isAlone && language != "en" ? yamlText(language) : nil),
      ("languages", isAlone ? nil : "[\(languages.map(yamlFlowText).joined(separator: ", "))]"),
      ("timezone", timeZone.identifier == "UTC" ? nil : yamlText(timeZone.identifier)),
      ("support", support.map(yamlText)),
      ("logo", logo.map(yamlText)),
    ]
    return keyLines(pairs)
      + listLines(
        "subscribe",
        subscriptions.map {
          flowMapping([
            ("name", yamlFlowName($0.name, $0.nameTranslations)), ("link", yamlFlowText($0.link)),
          ])
        })
  }

  fileprivate var themeLines: [String] {
    accent.map { ["theme: {accent: \(yamlQuoted($0))}"] } ?? []
  }
}

// MARK: Components

extension Catalog {
  fileprivate var lines: [String] {
    let ids = Set(components.map(\.id))
    let groups = entries.compactMap { entry in
      if case .group(let group) = entry { group } else { nil }
    }
    return ["components:"]
      + entries.flatMap { entry -> [String] in
        switch entry {
        case .component(let component): return component.lines
        case .group(let group):
          let others = Set(groups.filter { $0 != group }.map(\.id))
          return group.lines(taken: ids.union(others))
        }
      }
  }
}

extension ComponentGroup {
  /// - Parameter taken: the ids of components and other groups.
  fileprivate func lines(taken: Set<String>) -> [String] {
    let needsID = id != groupID(of: name, notIn: taken)
    return ["  - group: \(yamlName(name, nameTranslations))"]
      + (needsID ? ["    id: \(yamlWord(id))"] : [])
      + [components.isEmpty ? "    components: []" : "    components:"]
      + components.flatMap(\.lines).map { "    " + $0 }
  }
}

extension Component {
  fileprivate var lines: [String] {
    let pairs: [(String, String?)] = [
      ("name", yamlName(name, nameTranslations)),
      ("description", description.map { yamlName($0, descriptionTranslations) }),
      ("link", link.map(yamlText)), ("since", since?.iso8601), ("until", until?.iso8601),
      ("show", showsOnlyWhenDegraded ? "degraded" : nil),
    ]
    return ["  - id: \(yamlWord(id))"] + keyLines(pairs).map { "    " + $0 }
  }
}

// MARK: Levels and weights

extension Site {
  /// Those that every site has without a word are left out.
  fileprivate var severityLines: [String] {
    guard severities != Severity.defaults || team.escalation != TeamSettings.defaultEscalation
    else {
      return []
    }
    return ["severities:"]
      + severities.flatMap { $0.lines(escalation: team.escalation[$0.id] ?? []) }
  }
}

extension Severity {
  fileprivate func lines(escalation: [String]) -> [String] {
    let names = escalation.map(yamlFlowText).joined(separator: ", ")
    let pairs: [(String, String?)] = [
      ("name", yamlName(name, nameTranslations)),
      ("definition", definition.map { yamlName($0, definitionTranslations) }),
      ("status", status.rawValue), ("impact", impact.rawValue),
      ("first_update_within", firstUpdateWithin.map(span)),
      ("update_every", updateEvery.map(span)), ("postmortem_within", postmortemWithin.map(span)),
      ("escalate_to", names.isEmpty ? nil : "[\(names)]"),
    ]
    return ["  \(yamlWord(id)):"] + keyLines(pairs).map { "    " + $0 }
  }

  /// `1h30m`; whole minutes, as they are read.
  private func span(_ seconds: Int) -> String {
    let units = [("d", 86_400), ("h", 3_600), ("m", 60)]
    var rest = seconds
    return units.map { letter, size in
      defer { rest %= size }
      return rest / size > 0 ? "\(rest / size)\(letter)" : ""
    }.joined()
  }
}

extension UptimeWeights {
  fileprivate var lines: [String] {
    let statuses: [ComponentStatus] = [
      .majorOutage, .partialOutage, .degradedPerformance, .underMaintenance,
    ]
    let pairs = statuses.filter { self[$0] != UptimeWeights.standard[$0] }
      .map { ($0.rawValue, millionths(self[$0])) }
    return pairs.isEmpty ? [] : ["uptime:", "  weights: \(flowMapping(pairs))"]
  }

  /// `300000` is `0.3`.
  private func millionths(_ number: Int) -> String {
    guard number < UptimeWeights.one else { return "1" }
    let digits = padded(number, to: 6).reversed().drop { $0 == "0" }.reversed()
    return digits.isEmpty ? "0" : "0.\(String(digits))"
  }
}

func keyLines(_ pairs: [(String, String?)]) -> [String] {
  pairs.compactMap { key, value in value.map { "\(key): \($0)" } }
}

/// A list with a line for each item; none where it has none.
func listLines(_ key: String, _ items: [String]) -> [String] {
  items.isEmpty ? [] : ["\(key):"] + items.map { "  - \($0)" }
}

/// `{name: web, to: slack}`.
func flowMapping(_ pairs: [(String, String?)]) -> String {
  "{\(keyLines(pairs).joined(separator: ", "))}"
}

func yamlFlowName(_ name: String, _ translations: [Translation]) -> String {
  translations.isEmpty ? yamlFlowText(name) : yamlName(name, translations)
}
