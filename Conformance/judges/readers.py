"""Readers that follow a site over successive days: each update once, none lost, none doubled."""

import os
import sqlite3
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import feedparser

from judging import Breakage, Verdict, doubling, judge, replacing
from server import SiteServer

# The steps of the story: ten days, then what follows them.
UNCHANGED, TYPO, ADDED, RESOLVED, LATER = 10, 11, 12, 13, 14
FEEDS = ("feed.xml", "atom.xml")


def step(number, file="feed.xml"):
    return f"{number:02}/{file}"


OPEN_ITEM = "2026-11-10-search/#2026-11-10T08-00-00Z"
OTHER_ITEM = "2026-11-10-search/#2026-11-10T08-00-01Z"


def changed_id(text):
    return text.replace(OPEN_ITEM, OTHER_ITEM)


def without_newest(text):
    start, end = text.find("<item>"), text.find("</item>") + len("</item>")
    return text[:start] + text[end:]


@judge("newsboat", "newsboat reloads both feeds: each update arrives once, a typo adds none", [
    Breakage("an id that a corrected typo changes", step(TYPO), changed_id),
    Breakage("the same in Atom", step(TYPO, "atom.xml"), changed_id),
    Breakage("an id that stands twice", step(4), doubling("<guid", "</guid>")),
    Breakage("an update that never appears", step(ADDED), without_newest),
    Breakage("a changed feed whose date stood still", step(ADDED), dated_as=step(TYPO)),
], subject="story")
def newsboat(story):
    with tempfile.TemporaryDirectory() as scratch, \
            SiteServer(story.steps[0].folder, story.address) as server:
        # A newsboat for each feed: one cache keeps an id once, whichever feed brought it.
        homes = {feed: home_of_newsboat(Path(scratch) / feed, f"{server.root}/{feed}")
                 for feed in FEEDS}
        return follow(story, server, lambda feed: reload(homes[feed]))


def home_of_newsboat(folder, address):
    folder.mkdir()
    (folder / "urls").write_text(f"{address}\n")
    (folder / "config").write_text("")
    return folder


def reload(home):
    """The ids that newsboat has ever stored, once for each row."""
    subprocess.run(
        ["newsboat", "-q", "-C", home / "config", "-u", home / "urls", "-c", home / "cache.db",
         "-x", "reload"],
        env={**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8"},
        capture_output=True, timeout=60, check=False)
    with sqlite3.connect(home / "cache.db") as cache:
        return [guid for guid, in cache.execute("select guid from rss_item").fetchall()]


@judge("polling", "a feedparser client polls with ETag and Last-Modified, and keeps ids", [
    Breakage("an id that a corrected typo changes", step(TYPO), changed_id),
    Breakage("an update that never appears", step(RESOLVED), without_newest),
    Breakage("an item that comes back under another id", step(LATER, "atom.xml"), changed_id),
], subject="story")
def polling(story):
    with SiteServer(story.steps[0].folder, story.address) as server:
        clients = {feed: Poller(server, feed) for feed in FEEDS}
        return follow(story, server, lambda feed: clients[feed].poll())


class Poller:
    """Fetches one feed as rss2email and many bots do."""

    def __init__(self, server, feed):
        self.address = f"{server.root}/{feed}"
        self.etag = self.modified = None
        self.ids = []

    def poll(self):
        read = feedparser.parse(self.address, etag=self.etag, modified=self.modified)
        self.etag = read.get("etag", self.etag)
        self.modified = read.get("modified", self.modified)
        self.ids += [entry.id for entry in read.entries if entry.id not in self.ids]
        return self.ids


def follow(story, server, fetch):
    """`fetch` returns every id that the client got of a feed so far."""
    verdict = Verdict()
    known = {feed: [] for feed in FEEDS}
    for number, step in enumerate(story.steps):
        server.folder = step.folder
        for feed in FEEDS:
            if not (step.folder / feed).is_file():
                verdict.require(number, f"{feed} is missing")
                continue
            now = fetch(feed)
            compare(step, feed, Counter(now) - Counter(known[feed]), verdict)
            known[feed] = list(now)
    count = sum(len(step.new) for step in story.steps)
    verdict.seen = f"{count} updates over {len(story.steps)} builds, in each of {len(FEEDS)} feeds"
    return verdict


def compare(step, feed, new, verdict):
    lost = sorted(set(step.new) - set(new))
    doubled = sorted(ident for ident, count in new.items() if ident not in step.new or count > 1)
    verdict.require(not lost, f"{step.what}: {feed} lost {', '.join(lost)}")
    verdict.require(not doubled, f"{step.what}: {feed} adds {', '.join(doubled)}")


@judge("dates", "a changed feed has a later date in whole seconds; an unchanged one answers 304", [
    Breakage("a rebuild that changes a byte", step(UNCHANGED), replacing("</rss>", "</rss>\n")),
    Breakage("an unchanged feed whose date moved", step(LATER), dated_as=step(0)),
    Breakage("a changed feed whose date stood still", step(ADDED), dated_as=step(TYPO)),
], subject="story")
def dates(story):
    verdict = Verdict(f"{len(story.steps)} builds")
    with SiteServer(story.steps[0].folder, story.address) as server:
        for before, now in zip(story.steps, story.steps[1:]):
            for feed in (*FEEDS, "feed.json", "history.rss", "history.atom"):
                files = [step.folder / feed for step in (before, now)]
                if all(file.is_file() for file in files):
                    judge_dates(server, before, now, feed, verdict)
    return verdict


def judge_dates(server, before, now, feed, verdict):
    old, new = (step.folder / feed for step in (before, now))
    same = old.read_bytes() == new.read_bytes()
    if now.is_unchanged:
        verdict.require(same, f"{now.what}: {feed} has other bytes")
    server.folder = before.folder
    first = feedparser.parse(f"{server.root}/{feed}")
    server.folder = now.folder
    again = feedparser.parse(f"{server.root}/{feed}", modified=first.get("modified"))
    wanted = 304 if same else 200
    verdict.require(again.get("status") == wanted,
                    f"{now.what}: {feed} is answered {again.get('status')}, not {wanted}")
    later = int(new.stat().st_mtime) > int(old.stat().st_mtime)
    verdict.require(same or later, f"{now.what}: {feed} changed and kept its date")
