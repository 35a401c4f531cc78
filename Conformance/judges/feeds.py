"""The feeds: RSS, Atom and JSON Feed by the rules of their specifications, feedparser, and links.

No maintained feed validator is to be had from Debian or PyPI, so the rules that such a validator
checks, and those of our own contract, are written out in `feedrules.py`.
"""

import json

import feedparser
import jsonfeed

import feedrules
from judging import Breakage, Verdict, doubling, judge, replacing, within, without_element
from markup import Places


def component_feeds(site, name):
    return [f"components/{row['id']}/{name}" for row in site.components]


def recent_incidents(site):
    """The ids of those that are open or were closed within 30 days."""
    ids = []
    for row in site.json("api/v2/incidents.json")["incidents"]:
        closed = row["resolved_at"] and feedrules.moment(row["resolved_at"])
        if not closed or (site.moment - closed).days < 30:
            ids.append(row["shortlink"].rstrip("/").rpartition("/")[2])
    return ids


def rss_files(site):
    incidents = [f"incidents/{name}/feed.xml" for name in recent_incidents(site)]
    return ["feed.xml", *component_feeds(site, "feed.xml"), *incidents, "history.rss"]


def atom_files(site):
    return ["atom.xml", *component_feeds(site, "atom.xml"), "history.atom"]


def json_files(site):
    return ["feed.json", *component_feeds(site, "feed.json")]


def each(site, paths, rules):
    verdict = Verdict(f"{len(paths)} feeds")
    for path in paths:
        if verdict.require((site.folder / path).is_file(), f"{path} is missing"):
            verdict.problems += [f"{path}: {problem}" for problem in rules(site, path)]
    return verdict


@judge("rss", "every RSS feed: dates, ids, self link, absolute links, order, size", [
    Breakage("a guid that stands twice", "feed.xml",
             doubling("<guid", "</guid>")),
    Breakage("a date without its zone", "feed.xml", replacing(" +0000</pubDate>", "</pubDate>")),
    Breakage("a date in the future", "feed.xml",
             replacing("<pubDate>Fri, 20 Nov 2026 11:35", "<pubDate>Fri, 20 Nov 2026 22:35")),
    Breakage("the wrong weekday", "feed.xml", replacing("<pubDate>Fri,", "<pubDate>Mon,")),
    Breakage("a relative link in a text", "feed.xml",
             replacing("<description>&lt;p&gt;", "<description>&lt;a href='../x/'&gt;x&lt;/a&gt;")),
    Breakage("a self link that leads elsewhere", "components/api/feed.xml",
             replacing("components/api/feed.xml", "feed.xml")),
    Breakage("an item without a title", "history.rss",
             within("item", without_element("title"))),
    Breakage("a guid with another anchor than an update's time", "feed.xml",
             replacing("Z</guid>", "</guid>")),
])
def rss(site):
    return each(site, rss_files(site), feedrules.rss)


@judge("atom", "every Atom feed: required elements, dates, ids, links, order, size", [
    Breakage("an entry without updated", "atom.xml",
             within("entry", without_element("updated"))),
    Breakage("an entry without an id", "atom.xml", within("entry", without_element("id"))),
    Breakage("no author", "atom.xml", lambda text: text.replace("author>", "writer>")),
    Breakage("a local time without an offset", "atom.xml", replacing("Z</updated>", "</updated>")),
    Breakage("a self link that leads elsewhere", "history.atom",
             lambda text: text.replace("history.atom", "atom.xml")),
])
def atom(site):
    return each(site, atom_files(site), feedrules.atom)


@judge("json-feed", "every JSON Feed: by the 1.1 specification, and as PyPI's jsonfeed reads it", [
    Breakage("no version", "feed.json", replacing('"version"', '"_version"')),
    Breakage("an id that stands twice", "feed.json",
             doubling('{"id":"http', '"')),
    Breakage("a date that RFC 3339 does not know", "feed.json",
             replacing('Z","tags"', '","tags"')),
    Breakage("no _allclear in an item", "feed.json", replacing('"_allclear"', '"allclear"')),
])
def json_feed(site):
    return each(site, json_files(site), json_feed_problems)


def json_feed_problems(site, path):
    problems = feedrules.json_feed(site, path)
    try:
        read = jsonfeed.Feed.parse_string(site.read(path))
    except Exception as error:  # whatever a client stumbles over is the finding
        return [*problems, f"jsonfeed cannot read it: {error!r}"]
    count = len(json.loads(site.read(path))["items"])
    if len(read.items) != count:
        problems.append(f"jsonfeed sees {len(read.items)} items of {count}")
    return problems


@judge("feedparser", "feedparser reads each feed without a complaint, and each item whole", [
    Breakage("a bare ampersand in a title", "feed.xml", replacing("<title>[", "<title>R & D [")),
    Breakage("an item without a title", "components/tracking/feed.xml",
             within("item", without_element("title"))),
    Breakage("an unreadable date", "atom.xml",
             replacing("<published>2026", "<published>MMXXVI")),
])
def parsed_by_feedparser(site):
    def problems(site, path):
        read = feedparser.parse((site.folder / path).read_bytes())
        found = [f"{read.bozo_exception!r}"] if read.bozo else []
        count = feedrules.count_items(site.read(path))
        if len(read.entries) != count:
            found.append(f"{len(read.entries)} items of {count}")
        for entry in read.entries:
            whole = all(entry.get(key) for key in ("id", "title", "link", "published_parsed"))
            found += [] if whole else [f"{entry.get('id')} lacks id, title, link or date"]
        return found

    return each(site, rss_files(site) + atom_files(site), problems)


@judge("feeds-agree", "RSS, Atom and JSON of one subject tell the same items in the same order", [
    Breakage("an entry that only Atom lacks", "atom.xml", without_element("entry")),
    Breakage("another title in one of them", "components/tracking/feed.json",
             replacing('"title":"[', '"title":"[!')),
    Breakage("an item of one component that the main feed does not know",
             "components/api/feed.xml", replacing("Z</guid>", "Z-9</guid>")),
])
def feeds_agree(site):
    folders = ["", *(f"components/{row['id']}/" for row in site.components)]
    verdict = Verdict(f"{len(folders)} subjects")
    for folder in folders:
        paths = [folder + name for name in ("feed.xml", "atom.xml", "feed.json")]
        missing = [path for path in paths if not (site.folder / path).is_file()]
        if verdict.require(not missing, f"{', '.join(missing)} missing"):
            tellings = [feedrules.told(site.read(path)) for path in paths]
            for path, telling in zip(paths[1:], tellings[1:]):
                verdict.require(telling == tellings[0], f"{path} differs from {paths[0]}")
    return verdict


@judge("feed-links", "each item's link, and each to us in its text, leads to a page and anchor", [
    Breakage("a link to a page that is not there", "feed.xml",
             lambda text: text.replace("/incidents/2026-11-20", "/incidents/2026-11-21")),
    Breakage("a link to an anchor that is not there", "feed.json",
             lambda text: text.replace("T11-35-00Z", "T11-36-00Z")),
    Breakage("an anchor that the page lost", "incidents/2026-11-20-late-tracking/index.html",
             replacing('id="2026-11-20T11-05-00Z"', "")),
])
def feed_links(site):
    places = Places(site)
    count = 0
    verdict = Verdict()
    for path in [*rss_files(site), *atom_files(site), *json_files(site)]:
        if not (site.folder / path).is_file():
            continue  # the judge of its format says so
        for address in feedrules.own_links(site, site.read(path)):
            count += 1
            problem = places.problem(address)
            verdict.require(problem is None, f"{path}: {problem}")
    verdict.seen = f"{count} links"
    return verdict


@judge("feeds-complete", "every incident has its page, and each of its updates an item", [
    Breakage("an incident that has no page", "api/v2/incidents.json",
             replacing('"incidents":[', '"incidents":[{"shortlink":"https://x.example/gone"},')),
    Breakage("an update that the feed leaves out", "feed.xml", without_element("item")),
])
def feeds_complete(site):
    rows = site.json("api/v2/incidents.json")["incidents"]
    verdict = Verdict(f"{len(rows)} incidents")
    told = {ident for ident, _ in feedrules.told(site.read("feed.xml"))}
    for name in site.incidents:
        page = f"incidents/{name}/index.html"
        verdict.require((site.folder / page).is_file(), f"{page} is missing")
    for row in rows:
        known = row["shortlink"].rstrip("/") + "/"
        name = known.removeprefix(site.address).strip("/")
        verdict.require((site.folder / name / "index.html").is_file(), f"{known} has no page")
        for update in row.get("incident_updates", []):
            verdict.require(len(told) >= 50 or is_told(known, update, told),
                            f"feed.xml lacks {known} of {update['display_at']}")
    return verdict


def is_told(address, update, told):
    time = feedrules.moment(update["display_at"])
    anchor = "postmortem" if update["status"] == "postmortem" else f"{time:%Y-%m-%dT%H-%M-%SZ}"
    return f"{address}#{anchor}" in told


@judge("feed-scope", "a feed of one component or incident holds all that concerns it, no more", [
    Breakage("another incident's item in the feed of one",
             "incidents/2026-11-20-late-tracking/feed.xml",
             within("item", lambda text: text.replace("-late-tracking/#", "-early-tracking/#", 2))),
    Breakage("an update that an incident's own feed lacks",
             "incidents/2026-11-20-late-tracking/feed.xml", without_element("item")),
    Breakage("an item that a component's feed lacks", "components/webhooks/feed.xml",
             without_element("item")),
    Breakage("an entry that touches a component whose feed says nothing of it", "feed.json",
             lambda text: text.replace('{"id":"webhooks"', '{"id":"sandbox"', 1)),
    Breakage("an incident that the history lacks", "history.atom", without_element("entry")),
])
def feed_scope(site):
    verdict = Verdict()
    rows = {row["shortlink"].rstrip("/") + "/": row
            for row in site.json("api/v2/incidents.json")["incidents"]}
    ids = recent_incidents(site)
    for address, row in rows.items():
        name = address.rstrip("/").rpartition("/")[2]
        if name in ids:
            judge_incident_feed(site, f"incidents/{name}/feed.xml", address, row, verdict)
    items = site.json("feed.json")["items"]
    for component in site.components:
        judge_component_feed(site, component["id"], items, verdict)
    for path in ("history.rss", "history.atom"):
        told = {ident for ident, _ in feedrules.told(site.read(path))}
        missing = sorted(set(rows) - told)
        verdict.require(len(told) == 25 or not missing, f"{path} lacks {missing[:2]}")
    verdict.seen = f"{len(ids)} incidents, {len(site.components)} components"
    return verdict


def judge_incident_feed(site, path, address, row, verdict):
    told = [ident for ident, _ in feedrules.told(site.read(path))]
    strangers = [ident for ident in told if not ident.startswith(address + "#")]
    verdict.require(not strangers, f"{path} holds {strangers[:2]}")
    wanted = min(len(row["incident_updates"]), 50)
    verdict.require(len(told) == wanted, f"{path} has {len(told)} items of {wanted}")


def judge_component_feed(site, component, items, verdict):
    """Every item of an entry that touches the component, also those from before it did.

    Against the main feed, which is cut at 50: a component's own feed may go further back.
    """
    path = f"components/{component}/feed.xml"
    told = {ident for ident, _ in feedrules.told(site.read(path))}
    pages = {item["id"].partition("#")[0] for item in items
             if component in [row["id"] for row in item["_allclear"]["components"]]}
    known = {item["id"] for item in items}
    wanted = {ident for ident in known if ident.partition("#")[0] in pages}
    verdict.require(wanted <= told, f"{path} lacks {sorted(wanted - told)[:2]}")
    verdict.require(told & known <= wanted, f"{path} also has {sorted(told & known - wanted)[:2]}")
