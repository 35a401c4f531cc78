import Escaping

/// A page that says what is wrong, line by line, and goes away when it is fixed.
///
/// What people wrote stands in it, so all of it is escaped, and the policy lets nothing else run.
func problemPage(_ problems: [PreviewProblem]) -> String {
  let title = problems.count == 1 ? "One error" : "\(problems.count) errors"
  guard !problems.isEmpty else { return firstBuildPage }
  let rows = problems.map { problem in
    let place = problem.place.map { "<code>\(escapedForHTML($0))</code>\n" } ?? ""
    return """
      <li>
      \(place)<p>\(escapedForHTML(problem.message))</p>
      <p class="hint">\(escapedForHTML(problem.hint))</p>
      </li>
      """
  }
  return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
    script-src 'self'; connect-src 'self'">
    <meta name="color-scheme" content="light dark">
    <title>\(title)</title>
    <style>
    body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
    li { margin: 0 0 1.5rem } p { margin: .25rem 0; overflow-wrap: anywhere } .hint { opacity: .75 }
    </style>
    \(#"<script src="/\#(reloadScriptPath)" defer></script>"#)
    </head>
    <body>
    <h1>\(title)</h1>
    <p>Nothing would be published: the page that readers see stays as it is. This preview comes back by
    itself when the errors are fixed.</p>
    <ol>
    \(rows.joined(separator: "\n"))
    </ol>
    </body>
    </html>

    """
}

/// Before there is anything to show.
private let firstBuildPage = """
  <!DOCTYPE html>
  <html lang="en">
  <head>
  <meta charset="utf-8">
  <title>One moment</title>
  <script src="/\(reloadScriptPath)" defer></script>
  </head>
  <body>
  <p>The page is being made. It comes by itself.</p>
  </body>
  </html>

  """
