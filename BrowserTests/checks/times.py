"""Times in the reader's zone, the site's beside them, and the switch."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import browser
from damages import in_script
from judging import Breakage, Verdict, judge
from kinds import kinds
from sites import MOMENT

TIMES = """
return [...document.querySelectorAll('time')].filter((time) => time.dateTime.length > 10)
  .map((time, n, all) => ({
    moment: time.dateTime, text: time.textContent, title: time.title,
    isRange: n + 1 < all.length && all[n + 1].parentNode == time.parentNode,
  }))
"""
BUTTON = "return document.querySelector('button[aria-pressed]')"
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec".split()


@judge("times", "times stand in the reader's zone, the site's on hover and by the switch", [
    Breakage("a script that finds no time", "index.html", in_script("all('time')", "all('t')")),
    Breakage("a date that is left out", "index.html", in_script("date.toDateString() == last?.toDateString()", "last")),
    Breakage("a wrong zone", "index.html",
             in_script("const mine = writer()", "const mine = writer('Asia/Dubai')")),
    Breakage("a switch that does not switch", "index.html", in_script("isMine = !isMine;", "")),
    Breakage("a switch that does not say how it stands", "index.html",
             in_script("button.ariaPressed = isMine", "button.ariaPressed = true")),
    Breakage("no time of the site on hover", "index.html",
             in_script("isMine ? site : mine", "mine")),
])
def times(site):
    verdict = Verdict()
    count = 0
    # The months are known in English alone.
    if site.name in ("languages", "words"):
        return verdict
    zones = (("America/New_York", "Pacific/Auckland") if site.name == "template"
             else ("America/New_York",))
    with browser.serving(site) as server:
        for path in kinds(site):
            for zone in zones:
                browser.show(server, path, zone=zone, moment=MOMENT)
                count += len(browser.run(TIMES))
                examine(verdict, site, path, zone)
        if site.name == "template":
            own_zone(verdict, server, site)
    verdict.seen = f"{count} times"
    return verdict


def examine(verdict, site, path, zone):
    found = browser.run(TIMES)
    before = None
    for time in found:
        local = written(time["moment"], zone)
        text = time["text"]
        is_clock_alone = not re.search(r"\d{4}", text)
        day_is_clear = before and day(before["moment"], zone) == day(time["moment"], zone)
        place = f"{path} in {zone}: {time['moment']} reads {text!r}"
        verdict.require(re.fullmatch(f"({local}|{local[-5:]})( [A-Z][A-Z0-9+:-]+)?", text), place)
        verdict.require(text != local or time["isRange"], place + " without its zone")
        verdict.require(not is_clock_alone or day_is_clear, place + " without its day")
        verdict.require(time["title"].startswith(built_in_zone(site, time)), place + " on hover "
                        + repr(time["title"]))
        before = time
    press(verdict, site, path, zone, found)


def written(moment, zone):
    """`20 Nov 2026, 12:50`, as British English has it."""
    local = datetime.fromisoformat(moment.replace("Z", "+00:00")).astimezone(ZoneInfo(zone))
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}, {local:%H:%M}"


def day(moment, zone):
    return written(moment, zone).split(",")[0]


def built_in_zone(site, time):
    return written(time["moment"], zone_of(site))


def zone_of(site):
    return re.search(r'data-zone="([^"]+)"', site.read("index.html")).group(1)


def press(verdict, site, path, zone, found):
    """The switch brings back what the build wrote; a page that names no moment needs none."""
    button = browser.run(BUTTON)
    if not found:
        verdict.require(not button, f"{path}: a switch, and nothing to switch")
        return
    if not verdict.require(button, f"{path}: no switch"):
        return
    verdict.require(button.get_attribute("aria-pressed") == "true", f"{path}: not pressed")
    button.click()
    verdict.require(button.get_attribute("aria-pressed") == "false", f"{path}: still pressed")
    built = re.findall(r'<time datetime="[^"]{11,}">([^<]+)</time>', without_hidden(site.read(path)))
    now = browser.run(TIMES)
    verdict.require([time["text"] for time in now] == built, f"{path}: not as it was built")
    for time in now:
        verdict.require(time["title"].startswith(written(time["moment"], zone)),
                        f"{path}: the reader's zone is not on hover: {time['title']!r}")
    button.click()
    verdict.require(browser.run(TIMES) == found, f"{path}: not as before after two presses")


def without_hidden(page):
    return re.sub(r"<template>.*?</template>", "", page)


def own_zone(verdict, server, site):
    """A reader in the site's zone sees what was built, and no switch."""
    browser.show(server, "index.html", zone=zone_of(site), moment=MOMENT)
    built = re.findall(r'<time datetime="[^"]{11,}">([^<]+)</time>',
                       without_hidden(site.read("index.html")))
    texts = [time["text"] for time in browser.run(TIMES)]
    verdict.require(texts == built, "in the site's zone the times are not as they were built")
    verdict.require(not browser.run(BUTTON), "in the site's zone there is a switch")
