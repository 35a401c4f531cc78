"""Calendars of planned maintenance: PyPI's icalendar, and RFC 5545's rules for the bytes."""

from datetime import datetime, timezone

from icalendar import Calendar

from feedrules import moment
from judging import Breakage, Verdict, doubling, judge, replacing
from markup import Places

ALL = "maintenance.ics"


def paths(site):
    return [ALL, *(f"components/{row['id']}/maintenance.ics" for row in site.components)]


@judge("ics-lines", "each calendar: CRLF, lines of at most 75 octets, folds between characters", [
    Breakage("a line of more than 75 octets", ALL,
             replacing("SUMMARY:", "SUMMARY:" + "long " * 20)),
    Breakage("a bare line feed", ALL, replacing("\r\nUID", "\nUID")),
    Breakage("no line end after the last line", ALL,
             replacing("END:VCALENDAR\r\n", "END:VCALENDAR")),
    Breakage("a method, as in an invitation", ALL,
             replacing("BEGIN:VEVENT", "METHOD:REQUEST\r\nBEGIN:VEVENT")),
])
def ics_lines(site):
    verdict = Verdict(f"{len(paths(site))} calendars")
    for path in paths(site):
        if not verdict.require((site.folder / path).is_file(), f"{path} is missing"):
            continue
        content = (site.folder / path).read_bytes()
        lines = content.split(b"\r\n")
        verdict.require(lines[-1] == b"", f"{path} does not end with CRLF")
        for number, line in enumerate(lines, start=1):
            verdict.require(len(line) <= 75, f"{path}:{number} has {len(line)} octets")
            verdict.require(not {10, 13} & set(line), f"{path}:{number} holds a bare line end")
            verdict.require(is_utf8(line), f"{path}:{number} is folded inside a character")
        verdict.require(b"\nMETHOD" not in content, f"{path} has a METHOD")
    return verdict


def is_utf8(line):
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


@judge("icalendar", "PyPI's icalendar reads every event; all maintenance is there, each once", [
    Breakage("an event without a UID", ALL, replacing("\r\nUID:", "\r\nX-UID:")),
    Breakage("an unreadable time", ALL, replacing("DTSTART:2026", "DTSTART:someday2026")),
    Breakage("a UID that stands twice", ALL,
             doubling("\r\nUID:", "\r\n")),
    Breakage("a stamp of the build instead of the change", ALL,
             replacing("\r\nDTSTAMP:2026", "\r\nDTSTAMP:2027")),
    Breakage("an event that ends before it starts", ALL, replacing("DTEND:2026", "DTEND:2016")),
    Breakage("a maintenance that is missing", ALL,
             lambda text: text[:text.find("BEGIN:VEVENT")] + text[text.find("END:VEVENT") + 12:]),
    Breakage("a component's calendar without its event", "components/api/maintenance.ics",
             lambda text: text[:text.find("BEGIN:VEVENT")] + text[text.rfind("END:VEVENT") + 12:]),
])
def icalendar(site):
    verdict = Verdict()
    events = {}
    for path in paths(site):
        if verdict.require((site.folder / path).is_file(), f"{path} is missing"):
            events[path] = read(site, path, verdict)
    if ALL in events:
        verdict.seen = f"{len(events[ALL])} events in {len(events)} calendars"
        judge_presence(site, events, verdict)
    return verdict


def read(site, path, verdict):
    """The events by UID."""
    try:
        calendar = Calendar.from_ical((site.folder / path).read_bytes())
    except ValueError as error:
        verdict.problems.append(f"{path}: {error}")
        return {}
    verdict.require(calendar.get("VERSION") == "2.0" and calendar.get("PRODID"),
                    f"{path} lacks VERSION or PRODID")
    events = calendar.walk("VEVENT")
    for event in events:
        judge_event(site, path, event, verdict)
    uids = [str(event.get("UID")) for event in events]
    verdict.require(len(set(uids)) == len(uids), f"{path}: a UID stands twice")
    return dict(zip(uids, events))


def judge_event(site, path, event, verdict):
    uid = event.get("UID")
    verdict.require(not event.errors, f"{path}: {uid}: {event.errors}")
    missing = [key for key in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE")
               if event.get(key) is None]
    if not verdict.require(not missing, f"{path}: {uid} lacks {', '.join(missing)}"):
        return
    try:
        start, end, stamp = (event.decoded(key) for key in ("DTSTART", "DTEND", "DTSTAMP"))
    except ValueError as error:
        verdict.problems.append(f"{path}: {uid}: {error}")
        return
    times = [isinstance(value, datetime) and value.tzinfo for value in (start, end, stamp)]
    if not verdict.require(all(times), f"{path}: {uid}: {start}, {end}, {stamp}"):
        return
    verdict.require(start < end, f"{path}: {uid} ends before it starts")
    verdict.require(stamp <= site.moment, f"{path}: {uid} is stamped {stamp}")
    url = str(event.get("URL", ""))
    problem = Places(site).problem(url) if url else None
    verdict.require(problem is None, f"{path}: {problem}")


def judge_presence(site, events, verdict):
    """What the API lists, the calendar has; what only the calendar has, was cancelled."""
    rows = site.json("api/v2/scheduled-maintenances.json")["scheduled_maintenances"]
    listed = {(row["name"], moment(row["scheduled_for"])) for row in rows}
    told = {key(event) for event in events[ALL].values() if key(event)}
    for name, start in listed - told:
        verdict.problems.append(f"{ALL} lacks {name!r} of {start}")
    for event in events[ALL].values():
        cancelled = str(event.get("STATUS")) == "CANCELLED"
        verdict.require(cancelled or key(event) in listed, f"{ALL}: {event.get('UID')} is unknown")
    for path, some in events.items():
        verdict.require(set(some) <= set(events[ALL]), f"{path} has events that {ALL} lacks")
    for row in rows:
        for component in row["components"]:
            path = f"components/{component['id']}/maintenance.ics"
            found = {key(event) for event in events.get(path, {}).values()}
            verdict.require((row["name"], moment(row["scheduled_for"])) in found,
                            f"{path} lacks {row['name']!r}")


def key(event):
    """Name and start; None for an event whose start cannot be read."""
    try:
        return str(event.get("SUMMARY")), event.decoded("DTSTART").astimezone(timezone.utc)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
