"""Ways to damage a page that leave it allowed by its own policy."""

import base64
import hashlib
import re


# Where the home page's script begins to do something.
START = "\nshowTimes();\nshowClock();\nsetInterval"


def in_script(old, new):
    """A damage: the first `old` in the page's script becomes `new`, and is allowed."""
    return within("script", lambda text: text.replace(old, new, 1))


def at_start(statement):
    """A damage: the home page's script does this, too, and first."""
    return in_script(START, f"\n{statement};{START}")


def in_style(more):
    """A damage: the page's style goes on, and is allowed."""
    return within("style", lambda text: text + more)


def within(tag, change):
    def damaged(text):
        start = text.index(">", text.index(f"<{tag}")) + 1
        end = text.index(f"</{tag}>", start)
        before, after = text[start:end], change(text[start:end])
        if before == after:
            return text
        policy = text[:start].replace(digest(before), digest(after)) if tag == "script" else (
            re.sub(r"style-src &#39;sha256-[^&]*", f"style-src &#39;sha256-{digest(after)}",
                   text[:start]))
        return policy + after + text[end:]

    return damaged


def digest(text):
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
