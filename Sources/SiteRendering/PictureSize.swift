import Foundation
import SiteFiles

/// How large a picture is, so that a page leaves room for it before it has come.
///
/// For pages only the relation of the two counts: the style says how high a picture stands.
struct PictureSize: Hashable, Sendable {
  let width: Int
  let height: Int

  /// Nil where a file does not say it, or is neither PNG nor SVG.
  init?(of file: SourceFile) {
    let sides = file.path.hasSuffix(".svg") ? sidesOfSVG(file.bytes) : sidesOfPNG(file.bytes)
    guard let (width, height) = sides, let size = PictureSize(width, height) else { return nil }
    self = size
  }

  /// Fractions, which an element cannot have, become hundredths of both sides.
  private init?(_ width: Double, _ height: Double) {
    let allowed = 0.01...100_000
    guard allowed.contains(width), allowed.contains(height) else { return nil }
    let isWhole = width == width.rounded() && height == height.rounded()
    let scale: Double = isWhole ? 1 : 100
    self.width = Int((width * scale).rounded())
    self.height = Int((height * scale).rounded())
  }
}

/// - Source: W3C, Portable Network Graphics, 5.2 and 11.2.1: the header is the first chunk.
private func sidesOfPNG(_ bytes: [UInt8]) -> (Double, Double)? {
  let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  guard bytes.count >= 24, bytes.starts(with: signature), bytes[12..<16].elementsEqual("IHDR".utf8)
  else { return nil }
  func side(at place: Int) -> Double {
    Double(bytes[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) })
  }
  return (side(at: 16), side(at: 20))
}

/// The sides that the root element names in pixels; else those of what it shows.
///
/// - Source: W3C, SVG 2, 7.8 and 8.2.
private func sidesOfSVG(_ bytes: [UInt8]) -> (Double, Double)? {
  let text = String(decoding: bytes.prefix(16_384), as: UTF8.self)
  guard let root = text.firstMatch(of: /<svg(\s(?:[^>"']|"[^"]*"|'[^']*')*)>/)?.output.1
  else { return nil }
  let width = root.firstMatch(of: /\swidth\s*=\s*["']([0-9.]+)(?:px)?["']/)
  let height = root.firstMatch(of: /\sheight\s*=\s*["']([0-9.]+)(?:px)?["']/)
  if let width = width.flatMap({ Double($0.output.1) }),
    let height = height.flatMap({ Double($0.output.1) })
  {
    return (width, height)
  }
  guard let box = root.firstMatch(of: /\sviewBox\s*=\s*["']([^"']*)["']/)?.output.1
  else { return nil }
  let numbers = box.split { ", \t\r\n".contains($0) }.map { Double($0) }
  guard numbers.count == 4, let width = numbers[2], let height = numbers[3] else { return nil }
  return (width, height)
}
