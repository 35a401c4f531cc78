"""Everything can be reached and seen with the Tab key alone."""

import browser
from damages import in_style
from judging import Breakage, Verdict, judge, replacing
from kinds import kinds

FOCUSABLE = """
window.reachable = [...document.querySelectorAll(
  'a[href],button,input,select,textarea,summary,[tabindex]')].filter((element) =>
  element.getClientRects().length && element.checkVisibility());
return window.reachable.length;
"""
FOCUSED = """
const element = document.activeElement;
const style = getComputedStyle(element);
const box = element.getClientRects()[0] || { top: -1, bottom: -1, height: 0 };
return {
  n: window.reachable.indexOf(element),
  html: element.outerHTML.slice(0, 80),
  isAnswer: !!element.closest('.answer'),
  isVisible: box.height > 1 && box.bottom > 0 && box.top < innerHeight,
  isMarked: style.outlineStyle != 'none' && parseFloat(style.outlineWidth) > 1,
};
"""


@judge("keyboard", "the Tab key leads from the skip link to every link, in order, and is seen", [
    Breakage("no skip link", "index.html", replacing('class="skip"', 'class="skip" tabindex="-1"')),
    Breakage("a link that cannot be reached", "index.html",
             replacing('<a class="brand"', '<a tabindex="-1" class="brand"')),
    Breakage("another order", "index.html", replacing("<h3><a ", '<h3><a tabindex="2" ')),
    Breakage("a focus that is not seen", "index.html", in_style("a:focus-visible{outline:0}")),
])
def keyboard(site):
    verdict = Verdict()
    count = 0
    with browser.serving(site) as server:
        for path in kinds(site)[:3]:
            browser.show(server, path, zone="Asia/Tokyo")
            total = browser.run(FOCUSABLE)
            count += total
            for n in range(total):
                press("Tab", 9)
                seen = browser.run(FOCUSED)
                # A day's answer comes with the focus, and its links follow it.
                while seen["isAnswer"]:
                    press("Tab", 9)
                    seen = browser.run(FOCUSED)
                place = f"{path}, Tab {n + 1}: {seen['html']}"
                if not verdict.require(seen["n"] == n, f"{place} is not the next"):
                    break
                verdict.require(seen["isVisible"], f"{place} is out of sight")
                verdict.require(seen["isMarked"], f"{place} is not marked")
            skip(verdict, server, path)
    verdict.seen = f"{count} places"
    return verdict


def skip(verdict, server, path):
    """The first link leads past the header."""
    browser.show(server, path)
    press("Tab", 9)
    verdict.require(browser.run("return document.activeElement.hash") == "#main",
                    f"{path}: the first link does not skip")
    press("Enter", 13)
    press("Tab", 9)
    verdict.require(
        browser.run("const e = document.activeElement; return !e.closest('header') && !e.hash"
                    " || e.closest('main,footer')"),
        f"{path}: the skip link leads nowhere")


def press(key, code):
    for kind in ("rawKeyDown", "char", "keyUp"):
        if kind == "char" and key != "Enter":
            continue
        browser.tell("Input.dispatchKeyEvent", type=kind, key=key, code=key, text="\r" * (kind == "char"),
                     windowsVirtualKeyCode=code)
