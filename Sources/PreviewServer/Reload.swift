/// Where the script lies that reloads a page; no build writes a path like it.
let reloadScriptPath = "_allclear/reload.js"
/// Answers when the version shown is another one than the version asked with.
let changePath = "/_allclear/change"

/// Waits for the next version and loads the page anew. It is never part of what a build writes.
let reloadScript = """
  'use strict';
  (async () => {
    let version = null;
    for (;;) {
      try {
        const answer = await fetch('\(changePath)' + (version === null ? '' : '?' + version));
        const now = await answer.text();
        if (version !== null && now !== version) return location.reload();
        version = now;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    }
  })();

  """

private let scriptTag = #"<script src="/\#(reloadScriptPath)" defer></script>"#

/// A page with the script that reloads it, and with a policy that lets that script run.
func withReload(_ page: [UInt8]) -> [UInt8] {
  var text = String(decoding: page, as: UTF8.self)
  let mark = #"<meta http-equiv="Content-Security-Policy" content=""#
  if let start = text.range(of: mark), let end = text[start.upperBound...].firstIndex(of: "\"") {
    text.replaceSubrange(
      start.upperBound..<end, with: policy(text[start.upperBound..<end], for: "&#39;self&#39;"))
  }
  let place = text.range(of: "</head>")?.lowerBound ?? text.startIndex
  text.insert(contentsOf: scriptTag + "\n", at: place)
  return Array(text.utf8)
}

/// A policy that also allows scripts and requests of `origin`.
private func policy(_ policy: Substring, for origin: String) -> String {
  var directives = policy.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
  // An escaped quote ends in a semicolon: parts that belong together are joined again.
  directives = directives.reduce(into: []) { joined, part in
    if let last = joined.last,
      last.hasSuffix("&#39") || last.hasSuffix("&quot") || last.hasSuffix("&amp")
    {
      joined[joined.count - 1] = last + ";" + part
    } else {
      joined.append(part)
    }
  }
  for name in ["script-src", "connect-src"] {
    let place = directives.firstIndex { $0.split(separator: " ").first.map { $0 == name } ?? false }
    if let place {
      let sources = directives[place].split(separator: " ").dropFirst().filter { !isNone($0) }
      directives[place] = ([" " + name] + sources.map(String.init) + [origin]).joined(
        separator: " ")
      if place == 0 { directives[place].removeFirst() }
    } else {
      directives.append(" \(name) \(origin)")
    }
  }
  return directives.joined(separator: ";")
}

private func isNone(_ source: Substring) -> Bool {
  source == "'none'" || source == "&#39;none&#39;"
}

extension String {
  fileprivate func range(of text: String) -> Range<Index>? {
    firstRange(of: text)
  }
}
