"""Builds what is judged: the starter site, two stress sites, and a site over successive days."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import cached_property
from pathlib import Path

import stress
import tale

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".build" / "conformance"
WORK = HOME / "work"
MOMENT = "2026-11-20T11:50:00Z"


@dataclass(frozen=True)
class BuiltSite:
    """A built folder, and what its makers know about it."""

    name: str
    folder: Path
    address: str  # as in status.yml, no slash at the end
    moment: datetime
    private: tuple = ()  # words that were written, and must not be published
    incidents: tuple = ()  # the ids that must have a page, where the suite wrote the site
    damaged: str = ""  # the file that was damaged, in a copy of a sound site

    def read(self, path):
        return (self.folder / path).read_bytes().decode()

    def json(self, path):
        return json.loads(self.read(path))

    def files(self, *patterns):
        """Sorted paths below the folder, with forward slashes."""
        found = {file for pattern in patterns for file in self.folder.rglob(pattern)}
        return sorted(str(file.relative_to(self.folder)) for file in found if file.is_file())

    @cached_property
    def components(self):
        """The rows of components that are no groups."""
        rows = self.json("api/v2/components.json")["components"]
        return [row for row in rows if not row["group"]]


@dataclass(frozen=True)
class Step:
    """One build of a story: what was done before it, and the items that are new in it."""

    what: str
    folder: Path
    new: tuple
    is_unchanged: bool  # nothing at all was done: the feeds keep their bytes


@dataclass(frozen=True)
class Story:
    name: str
    address: str
    steps: tuple


class Builder:
    def __init__(self, binary, work=WORK):
        self.binary = Path(binary).resolve()
        self.work = work

    def build(self, source, output, moment, *options):
        command = [self.binary, "build", "--site", source, "--output", output, *options]
        # The page of the present, at a moment that stays: one of another moment keeps no clock.
        then = datetime.fromisoformat(moment.replace("Z", "+00:00"))
        now = {**os.environ, "SOURCE_DATE_EPOCH": str(int(then.timestamp()))}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=now)
        if done.returncode:
            errors = [line for line in done.stderr.splitlines() if "warning:" not in line]
            print(f"{source.name} does not build:", *errors, sep="\n", file=sys.stderr)
            sys.exit(1)

    def sites(self):
        source = ROOT / "site-template"
        template = self.site("template", source, "https://status.kestrelparcels.example",
                             private_names(source))
        return [template, self.written(stress.hostile()), self.written(stress.bare())]

    def site(self, name, source, address, private=(), incidents=()):
        output = self.work / "sites" / name
        self.build(source, output, MOMENT)
        return BuiltSite(name, output, address, moment(MOMENT), private, incidents)

    def written(self, site):
        source = self.work / "sources" / site.name
        write(source, site.files)
        return self.site(site.name, source, site.address, site.private, site.incidents)

    def story(self):
        """Each step is built over the one before, then kept with its dates, as a server has it."""
        source, output = self.work / "sources" / "story", self.work / "sites" / "story"
        steps = []
        for number, scene in enumerate(tale.scenes()):
            write(source, scene.files)
            # What comes later in the story is not known yet.
            self.build(source, output, scene.moment, "--as-of", scene.moment)
            kept = self.work / "story" / f"{number:02}"
            shutil.copytree(output, kept, copy_function=shutil.copy2)
            steps.append(Step(scene.what, kept, scene.new, scene.is_unchanged))
        return Story("story", tale.ADDRESS, tuple(steps))


def private_names(source):
    """Whoever the starter's incidents and postmortems name in a role or as an owner."""
    keys = re.compile(r"(?:commander|communications|scribe|owner): ([^\n,}]+)")
    texts = [file.read_text(encoding="utf-8") for folder in ("incidents", "postmortems")
             for file in sorted((source / folder).rglob("*.md"))]
    return tuple(sorted({name.strip() for text in texts for name in keys.findall(text)}))


def write(folder, files):
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc)
