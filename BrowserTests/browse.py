"""Opens what `allclear build` writes in a real browser, and looks at it as readers do."""

import shutil
import sys

from install_browser import HOME  # first: it also makes the conformance suite's modules known

import checks  # noqa: F401, E402  (registers them)
import pictures
import stress
import suite
from sites import MOMENT, ROOT, Builder, BuiltSite, moment

WORK = HOME / "work"
TEMPLATE = ROOT / "site-template"
# The open incident of the starter, and what its team writes after the moment of the other sites.
INCIDENT = "incidents/2026-11-20-late-tracking.md"
LATER = "2026-11-20T12:05:00Z"
NEWS = """
## Monitoring - 2026-11-20 12:00 UTC

The reader of parcel codes runs again. Tracking catches up; we watch it until all parcels show.
"""


def build_subjects(binary):
    """The starter site now and once more after news, the stress site in both directions, a site of
    one component, one of long words, one at work, and the starter in three languages and as it stood.
    `WORK` is made anew at each run and left for a look."""
    shutil.rmtree(WORK, ignore_errors=True)
    builder = Builder(binary, WORK)
    return [
        with_news(builder), builder.written(stressed("ltr")), builder.written(stressed("rtl")),
        builder.written(stress.bare()), builder.written(stress.long_words()),
        builder.written(stress.at_work()), in_languages(builder), picture(builder),
    ]


def with_news(builder):
    """The starter, beside which `<name>-later` holds it with one more update."""
    site = builder.site("template", TEMPLATE, pictures.ADDRESS)
    source = WORK / "sources" / "template-later"
    shutil.copytree(TEMPLATE, source)
    with (source / INCIDENT).open("a", encoding="utf-8") as file:
        file.write(NEWS)
    builder.build(source, WORK / "sites" / "template-later", LATER)
    return site


def in_languages(builder):
    """The starter in English, German and Arabic."""
    source = WORK / "sources" / "languages"
    shutil.copytree(TEMPLATE, source)
    status = source / "status.yml"
    text = status.read_text(encoding="utf-8")
    status.write_text(text.replace("\nlanguage: en ", "\nlanguages: [en, de, ar]\nlanguage: en "),
                      encoding="utf-8")
    return builder.site("languages", source, pictures.ADDRESS)


def picture(builder):
    """The starter as it stood at the moment of the other sites."""
    output = WORK / "sites" / "picture"
    builder.build(TEMPLATE, output, MOMENT, "--as-of", MOMENT)
    return BuiltSite("picture", output, pictures.ADDRESS, moment(MOMENT))


def stressed(direction):
    """The conformance suite's hostile site, written from left to right or from right to left."""
    site = stress.hostile()
    words = {"theme/strings/en.yml": f"direction: {direction}\n"}
    return stress.WrittenSite(f"stress-{direction}", site.address, {**site.files, **words})


if __name__ == "__main__":
    if "--pictures" in sys.argv:
        sys.exit(pictures.take(sys.argv[1:], ROOT / "Documentation" / "pictures"))
    sys.exit(suite.main(__doc__, build_subjects, WORK))
