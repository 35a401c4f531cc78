import ContentReading
import TestSupport

let brokenValues: [BrokenSite] = [
  BrokenSite(
    .unknownKey, incident("title: T\nseverty: SEV1\nseverity: SEV1"),
    """
    incidents/one.md:3:1: error: unknown key 'severty'; did you mean 'severity'? [unknown-key]
      hint: known here: title, severity, components, started, detected, roles, draft, imported, former, may_publish
    """),
  BrokenSite(
    .missingKey, incident("title: T"),
    """
    incidents/one.md:2:1: error: an incident has no 'severity' [missing-key]
      hint: add a line 'severity: …'
    """),
  BrokenSite(
    .wrongType, incident("title: [T]\nseverity: SEV1"),
    """
    incidents/one.md:2:8: error: 'title' is text, not a list [wrong-type]
      hint: write text after 'title:', in quotes if it starts with '[' or '{'
    """),
  BrokenSite(
    .wrongType, incident("title: T\nseverity: SEV1\ncomponents: api"),
    """
    incidents/one.md:4:13: error: 'components' is a list of ids, or a mapping of ids to statuses, not text [wrong-type]
      hint: write a list of ids, or a mapping of ids to statuses after 'components:'
    """),
  BrokenSite(
    .cutText, incident("title: Release #42 breaks sign-in\nseverity: SEV1"),
    """
    incidents/one.md:2:16: error: 'title' ends before '#42 breaks sign-in', which YAML takes for a comment [cut-text]
      hint: put quotes around all of it: "Release #42 breaks sign-in"; a comment has two spaces before its '# '
    """),
  BrokenSite(
    .emptyValue, incident("title: #42 is broken\nseverity: SEV1"),
    """
    incidents/one.md:2:8: error: 'title' is empty, since '#' starts a comment [empty-value]
      hint: put quotes around a text that starts with '#': "#42 is broken"
    """),
  BrokenSite(
    .emptyValue, incident("title:\nseverity: SEV1"),
    """
    incidents/one.md:2:7: error: 'title' is empty [empty-value]
      hint: write a value, or leave the key out if it may be
    """),
  BrokenSite(
    .emptyValue, incident("title: \" \"\nseverity: SEV1"),
    """
    incidents/one.md:2:8: error: 'title' is empty [empty-value]
      hint: write a value, or leave the key out if it may be
    """),
  BrokenSite(
    .unknownValue, components("  - {id: a, name: A, show: alway}"),
    """
    status.yml:4:28: error: 'show' cannot be 'alway'; did you mean 'always'? [unknown-value]
      hint: write one of always, degraded
    """),
  BrokenSite(
    .unknownValue, status("git: push"),
    """
    status.yml:6:6: error: 'git' cannot be 'push' [unknown-value]
      hint: write commit
    """),
  BrokenSite(
    .notOneLine, incident("title: |\n  a\n  b\nseverity: SEV1"),
    """
    incidents/one.md:2:8: error: 'title' has more than one line [not-one-line]
      hint: write it in one line
    """),
  BrokenSite(
    .tooLong, incident("title: \(String(repeating: "a", count: 501))\nseverity: SEV1"),
    """
    incidents/one.md:2:8: error: 'title' has more than 500 characters [too-long]
      hint: say it in fewer
    """),
  BrokenSite(
    .notABoolean, incident("title: T\nseverity: SEV1\ndraft: yes"),
    """
    incidents/one.md:4:8: error: 'yes' is neither true nor false [not-a-boolean]
      hint: write true or false
    """),
  BrokenSite(
    .notADate, components("  - {id: a, name: A, since: 1.3.2024}"),
    """
    status.yml:4:29: error: '1.3.2024' is not a day from 1970 to 2099 [not-a-date]
      hint: write it like 2026-11-20
    """),
  BrokenSite(
    .notATime, incident("title: T\nseverity: SEV1\nstarted: 2026-11-20"),
    """
    incidents/one.md:4:10: error: '2026-11-20' is not a time [not-a-time]
      hint: write it like 2026-11-20 10:10 UTC or 2026-11-20 11:10 +01:00
    """),
  BrokenSite(
    .impossibleTime, incident("title: T\nseverity: SEV1\nstarted: 2026-02-30 10:00 UTC"),
    """
    incidents/one.md:4:10: error: '2026-02-30 10:00 UTC' cannot be: there is no such day [impossible-time]
      hint: correct it; times are from 00:00:00 to 23:59:59, years from 1970 to 2099
    """),
  BrokenSite(
    .impossibleTime, incident("title: T\nseverity: SEV1\nstarted: 2026-11-20 24:00"),
    """
    incidents/one.md:4:10: error: '2026-11-20 24:00' cannot be: there is no such time of day [impossible-time]
      hint: correct it; times are from 00:00:00 to 23:59:59, years from 1970 to 2099
    """),
  BrokenSite(
    .impossibleTime, incident("title: T\nseverity: SEV1\nstarted: 2026-11-20 10:00:61"),
    """
    incidents/one.md:4:10: error: '2026-11-20 10:00:61' cannot be: there is no such time of day [impossible-time]
      hint: correct it; times are from 00:00:00 to 23:59:59, years from 1970 to 2099
    """),
  BrokenSite(
    .impossibleTime, incident("title: T\nseverity: SEV1\nstarted: 1969-11-20 10:00"),
    """
    incidents/one.md:4:10: error: '1969-11-20 10:00' cannot be: the year is out of range [impossible-time]
      hint: correct it; times are from 00:00:00 to 23:59:59, years from 1970 to 2099
    """),
  BrokenSite(
    .impossibleTime, incident("title: T\nseverity: SEV1\nstarted: 2026-11-20 10:00 +15:00"),
    """
    incidents/one.md:4:10: error: '2026-11-20 10:00 +15:00' cannot be: no place is that far from UTC [impossible-time]
      hint: correct it; times are from 00:00:00 to 23:59:59, years from 1970 to 2099
    """),
  BrokenSite(
    .skippedTime,
    status("timezone: Europe/Berlin").with(
      "incidents/one.md",
      "---\ntitle: T\nseverity: SEV1\n---\n## Resolved - 2026-03-29 02:30\n\nA.\n"),
    """
    incidents/one.md:5:15: error: '2026-03-29 02:30' never came in Europe/Berlin: the clock was put forward over it [skipped-time]
      hint: write the offset as well, such as +01:00, or UTC
    """),
  BrokenSite(
    .ambiguousTime,
    status("timezone: Europe/Berlin").with(
      "incidents/one.md",
      "---\ntitle: T\nseverity: SEV1\n---\n## Resolved - 2026-10-25 02:30\n\nA.\n"),
    """
    incidents/one.md:5:15: error: '2026-10-25 02:30' came twice in Europe/Berlin: the clock was put back over it [ambiguous-time]
      hint: write the offset as well, such as +01:00, or UTC
    """),
  BrokenSite(
    .futureTime, incident("title: T\nseverity: SEV1\ndetected: 2027-01-01 00:00"),
    """
    incidents/one.md:4:11: error: '2027-01-01 00:00' lies in the future [future-time]
      hint: correct the day, the time or the time zone
    """),
  BrokenSite(
    .futureTime,
    incident().with("postmortems/one.md", "---\npublished: 2026-12-03\n---\nWords.\n"),
    """
    postmortems/one.md:2:12: error: '2026-12-03' lies in the future [future-time]
      hint: correct the day, the time or the time zone
    """),
  BrokenSite(
    .notADuration,
    status(
      "severities:\n  A: {name: A, status: major_outage, impact: major, update_every: 2 hours}\n"
        + "  B: {name: B, status: operational, impact: none}"),
    """
    status.yml:7:67: error: '2 hours' is not a span of time [not-a-duration]
      hint: write it like 30m, 1h, 1h30m, 3d or 2w, up to a year
    """),
  BrokenSite(
    .badURL, TinySite(status: "name: A\nurl: a.example\ncomponents: [{id: a, name: A}]"),
    """
    status.yml:2:6: error: 'a.example' is not an address that can stand here [bad-url]
      hint: write an address like https://status.example.com, without '?' and '#'
    """),
  BrokenSite(
    .badURL, status("support: javascript:alert(1)"),
    """
    status.yml:6:10: error: 'javascript:alert(1)' is not an address that can stand here [bad-url]
      hint: write https://… or mailto:name@example.com
    """),
]

let brokenSettings: [BrokenSite] = [
  BrokenSite(
    .badColour, status("theme: {accent: blue}"),
    #"""
    status.yml:6:17: error: 'blue' is not a colour [bad-colour]
      hint: write it in quotes, like "#0b5cab" or "#05a"
    """#),
  BrokenSite(
    .badLanguage, status("language: e"),
    """
    status.yml:6:11: error: 'e' is not a language tag [bad-language]
      hint: write one like en, de or pt-BR
    """),
  BrokenSite(
    .badLogo, status("logo: ../logo.svg"),
    """
    status.yml:6:7: error: '../logo.svg' is not a file in static/ [bad-logo]
      hint: write a path like static/logo.svg
    """),
  BrokenSite(
    .badPattern, status("never_publish: ['(']"),
    """
    status.yml:6:17: error: '(' is not a regular expression [bad-pattern]
      hint: put a backslash before brackets and dots that stand for themselves
    """),
  BrokenSite(
    .badWeight, status("uptime: {weights: {partial_outage: 1.1}}"),
    """
    status.yml:6:36: error: '1.1' is not a weight [bad-weight]
      hint: write a number from 0 to 1 with at most six decimals, such as 0.3
    """),
  BrokenSite(
    .badSeverityID,
    status(
      "severities:\n  S 1: {name: A, status: major_outage, impact: major}\n"
        + "  S2: {name: B, status: partial_outage, impact: minor}"),
    """
    status.yml:7:3: error: 'S 1' cannot be the id of a severity [bad-severity-id]
      hint: use A-Z, a-z, 0-9, '-' and '_', 32 characters at most, a letter or a digit first
    """),
  BrokenSite(
    .severityCount, status("severities:\n  S1: {name: A, status: major_outage, impact: major}"),
    """
    status.yml:7:3: error: there is 1 severity [severity-count]
      hint: list two to nine, from worst to least, or leave the key out for SEV1 to SEV3
    """),
  BrokenSite(
    .severityOrder,
    status(
      "severities:\n  S2: {name: B, status: partial_outage, impact: minor}\n"
        + "  S1: {name: A, status: major_outage, impact: major}"),
    """
    status.yml:8:3: error: 'S1' has a greater impact than 'S2' above it [severity-order]
      hint: list the severities from worst to least
    """),
  BrokenSite(
    .unknownTimeZone, status("timezone: Europe/Berlyn"),
    """
    status.yml:6:11: error: unknown time zone 'Europe/Berlyn'; did you mean 'Europe/Berlin'? [unknown-time-zone]
      hint: write an IANA name such as Europe/Berlin or UTC
    """),
  BrokenSite(
    .unknownTimeZone, status("timezone: europe/berlin"),
    """
    status.yml:6:11: error: unknown time zone 'europe/berlin'; did you mean 'Europe/Berlin'? [unknown-time-zone]
      hint: write an IANA name such as Europe/Berlin or UTC
    """),
  BrokenSite(
    .languagesDisagree, status("language: de\nlanguages: [en, de]"),
    """
    status.yml:7:13: error: the first language is 'en', yet 'language' is 'de' [languages-disagree]
      hint: list 'de' first, or leave 'language' out
    """),
  BrokenSite(
    .repeatedLanguage, status("languages: [en, EN]"),
    """
    status.yml:6:17: error: 'EN' is listed twice [repeated-language]
      hint: list each language once
    """),
  BrokenSite(
    .reservedID, status("languages: [en, api]"),
    """
    status.yml:6:17: error: 'api' is taken by Allclear itself [reserved-id]
      hint: choose another name
    """),
  BrokenSite(
    .reservedID,
    status("languages: [en, de]").with("pages/de.md", "---\ntitle: A\n---\n\nB\n"),
    """
    pages/de.md:1:1: error: 'de' is taken by Allclear itself [reserved-id]
      hint: choose another name
    """),
  BrokenSite(
    .repeatedLanguage,
    status("languages: [en, de]").with(
      "pages/a.md", "---\ntitle: A\n---\n\nB\n\n### de\n\nC\n\n### de\n\nD\n"),
    """
    pages/a.md:11:5: error: the text in 'de' stands here twice [repeated-language]
      hint: write each language once; what comes before its heading is in the first language
    """),
  BrokenSite(
    .repeatedLanguage,
    status("languages: [en, de]").with(
      "pages/a.md", "---\ntitle: {en: A, de: B, DE: C}\n---\n\nB\n"),
    """
    pages/a.md:2:23: error: 'DE' names a language that stands here already [repeated-language]
      hint: write each language once
    """),
  BrokenSite(
    .unknownLanguage,
    status("languages: [en, de, fr]").with(
      "pages/a.md", "---\ntitle: {en: A, dee: B}\n---\n\nB\n"),
    """
    pages/a.md:2:16: error: unknown language 'dee'; did you mean 'de'? [unknown-language]
      hint: this site's languages: en, de, fr
    """),
  BrokenSite(
    .unknownLanguage, incident("title: {en: A, de: B}\nseverity: SEV1"),
    """
    incidents/one.md:2:16: error: unknown language 'de' [unknown-language]
      hint: this site has 'en' alone; list the others under 'languages' in status.yml
    """),
  BrokenSite(
    .missingLanguage,
    status("languages: [en, de]").with(
      "pages/a.md", "---\ntitle: {de: B}\n---\n\nB\n"),
    """
    pages/a.md:2:9: error: 'title' is not given in 'en', the site's first language [missing-language]
      hint: add 'en: …'; languages that are left out show that text
    """),
  BrokenSite(
    .duplicateComponent,
    components("  - {id: a, name: A}\n  - {group: G, components: [{id: a, name: B}]}"),
    """
    status.yml:5:34: error: another component above has the id 'a' [duplicate-component]
      hint: give each component an id of its own, in groups too
    """),
  BrokenSite(
    .duplicateGroup,
    components(
      "  - {group: G, components: [{id: a, name: A}]}\n"
        + "  - {group: G, components: [{id: b, name: B}]}"),
    """
    status.yml:5:13: error: another group above has the name 'G' [duplicate-group]
      hint: give each group a name of its own
    """),
  BrokenSite(
    .nestedGroup,
    components("  - {group: G, components: [{group: H, components: [{id: a, name: A}]}]}"),
    """
    status.yml:4:29: error: a group stands inside a group [nested-group]
      hint: groups hold components alone; list this group beside the other
    """),
  BrokenSite(
    .emptyList, TinySite(status: "name: A\nurl: https://a.example\ncomponents: []"),
    """
    status.yml:3:13: error: 'components' lists nothing [empty-list]
      hint: list one at least
    """),
  BrokenSite(
    .badTarget, status("publish:\n  - {to: 'git:origin'}\n  - {to: '-x'}\n  - {to: 'rsync:-e x'}"),
    """
    status.yml:7:10: error: 'git:origin' is not a place to publish to [bad-target]
      hint: write a folder, rclone:REMOTE:PATH, rsync:USER@HOST:/PATH or git:REMOTE#BRANCH
    status.yml:8:10: error: '-x' is not a place to publish to [bad-target]
      hint: write a folder, rclone:REMOTE:PATH, rsync:USER@HOST:/PATH or git:REMOTE#BRANCH
    status.yml:9:10: error: 'rsync:-e x' is not a place to publish to [bad-target]
      hint: write a folder, rclone:REMOTE:PATH, rsync:USER@HOST:/PATH or git:REMOTE#BRANCH
    """),
  BrokenSite(
    .duplicateTarget, status("publish:\n  - {to: www}\n  - {to: www, after: ./purge}"),
    """
    status.yml:8:5: error: this target is listed above already [duplicate-target]
      hint: list each place once
    """),
  BrokenSite(
    .duplicateNotifier,
    status("notify:\n  - {name: a, to: command, run: x}\n  - {name: A, to: command, run: y}"),
    """
    status.yml:8:5: error: another notifier above has the name 'A' [duplicate-notifier]
      hint: give each a name of its own; what was sent is remembered by it
    """),
  BrokenSite(
    .badCommand, status("publish:\n  - {to: www, after: -x}"),
    """
    status.yml:7:22: error: '-x' is not a command [bad-command]
      hint: write a program of the site folder, such as ./purge-cdn.sh
    """),
  BrokenSite(
    .badMailbox, status("notify:\n  - {name: a, to: mail, address: a@b@c, from: 'A <b>'}"),
    """
    status.yml:7:34: error: 'a@b@c' is not a mail address [bad-mailbox]
      hint: write one like status@acme.example
    status.yml:7:47: error: 'A <b>' is not a mail address [bad-mailbox]
      hint: write one like status@acme.example
    """),
  BrokenSite(
    .secretInFile,
    status(
      "notify:\n  - {name: a, to: slack, url: https://s3cret.example}\n"
        + "  - {name: b, to: webhook, url: {env: https://s3cret.example}, secret: {}}\n"
        + "publish:\n  - {to: 'git:https://me:s3cret@git.example/a#b'}\n"
        + "  - {to: 'rclone::s3,secret_access_key=s3cret:bucket'}"),
    """
    status.yml:7:31: error: 'url' is written into the file [secret-in-file]
      hint: anybody who reads the file could use it; write 'url: {env: NAME}', the name of an environment variable, or 'url: {file: PATH}'
    status.yml:8:39: error: 'env' is not the name of an environment variable [secret-in-file]
      hint: write its name, such as SLACK_HOOK, not what it holds
    status.yml:8:72: error: 'secret' has to name one place [secret-in-file]
      hint: write 'secret: {env: NAME}' or 'secret: {file: PATH}'
    status.yml:10:10: error: 'to' holds a password [secret-in-file]
      hint: name a remote that git or rclone knows, and give the password to that program
    status.yml:11:10: error: 'to' holds a password [secret-in-file]
      hint: name a remote that git or rclone knows, and give the password to that program
    """),
  BrokenSite(
    .alertWithoutEffect, status("alerts:\n  - match: {service: a}"),
    """
    status.yml:7:5: error: this rule names neither a component nor a severity [alert-without-effect]
      hint: add 'component: …' or 'severity: …' beside 'match'
    """),
  BrokenSite(
    .severityContradicts,
    status(
      "severities:\n  A: {name: A, status: operational, impact: critical}\n"
        + "  B: {name: B, status: major_outage, impact: none}"),
    """
    status.yml:7:45: error: 'impact: critical' contradicts 'status: operational' of the same level [severity-contradicts]
      hint: write 'impact: none', or say what becomes of components, such as 'status: major_outage'
    status.yml:8:46: error: 'impact: none' contradicts 'status: major_outage' of the same level [severity-contradicts]
      hint: write 'status: operational', or the impact on customers, such as 'impact: minor'
    """),
  BrokenSite(
    .badLanguage, status("language: ar-u-nu-arab"),
    """
    status.yml:6:11: error: 'ar-u-nu-arab' has the extension 'u-nu-arab' [bad-language]
      hint: write 'ar'; a language is a tag without an extension
    """),
  BrokenSite(
    .unknownStatus,
    status(
      "severities:\n  A: {name: A, status: down, impact: none}\n"
        + "  B: {name: B, status: operational, impact: none}"),
    """
    status.yml:7:24: error: unknown status 'down' [unknown-status]
      hint: a status is operational, degraded_performance, partial_outage, major_outage
    """),
]
