#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whether a path comes before another one in the order of their bytes; a path holds no zero byte.
///
/// The library's way, byte by byte through an iterator, takes ten times as long.
package func pathPrecedes(_ one: String, _ other: String) -> Bool {
  one.withCString { bytes in other.withCString { strcmp(bytes, $0) < 0 } }
}
