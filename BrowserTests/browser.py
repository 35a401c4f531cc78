"""A headless Chromium that opens pages of a built site, and what it noticed meanwhile."""

import atexit
import json
import shutil
import time
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from server import SiteServer

CLOCK = (Path(__file__).resolve().parent / "clock.js").read_text(encoding="utf-8")


@cache
def started(text_size):
    """One browser for the whole run, and one whose readers asked for larger text."""
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     "--force-color-profile=srgb", "--disable-background-networking", "--hide-scrollbars"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    options.add_experimental_option(
        "perfLoggingPrefs", {"enableNetwork": True, "enablePage": False})
    options.add_experimental_option("prefs", {"webkit.webprefs.default_font_size": text_size})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    atexit.register(driver.quit)
    return driver


CHOSEN = [16]


def driver():
    return started(CHOSEN[0])


@contextmanager
def text_of(percent):
    """What is opened meanwhile has text of this size, as readers set it in their browser."""
    CHOSEN[0] = 16 * percent // 100
    try:
        yield
    finally:
        CHOSEN[0] = 16


def tell(command, **values):
    return driver().execute_cdp_cmd(command, values)


def run(script, *values):
    """The value of a function's body in the page."""
    return driver().execute_script(script, *values)


@contextmanager
def serving(site, folder=None):
    with SiteServer(folder or site.folder, site.address) as server:
        yield server


def show(server, path, width=1280, height=800, scheme="light", zone="UTC", moment=None,
         script=True, media=""):
    """Opens a page of the served site.

    - moment: the time that the page's clock shows and stays at; None for the machine's clock.
    """
    tell("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
         mobile=False)
    tell("Emulation.setEmulatedMedia", media=media,
         features=[{"name": "prefers-color-scheme", "value": scheme},
                   {"name": "prefers-reduced-motion", "value": "reduce"}])
    tell("Emulation.setTimezoneOverride", timezoneId=zone)
    tell("Emulation.setScriptExecutionDisabled", value=not script)
    with before_scripts(CLOCK.replace("MOMENT", moment) if moment else ""):
        driver().get(f"{server.root}/{path.removesuffix('index.html')}")


@contextmanager
def before_scripts(source):
    """`source` runs in each page that is opened meanwhile, before the page's own scripts."""
    added = tell("Page.addScriptToEvaluateOnNewDocument", source=source) if source else None
    try:
        yield
    finally:
        if added:
            tell("Page.removeScriptToEvaluateOnNewDocument", identifier=added["identifier"])


def move_to(moment):
    """Moves the page's clock, and waits until the page has done with what it asked for."""
    run("clock.moveTo(arguments[0])", moment)
    wait_until(lambda: not run("return clock.isWaiting()"))


def wait_until(holds, seconds=5):
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)


def forget():
    """What was noticed so far is of no interest."""
    driver().get_log("browser")
    driver().get_log("performance")


def console():
    """Each message since the last look, with its origin."""
    return [f"{row['source']}: {row['message']}" for row in driver().get_log("browser")]


def requests():
    """Each address that was asked for since the last look."""
    rows = [json.loads(row["message"])["message"] for row in driver().get_log("performance")]
    return [row["params"]["request"]["url"] for row in rows
            if row["method"] == "Network.requestWillBeSent"]
