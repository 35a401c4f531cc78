import SiteRendering
import Testing

struct EscapingTests {
  @Test func `a text inside a piece of HTML is escaped, a piece inside a piece is not`() {
    let inner: HTML = "<b>\("<i>")</b>"
    let outer: HTML = "<p title=\"\("\"")\">\(inner)\(3)</p>"
    #expect(outer.source == "<p title=\"&quot;\"><b>&lt;i&gt;</b>3</p>")
  }
}
