import Markdown
import Testing

struct OpenBlockTests {
  @Test(arguments: [
    ("```\nerror 500", OpenBlock.Mark.fence("```"), 1), ("a\n\n  ~~~~ sh\nb", .fence("~~~~"), 3),
    ("````\n```", .fence("````"), 1), ("<!-- oops", .html("<!--"), 1),
    ("a\n<script>\nb\n\nc", .html("<script>"), 2), ("<PRE class=x>", .html("<PRE>"), 1),
    ("<?php", .html("<?"), 1), ("<![CDATA[ x", .html("<![CDATA["), 1),
  ])
  func `what would swallow the rest is named, and where it begins`(
    text: String, mark: OpenBlock.Mark, line: Int
  ) {
    let found = openBlock(atEndOf: text)
    #expect(found?.mark == mark)
    #expect(found?.line == line)
  }

  @Test(arguments: [
    "", "words", "```\na\n```", "~~~\na\n~~~~", "> ```\n> quoted", "- ```\n  in a list", "`open",
    "<div>\nends at the blank line", "<!-- a -->", "<pre>a</pre>", "a <!-- within words", "    ```",
  ])
  func `what ends by itself is no open block`(text: String) {
    #expect(openBlock(atEndOf: text) == nil)
  }
}
