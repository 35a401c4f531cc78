import ArgumentParser
import Building
import Foundation

/// The folder in which the command was started.
///
/// - Throws: `Refusal` when it was deleted meanwhile: nothing can be found from there.
func currentFolder() throws -> String {
  guard let path = getcwd(nil, 0) else {
    throw Refusal.usage(
      "the folder in which you are cannot be found: \(String(cString: strerror(errno)))",
      hint: "it was deleted or moved; go to another one with cd")
  }
  defer { free(path) }
  return String(cString: path)
}

/// The nearest folder with a `status.yml`, from `start` upwards.
///
/// - Parameter start: absolute.
func siteFolder(from start: String) throws -> String {
  var parts = URL(fileURLWithPath: start).standardizedFileURL.path.split(separator: "/")[...]
  while true {
    let folder = "/" + parts.joined(separator: "/")
    if isFile((parts.isEmpty ? "" : folder) + "/status.yml") { return folder }
    guard parts.popLast() != nil else { break }
  }
  throw Refusal.usage(
    "no status.yml in \(start) or above it",
    hint: "go to a site folder, name one with --site, or make one with `allclear init DIR`")
}

/// `path`, or for a relative one the same below the folder in which the command was started.
func absolutePath(_ path: String) throws -> String {
  guard !path.hasPrefix("/") else { return URL(fileURLWithPath: path).standardizedFileURL.path }
  let base = URL(fileURLWithPath: try currentFolder(), isDirectory: true)
  return URL(fileURLWithPath: path, relativeTo: base).standardizedFileURL.path
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
  return try absolutePath(output)
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

/// The version, and by which the program's file is known from an older or newer one of that version: who
/// changes the program must not see what another one made.
func programIdentity() -> String {
  let file = URL(fileURLWithPath: programPath()).resolvingSymlinksInPath().path
  let facts = try? FileManager.default.attributesOfItem(atPath: file)
  let size = (facts?[.size] as? Int) ?? 0
  let date = (facts?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
  return "\(programVersion) \(size) \(date)"
}

private func programPath() -> String {
  Bundle.main.executablePath ?? CommandLine.arguments[0]
}
