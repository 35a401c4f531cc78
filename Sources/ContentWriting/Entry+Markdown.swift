import PlainEnglish
package import StatusModel

// Each entry as a person would have written its file. Nothing is checked here: `contentFile` does.

extension Incident {
  /// - Parameter languages: of the site, for texts in several.
  package func markdown(
    languages: [String] = [], with keys: PrivateKeys = PrivateKeys()
  ) -> [UInt8] {
    var matter = FrontMatter()
    matter.add("title", yamlName(title, titleTranslations))
    matter.add("severity", yamlWord(severity))
    matter.add("components", writtenComponents)
    matter.add("started", started)
    matter.add("detected", detected)
    matter.add("roles", roles.written)
    matter.add("draft", isDraft, unless: false)
    matter.add("former", former.written)
    matter.add(keys, isImported: isImported)
    return timelineFile(matter, updates.map { $0.markdown(languages: languages) })
  }

  /// Nil where there is none.
  private var writtenComponents: String? {
    guard !components.isEmpty else { return nil }
    guard components.allSatisfy({ $0.status != nil }) else {
      return yamlList(components.map(\.component))
    }
    let pairs = components.map { "\(yamlWord($0.component)): \($0.status?.rawValue ?? "")" }
    return "{\(pairs.joined(separator: ", "))}"
  }
}

extension Incident.Update {
  /// The heading and the text, each line ended by `lineBreak`.
  package func markdown(lineBreak: String = "\n", languages: [String] = []) -> String {
    block(
      heading, WritableText(text, translations).markdown(in: languages), lineBreak: lineBreak)
  }
}

extension Incident.Roles {
  /// Nil where nobody is named.
  fileprivate var written: String? {
    let people = [
      ("commander", commander), ("communications", communications), ("scribe", scribe),
    ]
    let pairs = people.compactMap { role, name in name.map { "\(role): \(yamlQuoted($0))" } }
    return pairs.isEmpty ? nil : "{\(pairs.joined(separator: ", "))}"
  }
}

extension FormerPlaces {
  /// Nil where there is none.
  fileprivate var written: String? {
    let list = addresses.map(yamlFlowText).joined(separator: ", ")
    let pairs = [
      addresses.isEmpty ? nil : "addresses: [\(list)]", rss.map { "rss: \(yamlQuoted($0))" },
      atom.map { "atom: \(yamlQuoted($0))" },
    ].compactMap { $0 }
    return pairs.isEmpty ? nil : "{\(pairs.joined(separator: ", "))}"
  }
}

extension Maintenance {
  /// - Parameter languages: of the site, for texts in several.
  package func markdown(
    languages: [String] = [], with keys: PrivateKeys = PrivateKeys()
  ) -> [UInt8] {
    var matter = FrontMatter()
    matter.add("title", yamlName(title, titleTranslations))
    matter.add("components", components.isEmpty ? nil : yamlList(components))
    matter.add("starts", window.start)
    matter.add("ends", window.end)
    matter.add("automatic", isAutomatic, unless: true)
    matter.add("draft", isDraft, unless: false)
    matter.add("former", former.written)
    matter.add(keys, isImported: isImported)
    return timelineFile(matter, updates.map { $0.markdown(languages: languages) })
  }
}

extension Maintenance.Update {
  /// The heading and the text, each line ended by `lineBreak`.
  package func markdown(lineBreak: String = "\n", languages: [String] = []) -> String {
    block(
      heading, WritableText(text, translations).markdown(in: languages), lineBreak: lineBreak)
  }
}

extension Postmortem {
  /// - Parameter languages: of the site, for texts in several.
  package func markdown(
    languages: [String] = [], with keys: PrivateKeys = PrivateKeys()
  ) -> [UInt8] {
    var matter = FrontMatter()
    matter.add("published", published?.iso8601)
    matter.add("actions", items: actions.map(\.written))
    matter.add("draft", isDraft, unless: false)
    matter.add(keys, isImported: isImported)
    return textFile(matter, WritableText(text, translations), languages)
  }
}

extension Postmortem.Action {
  /// `{kind: alert, what: Alert sooner, done: 2026-12-02}`.
  fileprivate var written: String {
    let pairs = [
      ("kind", kind.rawValue), ("what", yamlFlowText(what)), ("done", done?.iso8601),
      ("owner", owner.map(yamlFlowText)),
    ]
    let written = pairs.compactMap { key, value in value.map { "\(key): \($0)" } }
    return "{\(written.joined(separator: ", "))}"
  }
}

extension Announcement {
  /// - Parameter languages: of the site, for texts in several.
  package func markdown(
    languages: [String] = [], with keys: PrivateKeys = PrivateKeys()
  ) -> [UInt8] {
    var matter = FrontMatter()
    matter.add("title", yamlName(title, titleTranslations))
    matter.add("starts", starts)
    matter.add("ends", ends)
    matter.add(keys)
    return textFile(matter, WritableText(text, translations), languages)
  }
}

extension ExtraPage {
  /// - Parameter languages: of the site, for texts in several.
  package func markdown(
    languages: [String] = [], with keys: PrivateKeys = PrivateKeys()
  ) -> [UInt8] {
    var matter = FrontMatter()
    matter.add("title", yamlName(title, titleTranslations))
    matter.add(keys)
    return textFile(matter, WritableText(text, translations), languages)
  }
}

private func yamlList(_ words: [String]) -> String {
  "[\(words.map(yamlWord).joined(separator: ", "))]"
}

private func timelineFile(_ matter: FrontMatter, _ updates: [String]) -> [UInt8] {
  Array((matter.markdown + updates.map { "\n" + $0 }.joined()).utf8)
}

private func textFile(
  _ matter: FrontMatter, _ text: WritableText, _ languages: [String]
) -> [UInt8] {
  let body = text.markdown(in: languages)
  return Array((matter.markdown + (body.isEmpty ? "" : "\n\(body)\n")).utf8)
}
