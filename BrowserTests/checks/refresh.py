"""The quiet refresh: what the server has to say since is put in place, and nobody loses their place."""

import browser
from damages import in_script
from judging import Breakage, Verdict, judge, replacing
from sites import MOMENT

NEWS = "The reader of parcel codes runs again."
ASKED = "return clock.asked"
PLACE = """
const place = document.querySelector(`main a[href="${arguments[0]}"]`);
return place.getBoundingClientRect().top;
"""


def only_template(check):
    def examine(site):
        return check(site) if site.name == "template" else Verdict()

    return examine


def after(seconds):
    minute, second = divmod(50 * 60 + seconds, 60)
    hour, minute = divmod(minute, 60)
    return f"2026-11-20T{11 + hour:02}:{minute:02}:{second:02}Z"


def later(site):
    return site.folder.parent.parent / "sites" / "template-later" if not site.damaged else (
        site.folder.parent / "sites" / "template-later")


@judge("refresh", "news is put in place while an incident is open, without a reload", [
    Breakage("a script that never asks", "index.html", in_script("refresh(now);", ";")),
    Breakage("a script that does not show what it got", "index.html",
             in_script("part.replaceWith(parts[n])", "0")),
    Breakage("a page that does not know that an incident is open", "index.html",
             replacing(" data-open ", " ")),
])
@only_template
def refresh(site):
    verdict = Verdict()
    with browser.serving(site) as server:
        browser.show(server, "index.html", zone="America/New_York", moment=MOMENT)
        browser.run("window.isSame = true")
        browser.move_to(after(30))
        verdict.require([row for row in server.answers if row[0] == "/"][1:] == [("/", 304)],
                        f"what is known is not asked for by its tag: {server.answers}")
        text = "return document.querySelector('main').innerText"
        verdict.require(NEWS not in browser.run(text), "news before there is any")
        server.folder = later(site)
        browser.move_to(after(90))
        verdict.require(NEWS in browser.run(text), "no news after 90 seconds")
        verdict.require(browser.run("return window.isSame"), "the page was loaded anew")
        as_of = browser.run("return document.querySelector('.as-of').innerText")
        verdict.require("12:05" in as_of or "07:05" in as_of, f"the foot still says {as_of}")
        zones = browser.run("return document.querySelector('.promise,.said').innerText")
        verdict.require("GMT-5" in zones or "EST" in zones, f"new times are not the reader's: {zones}")
        count = len(browser.run(ASKED))
        browser.move_to(after(125))
        verdict.require(len(browser.run(ASKED)) == count + 1, "news does not quicken the pace")
    verdict.seen = "a 304, then news"
    return verdict


@judge("backing-off", "it asks after 30 s, then twice as long each time; not in a hidden tab", [
    Breakage("a script that keeps its pace", "index.html", in_script("wait * 2", "wait")),
    Breakage("a script that asks in a hidden tab", "index.html",
             lambda text: in_script("document.hidden || now < next", "now < next")(
                 in_script("document.hidden || showClock(), 1e4", "showClock(), 1e4")(text))),
    Breakage("a script that does not wake up", "index.html",
             in_script("'visibilitychange'", "'visibility'")),
])
@only_template
def backing_off(site):
    verdict = Verdict()
    with browser.serving(site) as server:
        browser.show(server, "index.html", moment=MOMENT)
        steps = [30, 90, 210, 450, 930]
        for second in range(10, 1000, 10):
            browser.move_to(after(second))
        verdict.require(browser.run(ASKED) == steps, f"unchanged: {browser.run(ASKED)}")

        browser.show(server, "index.html", moment=MOMENT)
        browser.run("clock.hide(true)")
        for second in range(10, 1000, 10):
            browser.move_to(after(second))
        verdict.require(browser.run(ASKED) == [], f"hidden: {browser.run(ASKED)}")
        browser.run("clock.hide(false)")
        browser.move_to(after(991))
        verdict.require(browser.run(ASKED) == [990], f"shown again: {browser.run(ASKED)}")

        browser.show(server, "index.html", moment=MOMENT)
        server.folder = site.folder / "nowhere"
        for second in range(10, 1000, 10):
            browser.move_to(after(second))
        verdict.require(browser.run(ASKED) == steps, f"failing: {browser.run(ASKED)}")
        status = browser.run("return document.querySelector('h1').innerText")
        verdict.require(status, "a server that fails empties the page")
    verdict.seen = ", ".join(map(str, steps)) + " s"
    return verdict


@judge("place", "a refresh moves neither the reader's place nor the focus, nor folds anything", [
    Breakage("a script that lets the page jump", "index.html", in_script("scrollBy(", "void (")),
    Breakage("a script that loses the focus", "index.html",
             in_script("newFocus()?.focus(", "void (")),
    Breakage("a script that folds", "index.html",
             in_script("fold().parentNode.open = open", "0")),
])
@only_template
def place(site):
    verdict = Verdict()
    folded = "<details><summary>More</summary><p>A text that is folded away.</p></details>"
    with browser.serving(site) as server:
        # Some browsers keep the place by themselves; this one is told not to.
        browser.show(server, "index.html", width=600, moment=MOMENT)
        browser.run("document.documentElement.style.overflowAnchor = 'none'")
        # The first update of the open incident, below which the news is not.
        link = browser.run("return [...document.querySelectorAll('#open-incidents ~ * a[data-ago]')]"
                           ".at(-1).getAttribute('href')")
        browser.run("const link = document.querySelector(`main a[href=\"${arguments[0]}\"]`);"
                    "link.focus({preventScroll: true}); link.scrollIntoView({block: 'start'})", link)
        before, scrolled = browser.run(PLACE, link), browser.run("return scrollY")
        server.folder = later(site)
        browser.move_to(after(30))
        browser.wait_until(lambda: NEWS in browser.run("return document.body.innerText"))
        now = browser.run(PLACE, link)
        verdict.require(NEWS in browser.run("return document.body.innerText"), "no news")
        verdict.require(browser.run("return scrollY") != scrolled, "the news takes no room")
        verdict.require(abs(now - before) < 2, f"the place moved by {now - before:.0f} px")
        focused = browser.run("return document.activeElement.getAttribute('href')")
        verdict.require(focused == link, f"the focus went to {focused}")
        folds(verdict, server, site, folded)
    verdict.seen = "scrolled, focused, unfolded"
    return verdict


def folds(verdict, server, site, folded):
    """The built-in pages may fold nothing, so a fold is put into each state of the page."""
    pages = {}
    for folder in (site.folder, later(site)):
        page = (folder / "index.html").read_bytes().decode()
        pages[folder] = page
        (folder / "index.html").write_bytes(
            page.replace('<div class="banner', folded + '<div class="banner').replace(
                "</main>", f"<section><h2>Folds</h2>{folded}</section></main>").encode())
    try:
        server.folder = site.folder
        browser.show(server, "index.html", moment=MOMENT)
        browser.run("[...document.querySelectorAll('details')].at(-1).open = true")
        server.folder = later(site)
        # The two pages differ in the part that holds the fold, too.
        page = (server.folder / "index.html").read_bytes().decode()
        (server.folder / "index.html").write_bytes(page.replace("<h2>Folds", "<h2>All folds").encode())
        browser.move_to(after(30))
        open_folds = browser.run("return [...document.querySelectorAll('details:not(.card)')].map((e) => e.open)")
        verdict.require(open_folds == [False, True], f"the folds are {open_folds}")
        verdict.require("All folds" in browser.run("return document.body.innerText"), "no new folds")
    finally:
        for folder, page in pages.items():
            (folder / "index.html").write_bytes(page.encode())
