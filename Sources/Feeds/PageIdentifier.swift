/// A site's id in the API: twelve lower-case letters and digits, made from its address alone.
///
/// - Source: FNV-1a with 64 bits, cut to twelve digits of base 36.
func pageIdentifier(of url: String) -> String {
  let hash = url.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }
  let digits = String(hash, radix: 36)
  return String(repeating: "0", count: max(0, 12 - digits.utf8.count)) + digits.suffix(12)
}
