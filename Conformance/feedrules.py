"""What a feed has to hold to: the specifications' rules, those of feed validators, and ours."""

import json
import re
import xml.etree.ElementTree as tree
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

from markup import Page, is_absolute

ATOM = "{http://www.w3.org/2005/Atom}"
RFC822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|"
                    r"Nov|Dec) \d{4} \d\d:\d\d:\d\d \+0000")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
ANCHOR = re.compile(r"/(incidents|maintenance)/[a-z0-9][a-z0-9-]*/"
                    r"#(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(-\d+|-in-progress|-completed)?|postmortem)")


def rss(site, path):
    try:
        root = tree.fromstring(site.read(path))
    except tree.ParseError as error:
        return [f"not well-formed: {error}"]
    channel = root.find("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or channel is None:
        return ["no RSS 2.0 channel"]
    problems = [f"no channel {tag}" for tag in ("title", "link", "description")
                if not text(channel, tag)]
    problems += self_link(site, path, channel.findall(ATOM + "link"), "application/rss+xml")
    built = text(channel, "lastBuildDate")
    problems += rfc822(site, built, "lastBuildDate") if built else []
    items = channel.findall("item")
    for item in items:
        problems += rss_item(site, path, item)
    return problems + listing(path, [text(item, "guid") for item in items],
                              [date822(text(item, "pubDate")) for item in items])


def rss_item(site, path, item):
    guid = text(item, "guid")
    problems = [f"an item without {tag}: {guid}"
                for tag in ("title", "link", "guid", "pubDate", "description")
                if not text(item, tag)]
    mark = item.find("guid").get("isPermaLink", "true") if guid else ""
    problems += identity(site, path, guid, text(item, "link")) if mark == "true" else []
    if mark != "true" and not is_history(path):
        problems.append(f"{guid} is no permalink")
    problems += rfc822(site, text(item, "pubDate"), guid)
    problems += [] if is_absolute(text(item, "link")) else [f"{guid}: a relative link"]
    return problems + markup(text(item, "description"), guid)


def atom(site, path):
    try:
        feed = tree.fromstring(site.read(path))
    except tree.ParseError as error:
        return [f"not well-formed: {error}"]
    if feed.tag != ATOM + "feed":
        return ["no Atom feed"]
    problems = [f"no feed {tag}" for tag in ("id", "title", "updated")
                if not text(feed, ATOM + tag)]
    problems += rfc3339(site, text(feed, ATOM + "updated"), "the feed")
    problems += self_link(site, path, feed.findall(ATOM + "link"), "application/atom+xml")
    entries = feed.findall(ATOM + "entry")
    for entry in entries:
        problems += atom_entry(site, path, entry, feed.find(ATOM + "author"))
    return problems + listing(path, [text(entry, ATOM + "id") for entry in entries],
                              [moment(text(entry, ATOM + "published")) for entry in entries])


def atom_entry(site, path, entry, feed_author):
    ident = text(entry, ATOM + "id")
    problems = [f"an entry without {tag}: {ident}"
                for tag in ("id", "title", "updated", "published") if not text(entry, ATOM + tag)]
    author = entry.find(ATOM + "author")
    author = feed_author if author is None else author
    if author is None or not text(author, ATOM + "name"):
        problems.append(f"{ident} has no author")
    for tag in ("updated", "published"):
        problems += rfc3339(site, text(entry, ATOM + tag), ident)
    links = [link.get("href", "") for link in entry.findall(ATOM + "link")
             if link.get("rel", "alternate") == "alternate"]
    problems += [] if len(links) == 1 and is_absolute(links[0]) else [f"{ident}: links {links}"]
    if not is_history(path):
        problems += identity(site, path, ident, links[0] if links else "")
    content = entry.find(ATOM + "content")
    if content is None or content.get("type") != "html":
        return [*problems, f"{ident} has no HTML content"]
    return problems + markup(content.text or "", ident)


def json_feed(site, path):
    feed = json.loads(site.read(path))
    problems = []
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        problems.append(f"version is {feed.get('version')!r}")
    if feed.get("feed_url") != f"{site.address}/{path}":
        problems.append(f"feed_url is {feed.get('feed_url')!r}")
    problems += [f"no {key}" for key in ("title", "home_page_url") if not feed.get(key)]
    items = feed.get("items", [])
    for item in items:
        problems += json_item(site, path, item)
    return problems + listing(path, [item.get("id") for item in items],
                              [moment(item.get("date_published", "")) for item in items])


def json_item(site, path, item):
    ident = item.get("id")
    problems = [f"{ident}: {key} is no text" for key in
                ("id", "url", "title", "content_html", "content_text", "date_published")
                if not isinstance(item.get(key), str) or not item[key]]
    if not isinstance(item.get("tags"), list):
        problems.append(f"{ident} has no tags")
    if not isinstance(item.get("_allclear"), dict):
        problems.append(f"{ident} has no _allclear")
    problems += identity(site, path, ident, item.get("url", ""))
    problems += rfc3339(site, item.get("date_published", ""), ident)
    return problems + markup(item.get("content_html", ""), ident)


def self_link(site, path, links, kind):
    found = [(link.get("href"), link.get("type")) for link in links if link.get("rel") == "self"]
    wanted = [(f"{site.address}/{path}", kind)]
    return [] if found == wanted else [f"self links are {found}"]


def identity(site, path, ident, link):
    """An update's id is its address; in the history an incident's is without an anchor."""
    problems = [] if ident.startswith(site.address + "/") else [f"{ident} is not on the site"]
    if is_history(path):
        return problems
    if not ANCHOR.fullmatch(ident[len(site.address):]):
        problems.append(f"{ident} is no id of an update")
    return problems if ident == link else [*problems, f"{ident} links to {link}"]


def listing(path, ids, dates):
    """Each id once, newest first, not too many."""
    limit = 25 if is_history(path) else 50
    problems = [] if len(set(ids)) == len(ids) else ["an id stands twice"]
    problems += [] if len(ids) <= limit else [f"{len(ids)} items, more than {limit}"]
    known = [date for date in dates if date]
    in_order = known == sorted(known, reverse=True) or is_history(path)
    return problems if in_order else [*problems, "not newest first"]


def markup(html, ident):
    """Nothing that a reader would have to remove, and no link without a host."""
    page = Page(html)
    problems = [f"{ident}: relative link {link!r}" for link in page.links if not is_absolute(link)]
    problems += [f"{ident}: link {link!r}" for link in page.links
                 if link.lower().startswith(("javascript:", "data:", "vbscript:"))]
    if page.inline or page.handlers:
        problems.append(f"{ident}: a script, a style or an inline handler")
    return problems


def rfc822(site, written, where):
    if not RFC822.fullmatch(written):
        return [f"{where}: {written!r} is no RFC 822 date in UTC"]
    date = date822(written)
    if f"{date:%a}" != written[:3]:
        return [f"{where}: {written!r} was another weekday"]
    return [] if date <= site.moment else [f"{where}: {written} lies in the future"]


def rfc3339(site, written, where):
    if not RFC3339.fullmatch(written):
        return [f"{where}: {written!r} is no RFC 3339 time"]
    return [] if moment(written) <= site.moment else [f"{where}: {written} lies in the future"]


def date822(written):
    return parsedate_to_datetime(written) if RFC822.fullmatch(written) else None


def moment(written):
    """None where it is no RFC 3339 time."""
    if not RFC3339.fullmatch(written):
        return None
    return datetime.fromisoformat(written.replace("Z", "+00:00")).astimezone(timezone.utc)


def is_history(path):
    return path.startswith("history.")


def text(element, tag):
    return (element.findtext(tag) or "").strip()


def told(content):
    """(id, title) of each item, of whichever of the three formats."""
    if content.startswith("{"):
        return [(item["id"], item["title"]) for item in json.loads(content)["items"]]
    root = tree.fromstring(content)
    items = [(text(item, "guid"), text(item, "title")) for item in root.iter("item")]
    return items or [(text(entry, ATOM + "id"), text(entry, ATOM + "title"))
                     for entry in root.iter(ATOM + "entry")]


def count_items(content):
    return len(re.findall(r"<(?:item|entry)>", content))


def own_links(site, content):
    """Each address on the site itself that the items name, in their links and in their texts."""
    if content.startswith("{"):
        items = json.loads(content)["items"]
        found = [item["url"] for item in items] + [item["content_html"] for item in items]
    else:
        root = tree.fromstring(content)
        items = [*root.iter("item"), *root.iter(ATOM + "entry")]
        found = [text(item, "link") for item in items]
        found += [text(item, tag) for item in items for tag in ("description", ATOM + "content")]
        found += [link.get("href") for item in items for link in item.findall(ATOM + "link")]
    links = [link for part in found
             for link in ([part] if part.startswith("http") else Page(part).links)]
    return [link for link in links if link.startswith(site.address + "/")]
