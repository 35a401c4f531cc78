"""Two sites at the edges: one with everything that breaks a format, one with almost nothing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class WrittenSite:
    name: str
    address: str
    files: dict  # path → text
    private: tuple = ()
    incidents: tuple = ()


QUOTES = "\"straight\" 'single' “curly” ‘so’ «French» „German“ `code` ´acute´"
MARKUP = ("]]> <!-- --> <![CDATA[ </script> </style> </textarea> <b>bold</b> "
          "& &amp; &#0; &lt; %s \\n ${x} {{name}}")
RIGHT_TO_LEFT = "تعطل في الدفع — שירות לא זמין — (API)"
EMOJI = "🔥 👩🏽‍💻 🏳️‍🌈 🇩🇪 1️⃣ ❤️"
MARKS = "Z̴̡a̷͜l̸̕g̶̛o̵͠ e\u0301 \u00a0 \u200b \u200d"
SEPARATORS = "line\u2028paragraph\u2029joined\ufeff \u2066iso\u2069"  # in a text only: a title may not have them
WIDE = "サービス障害のお知らせ 所有请求均失败 모든 요청이 실패합니다"
LONG_WORD = "Rinderkennzeichnungsfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 3
CALENDAR = "semi;colon, comma, back\\slash, COLON:VALUE, BEGIN:VEVENT"

TITLES = {
    "quotes": QUOTES,
    "markup": MARKUP,
    "rtl": RIGHT_TO_LEFT,
    "emoji": EMOJI,
    "marks": MARKS.strip(),
    "wide": WIDE,
    "word": LONG_WORD,
    "long": ("Checkout, search and “log in” fail for some & <all> customers 🚧 " * 6)[:300],
    "calendar": CALENDAR,
}

# Every construct of CommonMark, some broken on purpose, and what must never come through.
MARKDOWN = """
A paragraph with *stress*, **strong**, `code & <tags>`,
a [link](https://example.org/?a=1&b=2 "a \\"title\\""),
an <https://example.org/auto?x=1&y=2> and a hard break\\
here. ![a picture](https://example.org/picture.png) [a page](/about/) [a file](/feed.xml)

### A heading of the update's own

> A quotation with a list:
>
> 1. one
> 2. two
>    - nested

```html
<script>alert("]]>")</script>
```

- [bad](javascript:alert(1)) and [data](data:text/html;base64,PHA+)
- <script>alert('raw')</script> and <img src=/feed.xml onerror=alert(1)>

***

<div onclick="x()">a raw block</div>

[unclosed](http:// and **unclosed and `unclosed
"""

SENTENCE = " ".join(["We restore the queues:", QUOTES, RIGHT_TO_LEFT, MARKUP, SEPARATORS, ". "])
LONG_UPDATE = (SENTENCE * 60)[:11_000]


def scalar(text):
    """A YAML string in double quotes. JSON's escapes are YAML's, too."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else escape(c) for c in escaped) + '"'


def escape(character):
    code = ord(character)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def hostile():
    files = {"status.yml": hostile_status(), "pages/about.md": hostile_page()}
    for number, (name, title) in enumerate(TITLES.items(), start=1):
        files[f"incidents/{incident(name)}.md"] = hostile_incident(number, name, title)
        files[f"maintenance/work-{name}.md"] = hostile_maintenance(number, title)
    files["incidents/2026-11-20-draft.md"] = draft()
    files["incidents/2026-11-20-no-component.md"] = without_component()
    files["incidents/2026-11-18-false-alarm.md"] = false_alarm()
    files["postmortems/2026-11-01-quotes.md"] = postmortem()
    files["announcements/holidays.md"] = announcement()
    public = [incident(name) for name in TITLES]
    return WrittenSite(
        "hostile", "https://status.example.org/a/b", files,
        private=("Quillon Private", "Zanzara Secretary", "Ownerina Hidden", "escalation-hidden",
                 "Draft that nobody may see"),
        incidents=(*public, "2026-11-20-no-component", "2026-11-18-false-alarm"))


def incident(name):
    return f"2026-11-{list(TITLES).index(name) + 1:02}-{name}"


def hostile_status():
    """60 components: five alone, and five groups of eleven."""
    names = list(TITLES.values())
    lines = [
        f"name: {scalar('Ünïcode & <Söhne> ' + QUOTES + ' ]]>')}",
        "url: https://status.example.org/a/b",
        f"description: {scalar(MARKUP + ' ' + EMOJI)}",
        "timezone: Pacific/Chatham",
        "support: mailto:help@example.org?subject=a%20b&body=c",
        "severities:",
        *severity("P1", "major_outage", "critical"),
        *severity("P2", "partial_outage", "major"),
        *severity("P3", "operational", "none"),
        "components:",
    ]
    for number in range(5):
        lines.append(f"  - {{id: c{number}, name: {scalar(names[number][:120] + f' {number}')}}}")
    for group in range(5):
        lines += [f"  - group: {scalar(names[group + 4][:100] + f' {group}')}", "    components:"]
        for number in range(11):
            index = 5 + group * 11 + number
            title = scalar(names[index % len(names)][:120] + f" {index}")
            show = ", show: degraded" if number == 10 else ""
            lines.append(f"      - {{id: c{index}, name: {title}, description: {title}{show}}}")
    return "\n".join(lines) + "\n"


def severity(name, status, impact):
    return [
        f"  {name}:",
        f"    name: {scalar('Level <' + name + '> & more')}",
        f"    definition: {scalar(MARKUP)}",
        f"    status: {status}",
        f"    impact: {impact}",
        "    first_update_within: 5m",
        "    update_every: 30m",
        "    escalate_to: [escalation-hidden]",
    ]


def hostile_incident(day, name, title):
    """Two updates of one second, a change of severity, and an own status; the last one is open."""
    closing = "" if name in ("calendar", "long") else f"""
## Resolved - 2026-11-{day:02} 23:59:59 UTC

Everything works again, and no data was lost. {title}
"""
    text = LONG_UPDATE if name == "long" else MARKDOWN
    return f"""---
title: {scalar(title)}
severity: P2
components: [c{day}, c{day + 20}, c{day + 40}]
roles: {{commander: Quillon Private, communications: Zanzara Secretary}}
---

## Investigating - 2026-11-{day:02} 09:00:00 UTC

{title if name != "markup" else "The title has it all."}
We look into it and will say more within the hour.

## Identified - 2026-11-{day:02} 09:00:00 UTC - P1 - c{day + 20}: degraded_performance - next: 3h
{text}

## Update – 2026-11-{day:02} 10:00 UTC – c{day + 50}: partial_outage

{LONG_WORD} {EMOJI} {RIGHT_TO_LEFT}
{closing}"""


def hostile_maintenance(day, title):
    state = "## Cancelled - 2026-11-19 10:00 UTC\n\nThe work is called off." if day == 2 else ""
    return f"""---
title: {scalar(title)}
components: [c{day}, c{day + 5}]
starts: 2026-11-{19 + day:02} 22:00 UTC
ends: 2026-11-{20 + day:02} 02:30 UTC
---

## Scheduled - 2026-11-{day:02} 09:00 UTC

{title if day != 2 else CALENDAR}

{WIDE} {EMOJI} {CALENDAR} The API is read-only for the whole window.

{state}
"""


def draft():
    return """---
title: Draft that nobody may see
severity: P1
components: [c1]
draft: true
---

## Investigating - 2026-11-20 10:00 UTC

Draft that nobody may see, with some more words.
"""


def without_component():
    return """---
title: Telephone support cannot be reached
severity: P1
---

## Investigating - 2026-11-20 11:40 UTC

Calls end before they are answered. Mail works; please write to us meanwhile.
"""


def false_alarm():
    return """---
title: "Checkout: no orders"
severity: P1
components: [c0]
---

## Investigating - 2026-11-18 10:00 UTC

We see no orders at all and look into why that is.

## Retracted - 2026-11-18 10:20 UTC

Our counter had stopped. Orders were never affected.
"""


def postmortem():
    return f"""---
published: 2026-11-05
actions:
  - {{kind: alert, what: {scalar(MARKUP)}, owner: Ownerina Hidden, done: 2026-11-07}}
---

## Summary

{QUOTES} {RIGHT_TO_LEFT}

## Impact
{MARKDOWN}

## What failed

### Process

Nothing was written down.

### Tooling

{LONG_WORD}

### Communication

The first update came late.

## What went well

The rollback took a minute.

## What we will change

See the actions.
"""


def announcement():
    return f"""---
title: {scalar(QUOTES + ' ' + MARKUP)}
starts: 2026-11-01 00:00 UTC
---
{MARKDOWN}
"""


def hostile_page():
    return f"""---
title: {scalar('About <us> & ' + QUOTES)}
---
{MARKDOWN}
"""


def bare():
    status = """name: One
url: https://one.example.org
components:
  - {id: api, name: API}
"""
    return WrittenSite("bare", "https://one.example.org", {"status.yml": status})


# Words as long as Finnish and German make them, which no dictionary of a browser may know.
PLANE = "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas"
RIGHTS = "Geschäftskundenverwaltungsoberflächenzugriffsberechtigung"


def long_words():
    """A German page on which each name and title is one long word, and a day has several of them."""
    status = f"""name: {PLANE}
url: https://words.example.org
language: de
since: 2026-01-01
components:
  - group: {RIGHTS}en
    components:
      - {{id: plane, name: {PLANE}, description: {RIGHTS}}}
      - {{id: rights, name: {RIGHTS}}}
subscribe:
  - {{name: {RIGHTS}, link: "https://lists.example.org/"}}
"""
    files = {"status.yml": status, "maintenance/2026-12-03-move.md": f"""---
title: {RIGHTS}sumzug
components: [plane, rights]
starts: 2026-12-03 02:00 UTC
ends: 2026-12-03 04:00 UTC
---

## Scheduled - 2026-11-10 09:00 UTC

{RIGHTS}
"""}
    for day, hour in ((2, 9), (9, 9), (9, 14), (20, 9), (20, 10)):
        end = "" if day == 20 else f"\n## Resolved - 2026-11-{day:02} {hour + 2}:00 UTC\n\n{RIGHTS}\n"
        files[f"incidents/2026-11-{day:02}-{hour}.md"] = f"""---
title: {PLANE} {RIGHTS}
severity: SEV{1 + hour % 3}
components: [plane, rights]
---

## Investigating - 2026-11-{day:02} {hour:02}:00 UTC

{PLANE} {RIGHTS}
{end}"""
    return WrittenSite("words", "https://words.example.org", files)


def at_work():
    """One component, under maintenance at the moment of the suites, and nothing else."""
    status = """name: One
url: https://work.example.org
components:
  - {id: api, name: API}
"""
    work = """---
title: New disks
components: [api]
starts: 2026-11-20 11:00 UTC
ends: 2026-11-20 13:00 UTC
---

## Scheduled - 2026-11-10 09:00 UTC

The API is read-only for two hours.
"""
    return WrittenSite("work", "https://work.example.org",
                       {"status.yml": status, "maintenance/2026-11-20-disks.md": work})
