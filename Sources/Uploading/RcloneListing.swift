import ChildProcesses
import Crypto
import Foundation

/// What lies at a remote of rclone, as far as the remote says it without sending the files.
struct RcloneListing {
  struct File {
    let size: Int?
    /// Of the kind of the listing; nil where the remote has none.
    let digest: String?
  }

  /// The kind that the remote has of its own; nil where it has none that we can make.
  let kind: RcloneDigest?
  let files: [String: File]

  /// Whether a file there has these bytes; nil where the remote cannot say.
  func has(_ bytes: [UInt8], at path: String) -> Bool? {
    guard let file = files[path] else { return false }
    if let size = file.size, size != bytes.count { return false }
    guard let kind, let digest = file.digest else { return nil }
    return digest == kind.digest(of: bytes)
  }
}

extension RcloneListing {
  /// - Parameter text: of `rclone lsf` in the format `hsp`, or `sp` where there is no kind.
  init(_ text: String, kind: RcloneDigest?) {
    var files: [String: File] = [:]
    let count = kind == nil ? 2 : 3
    for line in text.split(separator: "\n") {
      let parts = line.split(
        separator: "\t", maxSplits: count - 1, omittingEmptySubsequences: false)
      guard parts.count == count else { continue }
      let digest = kind == nil || parts[0].isEmpty ? nil : String(parts[0])
      // Some remotes know no sizes, and rclone says -1.
      let size = Int(parts[count - 2]).flatMap { $0 < 0 ? nil : $0 }
      files[String(parts[count - 1])] = File(size: size, digest: digest)
    }
    self.init(kind: kind, files: files)
  }
}

/// A digest that remotes keep and we can make. In the order in which they are asked for: nearly every store that
/// has one has MD5.
enum RcloneDigest: String, CaseIterable {
  case md5, sha1, sha256

  /// - Parameter features: what `rclone backend features` prints.
  init?(ofRemoteWith features: [UInt8]) throws(UploadError) {
    struct Features: Decodable {
      let hashes: [String]?

      private enum CodingKeys: String, CodingKey { case hashes = "Hashes" }
    }
    guard let found = try? JSONDecoder().decode(Features.self, from: Data(features)) else {
      throw UploadError(
        "rclone does not say which digests the remote has",
        hint: "try `rclone backend features` with this remote by hand")
    }
    let known = Set(found.hashes ?? [])
    guard let first = RcloneDigest.allCases.first(where: { known.contains($0.rawValue) }) else {
      return nil
    }
    self = first
  }

  func digest(of bytes: [UInt8]) -> String {
    switch self {
    case .md5: hexadecimal(Insecure.MD5.hash(data: bytes))
    case .sha1: hexadecimal(Insecure.SHA1.hash(data: bytes))
    case .sha256: hexadecimal(SHA256.hash(data: bytes))
    }
  }
}

func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
  digest.map { byte in
    String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
  }.joined()
}
