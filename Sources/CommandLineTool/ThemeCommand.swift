import ArgumentParser
import Building
import Foundation
import SiteFiles

struct ThemeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theme",
    abstract: "Change how the page looks.",
    subcommands: [EjectCommand.self])
}

struct EjectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eject",
    abstract: "Copy a file of the built-in theme into the site, to change it.",
    discussion: """
      A file in the site's theme/ takes the place of the built-in one of the same name. Without
      FILE, the whole theme is copied. A file that is there already is never overwritten.

      Examples:
        allclear theme eject layouts/footer.mustache
        allclear theme eject strings/en.yml
        allclear theme eject
      """)

  @Argument(help: "Its path in the theme: assets/style.css.")
  var file: String?

  @OptionGroup var site: SiteOption

  func run() async throws {
    try await leavingWithStatus { _ in
      let folder = try site.folder()
      let files = try chosen(from: try await loadTheme(from: starterFolder()))
      try refuseOverwriting(files, in: folder)
      for file in files {
        do {
          try writeFile(file.bytes, to: try SiteRoot(folder).placeToWrite(file.path))
        } catch SiteRootError.outside(let target) {
          throw Refusal.content(
            "\(file.path) leads to '\(target)', which is not part of the site",
            hint: "put a folder in place of the link")
        } catch let error as SiteRootError {
          throw Refusal.machine(
            "cannot write \(folder)/\(file.path): \(error)",
            hint: "check that the site folder may be written to")
        } catch let error as CocoaError {
          throw Refusal.machine(
            "cannot write \(folder)/\(file.path): \(error.localizedDescription)",
            hint: "check that the site folder may be written to")
        }
      }
      for file in files { try answer("Copied \(file.path)") }
    }
  }

  private func chosen(from theme: [SourceFile]) throws -> [SourceFile] {
    guard let file else { return theme }
    let path = file.hasPrefix("theme/") ? file : "theme/" + file
    guard let found = theme.first(where: { $0.path == path }) else {
      let names = theme.map { String($0.path.dropFirst("theme/".count)) }
      throw Refusal.usage(
        "the built-in theme has no file '\(file)'",
        hint: "its files: \(names.joined(separator: ", "))")
    }
    return [found]
  }

  private func refuseOverwriting(_ files: [SourceFile], in folder: String) throws {
    var status = stat()
    let present = files.map(\.path).filter { lstat(folder + "/" + $0, &status) == 0 }
    guard present.isEmpty else {
      throw Refusal.content(
        "the site has its own \(present.joined(separator: ", ")) already; nothing was copied",
        hint: "move it away first, to start from the built-in one again")
    }
  }
}
