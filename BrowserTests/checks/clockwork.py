"""What moves with the clock while the page stays as it was built."""

import re

import browser
from damages import in_script, in_style
from judging import Breakage, Verdict, judge, replacing
from sites import MOMENT

SIGN = "return getComputedStyle(document.querySelector('.banner')).backgroundColor"
GREY = "rgb(77, 83, 92)"
NOTICE = "return document.querySelector('[role=status]').innerText.trim()"
MADE = """
return [...document.querySelectorAll(arguments[0])].map((place) => place.textContent.trim())
"""


@judge("relative", "“5 minutes ago”, “in 25 minutes” and “3 minutes late” keep moving", [
    Breakage("a script that does not look at the clock again", "index.html",
             in_script("setInterval(", "(() => 0)(")),
    Breakage("a promise that is never late", "index.html",
             in_script("'due' in place.dataset", "false")),
    Breakage("a promise that is not marked", "index.html", replacing(" data-due", "")),
])
def relative(site):
    verdict = Verdict()
    if site.name != "template":
        return verdict
    steps = [
        (MOMENT, "(now)", "(in 25 minutes)", "(15 minutes ago)"),
        ("2026-11-20T11:55:10Z", "(5 minutes ago)", "(in 19 minutes)", "(20 minutes ago)"),
        ("2026-11-20T12:14:30Z", "(24 minutes ago)", "(now)", "(39 minutes ago)"),
        ("2026-11-20T12:18:10Z", "(28 minutes ago)", "(3 minutes late)", "(43 minutes ago)"),
        ("2026-11-20T13:40:00Z", "(1 hour ago)", "(1 hour late)", "(2 hours ago)"),
    ]
    with browser.serving(site) as server:
        browser.show(server, "index.html", zone="Europe/Berlin", moment=MOMENT)
        for moment, built, promised, told in steps:
            browser.move_to(moment)
            for place, wanted in ((".banner [data-ago] [data-made]", built),
                                  (".promise [data-made]", promised),
                                  (".said [data-made]", told)):
                seen = (browser.run(MADE, place) or ["nothing"])[0]
                verdict.require(seen == wanted, f"{moment} {place}: {seen}, not {wanted}")
    verdict.seen = f"{len(steps)} moments"
    return verdict


@judge("maintenance", "a maintenance that the clock starts or ends is shown so", [
    Breakage("a maintenance without its start", "index.html",
             replacing("data-starts=", "data-start=")),
    Breakage("a maintenance without its end", "index.html",
             lambda text: re.sub('(data-starts="[^"]*") data-ends=', r"\1 data-end=", text)),
    Breakage("a script that takes no note", "index.html",
             in_script("'[data-starts],[data-ends]'", "'b'")),
])
def maintenance(site):
    verdict = Verdict()
    if site.name != "template":
        return verdict
    page = "maintenance/2026-12-03-api-certificates/index.html"
    steps = [("03:00:00", "Scheduled", "In progress"), ("05:00:00", "In progress", "Completed")]
    with browser.serving(site) as server:
        for path in [site.damaged] if site.damaged else ["index.html", page]:
            for time, before, after in steps:
                hour = int(time[:2])
                browser.show(server, path, moment=f"2026-12-03T{hour - 1:02}:59:50Z")
                verdict.require(state() == before, f"{path} before {time}: {state()}")
                browser.move_to(f"2026-12-03T{time}Z")
                verdict.require(state() == after, f"{path} at {time}: {state()}")
    verdict.seen = "two pages, two moves"
    return verdict


def state():
    return browser.run("return document.querySelector('[data-starts]')?.innerText || 'nothing'")


@judge("age", "a page that was not renewed in time says so: past a promise, past midnight", [
    Breakage("a page that does not know until when it holds", "index.html",
             replacing("data-until=", "data-untill=")),
    Breakage("a script that says nothing", "index.html", in_script("isPast(live.dataset.until)", "0")),
    Breakage("a notice that a screen reader does not read", "index.html",
             replacing('role="status"', "")),
    Breakage("an old sign in the colour of what is true now", "index.html",
             in_style(".stale:has(>div)~.banner{--f:#17693a}")),
])
def age(site):
    verdict = Verdict()
    until = {"template": ("2026-11-20T12:14:55Z", "2026-11-20T12:15:05Z"),
             "bare": ("2026-11-20T23:59:55Z", "2026-11-21T00:00:05Z")}.get(site.name)
    if not until:
        return verdict
    with browser.serving(site) as server:
        browser.show(server, "index.html", zone="UTC", moment=until[0])
        verdict.require(browser.run(NOTICE) == "", f"too early: {browser.run(NOTICE)}")
        verdict.require(browser.run(SIGN) != GREY, "the sign is grey too early")
        # The page looks at the clock every ten seconds.
        browser.move_to(until[1])
        verdict.require("out of date" in browser.run(NOTICE),
                        f"at {until[1]}: {browser.run(NOTICE)!r}")
        verdict.require(browser.run(SIGN) == GREY, f"an old sign: {browser.run(SIGN)}")
        browser.show(server, "index.html", moment="2026-12-24T00:00:00Z")
        verdict.require("out of date" in browser.run(NOTICE), "opened late")
        verdict.require(browser.run(SIGN) == GREY, f"an old sign: {browser.run(SIGN)}")
    verdict.seen = f"after {until[0]}"
    return verdict
