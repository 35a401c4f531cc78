package import Addresses
import Escaping
import Planning
package import StatusModel

/// An address that an entry had before, and where it is now.
package struct FormerAddress: Hashable, Sendable {
  /// The entry's file, as if it lay in no subfolder.
  package let entry: EntryPath
  /// From the root of the page: `/issues/api-errors/`.
  package let address: String
  /// Of the page that leads on, in the output: `issues/api-errors/index.html`.
  package let path: String
  fileprivate let page: PageAddress
  fileprivate let title: String

  fileprivate init(_ address: String, of entry: EntryPath, _ page: PageAddress, _ title: String) {
    self.entry = entry
    self.address = address
    self.page = page
    self.title = title
    let inner = address.split(separator: "/").joined(separator: "/")
    path = inner.hasSuffix(".html") ? inner : inner + "/" + PageAddress.file
  }
}

extension Snapshot {
  /// In the order of the addresses.
  package var formerAddresses: [FormerAddress] {
    let incidents = incidents.lazy.flatMap { incident in
      incident.former.addresses.map {
        FormerAddress($0, of: .incident(incident.id), .incident(incident.id), incident.title)
      }
    }
    let maintenances = maintenances.lazy.flatMap { maintenance in
      maintenance.former.addresses.map {
        FormerAddress(
          $0, of: .maintenance(maintenance.id), .maintenance(maintenance.id), maintenance.title)
      }
    }
    return (Array(incidents) + maintenances).sorted {
      ($0.address, $0.entry.path) < ($1.address, $1.entry.path)
    }
  }
}

/// A small page at each former address, for hosts that cannot redirect, and the list for those that can; nothing
/// where no entry has one.
func planFormerAddresses(of site: PublicSite) -> [PlannedFile] {
  let former = site.snapshot.formerAddresses
  guard !former.isEmpty else { return [] }
  let pages = former.map { address in
    file(
      address.path, of: site,
      ContentKey {
        $0.add(address.page.folder)
        $0.add(address.title)
      }
    ) { page(at: address, of: $0.settings) }
  }
  let key = ContentKey { parts in
    parts.add(each: former) {
      $0.add($1.address)
      $0.add($1.page.folder)
    }
  }
  return pages + [file("_redirects", of: site, key) { redirects(of: former, on: $0.settings.url) }]
}

private func file(
  _ path: String, of site: PublicSite, _ key: ContentKey,
  _ text: @escaping @Sendable (PublicSite) -> String
) -> PlannedFile {
  PlannedFile(path: path, key: FileKey(frame: site.keys.frame, content: key)) {
    Array(text($0).utf8)
  }
}

private func page(at former: FormerAddress, of settings: SiteSettings) -> String {
  let address = escapedForHTML(former.page.absolute(on: settings.url))
  let depth = former.path.utf8.count { $0 == UInt8(ascii: "/") }
  let link = escapedForHTML(String(repeating: "../", count: depth) + former.page.folder)
  let title = escapedForHTML(former.title)
  return """
    <!doctype html>
    <html lang="\(escapedForHTML(settings.language))">
    <head>
    <meta charset="utf-8">
    <title>\(title)</title>
    <meta name="robots" content="noindex">
    <meta http-equiv="refresh" content="0; url=\(link)">
    <link rel="canonical" href="\(address)">
    </head>
    <body>
    <p><a href="\(link)">\(title)</a></p>
    </body>
    </html>

    """
}

/// Each address with a slash at its end and without one.
///
/// - Source: the documentation of Netlify's, Cloudflare Pages' and GitLab Pages' `_redirects`: old path, new path,
///   status; Cloudflare's default is 302.
private func redirects(of former: [FormerAddress], on url: String) -> String {
  let root = pathOfSite(url)
  return former.map { former in
    let plain = former.address.hasSuffix("/") ? String(former.address.dropLast()) : former.address
    let new = "\(root)/\(former.page.folder)"
    let forms = plain.hasSuffix(".html") ? [plain] : [plain, plain + "/"]
    return forms.map { "\(root)\($0) \(new) 301\n" }.joined()
  }.joined()
}

/// `/status` of `https://acme.example/status`; empty for a site that has its host to itself.
private func pathOfSite(_ url: String) -> Substring {
  guard let scheme = url.firstRange(of: "://"),
    let slash = url[scheme.upperBound...].firstIndex(of: "/")
  else { return "" }
  return url[slash...]
}
