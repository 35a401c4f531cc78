"""Takes the pictures that the README shows: `make pictures`."""

import argparse
import base64
import io
import shutil

import browser
from install_browser import HOME
from PIL import Image
from sites import MOMENT, ROOT, Builder

ADDRESS = "https://status.kestrelparcels.example"
INCIDENT = "incidents/2026-11-20-late-tracking/index.html"
# Name, page, scheme, width and height; the reader is where the site is.
PICTURES = (
    ("home-light", "index.html", "light", 1280, 1000),
    ("home-dark-narrow", "index.html", "dark", 320, 900),
    ("incident-light", INCIDENT, "light", 1280, 900),
    ("incident-dark-narrow", INCIDENT, "dark", 320, 900),
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
    return 1 if max(sizes) > LARGEST else 0


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
