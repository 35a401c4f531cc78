import Testing

@testable import Uploading

/// What rsync prints, without rsync.
struct RsyncListingTests {
  @Test(arguments: [
    ("a b", "a b"), ("ä", "ä"), ("back\\slash", "back\\slash"), (##"b\#134#134x"##, ##"b\#134x"##),
    (##"line\#012break"##, "line\nbreak"), (##"\#13"##, ##"\#13"##), (##"\#+12"##, ##"\#+12"##),
    ("\\", "\\"),
    (##"\#999"##, ##"\#999"##),
  ])
  func `a name is read as rsync prints it`(printed: String, name: String) {
    #expect(rsyncName(Array(printed.utf8)) == name)
  }

  @Test func `files are listed, and neither folders nor links`() {
    let output = """
      drwxr-xr-x          4,096 2026/12/01 03:42:32 .
      -rw-r--r--              2 2026/12/01 03:42:32  lead
      lrwxrwxrwx              9 2026/12/01 03:42:32 link -> elsewhere
      -rw-r--r--      1,234,567 2026/12/01 03:42:32 static/a  b

      """
    #expect(rsyncListing(Array(output.utf8)) == [" lead", "static/a  b"])
  }

  private static let missing =
    #"rsync: [sender] change_dir "/srv/status" failed: No such file or directory (2)"#
  private static let end =
    "rsync error: some files/attrs were not transferred (see previous errors) (code 23) at main.c(1394)"

  @Test func `a place that is not there is empty`() {
    let errors = Array("\(Self.missing)\n\(Self.end)\n".utf8)
    #expect(rsyncLacksFolder(status: 23, output: [], errors: errors))
    let daemon = """
      rsync: [sender] change_dir "sub/x" (in status) failed: No such file or directory (2)
      \(Self.end)
      rsync: [Receiver] read error: Connection reset by peer (104)

      """
    #expect(rsyncLacksFolder(status: 23, output: [], errors: Array(daemon.utf8)))
    let banner = Array("Welcome\n\(Self.missing)\n\(Self.end)\n".utf8)
    #expect(rsyncLacksFolder(status: 23, output: [], errors: banner))
  }

  @Test(arguments: [
    (23, "drwxr-xr-x 4,096 2026/12/01 03:42:32 .\n", missing),
    (23, "", missing + "\n" + #"rsync: [sender] opendir "/srv/x" failed: Permission denied (13)"#),
    (23, "", #"rsync: [sender] change_dir "/srv/status" failed: Permission denied (13)"#),
    (23, "", #"rsync: [sender] change_dir "/srv/status" failed: Not a directory (20)"#),
    (23, "", #"rsync: [sender] opendir "/srv/status/x" failed: No such file or directory (2)"#),
    (23, "", #"rsync: [sender] link_stat "/srv/status/x" failed: No such file or directory (2)"#),
    (24, "", missing), (12, "", missing), (23, "", ""),
  ])
  func `a place of which a part cannot be listed is not empty`(
    status: Int32, output: String, errors: String
  ) {
    let errors = Array("\(errors)\n\(Self.end)\n".utf8)
    #expect(!rsyncLacksFolder(status: status, output: Array(output.utf8), errors: errors))
  }
}
