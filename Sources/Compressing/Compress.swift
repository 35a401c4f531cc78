import Cbrotlienc
import Czlib
package import StatusModel

extension Compression {
  /// The same bytes for the same input, with no name, date or machine in them.
  ///
  /// - Returns: nil where the file is too small to be worth a second one, or would not get smaller.
  package func packed(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count >= smallest else { return nil }
    let packed =
      switch self {
      case .gzip: gzipped(bytes)
      case .brotli: brotlied(bytes)
      }
    return packed.flatMap { $0.count < bytes.count ? $0 : nil }
  }
}

/// In bytes. What is smaller fits into the first packet of an answer anyway.
private let smallest = 1_024

/// - Source: RFC 1952.
private func gzipped(_ bytes: [UInt8]) -> [UInt8]? {
  var stream = z_stream()
  let windowOfGzip: Int32 = 15 + 16
  guard
    deflateInit2_(
      &stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowOfGzip, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size)) == Z_OK
  else { return nil }
  defer { deflateEnd(&stream) }
  var input = bytes
  return input.withUnsafeMutableBufferPointer { input in
    stream.next_in = input.baseAddress
    stream.avail_in = UInt32(input.count)
    let room = Int(deflateBound(&stream, UInt(input.count)))
    var isWhole = false
    let packed = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      stream.next_out = buffer.baseAddress
      stream.avail_out = UInt32(buffer.count)
      isWhole = deflate(&stream, Z_FINISH) == Z_STREAM_END
      count = buffer.count - Int(stream.avail_out)
    }
    return isWhole ? packed : nil
  }
}

/// - Source: RFC 7932.
private func brotlied(_ bytes: [UInt8]) -> [UInt8]? {
  let room = BrotliEncoderMaxCompressedSize(bytes.count)
  var isWhole = false
  let packed = [UInt8](unsafeUninitializedCapacity: max(room, 1)) { buffer, count in
    var size = buffer.count
    isWhole =
      BrotliEncoderCompress(
        quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.count, bytes, &size,
        buffer.baseAddress!) != 0
    count = isWhole ? size : 0
  }
  return isWhole ? packed : nil
}

/// Those above it take twenty times as long, for a tenth less at best.
private let quality: Int32 = 7
