"""Takes the pictures that the README shows: `make pictures`."""

import argparse
import base64
import io
import shutil

import browser
from install_browser import HOME
from PIL import Image
from sites import MOMENT, ROOT, Builder, BuiltSite, moment

ADDRESS = "https://status.kestrelparcels.example"
INCIDENT = "incidents/2026-11-20-late-tracking/index.html"
# Name, page, scheme, width and height; the reader is where the site is.
PICTURES = (
    ("home-light", "index.html", "light", 1280, 1000),
    ("home-dark-narrow", "index.html", "dark", 320, 900),
    ("incident-light", INCIDENT, "light", 1280, 900),
    ("incident-dark-narrow", INCIDENT, "dark", 320, 900),
)
# An incident from a quiet page to its end, on a phone: the moment of each picture, and what the team has
# written by then beside the starter's own words.
STRIP = (
    ("strip-1-quiet", "2026-11-19T18:00:00Z", ""),
    ("strip-2-open", "2026-11-20T10:33:00Z", ""),
    ("strip-3-update", "2026-11-20T11:40:00Z", ""),
    ("strip-4-resolved", "2026-11-20T13:25:00Z", """
## Monitoring - 2026-11-20 12:10 UTC

The reader of parcel codes runs again. Tracking catches up; we watch it until all parcels show.

## Resolved - 2026-11-20 13:20 UTC

All tracking pages show the present position again, and every parcel event was delivered. No data was lost.
"""),
)
LARGEST = 60_000


def take(arguments, folder):
    """Writes each picture into `folder`; 1 where one is too large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", action="store_true")
    parser.add_argument("--binary", default=ROOT / ".build/debug/allclear")
    work = HOME / "pictures"
    shutil.rmtree(work, ignore_errors=True)
    site = Builder(parser.parse_args(arguments).binary, work).site(
        "template", ROOT / "site-template", ADDRESS)
    folder.mkdir(parents=True, exist_ok=True)
    sizes = []
    with browser.serving(site) as server:
        for name, path, scheme, width, height in PICTURES:
            browser.show(server, path, width=width, height=height, scheme=scheme,
                         zone="Europe/Berlin", moment=MOMENT)
            picture = small(browser.tell("Page.captureScreenshot", format="png")["data"])
            (folder / f"{name}.png").write_bytes(picture)
            sizes.append(len(picture))
            print(f"{name}.png: {len(picture)} bytes")
    sizes += [taken(step, work, folder, parser.parse_args(arguments).binary) for step in STRIP]
    return 1 if max(sizes) > LARGEST else 0


def taken(step, work, folder, binary):
    """The size of a picture of the strip: the page as readers saw it at that moment."""
    name, then, more = step
    source = work / name
    shutil.copytree(ROOT / "site-template", source)
    entry = source / INCIDENT.replace("/index.html", ".md")
    updates = entry.read_text(encoding="utf-8").split("\n## ")
    # What was written later would be a mistake on a page of that moment.
    known = [update for update in updates[1:] if moment_of(update) <= then]
    entry.write_text("\n## ".join([updates[0], *known]) + more, encoding="utf-8")
    if not known:
        entry.unlink()
    site = work / f"{name}-site"
    Builder(binary, work).build(source, site, then)
    with browser.serving(BuiltSite(name, site, ADDRESS, moment(then))) as server:
        browser.show(server, "index.html", width=360, height=640, zone="Europe/Berlin", moment=then)
        picture = small(browser.tell("Page.captureScreenshot", format="png")["data"])
    (folder / f"{name}.png").write_bytes(picture)
    print(f"{name}.png: {len(picture)} bytes")
    return len(picture)


def moment_of(update):
    """Of an update of the starter, whose times are in UTC: `2026-11-20T10:31:00Z`."""
    day, clock = update.split(" - ", 1)[1].split()[:2]
    return f"{day}T{clock}:00Z"


def small(data):
    """The same picture with a palette: of as many colours as its size allows."""
    picture = Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB")
    for colours in (64, 48, 32, 24, 16):
        output = io.BytesIO()
        picture.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
            output, "PNG", optimize=True)
        if output.tell() <= LARGEST:
            break
    return output.getvalue()
