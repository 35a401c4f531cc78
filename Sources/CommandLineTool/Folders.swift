import ArgumentParser
import Foundation

/// The folder in which the command was started.
func currentFolder() -> String {
  FileManager.default.currentDirectoryPath
}

/// The nearest folder with a `status.yml`, from `start` upwards.
func siteFolder(from start: String) throws -> String {
  var folder = URL(fileURLWithPath: start).standardizedFileURL
  while true {
    if isFile(folder.appendingPathComponent("status.yml").path) { return folder.path }
    let parent = folder.deletingLastPathComponent().standardizedFileURL
    guard parent.path != folder.path else {
      throw Refusal.usage(
        "no status.yml in \(start) or above it",
        hint: "go to a site folder, name one with --site, or make one with `allclear init DIR`")
    }
    folder = parent
  }
}

/// `path`, or for a relative one the same below `base`.
func absolutePath(_ path: String, below base: String) -> String {
  URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: base, isDirectory: true))
    .standardizedFileURL.path
}

/// Where a build writes: the folder of `--output`, else `public` in the site folder.
///
/// An empty name comes of a variable that is not set, and would be the folder in which one stands.
func outputFolder(_ output: String?, ofSite folder: String) throws -> String {
  guard let output else { return folder + "/public" }
  guard !output.isEmpty else {
    throw Refusal.usage(
      "--output names no folder",
      hint: "name one, or leave the option out to write public in the site folder")
  }
  return absolutePath(output, below: currentFolder())
}

func isFile(_ path: String) -> Bool {
  var isFolder: ObjCBool = false
  return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
}

func isFolder(_ path: String) -> Bool {
  var isFolder: ObjCBool = false
  return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
}

/// Where the starter site and the built-in theme lie: beside an installed program, or in the build.
///
/// - Returns: The path of `site-template`.
func starterFolder() throws -> String {
  let program = URL(fileURLWithPath: programPath()).resolvingSymlinksInPath()
  let folder = program.deletingLastPathComponent()
  let installed = folder.deletingLastPathComponent()
    .appendingPathComponent("share/allclear/site-template").path
  let built = folder.appendingPathComponent("allclear_CommandLineTool.resources/site-template").path
  guard let found = [installed, built].first(where: isFolder) else {
    throw Refusal.machine(
      "the built-in theme is missing: neither \(installed) nor \(built) exists",
      hint: "install allclear again with `make install`")
  }
  return found
}

private func programPath() -> String {
  Bundle.main.executablePath ?? CommandLine.arguments[0]
}
