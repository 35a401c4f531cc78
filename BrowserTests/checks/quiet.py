"""A page bothers nobody: no message in the console, no request to another host."""

import browser
from damages import at_start, in_script
from judging import Breakage, Verdict, judge, replacing
from kinds import kinds
from sites import MOMENT


@judge("quiet", "no console message, nothing against the page's policy, no request elsewhere", [
    Breakage("a script that its hash does not fit", "index.html",
             replacing("showTimes();", "showTimes( );")),
    Breakage("a script that fails", "index.html", at_start("fail()")),
    Breakage("a picture from elsewhere", "about/index.html",
             replacing("</main>", '<img src="http://other.example/a.png" alt=""></main>')),
    Breakage("a style attribute", "about/index.html",
             replacing("<main", '<main style="color:red"')),
    Breakage("a policy that forbids a refresh", "index.html",
             replacing("connect-src &#39;self&#39;", "connect-src &#39;none&#39;")),
])
def quiet(site):
    verdict = Verdict()
    paths = kinds(site)
    count = 0
    with browser.serving(site) as server:
        for path in paths:
            browser.forget()
            browser.show(server, path, zone="America/New_York", moment=MOMENT)
            if browser.run("return !!document.querySelector('[data-open]')"):
                browser.move_to("2026-11-20T11:51:00Z")
            asked = [address for address in browser.requests()
                     if not address.startswith("data:")]
            count += len(asked)
            for message in browser.console():
                verdict.problems.append(f"{path}: {message}")
            for address in asked:
                verdict.require(address.startswith(server.root + "/"), f"{path} asks {address}")
    verdict.seen = f"{len(paths)} pages, {count} requests"
    return verdict


@judge("from-disk", "opened from a folder, a page asks for nothing and says nothing", [
    Breakage("a script that asks all the same", "index.html",
             in_script("location.protocol == 'file:'", "false")),
])
def from_disk(site):
    verdict = Verdict("index.html")
    if site.name == "picture":
        return verdict
    browser.forget()
    start = browser.CLOCK.replace("MOMENT", MOMENT)
    with browser.before_scripts(start):
        browser.driver().get((site.folder / "index.html").resolve().as_uri())
    browser.run("clock.moveTo('2026-11-21T01:00:00Z')")
    for message in browser.console():
        verdict.problems.append(message)
    verdict.require(browser.run("return clock.asked.length") == 0, "it asks a server")
    is_old = browser.run("return document.querySelector('[data-until]').innerText.length > 20")
    verdict.require(is_old, "a day later it does not say that it is old")
    return verdict
