"""Nothing is wider than the window."""

import browser
from damages import in_style
from judging import Breakage, Verdict, judge
from kinds import kinds

# Width of the window, and size of its text in percent.
WINDOWS = ((320, 100), (768, 100), (1280, 100), (1600, 100), (1280, 200), (640, 200))

WIDER = """
const width = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth <= width) return null;
const wide = [...document.querySelectorAll('body *')].filter((element) => {
  const box = element.getBoundingClientRect();
  return box.width > 1 && (box.right > width + 1 || box.left < -1);
});
return document.documentElement.scrollWidth + ' px wide: ' +
  (wide.length ? wide[0].outerHTML.slice(0, 80) : 'nothing in particular');
"""


@judge("width", "no page scrolls sideways, from 320 to 1,600 px, nor with text of twice the size", [
    Breakage("a text that does not wrap", "index.html", in_style("h1{white-space:nowrap;width:90rem}")),
    Breakage("a table as wide as its words", "components/api/index.html",
             in_style(".numbers td{white-space:nowrap}")),
    Breakage("a part that is too wide for text of twice the size", "about/index.html",
             in_style("@media(min-width:1000px){main{min-width:50rem}}")),
])
def width(site):
    verdict = Verdict()
    paths = kinds(site)
    with browser.serving(site) as server:
        for width, percent in WINDOWS:
            with browser.text_of(percent):
                for path in paths:
                    browser.show(server, path, width=width, zone="Asia/Tokyo")
                    wider = browser.run(WIDER)
                    verdict.require(not wider, f"{path} at {width} px, text {percent} %: {wider}")
    verdict.seen = f"{len(paths)} pages in {len(WINDOWS)} windows"
    return verdict
