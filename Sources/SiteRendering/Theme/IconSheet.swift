import Foundation

/// The theme's pictures, of which each page carries those that it shows.
///
/// A file of another shape than symbols one after the other is carried whole.
struct IconSheet: Sendable {
  private struct Symbol: Sendable {
    let id: String
    let source: String
  }

  /// Places in the sheet, as bits.
  typealias Symbols = UInt64

  private let start: String
  private let symbols: [Symbol]
  private let end: String

  /// - Parameter svg: `theme/assets/icons.svg` without line breaks.
  init(_ svg: String) {
    let parts = svg.split(separator: "<symbol ", omittingEmptySubsequences: false)
    let symbols = parts.dropFirst().map { part -> Symbol? in
      let close = part.range(of: "</symbol>")
      let id = part.range(of: "id=\"").map { part[$0.upperBound...].prefix { $0 != "\"" } }
      guard let close, let id, !id.isEmpty else { return nil }
      return Symbol(id: String(id), source: "<symbol " + part[..<close.upperBound])
    }
    let end = parts.last?.range(of: "</symbol>").map { parts[parts.count - 1][$0.upperBound...] }
    let isPlain = !svg.contains("url(") && !svg.contains("href") && symbols.count <= 64
    let known = symbols.compactMap(\.self)
    let rest = String(parts[0]) + known.map(\.source).joined() + (end ?? "")
    if isPlain, let end, rest == svg {
      self.start = String(parts[0])
      self.symbols = known
      self.end = String(end)
    } else {
      start = svg
      self.symbols = []
      self.end = ""
    }
  }

  /// The symbols that `html` refers to.
  ///
  /// - Complexity: one look at each byte by the C library, since each page of ten thousand is asked.
  func used(in html: HTML) -> Symbols {
    var used: Symbols = 0
    html.bytes.withUnsafeBufferPointer { bytes in
      guard var place = UnsafeRawPointer(bytes.baseAddress) else { return }
      let end = place + bytes.count
      while let mark = memchr(place, Int32(UInt8(ascii: "#")), end - place) {
        place = UnsafeRawPointer(mark) + 1
        let reference = UnsafeRawBufferPointer(start: place, count: end - place)
        for (bit, symbol) in symbols.enumerated() where reference.starts(with: symbol.id.utf8) {
          used |= 1 << Symbols(bit)
        }
      }
    }
    return used
  }

  /// The sheet with these symbols alone; empty without any.
  func source(of used: Symbols) -> String {
    guard !symbols.isEmpty else { return start }
    guard used != 0 else { return "" }
    let shown = symbols.enumerated().filter { used & 1 << Symbols($0.offset) != 0 }
    return start + shown.map(\.element.source).joined() + end
  }
}
