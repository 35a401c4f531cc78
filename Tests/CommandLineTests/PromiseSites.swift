/// Markup, quotes and ampersands in one line, as a title may hold them.
let hostileText = #"<script>alert(1)</script> & "onmouseover='x' <img src=x onerror=alert(2)>"#

private let quoted = hostileText.split(separator: "'").joined(separator: "''")

/// Every public field holds `hostileText`.
let hostileSite: KeyValuePairs = [
  "status.yml": """
  name: 'N \(quoted)'
  url: https://status.acme.example
  description: 'D \(quoted)'
  components:
    - {id: api, name: 'C \(quoted)', description: 'E \(quoted)'}
    - group: 'G \(quoted)'
      components:
        - {id: web, name: 'W \(quoted)'}
  severities:
    S1: {name: 'S \(quoted)', definition: 'F \(quoted)', status: major_outage, impact: critical, update_every: 30m}
    S2: {name: Low, status: degraded_performance, impact: minor}
  """,
  "incidents/open.md": """
  ---
  title: 'T \(quoted)'
  severity: S1
  components: [api, web]
  ---

  ## Investigating - 2026-11-20 11:40 UTC

  \(hostileText) [link](javascript:alert(3)) [data](data:text/html,<script>alert(4)</script>)
  ![image](javascript:alert(5)) <javascript:alert(6)> `<script>alert(7)</script>`

      <script>alert(8)</script>
  """,
  "incidents/closed.md": """
  ---
  title: 'U \(quoted)'
  severity: S2
  components: [web]
  ---

  ## Resolved - 2026-11-18 11:40 UTC

  \(hostileText)
  """,
  "postmortems/closed.md": """
  ---
  published: 2026-11-19
  actions:
    - {kind: other, what: 'A \(quoted)'}
  ---

  ## Summary

  \(hostileText)
  """,
  "maintenance/work.md": """
  ---
  title: 'M \(quoted)'
  components: [web]
  starts: 2026-11-20 11:00 UTC
  ends: 2026-11-20 13:00 UTC
  ---

  ## Scheduled - 2026-11-19 11:40 UTC

  \(hostileText)
  """,
  "announcements/notice.md": """
  ---
  title: 'B \(quoted)'
  starts: 2026-11-19 08:00 UTC
  ---

  \(hostileText)
  """,
  "pages/about.md": """
  ---
  title: 'P \(quoted)'
  ---

  \(hostileText)
  """,
]

/// Every private field holds the word `canary`.
let privateSite: KeyValuePairs = [
  "status.yml": """
  # canary-comment
  name: Acme Status
  url: https://status.acme.example
  components:
    - {id: api, name: Public API}
  severities:
    SEV1: {name: Critical, status: major_outage, impact: critical, update_every: 30m, first_update_within: 5m, postmortem_within: 3d, escalate_to: [canary-escalation]}
    SEV2: {name: Major, status: partial_outage, impact: major}
  never_publish: [canary-word]
  alerts:
    - {match: {service: canary-label}, component: api}
  """,
  "incidents/open.md": """
  ---
  title: Elevated API error rates
  severity: SEV1
  components: [api]
  detected: 2026-11-20 11:37:59 UTC
  roles: {commander: canary-commander, communications: canary-communications, scribe: canary-scribe}
  ---

  ## Investigating - 2026-11-20 11:40 UTC

  Some API requests fail with error 500. <!-- canary-html-comment -->
  """,
  "incidents/draft-canary.md": """
  ---
  title: canary-title
  severity: SEV1
  components: [api]
  draft: true
  ---

  ## Investigating - 2026-11-20 11:40 UTC

  canary-draft
  """,
  "incidents/closed.md": """
  ---
  title: Slow answers
  severity: SEV2
  components: [api]
  imported: canary-system
  ---

  ## Resolved - 2026-11-18 11:40 UTC

  All requests are answered in time again. No data was lost.
  """,
  "postmortems/closed.md": """
  ---
  published: 2026-11-19
  actions:
    - {kind: other, what: Watch the queue, owner: canary-owner}
  ---

  ## Summary

  The queue was full.
  """,
  "postmortems/open.md": """
  ---
  draft: true
  ---

  canary-postmortem
  """,
  "maintenance/draft-canary.md": """
  ---
  title: canary-maintenance
  starts: 2026-11-20 11:00 UTC
  ends: 2026-11-20 13:00 UTC
  draft: true
  ---

  ## Scheduled - 2026-11-19 11:40 UTC

  canary-maintenance-text
  """,
  "messages/canary.md": """
  ---
  title: canary-message
  ---

  canary-message-text
  """,
]
