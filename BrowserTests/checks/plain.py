"""On paper, and without the script."""

import browser
from damages import at_start, in_style
from judging import Breakage, Verdict, judge, replacing
from kinds import kinds
from sites import MOMENT

WORDS = """
const body = document.body.cloneNode(true);
body.querySelectorAll('script,style,template,[data-made]').forEach((part) => part.remove());
return body.textContent.replace(/\\s+/g, ' ').trim();
"""
MOMENTS = "return [...document.querySelectorAll('time')].map((time) => time.dateTime)"
HIDDEN = """
const facts = [...document.querySelectorAll('main time,main p,main li,main h1,main h2,main h3,main td')];
return facts.filter((fact) => fact.textContent.trim() && !fact.closest('nav,[hidden]') && !fact.closest(arguments[0] || 'nav') && !fact.checkVisibility(
  { visibilityProperty: true, opacityProperty: true })).map((fact) => fact.outerHTML.slice(0, 80));
"""
CONTROLS = """
return [...document.querySelectorAll('button,input,select')].filter((control) =>
  control.checkVisibility()).map((control) => control.outerHTML.slice(0, 80));
"""


@judge("print", "on paper there is no control, and nothing is hidden but what a line names", [
    Breakage("the switch on paper", "index.html",
             in_style("@media print{header.site>button{display:block!important}}")),
    Breakage("a text that is not on paper", "index.html",
             in_style("@media print{main h2{display:none}}")),
])
def printed(site):
    verdict = Verdict()
    paths = kinds(site)
    with browser.serving(site) as server:
        for path in paths:
            browser.show(server, path, zone="Asia/Tokyo", media="print")
            for found in browser.run(CONTROLS) + browser.run(HIDDEN, "details"):
                verdict.problems.append(f"{path}: {found}")
    verdict.seen = f"{len(paths)} pages"
    return verdict


@judge("no-script", "without the script every fact is there, and with it none is lost", [
    Breakage("a script that takes something away", "index.html",
             at_start("one('h1').remove()")),
    Breakage("a text that only the script shows", "index.html",
             at_start("one('main').append('More')")),
    Breakage("a text that is hidden until the script runs", "index.html",
             in_style("main h1{display:none}")),
])
def no_script(site):
    verdict = Verdict()
    paths = kinds(site)
    with browser.serving(site) as server:
        for path in paths:
            browser.show(server, path, script=False)
            without, moments = browser.run(WORDS), browser.run(MOMENTS)
            # What is folded opens without the script, too.
            for found in browser.run(HIDDEN, "details"):
                verdict.problems.append(f"{path}: hidden without the script: {found}")
            browser.show(server, path, zone="America/New_York", moment=MOMENT)
            verdict.require(browser.run(MOMENTS) == moments, f"{path}: other moments")
            browser.run("document.querySelector('button[aria-pressed]')?.click()")
            verdict.require(browser.run(WORDS) == without, f"{path}: other words")
            verdict.require(len(without) > 100, f"{path}: no words at all")
    verdict.seen = f"{len(paths)} pages"
    return verdict
