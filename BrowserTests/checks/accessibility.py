"""axe-core: what a program can find of the accessibility guidelines."""

import browser
from damages import in_style
from install_browser import AXE
from judging import Breakage, Verdict, judge, replacing
from kinds import kinds

LOOK = """
const done = arguments[arguments.length - 1];
axe.run({ resultTypes: ['violations'] }).then((found) => done(found.violations.map((rule) =>
  `${rule.id}: ${rule.nodes[0].html.slice(0, 90)} (${rule.nodes.length})`)));
"""


@judge("axe", "axe-core finds no violation, light and dark, 320 and 1,280 px wide", [
    Breakage("a removed label: bars without their words", "index.html",
             lambda text: text.replace(' aria-label="', ' data-label="')),
    Breakage("a bad contrast", "about/index.html", in_style("main{color:#999}")),
    Breakage("a bad contrast in the dark", "about/index.html",
             in_style("@media(prefers-color-scheme:dark){main{color:#444}}")),
    Breakage("a logo without a word for it", "about/index.html", replacing(' alt=""', "")),
    Breakage("a page without a title", "about/index.html",
             lambda text: text.replace("<title>", "<title hidden>", 1).replace(
                 text[text.index("<title>") + 7:text.index("</title>")], "", 1)),
])
def axe(site):
    verdict = Verdict()
    paths = kinds(site)
    source = AXE.read_text(encoding="utf-8")
    with browser.serving(site) as server:
        for path in paths:
            for scheme in ("light", "dark"):
                for width in (320, 1280):
                    # From another zone, so that the switch of zones is there.
                    browser.show(server, path, width=width, scheme=scheme, zone="Asia/Tokyo")
                    browser.run(source)
                    for found in browser.driver().execute_async_script(LOOK):
                        verdict.problems.append(f"{path} {scheme} {width}: {found}")
    verdict.seen = f"{len(paths)} pages four times"
    return verdict
