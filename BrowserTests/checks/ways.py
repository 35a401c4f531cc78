"""The ways to follow a page, a feed that is opened in a browser, and the page of another moment."""

import browser
from damages import in_style
from judging import Breakage, Verdict, judge, replacing
from sites import MOMENT

URL = "https://status.kestrelparcels.example"
LANGUAGES = {"": ("en", "Subscribe"), "de/": ("de", "Abonnieren"), "ar/": ("ar", "الاشتراك")}
LINES = """
return { language: document.documentElement.lang, title: document.querySelector('h1').innerText,
  lines: [...document.querySelectorAll('.copy')].map((line) => line.innerText),
  calendar: document.querySelector('a[href^="webcal:"]')?.getAttribute('href'),
  isWide: document.documentElement.scrollWidth > innerWidth,
  words: document.querySelector('main').innerText };
"""


@judge("subscribe", "the ways to follow the page stand in each language, with the line to copy", [
    Breakage("a line of another address", "subscribe/index.html",
             replacing("/feed subscribe https://", "/feed subscribe http://")),
    Breakage("English words in German", "de/subscribe/index.html",
             lambda text: text.replace("<h1>", "<h1>Subscribe ")),
    Breakage("a line that is too long for a phone", "ar/subscribe/index.html",
             in_style(".copy{white-space:nowrap}")),
], of="languages")
def subscribe(site):
    verdict = Verdict()
    with browser.serving(site) as server:
        for tree, (language, title) in LANGUAGES.items():
            browser.show(server, f"{tree}subscribe/", width=320, moment=MOMENT)
            seen = browser.run(LINES)
            verdict.require(seen["language"] == language, f"{tree} is in {seen['language']}")
            verdict.require(seen["title"] == title, f"{tree}: {seen['title']}")
            verdict.require(f"/feed subscribe {URL}/feed.xml" in seen["lines"], f"{tree}: no line for Slack")
            verdict.require(f"{URL}/api/v2/summary.json" in seen["lines"], f"{tree}: no line for programs")
            verdict.require(f"{URL}/components/labels/feed.xml" in seen["lines"], f"{tree}: no component")
            verdict.require(seen["calendar"] == "webcal://status.kestrelparcels.example/maintenance.ics",
                            f"{tree}: the calendar is {seen['calendar']}")
            verdict.require(not seen["isWide"], f"{tree} is wider than a phone")
    verdict.seen = f"{len(LANGUAGES)} languages"
    return verdict


FEED = """
const shown = [...document.querySelectorAll('item,entry')].filter((item) => item.checkVisibility());
return { notice: getComputedStyle(document.documentElement, '::before').content, items: shown.length,
  hidden: [...document.querySelectorAll('guid,id,description,content')].filter((part) =>
    part.checkVisibility() && part.closest('item,entry')).length };
"""


@judge("feed-opened", "a feed that is opened in a browser says what it is, and where to subscribe", [
    Breakage("a feed without a style", "feed.xml", replacing("<?xml-stylesheet", "<?no-stylesheet")),
    Breakage("a style that says nothing", "feed.css", replacing("/subscribe/", "/")),
    Breakage("addresses among the titles", "feed.css",
             lambda text: text.replace("item > *, ", "")),
], of="template")
def feed_opened(site):
    verdict = Verdict()
    with browser.serving(site) as server:
        for path in ("feed.xml", "atom.xml", "components/labels/feed.xml"):
            if not verdict.require("feed.css" in site.read(path), f"{path} names no style"):
                continue
            browser.show(server, path)
            # The style lies at the page's own address, which no test can ask.
            browser.run("const style = document.createElementNS('http://www.w3.org/1999/xhtml', 'style');"
                        "style.textContent = arguments[0];"
                        "document.documentElement.append(style)", site.read("feed.css"))
            seen = browser.run(FEED)
            verdict.require(f"{URL}/subscribe/" in seen["notice"], f"{path} says {seen['notice']}")
            verdict.require(seen["items"] > 2 and not seen["hidden"], f"{path}: {seen}")
    verdict.seen = "3 feeds"
    return verdict


@judge("picture", "the page of another moment says so once, keeps no clock and asks for nothing new", [
    Breakage("a page that becomes old", "index.html", replacing(
        "<main id=\"main\">", '<main id="main"><div role="status" data-until="x">old</div>')),
    Breakage("a page that says it twice", "index.html", lambda text: text.replace(
        "</footer>", "<p>As it stood on 20 Nov 2026</p></footer>")),
    Breakage("no way to the present", "index.html", lambda text: text.replace(f"{URL}/\"", "x\"")),
], of="picture")
def picture(site):
    verdict = Verdict()
    with browser.serving(site) as server:
        browser.forget()
        browser.show(server, "index.html", moment="2026-12-24T12:00:00Z")
        browser.move_to("2026-12-25T12:00:00Z")
        text = browser.run("return document.body.innerText")
        verdict.require(text.count("As it stood on") == 1, f"it says so {text.count('As it stood on')} times")
        verdict.require("out of date" not in text and "old" not in browser.run(
            "return document.querySelector('[role=status]')?.innerText || ''"), "it calls itself old")
        sign = browser.run("return getComputedStyle(document.querySelector('.banner')).backgroundColor")
        verdict.require(sign != "rgb(77, 83, 92)", "its sign is grey")
        asked = [address for address in browser.requests() if not address.startswith("data:") and not address.endswith(".svg")]
        verdict.require(len(asked) == 1, f"it asks for {asked[1:]}")
        links = browser.run("return [...document.querySelectorAll('.banner a')].map((a) => a.href)")
        verdict.require(f"{URL}/" in links, "it does not lead to the present page")
    verdict.seen = "index.html"
    return verdict
