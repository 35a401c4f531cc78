"""What a judge is, and what it says.

A judge is a function from what was built to a `Verdict`. It is registered under its name by
`@judge`; `Breakage`s, listed beside it, are ways to damage the same thing that it has to notice.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Optional

JUDGES = {}


@dataclass
class Verdict:
    """What a judge counted, and each thing that it finds wrong; right when there is none."""

    seen: str = ""
    problems: list = field(default_factory=list)

    def require(self, holds, problem):
        if not holds:
            self.problems.append(problem)
        return bool(holds)


@dataclass(frozen=True)
class Breakage:
    """`what` in words, the file to damage, and how: a function from its text to another text.

    With `dated_as`, the damaged file takes over the modification time of that other file.
    """

    what: str
    path: str
    damage: Optional[Callable] = None
    dated_as: Optional[str] = None

    def apply(self, folder: Path):
        """Raises LookupError where there is nothing that could be damaged so."""
        file = folder / self.path
        if not file.exists():
            raise LookupError(f"no file {self.path}")
        if self.damage:
            self.rewrite(file)
        if self.dated_as:
            date = (folder / self.dated_as).stat().st_mtime_ns
            os.utime(file, ns=(date, date))

    def rewrite(self, file):
        before = file.read_bytes().decode()
        after = self.damage(before)
        if before == after:
            raise LookupError(f"nothing to damage in {self.path}")
        file.write_bytes(after.encode())


@dataclass(frozen=True)
class Judge:
    name: str
    about: str
    subject: str  # "site": one built folder; "story": a site over successive builds
    examine: Callable
    breakages: tuple
    of: str = ""  # the name of the only site that it examines; empty for all


def judge(name, about, breakages=(), subject="site", of=""):
    def register(examine):
        JUDGES[name] = Judge(name, about, subject, examine, tuple(breakages), of)
        return examine

    return register


def replacing(old, new):
    """A damage: the first `old` becomes `new`."""
    return lambda text: text.replace(old, new, 1)


def appending(more):
    return lambda text: text + more


def without_element(tag):
    """A damage: the first element of that name is gone."""

    def cut(text):
        start = text.find(f"<{tag}>")
        end = text.find(f"</{tag}>", start)
        return text if start < 0 or end < 0 else text[:start] + text[end + len(tag) + 3:]

    return cut


def within(tag, damage):
    """The same damage, in the first element of that name or after it."""

    def damaged(text):
        start = max(text.find(f"<{tag}>"), 0)
        return text[:start] + damage(text[start:])

    return damaged


def doubling(start, end):
    """A damage: what stands between `start` and `end` at first stands there a second time."""

    def damaged(text):
        before, first, second, *rest = text.split(start)
        value = first.partition(end)[0]
        changed = value + end + second.partition(end)[2]
        return start.join([before, first, changed, *rest])

    return damaged


def few(problems, limit=3, width=200):
    """The first problems, shortened, and how many more there are."""
    shown = [p if len(p) <= width else p[:width] + "…" for p in problems[:limit]]
    more = f" … and {len(problems) - limit} more" if len(problems) > limit else ""
    return "; ".join(shown).replace("\n", " ") + more
