"""A small site over ten days and five changes after them, with the items that each step brings.

What is new is worked out here from what is written, by the contract of item ids, and never read
from a feed: an item that all feeds lose is missed, too.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

ADDRESS = "https://days.example.org"
FIRST_DAY = datetime(2026, 11, 1, tzinfo=timezone.utc)
DAYS = 10

STATUS = f"""name: Ten Days
url: {ADDRESS}
components:
  - {{id: api, name: API}}
  - {{id: web, name: Web}}
"""


@dataclass(frozen=True)
class Scene:
    what: str
    moment: str
    files: dict
    new: tuple
    is_unchanged: bool = False


@dataclass(frozen=True)
class Update:
    """`number` counts the updates of one entry at the same second."""

    entry: str
    state: str
    time: datetime
    text: str
    number: int = 1

    @property
    def id(self):
        anchor = f"{self.time:%Y-%m-%dT%H-%M-%SZ}"
        suffix = f"-{self.number}" if self.number > 1 else ""
        return f"{ADDRESS}/{self.entry}/#{anchor}{suffix}"

    @property
    def markdown(self):
        return f"## {self.state} - {self.time:%Y-%m-%d %H:%M:%S} UTC\n\n{self.text}\n"


def scenes():
    entries = all_entries()
    written = [update for _, updates in entries for update in updates]
    seen = set()
    for day in range(DAYS):
        now = FIRST_DAY + timedelta(days=day, hours=12)
        known = {update.id for update in written if update.time <= now}
        new = (known | {ident for time, ident in clock_moves() if time <= now}) - seen
        seen |= new
        yield Scene(f"day {day + 1}", stamp(now), files(entries), tuple(sorted(new)))
    yield from changes(entries, now)


def changes(entries, now):
    """What a team does to one open incident after the ten days."""
    head, updates = entries[-1]
    others = entries[:-1]

    def scene(what, minutes, updates, new=(), is_unchanged=False):
        moment = stamp(now + timedelta(minutes=minutes))
        ids = tuple(update.id for update in new)
        return Scene(what, moment, files([*others, (head, updates)]), ids, is_unchanged)

    yield scene("rebuilt unchanged", 0, updates, is_unchanged=True)
    first = updates[0]
    corrected = Update(first.entry, first.state, first.time, first.text.replace("serach", "search"))
    updates = [corrected, *updates[1:]]
    yield scene("typo corrected", 10, updates)
    added = Update(first.entry, "Monitoring", now + timedelta(minutes=15),
                   "The index is complete again; we watch it until the evening.")
    updates = [*updates, added]
    yield scene("update added", 20, updates, [added])
    last = Update(first.entry, "Resolved", now + timedelta(minutes=25),
                  "Search finds everything again, and no data was lost.")
    updates = [*updates, last]
    yield scene("incident resolved", 30, updates, [last])
    yield scene("rebuilt ten minutes later", 40, updates, is_unchanged=True)


def all_entries():
    """(front matter, updates) of each: 13 incidents and a maintenance, more than 50 updates."""
    entries = [regular(number) for number in range(12)]
    entries.append(maintenance())
    entries.append(still_open())
    return entries


def regular(number):
    """Four updates over 27 hours, two of them in the same second."""
    start = FIRST_DAY + timedelta(hours=3 + 17 * number)
    name = f"incidents/{start:%Y-%m-%d}-trouble-{number}"
    head = f"title: Trouble {number} & <more>\nseverity: SEV{number % 3 + 1}\ncomponents: [api]\n"
    return head, [
        Update(name, "Investigating", start, "Some requests fail with error 500. We look into it."),
        Update(name, "Identified", start + timedelta(hours=2), "A disk is full; we add another."),
        Update(name, "Update", start + timedelta(hours=2),
               "One more thing: uploads wait until then, and none is lost.", number=2),
        Update(name, "Retracted" if number == 7 else "Resolved", start + timedelta(hours=27),
               "All requests succeed again, and no data was lost."),
    ]


def maintenance():
    name = "maintenance/2026-11-06-upgrade"
    head = ("title: Upgrade\ncomponents: [web]\n"
            "starts: 2026-11-06 02:00 UTC\nends: 2026-11-06 04:00 UTC\n")
    return head, [
        Update(name, "Scheduled", FIRST_DAY + timedelta(days=3, hours=9),
               "Read-only for two hours."),
        Update(name, "Update", FIRST_DAY + timedelta(days=4, hours=9),
               "It starts on time tomorrow."),
    ]


def clock_moves():
    """What the clock does to the maintenance, which nobody writes: (moment, id of its item)."""
    day = datetime(2026, 11, 6, tzinfo=timezone.utc)
    return [
        (moment, f"{ADDRESS}/maintenance/2026-11-06-upgrade/#{moment:%Y-%m-%dT%H-%M-%SZ}-{state}")
        for moment, state in [(day + timedelta(hours=2), "in-progress"),
                              (day + timedelta(hours=4), "completed")]
    ]


def still_open():
    name = "incidents/2026-11-10-search"
    start = FIRST_DAY + timedelta(days=9, hours=8)
    head = "title: Search finds too little\nseverity: SEV3\ncomponents: [web]\n"
    return head, [
        Update(name, "Investigating", start, "The serach misses new entries. We look into why."),
        Update(name, "Identified", start + timedelta(hours=1), "The index is being built anew."),
    ]


def files(entries):
    texts = {"status.yml": STATUS}
    for head, updates in entries:
        body = "\n".join(update.markdown for update in updates)
        texts[f"{updates[0].entry}.md"] = f"---\n{head}---\n\n{body}"
    return texts


def stamp(moment):
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
