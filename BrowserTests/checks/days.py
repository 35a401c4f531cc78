"""The home page's days answer, what is planned is folded, quiet days are one line."""

import browser
from checks.keyboard import press
from damages import at_start, in_script, in_style
from judging import Breakage, Verdict, judge, replacing
from sites import MOMENT

# The labels of the starter: a day with an incident, a quiet one, and one before there was data.
BARS = "document.querySelectorAll('.components .bars')[arguments[0]]"
ANSWER = """
const answer = document.querySelector('.answer');
return answer && { text: answer.innerText, links: [...answer.querySelectorAll('a')].map((a) => a.href) };
"""
POINT = f"""
const box = {BARS}.getBoundingClientRect();
{BARS}.scrollIntoView({{ block: 'center' }});
const there = {BARS}.getBoundingClientRect();
return [there.left + there.width * (arguments[1] + .5) / 90, there.top + there.height / 2];
"""
CASES = [
    (1, 44, "6 Oct 2026", "Major outage", ["incidents/2026-10-06-api-and-labels-down/"]),
    (1, 60, "22 Oct 2026", "Operational", []),
    (2, 3, "26 Aug 2026", "No data yet", []),
]


@judge("day-card", "a day of a bar answers to a mouse, a finger and the arrow keys", [
    Breakage("bars that no key reaches", "index.html", in_script("bars.tabIndex = 0;", "bars.tabIndex = -1;")),
    Breakage("bars that no pointer moves over", "index.html",
             in_script("bars.onpointermove = bars.onclick = ", "bars.oncut = ")),
    Breakage("a page without its days", "components/labels/index.html",
             replacing('data-day="2026-10-06"', "")),
    Breakage("a day that is called fine where no answer came", "index.html",
             in_script(": page ? [", ": 1 ? [")),
    Breakage("arrow keys that do nothing", "index.html", in_script("ArrowLeft: -1,", "")),
], of="template")
def day_card(site):
    verdict = Verdict()
    with browser.serving(site) as server:
        for row, day, date, words, links in CASES:
            for kind in ("mouse", "touch"):
                browser.show(server, "index.html", moment=MOMENT)
                point(kind, *browser.run(POINT, row, day))
                look(verdict, f"{kind} on day {day}", date, words, links)
        browser.show(server, "index.html", moment=MOMENT)
        browser.run("fetch = () => Promise.reject()")
        point("mouse", *browser.run(POINT, 1, 44))
        browser.wait_until(lambda: browser.run(ANSWER), 2)
        silent = (browser.run(ANSWER) or {"text": "nothing"})["text"].strip()
        verdict.require(silent == "6 Oct 2026", f"without an answer it says {silent!r}")
        browser.show(server, "index.html", moment=MOMENT)
        for _ in range(60):
            press("Tab", 9)
            if browser.run(f"return document.activeElement == {BARS}", 1):
                break
        for _ in range(45):
            press("ArrowLeft", 37)
        look(verdict, "45 times the left arrow", *CASES[0][2:])
        value = browser.run(f"return {BARS}.getAttribute('aria-valuetext')", 1)
        verdict.require("6 Oct 2026" in (value or ""), f"the slider says {value}")
        press("Escape", 27)
        verdict.require(browser.run(ANSWER) is None, "the Escape key does not close it")
    verdict.seen = f"{len(CASES)} days"
    return verdict


def point(kind, x, y):
    if kind == "mouse":
        browser.tell("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        return
    browser.tell("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
    browser.tell("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
    browser.tell("Input.dispatchMouseEvent", type="mousePressed", x=x, y=y, button="left", clickCount=1)
    browser.tell("Input.dispatchMouseEvent", type="mouseReleased", x=x, y=y, button="left", clickCount=1)


def look(verdict, place, date, words, links):
    browser.wait_until(lambda: date in (browser.run(ANSWER) or {"text": ""})["text"], 2)
    seen = browser.run(ANSWER)
    if not verdict.require(seen, f"{place}: no answer"):
        return
    verdict.require(date in seen["text"] and words in seen["text"], f"{place}: {seen['text']}")
    found = [link.split("/", 3)[-1].removesuffix("index.html") for link in seen["links"]]
    verdict.require(found == links, f"{place} leads to {found}")


FOLDED = """
return [...document.querySelectorAll('main details')].map((part) => ({
  isOpen: part.open, title: part.querySelector('h3').innerText, summary: part.querySelector('summary').innerText,
  text: part.querySelector('.timeline').checkVisibility() ? part.querySelector('.timeline').innerText : '',
}));
"""


@judge("folded", "planned maintenance is folded, opens by a key, and all of it has a page", [
    Breakage("one that is open", "index.html", replacing("<details", "<details open")),
    Breakage("one that cannot be opened", "index.html", at_start(
        "all('summary').forEach((part) => part.onclick = () => false)")),
    Breakage("a page without it", "maintenance/index.html",
             replacing("New certificates for the Shipping API", "")),
], of="template")
def folded(site):
    verdict = Verdict()
    with browser.serving(site) as server:
        browser.show(server, "index.html", moment=MOMENT)
        parts = browser.run(FOLDED)
        verdict.require(1 <= len(parts) <= 2, f"{len(parts)} are folded")
        for part in parts:
            verdict.require(not part["isOpen"] and not part["text"], f"{part['title']} is open")
            verdict.require("Shipping API" in part["summary"], f"{part['summary']} names no component")
        browser.run("document.querySelector('main summary').focus()")
        press("Enter", 13)
        verdict.require(browser.run(FOLDED)[0]["text"], "it does not open")
        browser.show(server, "maintenance/", moment=MOMENT)
        text = browser.run("return document.querySelector('main').innerText")
        for title in ("New certificates for the Shipping API", "Invoice archive moves to new storage",
                      "New database for the dashboard"):
            verdict.require(title in text, f"maintenance/ lacks {title}")
    verdict.seen = f"{len(parts)} folded"
    return verdict


@judge("quiet-days", "quiet days that follow one another are one line, and what is open is not among them", [
    Breakage("a line for each day", "index.html", replacing(
        "No incidents from 17 November to 19 November", "No incidents reported")),
    Breakage("the open incident once more", "index.html", replacing(
        '<h2 id="recent">', '<article class="entry"><a>Tracking pages show old positions</a></article>'
        '<h2 id="recent">')),
], of="template")
def quiet_days(site):
    verdict = Verdict()
    with browser.serving(site) as server:
        browser.show(server, "index.html", moment=MOMENT)
        text = browser.run("return document.querySelector('[aria-labelledby=recent]').innerText")
    lines = [line for line in text.splitlines() if line.startswith("No incidents")]
    verdict.require(lines == ["No incidents from 17 November to 19 November",
                              "No incidents from 10 November to 15 November",
                              "No incidents from 6 November to 7 November"], f"{lines}")
    verdict.require("Tracking pages show old positions" not in text, "what is open stands there again")
    verdict.seen = f"{len(lines)} lines"
    return verdict
