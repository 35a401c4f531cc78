import Synchronization

/// What is made of a site, once for all files that ask for it.
///
/// It keeps the last site's alone: asked for another one, it makes it anew.
package final class Memo<Value: Sendable>: Sendable {
  private let made = Mutex<(site: PublicSite, value: Value)?>(nil)
  private let make: @Sendable (PublicSite) -> Value

  /// - Parameter make: pure.
  package init(_ make: @escaping @Sendable (PublicSite) -> Value) {
    self.make = make
  }

  /// Callers that come while it is being made wait for it.
  package func value(of site: PublicSite) -> Value {
    made.withLock { made in
      if let made, made.site === site { return made.value }
      let value = make(site)
      made = (site, value)
      return value
    }
  }
}
