import Diagnostics
import SiteFiles

/// The backgrounds on which links stand, as the theme's style names them.
struct PageBackgrounds: Sendable, Hashable {
  let light: [Colour]
  /// Empty for a style without a dark form.
  let dark: [Colour]

  private static let names = ["--back", "--raised"]

  /// Of a style that names each colour first for light, and then for dark; a name that is no plain
  /// colour is not looked at.
  init(style: String) {
    let values = PageBackgrounds.names.map { declaredValues(of: $0, in: style) }
    light = values.compactMap { $0.first.flatMap { Colour(hex: $0) } }
    dark = values.compactMap { $0.dropFirst().first.flatMap { Colour(hex: $0) } }
  }
}

/// The site's own colour, in place of the theme's.
struct Accent: Sendable, Hashable {
  let light: Colour
  /// The same where it can be read on the dark page, else the least lighter one that can; nil for a
  /// theme without a dark form.
  let dark: Colour?

  init(_ colour: Colour, on backgrounds: PageBackgrounds) {
    light = colour
    dark =
      backgrounds.dark.isEmpty
      ? nil : colour.readable(on: backgrounds.dark, towards: .white) ?? .white
  }

  /// What follows the theme's style.
  var style: String {
    let night = dark.map {
      "@media screen and (prefers-color-scheme:dark){:root{--accent:\($0.hex)}}"
    }
    return ":root{--accent:\(light.hex)}" + (night ?? "")
  }
}

/// A colour that cannot be read on the light page. For the dark page a lighter one is made of it, so
/// that one colour is enough.
func checkAccent(
  _ accent: String?, on backgrounds: PageBackgrounds, among sources: [SourceFile]
) -> [Diagnostic] {
  guard let accent, let colour = Colour(hex: accent) else { return [] }
  let contrast = colour.leastContrast(with: backgrounds.light)
  guard contrast < Colour.readableContrast else { return [] }
  return [
    .unreadableAccent(
      accent, contrast: contrast,
      readable: colour.readable(on: backgrounds.light, towards: .black)?.hex,
      at: place(of: accent, after: "accent", among: sources))
  ]
}

/// What stands behind `name:` each time that a style declares it.
private func declaredValues(of name: String, in style: String) -> [String] {
  parts(of: Array(style.utf8), between: name + ":").dropFirst().map { part in
    let value = part.drop { $0 == UInt8(ascii: " ") }
      .prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "}") }
    return String(decoding: value, as: UTF8.self)
  }
}
