import Diagnostics
import SiteFiles

/// Files of the site's own `theme/` that nothing reads: a typo in a name must not be silence.
///
/// Templates are not among them, since any name may be included, nor are texts for people.
///
/// - Parameter builtIn: paths of the files that may be replaced.
func strayFiles(among own: [SourceFile], builtIn: some Sequence<String>) -> [Diagnostic] {
  let stray = own.map(\.path).filter { !isThemeFile($0) && !$0.hasSuffix(".md") }
  guard !stray.isEmpty else { return [] }
  let known = builtIn.sorted()
  return stray.map {
    .strayThemeFile(nearest: nearestThemeFile(to: $0, among: known), at: SourcePosition(path: $0))
  }
}

/// The files of `theme/assets`.
let themeAssets = ["style.css", "home.css", "lists.css", "icons.svg", "script.js"]

private func isThemeFile(_ path: String) -> Bool {
  let parts = path.split(separator: "/", omittingEmptySubsequences: false)
  guard parts.count == 3 else { return false }
  switch parts[1] {
  case "assets": return themeAssets.contains(String(parts[2]))
  case "layouts": return parts[2].hasSuffix(".mustache")
  case "strings", "checks": return parts[2].hasSuffix(".yml") && isLanguage(parts[2].dropLast(4))
  default: return false
  }
}

/// `pt-BR`: what looks like a language, whether or not the site speaks it.
private func isLanguage(_ name: Substring) -> Bool {
  let parts = name.split(separator: "-", omittingEmptySubsequences: false)
  return (2...3).contains(parts[0].utf8.count)
    && parts.allSatisfy { part in
      (1...8).contains(part.utf8.count)
        && part.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) }
    }
}

/// A file of that name in another folder, or of another kind, or one whose path is nearly the same.
private func nearestThemeFile(to path: String, among known: [String]) -> String? {
  let (folder, name, stem) = parts(of: path)
  return known.first { parts(of: $0).name == name }
    ?? known.first { parts(of: $0).folder == folder && parts(of: $0).stem == stem }
    ?? known.first { parts(of: $0).stem == stem }
    ?? nearest(to: path, among: known)
}

private func parts(of path: String) -> (folder: Substring, name: Substring, stem: Substring) {
  let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
  let name = path[start...]
  return (path[..<start], name, name.lastIndex(of: ".").map { name[..<$0] } ?? name)
}
