import Testing

@testable import Uploading

/// What rclone prints of a remote, without rclone.
struct RcloneListingTests {
  @Test(arguments: [
    (#"{"Hashes": ["crc32", "sha1", "md5"], "Name": "x"}"#, RcloneDigest.md5),
    (#"{"Hashes": ["sha256", "quickxor", "sha1"]}"#, .sha1),
    (#"{"Hashes": ["sha256"]}"#, .sha256),
    (#"{"Hashes": ["dropbox"]}"#, nil), (#"{"Hashes": []}"#, nil), (#"{"Hashes": null}"#, nil),
    ("{}", nil),
  ])
  func `a remote is asked for a digest that it has of its own`(
    features: String, kind: RcloneDigest?
  ) throws {
    #expect(try RcloneDigest(ofRemoteWith: Array(features.utf8)) == kind)
  }

  @Test func `a remote that says nothing of its digests is an error`() {
    #expect(throws: UploadError.self) { try RcloneDigest(ofRemoteWith: Array("help".utf8)) }
  }

  @Test(arguments: [
    (RcloneDigest.md5, "8b1a9953c4611296a827abf8c47804d7"),
    (.sha1, "f7ff9e8b7bb2e09b70935a5d785e0cc5d9d0abf0"),
    (.sha256, "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969"),
  ])
  func `a file is the same where its digest is`(kind: RcloneDigest, digest: String) {
    let listing = RcloneListing(
      "\(digest)\t5\ta b.txt\n\(digest)\t4\tshort\n\t5\tno digest\n\t-1\tno\tsize\n", kind: kind)
    let hello = Array("Hello".utf8)
    #expect(listing.has(hello, at: "a b.txt") == true)
    #expect(listing.has(Array("World".utf8), at: "a b.txt") == false)
    #expect(listing.has(hello, at: "short") == false)
    #expect(listing.has(hello, at: "no digest") == nil)
    #expect(listing.has(hello, at: "no\tsize") == nil)
    #expect(listing.has(hello, at: "nothing") == false)
  }

  @Test func `without digests a length tells files apart, and never makes them the same`() {
    let listing = RcloneListing("5\ta.txt\n", kind: nil)
    #expect(listing.has(Array("Hello".utf8), at: "a.txt") == nil)
    #expect(listing.has(Array("Hell".utf8), at: "a.txt") == false)
  }
}
