#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// By the system's own search: a long history has twenty million bytes to look at.
package func place(of byte: UInt8, in utf8: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
  guard let start = utf8.base.baseAddress else { return nil }
  let found = memchr(start + utf8.startIndex, Int32(byte), utf8.count)
  return found.map { UnsafeRawPointer($0) - UnsafeRawPointer(start) }
}

/// Whether one of the bytes that equal `mark` is what is sought.
package func holds(
  _ mark: Unicode.Scalar, _ text: UnsafeBufferPointer<UInt8>, where isSought: (Int) -> Bool
) -> Bool {
  var rest = text[...]
  while let found = place(of: UInt8(ascii: mark), in: rest) {
    if isSought(found) { return true }
    rest = rest[(found + 1)...]
  }
  return false
}
