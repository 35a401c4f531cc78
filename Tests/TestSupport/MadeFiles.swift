package import Planning
package import SiteFiles
package import StatusModel

/// The files that a planner makes of a site, each of no more than it says that it needs.
package func madeFiles(
  by planner: Planner, of site: Site, _ snapshot: Snapshot, edits: EditTimes = [:],
  isPicture: Bool = false
) -> [OutputFile] {
  planner(PublicSite(of: site, snapshot, edits: edits, isPicture: isPicture)).map { file in
    let needed = snapshot.forgettingTimelines(but: Set(file.needs.places))
    return OutputFile(path: file.path) {
      file.bytes(PublicSite(of: site, needed, edits: edits, isPicture: isPicture))
    }
  }
}
