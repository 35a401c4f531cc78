import Building
import Diagnostics
import PlainEnglish

// Files of somebody else that have errors: the commands that write go on without them, and say so.

extension [Diagnostic] {
  /// The files, each once, in order.
  var brokenFiles: [String] {
    var seen: Set<String> = []
    return map(\.position.path).filter { seen.insert($0).inserted }
  }

  /// Names on standard error each file that was left out, and the first thing that is wrong with it.
  func sayLeftOut() {
    let files = brokenFiles
    guard !files.isEmpty else { return }
    for path in files.prefix(20) {
      let own = filter { $0.position.path == path }
      let more = own.count > 1 ? " (and \(own.count - 1) more)" : ""
      let place = "\(path):\(own[0].position.line):\(own[0].position.column)"
      let kind = path == "status.yml" ? "warning" : "warning: left out"
      say("\(place): \(kind): \(own[0].message)\(more) [\(own[0].id)]")
      say("  hint: \(own[0].hint)")
    }
    let rest = files.count > 20 ? "; \(files.count - 20) of them are not named here" : ""
    say(
      "\(plural(files.count, "file")) with errors\(rest): `allclear build` stops until "
        + "\(files.count == 1 ? "it is" : "they are") correct")
  }

  /// Says on standard error that files were not published as they are.
  func saySkipped() {
    let files = brokenFiles
    guard !files.isEmpty else { return }
    say(
      "\(plural(files.count, "file")) with errors left out: readers see what they last saw of "
        + "\(files.count == 1 ? "it" : "them")")
  }

  /// `, without incidents/api.md, which has errors`, or nothing.
  var withoutThem: String {
    let files = brokenFiles.filter { $0 != "status.yml" }
    guard !files.isEmpty else { return "" }
    let named = files.prefix(3).joined(separator: ", ")
    let more = files.count > 3 ? " and \(files.count - 3) more" : ""
    return ", without \(named)\(more), which \(files.count == 1 ? "has" : "have") errors"
  }
}
