import ContentReading
import TestSupport

let brokenEntries: [BrokenSite] = [
  BrokenSite(
    .unknownComponent, incident("title: T\nseverity: SEV1\ncomponents: [ap]"),
    """
    incidents/one.md:4:14: error: unknown component 'ap'; did you mean 'api'? [unknown-component]
      hint: components are api, web
    """),
  BrokenSite(
    .unknownComponent, groupedIncident("[Appz]"),
    """
    incidents/one.md:4:14: error: unknown component 'Appz'; did you mean 'Apps'? [unknown-component]
      hint: components are api, web, phone, tape; groups are Apps, Old data
    """),
  BrokenSite(
    .componentGone, groupedIncident("[web, api]"),
    """
    incidents/one.md:4:19: error: 'api' was no longer on the page then, since 2026-11-19 was the last day [component-gone]
      hint: name what was affected, or correct 'since' or 'until' in status.yml
    """),
  BrokenSite(
    .componentGone, groupedIncident("{phone: major_outage}"),
    """
    incidents/one.md:4:14: error: 'phone' was no longer on the page then, since 2026-06-30 was the last day [component-gone]
      hint: name what was affected, or correct 'since' or 'until' in status.yml
    """),
  BrokenSite(
    .componentGone, groupedIncident("[web]", " - api: major_outage"),
    """
    incidents/one.md:6:43: error: 'api' was no longer on the page then, since 2026-11-19 was the last day [component-gone]
      hint: name what was affected, or correct 'since' or 'until' in status.yml
    """),
  BrokenSite(
    .componentGone, groupedIncident("[web]", " - data: major_outage"),
    """
    incidents/one.md:6:43: error: no component of the group 'data' was on the page then [component-gone]
      hint: name what was affected, or correct 'since' or 'until' in status.yml
    """),
  BrokenSite(
    .repeatedComponent, groupedIncident("[Apps, Apps]"),
    """
    incidents/one.md:4:20: error: 'Apps' is named twice [repeated-component]
      hint: name each component once
    """),
  BrokenSite(
    .repeatedChange, groupedIncident("[]", " - Apps: operational - Apps: major_outage"),
    """
    incidents/one.md:6:63: error: this heading changes 'Apps' twice [repeated-change]
      hint: keep one of the two
    """),
  BrokenSite(
    .ambiguousGroup,
    components("  - {id: api, name: API}\n  - {group: api, components: [{id: web, name: Web}]}"),
    """
    status.yml:5:13: error: 'api' is a component's id too [ambiguous-group]
      hint: entries name both; give the group another name, or another 'id'
    """),
  BrokenSite(
    .ambiguousGroup,
    components("  - {group: Apps, id: web, components: [{id: web, name: Web}]}"),
    """
    status.yml:4:23: error: 'web' is a component's id too [ambiguous-group]
      hint: entries name both; give the group another name, or another 'id'
    """),
  BrokenSite(
    .ambiguousGroup,
    components(
      "  - {group: apps, components: [{id: a, name: A}]}\n"
        + "  - {group: Apps, id: apps, components: [{id: b, name: B}]}"),
    """
    status.yml:5:23: error: another group above has 'apps' as its name or id [ambiguous-group]
      hint: entries name groups by both; give each group words of its own
    """),
  BrokenSite(
    .reservedID,
    components("  - {group: Next, components: [{id: a, name: A}]}"),
    """
    status.yml:4:13: error: a group named 'Next' cannot be named in a heading [reserved-id]
      hint: 'next:' promises the next update there; add an 'id' to the group
    """),
  BrokenSite(
    .untilBeforeSince,
    components("  - {id: a, name: A, since: 2026-02-01, until: 2026-01-31}"),
    """
    status.yml:4:48: error: 'until' '2026-01-31' lies before 'since' '2026-02-01' [until-before-since]
      hint: 'until' is the component's last day; correct one of the two
    """),
  BrokenSite(
    .unknownSeverity, incident("title: T\nseverity: sev1"),
    """
    incidents/one.md:3:11: error: unknown severity 'sev1'; did you mean 'SEV1'? [unknown-severity]
      hint: severities are SEV1, SEV2, SEV3
    """),
  BrokenSite(
    .unknownState, incident(body: nil, "## Investigatin - 2026-11-20 10:00"),
    """
    incidents/one.md:5:4: error: unknown state 'Investigatin'; did you mean 'Investigating'? [unknown-state]
      hint: states are Investigating, Identified, Monitoring, Resolved, Retracted, Update
    """),
  BrokenSite(
    .unknownState,
    maintenance(
      "title: T\nstarts: 2026-12-01 02:00\nends: 2026-12-01 04:00",
      "## In_progress - 2026-11-20 10:00"),
    """
    maintenance/one.md:6:4: error: unknown state 'In_progress'; did you mean 'In progress'? [unknown-state]
      hint: states are Scheduled, In progress, Verifying, Completed, Cancelled, Update
    """),
  BrokenSite(
    .unknownStatus, incident(body: "api: under_maintenance"),
    """
    incidents/one.md:5:41: error: unknown status 'under_maintenance' [unknown-status]
      hint: a status is operational, degraded_performance, partial_outage, major_outage
    """),
  BrokenSite(
    .repeatedComponent, incident("title: T\nseverity: SEV1\ncomponents: [api, api]"),
    """
    incidents/one.md:4:19: error: 'api' is named twice [repeated-component]
      hint: name each component once
    """),
  BrokenSite(
    .repeatedChange, incident(body: "SEV2 - SEV3"),
    """
    incidents/one.md:5:43: error: this heading changes 'severity' twice [repeated-change]
      hint: keep one of the two
    """),
  BrokenSite(
    .repeatedChange, incident(body: "api: operational - api: major_outage"),
    """
    incidents/one.md:5:55: error: this heading changes 'api' twice [repeated-change]
      hint: keep one of the two
    """),
  BrokenSite(
    .repeatedChange, incident(body: "next: 1h - next: 2h"),
    """
    incidents/one.md:5:47: error: this heading changes 'next' twice [repeated-change]
      hint: keep one of the two
    """),
  BrokenSite(
    .changeInMaintenance,
    maintenance(
      "title: T\nstarts: 2026-12-01 02:00\nends: 2026-12-01 04:00",
      "## Scheduled - 2026-11-20 10:00 - api: operational"),
    """
    maintenance/one.md:6:35: error: a maintenance has no change such as 'api: operational' [change-in-maintenance]
      hint: write 'State - time' alone; the window stands in the front matter
    """),
  BrokenSite(
    .updateWithoutTime, incident(body: nil, "## Timeline"),
    """
    incidents/one.md:5:4: error: the heading 'Timeline' has no time [update-without-time]
      hint: write '## State - 2026-11-20 10:10 UTC'; use ### for headings inside an update
    """),
  BrokenSite(
    .emptyUpdate, incident(body: nil, "## Resolved - 2026-11-20 10:00 UTC\n\n<!-- Words -->"),
    """
    incidents/one.md:5:4: error: this update shows readers no words [empty-update]
      hint: write below '## Resolved - 2026-11-20 10:00 UTC' what readers should know
    """),
  BrokenSite(
    .emptyHeadingPart, incident(body: nil, "## Resolved - - 2026-11-20 10:00"),
    """
    incidents/one.md:5:15: error: nothing stands between two dashes of this heading [empty-heading-part]
      hint: write '## Resolved - 2026-11-20 10:00'
    """),
  BrokenSite(
    .updateOutOfOrder,
    incident(
      body: nil,
      "## Investigating - 2026-11-20 10:00\nA.\n## Resolved - 2026-11-20 09:59:59"),
    """
    incidents/one.md:7:15: error: '2026-11-20 09:59:59' lies before the update above it [update-out-of-order]
      hint: correct the time, or put the updates in the order of their times
    """),
  BrokenSite(
    .textBeforeUpdate, incident(body: nil, "Hello.\n\n## Resolved - 2026-11-20 10:00"),
    """
    incidents/one.md:5:1: error: this text stands before the first update [text-before-update]
      hint: put a heading above it, like '## Investigating - 2026-11-20 10:10 UTC'
    """),
  BrokenSite(
    .topLevelHeading, incident(body: nil, "## Resolved - 2026-11-20 10:00\n\n# Oh"),
    """
    incidents/one.md:7:3: error: a level-1 heading has no place here [top-level-heading]
      hint: the title stands in the front matter; an update starts with ##
    """),
  BrokenSite(
    .lostHeading,
    incident(body: nil, "## Update - 2026-11-20 10:00\n\n### Resolved - 2026-11-20 10:30"),
    """
    incidents/one.md:7:1: error: this is no heading of an update, so readers find it in the text of the one above [lost-heading]
      hint: write '## Resolved - 2026-11-20 10:30' on a line of its own, outside of quotes, lists and code
    """),
  BrokenSite(
    .noUpdate, incident(body: nil, "\n"),
    """
    incidents/one.md:1:1: error: an incident has no update [no-update]
      hint: add a heading like '## Investigating - 2026-11-20 10:10 UTC', and a text below it
    """),
  BrokenSite(
    .badNext, incident(body: "next: 2 hours"),
    """
    incidents/one.md:5:42: error: '2 hours' is neither a time nor a span of time [bad-next]
      hint: write 'next: 2h', 'next: 12:30 UTC' or 'next: 2026-11-20 12:30 UTC'
    """),
  BrokenSite(
    .badNext, incident(body: "next: 0m"),
    """
    incidents/one.md:5:42: error: '0m' is neither a time nor a span of time [bad-next]
      hint: write 'next: 2h', 'next: 12:30 UTC' or 'next: 2026-11-20 12:30 UTC'
    """),
  BrokenSite(
    .nextNotLater, incident(body: "next: 2026-11-20 10:00"),
    """
    incidents/one.md:5:42: error: the next update is promised for '2026-11-20 10:00', not after this one [next-not-later]
      hint: write a time after the update's own
    """),
  BrokenSite(
    .tooManyDefinitions,
    incident(
      body: nil,
      "[a]: https://a.example/\(String(repeating: "a", count: 17_000))\n\n## Resolved - 2026-11-20 10:00"
    ),
    """
    incidents/one.md:5:1: error: the link definitions have more than 16384 bytes [too-many-definitions]
      hint: write the addresses where the links are: [text](https://…)
    """),
  BrokenSite(
    .endsBeforeStart,
    maintenance("title: T\nstarts: 2026-12-01 02:00\nends: 2026-12-01 02:00"),
    """
    maintenance/one.md:4:7: error: the end '2026-12-01 02:00' does not come after the start [ends-before-start]
      hint: correct 'starts' or 'ends'
    """),
  BrokenSite(
    .postmortemWithoutIncident,
    incident().with("postmortems/ones.md", "---\npublished: 2026-11-25\n---\nWords.\n"),
    """
    postmortems/ones.md:1:1: error: there is no incident 'ones'; did you mean 'one'? [postmortem-without-incident]
      hint: a postmortem has the file name of its incident
    """),
  BrokenSite(
    .unknownPlaceholder, message("We look into {{componet}}.\n"),
    """
    messages/one.md:1:14: error: unknown placeholder '{{componet}}'; did you mean '{{component}}'? [unknown-placeholder]
      hint: placeholders are {{component}}, {{components}}, {{next_update}}, {{severity}}
    """),
  BrokenSite(
    .unknownPlaceholder, message("---\ntitle: We {{\n---\nWords.\n"),
    """
    messages/one.md:2:8: error: unknown placeholder '{{' [unknown-placeholder]
      hint: placeholders are {{component}}, {{components}}, {{next_update}}, {{severity}}
    """),
  BrokenSite(
    .startedLate, incident("title: T\nseverity: SEV1\nstarted: 2026-11-20 10:01 UTC"),
    """
    incidents/one.md:4:10: warning: 'started' '2026-11-20 10:01 UTC' lies after the first update [started-late]
      hint: the page shows an impact that starts after it was first told of; correct one of the two
    """),
  BrokenSite(
    .rawHTML, incident(body: nil, "## Resolved - 2026-11-20 10:00\n\nAll <b>done."),
    """
    incidents/one.md:7:5: warning: the page shows the words of this HTML without its tags [raw-html]
      hint: write it in Markdown, or as `code` if readers should see the tags
    """),
  BrokenSite(
    .unclosedHTML, incident(body: nil, "## Resolved - 2026-11-20 10:00\n\nAll done.\n\n<!-- note"),
    """
    incidents/one.md:9:1: error: nothing closes this <!--, so it would hide the rest of the text [unclosed-html]
      hint: close it with -->, or write `<!--` if readers should see it
    """),
  BrokenSite(
    .foreignMarkup,
    incident(
      body: nil,
      "## Resolved - 2026-11-20 10:00\n\n| a | b |\n|---|---|\n| c | d |\n\nIt was ~~slow~~ `~~x~~` :white_check_mark:.\n\n- [x] done[^1]\n\nSee <https://a.example|the page>, <!here>, <@U024BE7LH>."
    ),
    """
    incidents/one.md:7:1: warning: the page shows this table as it is written [foreign-markup]
      hint: write a list: '- EU: down'
    incidents/one.md:11:8: warning: the page shows this text between tildes as it is written [foreign-markup]
      hint: say what is no longer so: 'corrected: …'
    incidents/one.md:11:25: warning: the page shows this code of an emoji as it is written [foreign-markup]
      hint: write the emoji itself: '✅'
    incidents/one.md:13:3: warning: the page shows this box of a task as it is written [foreign-markup]
      hint: write a list without boxes: '- API: fixed'
    incidents/one.md:13:11: warning: the page shows this mark of a footnote as it is written [foreign-markup]
      hint: write the note where it belongs, in brackets
    incidents/one.md:15:5: warning: the page shows this link from Slack as it is written [foreign-markup]
      hint: write '[words](https://…)'
    incidents/one.md:15:35: warning: the page shows this mention from Slack as it is written [foreign-markup]
      hint: take it out; nobody is notified by it
    """),
  BrokenSite(
    .privateWord,
    status("never_publish: ['acme-internal\\.net']")
      .with(
        "incidents/one.md",
        "---\ntitle: On db1.Acme-Internal.net\nseverity: SEV1\n---\n"
          + "## Resolved - 2026-11-20 10:00\n\nA.\n"),
    #"""
    incidents/one.md:2:15: error: public text matches the private pattern 'acme-internal\.net' [private-word]
      hint: say it in other words; the pattern stands under never_publish in status.yml
    """#),
  BrokenSite(
    .slowPattern,
    status("never_publish: ['(a+)+!']").with(
      "pages/about.md", "---\ntitle: T\n---\n\(String(repeating: "a", count: 60)).\n"),
    """
    pages/about.md:4:1: error: the pattern '(a+)+!' of never_publish takes too long to look for in this text [slow-pattern]
      hint: write it in status.yml without a repetition inside another one, and without .* at its start: `[a-z0-9.-]+\\.internal`, `plover`
    """),
  BrokenSite(
    .privateAddress, incident(body: nil, "## Resolved - 2026-11-20 10:00\n\nHost 10.1.2.3 is up."),
    """
    incidents/one.md:7:6: error: public text names the private address '10.1.2.3' [private-address]
      hint: say what it is to customers, without the address; an example can be 192.0.2.1, 198.51.100.1 or 203.0.113.1; what is no address is allowed by `may_publish: ["10.1.2.3"]` in the front matter
    """),
  BrokenSite(
    .secret,
    incident(
      body: nil,
      "## Resolved - 2026-11-20 10:00\n\nKey AKIA\("IOSFODNN7ABCDEFG") is new."),
    """
    incidents/one.md:7:5: error: public text holds what looks like a key: 'AKIA…' [secret]
      hint: take it out, and change the key where it is used, since this file has seen it
    """),
]
