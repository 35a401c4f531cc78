/// The SHA-256 digest of `message`: 32 bytes.
///
/// Written here because it is needed once a build, for the style's hash in the pages' security
/// policy; a package for it would more than double the time of a first build.
///
/// - Source: FIPS 180-4, sections 4.1.2, 4.2.2, 5.1.1, 5.3.3 and 6.2.
package func sha256(_ message: some Collection<UInt8>) -> [UInt8] {
  var state: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19,
  ]
  let blocks = paddedToBlocks(message)
  for start in stride(from: 0, to: blocks.count, by: 64) {
    mix(blocks[start..<start + 64], into: &state)
  }
  return state.flatMap(bigEndianBytes)
}

/// The message, a one bit, zeros, and the message's length in bits: a multiple of 64 bytes.
private func paddedToBlocks(_ message: some Collection<UInt8>) -> [UInt8] {
  var bytes = Array(message)
  let length = UInt64(bytes.count) * 8
  bytes.append(0x80)
  while bytes.count % 64 != 56 { bytes.append(0) }
  return bytes + bigEndianBytes(UInt32(truncatingIfNeeded: length >> 32))
    + bigEndianBytes(UInt32(truncatingIfNeeded: length))
}

private func bigEndianBytes(_ word: UInt32) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
}

private func mix(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
  let words = schedule(of: block)
  var v = state
  for round in 0..<64 {
    let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
    let sum1 = rotated(v[4], 6) ^ rotated(v[4], 11) ^ rotated(v[4], 25)
    let first = v[7] &+ sum1 &+ choice &+ roundConstants[round] &+ words[round]
    let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
    let sum0 = rotated(v[0], 2) ^ rotated(v[0], 13) ^ rotated(v[0], 22)
    v = [first &+ sum0 &+ majority, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
  }
  for index in 0..<8 { state[index] &+= v[index] }
}

private func schedule(of block: ArraySlice<UInt8>) -> [UInt32] {
  let bytes = Array(block)
  var words = stride(from: 0, to: 64, by: 4).map { start in
    bytes[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }
  for index in 16..<64 {
    let near = words[index - 15]
    let far = words[index - 2]
    let sigma0 = rotated(near, 7) ^ rotated(near, 18) ^ near >> 3
    let sigma1 = rotated(far, 17) ^ rotated(far, 19) ^ far >> 10
    words.append(words[index - 16] &+ sigma0 &+ words[index - 7] &+ sigma1)
  }
  return words
}

private func rotated(_ word: UInt32, _ bits: UInt32) -> UInt32 {
  word >> bits | word << (32 - bits)
}

/// The first 32 bits of the fractions of the cube roots of the first 64 primes.
private let roundConstants: [UInt32] = [
  0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
  0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
  0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
  0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
  0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
  0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
  0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
  0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
  0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
  0xc671_78f2,
]
