/// A part of the invented company's service.
struct CorpusComponent: Equatable {
  let id: String
  let name: String
  let description: String
  let group: String

  /// The first `count` components, in the order of their troubles: the first has the most.
  ///
  /// Beyond the twenty names each comes again with a number.
  static func list(_ count: Int) -> [CorpusComponent] {
    (0..<count).map { index in
      let (group, name, description) = named[index % named.count]
      let round = index / named.count + 1
      let full = round == 1 ? name : "\(name) \(round)"
      return CorpusComponent(
        id: slug(of: full), name: full, description: description, group: group)
    }
  }

  static let groups = ["Shop", "Interfaces", "Records", "Foundations"]

  private static let named = [
    ("Shop", "Checkout", "Basket, payment and order confirmation"),
    ("Interfaces", "Public API", "Version 4 of the HTTP interface"),
    ("Records", "Order Database", "Orders, invoices and refunds"),
    ("Foundations", "Europe Region", "Machines in Stockholm and Milan"),
    ("Shop", "Storefront", "The shop as visitors see it"),
    ("Interfaces", "Webhooks", "Messages that we send to your systems"),
    ("Records", "File Storage", "Pictures, contracts and exports"),
    ("Foundations", "America Region", "Machines in Oregon and Montreal"),
    ("Shop", "Customer Accounts", "Registration, sign-in and profiles"),
    ("Interfaces", "Batch Import", "Nightly files from suppliers"),
    ("Records", "Reports", "Figures of the day and of the month"),
    ("Foundations", "Asia Region", "Machines in Osaka and Mumbai"),
    ("Shop", "Product Search", "Search, filters and suggestions"),
    ("Interfaces", "Developer Console", "Keys, logs and test orders"),
    ("Records", "Event Stream", "Changes of orders as they happen"),
    ("Foundations", "Image Delivery", "Pictures and scripts from the edge"),
    ("Shop", "Phone App", "The app for Android and iOS"),
    ("Interfaces", "Partner Feed", "Prices and stock for marketplaces"),
    ("Records", "Backups", "Copies and their restoration"),
    ("Foundations", "Name Service", "The addresses of all our hosts"),
  ]
}

/// `text` in lower case, with one hyphen for everything but a–z and 0–9: fit for an id.
func slug(of text: String) -> String {
  let kept = text.lowercased().unicodeScalars.map { scalar in
    ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) ? Character(scalar) : "-"
  }
  return kept.split(separator: "-").map { String($0) }.joined(separator: "-")
}
