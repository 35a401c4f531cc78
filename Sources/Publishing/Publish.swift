package import SiteFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Makes `output` hold these files, in one step.
///
/// The new site grows beside the output, on the same file system, and then takes its place: readers
/// see the old site or the new one, whole, also when the process is killed at any moment. A file
/// whose bytes did not change keeps its modification time; a changed one becomes newer by at least
/// a second. Files that others put into the folder stay. A power cut is another matter: nothing is
/// flushed, since that would cost more than the whole build; the next build repairs it.
///
/// Each file's bytes are asked for once and dropped when written.
///
/// - Parameters:
///   - folders: an output that is one of these, or holds one, is refused: the site folder.
///   - sources: an output that is one of these, or lies in one, is refused: what a build reads.
/// - Throws: `PublishError`; then nothing has changed for readers.
package func publish(
  _ files: [OutputFile], to output: String, protecting folders: [String] = [],
  outside sources: [String] = []
) async throws -> PublishReport {
  let plan = try OutputPlan(files)
  var workspace = try Workspace(beside: OutputPlace(output, protecting: folders, outside: sources))
  let old: OldOutput
  let written: [WrittenFile]
  do {
    try workspace.takeOver()
    if plan.batches.count > 1_000 { try workspace.chooseQuickSpot() }
    old = try await OldOutput(at: workspace.output)
    written = try await write(plan, beside: old, into: workspace.next)
    try workspace.switchSites()
  } catch {
    // What went wrong first says more than what goes wrong here; the next build cleans up.
    do throws(PublishError) { try workspace.giveUp() } catch {}
    throw error
  }
  let leftover = await removed(workspace, old)
  return PublishReport(
    written: written.count { $0.isChanged }, unchanged: written.count { !$0.isChanged },
    removed: old.ours.subtracting(plan.paths + [Marker.name]).count,
    bytes: written.reduce(0) { $0 + $1.bytes }, leftover: leftover)
}

private func write(
  _ plan: OutputPlan, beside old: OldOutput, into next: String
) async throws -> [WrittenFile] {
  let carried = try old.foldersToCarry(beside: plan)
  try attempt("mkdir", next) { mkdir(next, 0o777) }
  let nextFolder = try attempt("open", next) { open(next, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
  defer { close(nextFolder) }
  let oldFolder = open(old.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard oldFolder >= 0 || errno == ENOENT else {
    throw PublishError.system(call: "open", path: old.path, errno: errno)
  }
  defer { if oldFolder >= 0 { close(oldFolder) } }

  let sites = Sites(old: oldFolder, next: nextFolder, ours: old.ours)
  if oldFolder >= 0 { try sites.keepMode(of: old.path) }
  for folder in plan.sharedFolders + carried {
    try attempt("mkdir", folder) { mkdirat(nextFolder, folder, 0o777) }
  }
  for file in old.foreignFiles { try sites.carry(file) }
  let marker = OutputFile(path: Marker.name, text: Marker.text(listing: plan.paths))
  _ = try sites.write(marker)
  return try await sites.write(plan.batches)
}

/// Deletes the old site, then the workspace. Returns what stood against it.
private func removed(_ workspace: borrowing Workspace, _ old: OldOutput) async -> PublishError? {
  do {
    try await old.tree.remove(below: workspace.next)
    try await workspace.bringOverLatecomers()
    try workspace.remove()
    return nil
  } catch {
    return error as? PublishError
  }
}
