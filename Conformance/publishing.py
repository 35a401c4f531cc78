"""Brings the starter's page to real servers on loopback: S3, WebDAV, FTP, an rsync daemon, a branch of git.

Prints a line for each trial and exits 1 when one failed. Each trial works in a folder of its own below
`.build/conformance/publishing`, which is left for a look.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import traceback
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".build" / "conformance" / "publishing"
STARTER = ROOT / "site-template"
INCIDENT = "incidents/2026-11-20-late-tracking.md"
SECRET = "s3cret-canary-4711"
# The server takes it from its environment, so that only our own command could show it.
SERVER = {"RCLONE_AUTH_KEY": f'"key,{SECRET}"'}
# Of what `after` is given, and whether it fails.
AFTER = "#!/bin/sh\ncat > given\ntest ! -e fail || exit 1\n"
NEWS = "\n## Monitoring - 2026-11-20 12:00 UTC\n\nThe reader of parcel codes runs again.\n"
TRIALS = []


def trial(function):
    TRIALS.append(function)
    return function


class Place:
    """A site that is published, and what the program said."""

    def __init__(self, name, binary):
        self.folder = WORK / name
        shutil.rmtree(self.folder, ignore_errors=True)
        self.site = self.folder / "site"
        shutil.copytree(STARTER, self.site, ignore=shutil.ignore_patterns(".allclear"))
        self.binary = binary
        self.said = ""
        # Of every build in a trial, so that only what the trial changes is sent.
        self.moment = {"SOURCE_DATE_EPOCH": str(int(time.time()))}

    @property
    def output(self):
        return self.site / "public"

    def names(self, target, after=False):
        command = ", after: ./after.sh" if after else ""
        with (self.site / "status.yml").open("a", encoding="utf-8") as file:
            file.write(f"\npublish:\n  - {{to: {json.dumps(target)}{command}}}\n")
        if after:
            (self.site / "after.sh").write_text(AFTER)
            (self.site / "after.sh").chmod(0o755)

    def given(self):
        """The paths that `after` got since the last look; None where it did not run."""
        file = self.site / "given"
        if not file.exists():
            return None
        paths = file.read_text().splitlines()
        file.unlink()
        return paths

    def add(self, text):
        with (self.site / INCIDENT).open("a", encoding="utf-8") as file:
            file.write(text)

    def start(self, *arguments, **environment):
        return subprocess.Popen(
            [self.binary, *arguments, "--site", self.site], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, env={**os.environ, **self.moment, **environment})

    def run(self, *arguments, **environment):
        process = self.start(*arguments, **environment)
        output, errors = process.communicate(timeout=600)
        self.said += output + errors
        return process.returncode, output, errors

    def publish(self, **environment):
        return self.run("publish", "--no-verify", **environment)

    def paths(self):
        return sorted(path.relative_to(self.output).as_posix() for path in self.output.rglob("*")
                      if path.is_file() and ".allclear" not in path.parts)

    def same_as(self, folder):
        there = sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*")
                       if path.is_file())
        assert there == self.paths(), sorted(set(there) ^ set(self.paths()))[:5]
        for path in there:
            assert (Path(folder) / path).read_bytes() == (self.output / path).read_bytes(), path


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def serving(command, port, **environment):
    """A server that answers on a port of loopback for as long as the block runs."""
    server = subprocess.Popen(
        [str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, **environment}, start_new_session=True)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert server.poll() is None, f"{command[0]} ended at once"
            time.sleep(0.05)
        else:
            raise AssertionError(f"{command[0]} does not answer")
        yield server
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            kill(server)


def kill(server):
    """With the processes that it started, one for each connection."""
    try:
        os.killpg(server.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    server.wait(10)


def waits(process, there):
    """Until `there` says so, or the process has ended."""
    while not there() and process.poll() is None:
        time.sleep(0.01)


@contextmanager
def watched(secret):
    """Notes every command line of this machine that holds the secret."""
    seen, done = [], threading.Event()

    def look():
        while not done.is_set():
            for entry in Path("/proc").iterdir():
                if entry.name.isdigit():
                    try:
                        line = (entry / "cmdline").read_bytes()
                    except OSError:
                        continue
                    if secret.encode() in line:
                        seen.append(line)
            time.sleep(0.01)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        done.set()
        thread.join()


def s3(port, folder):
    return ["rclone", "serve", "s3", "--addr", f"127.0.0.1:{port}", folder, "--vfs-cache-mode", "off"]


def s3_settings(port):
    return {
        "RCLONE_CONFIG_ACME_TYPE": "s3", "RCLONE_CONFIG_ACME_PROVIDER": "Other",
        "RCLONE_CONFIG_ACME_ENDPOINT": f"http://127.0.0.1:{port}",
        "RCLONE_CONFIG_ACME_ACCESS_KEY_ID": "key", "RCLONE_CONFIG_ACME_SECRET_ACCESS_KEY": SECRET,
        "RCLONE_CONFIG_ACME_FORCE_PATH_STYLE": "true",
    }


@trial
def bucket(binary):
    """S3: everything arrives with its type and cache time, news costs few objects, and no secret shows."""
    place, port = Place("bucket", binary), free_port()
    place.names("rclone:acme:status")
    store = place.folder / "store"
    (store / "status").mkdir(parents=True)
    (store / "status" / "mine.txt").write_text("foreign")
    with serving(s3(port, store), port, **SERVER):
        with watched(SECRET) as seen:
            status, output, errors = place.publish(**s3_settings(port))
        assert status == 0, errors
        (store / "status" / "mine.txt").rename(place.folder / "mine.txt")
        place.same_as(store / "status")
        place.add(NEWS)
        status, output, errors = place.publish(**s3_settings(port))
        assert status == 0, errors
        sent = int(output.split(": ")[-1].split()[0])
        assert 0 < sent <= 60, output
        objects = sum(path.is_file() for path in (store / "status").rglob("*"))
        assert objects == len(place.paths()), objects
        place.same_as(store / "status")
        status, output, errors = place.publish(**s3_settings(port))
        assert status == 0 and not seen and SECRET not in place.said, seen
    return f"{len(place.paths())} objects, then {sent}"


# Of each group of files with equal headers, one that the starter has: its type and its cache time.
FRESH, DAY = "public, max-age=60, must-revalidate", "public, max-age=86400"
HEADERS = {
    "index.html": ("text/html; charset=utf-8", FRESH),
    "404.html": ("text/html; charset=utf-8", FRESH),
    "history/index.html": ("text/html; charset=utf-8", FRESH),
    "about/index.html": ("text/html; charset=utf-8", FRESH),
    "feed.xml": ("application/rss+xml; charset=utf-8", FRESH),
    "history.rss": ("application/rss+xml; charset=utf-8", FRESH),
    "atom.xml": ("application/atom+xml; charset=utf-8", FRESH),
    "feed.json": ("application/feed+json; charset=utf-8", FRESH),
    "maintenance.ics": ("text/calendar; charset=utf-8", FRESH),
    "badge.svg": ("image/svg+xml; charset=utf-8", FRESH),
    "metrics.txt": ("application/openmetrics-text; version=1.0.0; charset=utf-8", FRESH),
    "status.txt": ("text/plain; charset=utf-8", FRESH),
    "sitemap.xml": ("application/xml; charset=utf-8", FRESH),
    "api/ledger.json": ("application/json; charset=utf-8", FRESH),
    "api/v2/summary.json": ("application/json; charset=utf-8", FRESH),
    "components/api/feed.xml": ("application/rss+xml; charset=utf-8", FRESH),
    "components/api/maintenance.ics": ("text/calendar; charset=utf-8", FRESH),
}


@trial
def headers(binary):
    """S3 without a key: plain HTTP gets each group of objects with its type and cache time, after an update too."""
    place, port = Place("headers", binary), free_port()
    place.names("rclone:acme:status")
    store = place.folder / "store"
    (store / "status").mkdir(parents=True)

    def look(path):
        request = urllib.request.Request(f"http://127.0.0.1:{port}/status/{path}", method="HEAD")
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.headers["Content-Type"], answer.headers["Cache-Control"]

    with serving(s3(port, store), port):
        for news in ("", NEWS):
            place.add(news)
            status, output, errors = place.publish(**s3_settings(port))
            assert status == 0, errors
            static = [path for path in place.paths() if path.startswith("static/")]
            for path, wanted in HEADERS.items():
                assert look(path) == wanted, (path, look(path))
            for path in static:
                assert look(path)[1] == DAY, (path, look(path))
    return f"{len(HEADERS) + len(static)} objects looked at, twice"


def without_digests(name, binary, command, settings):
    """Brings the page to a server that keeps no digests, then a file that changed and kept its length."""
    place, port = Place(name, binary), free_port()
    place.names("rclone:acme:status")
    (place.site / "static").mkdir(exist_ok=True)
    note = place.site / "static" / "note.txt"
    store = place.folder / "store"
    (store / "status").mkdir(parents=True)
    server = ["rclone", "serve", command, "--addr", f"127.0.0.1:{port}", store]
    with serving(server, port):
        for text in ("one", "two"):
            note.write_text(text)
            status, output, errors = place.publish(**settings(port))
            assert status == 0, errors
            place.same_as(store / "status")
            assert (store / "status" / "static" / "note.txt").read_text() == text
        (store / "status" / "mine.txt").write_text("foreign")
        (place.site / "pages" / "about.md").unlink()
        status, output, errors = place.publish(**settings(port))
        assert status == 0, errors
        assert not (store / "status" / "about" / "index.html").exists()
        (store / "status" / "mine.txt").unlink()
        place.same_as(store / "status")
    return output.strip()


@trial
def web_dav(binary):
    """WebDAV: a change that keeps a file's length arrives."""
    return without_digests("web-dav", binary, "webdav", lambda port: {
        "RCLONE_CONFIG_ACME_TYPE": "webdav", "RCLONE_CONFIG_ACME_VENDOR": "other",
        "RCLONE_CONFIG_ACME_URL": f"http://127.0.0.1:{port}"})


@trial
def ftp(binary):
    """FTP: a change that keeps a file's length arrives."""
    secret = subprocess.run(["rclone", "obscure", "x"], check=True, capture_output=True,
                            text=True).stdout.strip()
    return without_digests("ftp", binary, "ftp", lambda port: {
        "RCLONE_CONFIG_ACME_TYPE": "ftp", "RCLONE_CONFIG_ACME_HOST": "127.0.0.1",
        "RCLONE_CONFIG_ACME_PORT": str(port), "RCLONE_CONFIG_ACME_USER": "anonymous",
        "RCLONE_CONFIG_ACME_PASS": secret})


@trial
def dead_bucket(binary):
    """S3 that is killed in the middle: exit 2, nothing deleted, and the next publish completes it and tells `after`."""
    place, port = Place("dead-bucket", binary), free_port()
    place.names("rclone:acme:status", after=True)
    store = place.folder / "store"
    (store / "status" / "incidents" / "gone").mkdir(parents=True)
    (store / "status" / "incidents" / "gone" / "index.html").write_text("gone")
    settings = s3_settings(port)
    quick = {**settings, "RCLONE_LOW_LEVEL_RETRIES": "1", "RCLONE_TRANSFERS": "1",
             "RCLONE_BWLIMIT": "200k"}
    with serving(s3(port, store), port, **SERVER) as server:
        process = place.start("publish", "--no-verify", **quick)
        waits(process, lambda: len(list((store / "status").rglob("*.html"))) >= 4)
        kill(server)
        output, errors = process.communicate(timeout=300)
    assert process.returncode == 2, (process.returncode, output, errors)
    assert "nothing was deleted there" in errors, errors
    before = len(list(store.rglob("*.html")))
    assert (store / "status" / "incidents" / "gone" / "index.html").exists()
    assert not (store / "status" / "api" / "ledger.json").exists()
    assert place.given() is None
    (place.site / "fail").touch()
    with serving(s3(port, store), port, **SERVER):
        status, output, errors = place.publish(**settings)
        assert status == 2 and "the next publish runs it again" in errors, errors
        assert place.given() == place.paths()
        (place.site / "fail").unlink()
        status, output, errors = place.publish(**settings)
        assert status == 0, errors
        # What the first run sent is among them. Once our ledger lay there, the page that is gone was ours.
        given = place.given()
        assert given == sorted([*place.paths(), "incidents/gone/index.html"]), (output, given)
        status, output, errors = place.publish(**settings)
        given = place.given()
        assert status == 0 and given is None, (status, output, errors, given)
    place.same_as(store / "status")
    return f"{before} pages were there when it died"


def rsync_daemon(place, port):
    """A folder, and the command that serves it."""
    there = place.folder / "there"
    there.mkdir(parents=True)
    config = place.folder / "rsyncd.conf"
    owner = f"uid = {os.getuid()}\ngid = {os.getgid()}\n" if os.getuid() == 0 else ""
    config.write_text(
        f"use chroot = no\nport = {port}\naddress = 127.0.0.1\n[status]\npath = {there}\n"
        f"read only = no\n{owner}")
    return there, ["rsync", "--daemon", "--no-detach", f"--config={config}"]


@trial
def daemon(binary):
    """An rsync daemon: what changed goes there, what is ours and gone is deleted, what is foreign stays."""
    place, port = Place("daemon", binary), free_port()
    there, command = rsync_daemon(place, port)
    place.names(f"rsync:rsync://127.0.0.1:{port}/status")
    with serving(command, port):
        status, output, errors = place.publish()
        assert status == 0, errors
        place.same_as(there)
        (there / "mine.txt").write_text("foreign")
        (place.site / "pages" / "about.md").unlink()
        place.add(NEWS)
        status, output, errors = place.publish()
        assert status == 0, errors
        assert not (there / "about" / "index.html").exists()
        (there / "mine.txt").unlink()
        place.same_as(there)
    return output.strip()


@trial
def dead_daemon(binary):
    """An rsync daemon that is killed in the middle: exit 2, nothing deleted, and the next publish completes it."""
    place, port = Place("dead-daemon", binary), free_port()
    there, command = rsync_daemon(place, port)
    place.names(f"rsync:rsync://127.0.0.1:{port}/status", after=True)
    (there / "incidents" / "gone").mkdir(parents=True)
    (there / "incidents" / "gone" / "index.html").write_text("gone")
    # An rsync in front of the real one takes its time.
    slow = place.folder / "bin" / "rsync"
    slow.parent.mkdir()
    slow.write_text(f'#!/bin/sh\nexec {shutil.which("rsync")} --bwlimit=40 "$@"\n')
    slow.chmod(0o755)
    with serving(command, port) as server:
        process = place.start(
            "publish", "--no-verify", PATH=f"{slow.parent}{os.pathsep}{os.environ['PATH']}")
        # The first stage is there, and the second on its way.
        waits(process, (there / "history" / ".~tmp~").is_dir)
        kill(server)
        output, errors = process.communicate(timeout=300)
    assert process.returncode == 2, (process.returncode, output, errors)
    assert "nothing was deleted there, and it may have a part of the new page" in errors, errors
    before = len(list(there.rglob("index.html")))
    assert not (there / "api" / "ledger.json").exists() and place.given() is None
    assert (there / "incidents" / "gone" / "index.html").exists()
    with serving(command, port):
        status, output, errors = place.publish()
        assert status == 0, errors
        # And what was half sent is gone.
        given = place.given()
        assert set(place.paths()) < set(given) and all("/." in path or path.startswith(".")
            for path in set(given) - set(place.paths())), given
        status, output, errors = place.publish()
        # Once our ledger lay there, it was ours.
        assert status == 0 and place.given() == ["incidents/gone/index.html"], (output, errors)
        status, output, errors = place.publish()
        given = place.given()
        assert status == 0 and given is None, (status, output, errors, given)
    place.same_as(there)
    return f"{before} pages were there when it died"


@trial
def branch(binary):
    """A bare repository: one commit without a parent that keeps the host's files; sources are refused."""
    place = Place("branch", binary)
    repository = place.folder / "repo.git"
    run = lambda *words: subprocess.run(["git", "-C", repository, *words], check=True,
                                        capture_output=True, text=True).stdout.strip()
    subprocess.run(["git", "init", "-q", "--bare", repository], check=True)
    place.names(f"git:{repository}#gh-pages")
    copy = place.folder / "copy"
    git = lambda *words: subprocess.run(
        ["git", "-C", copy, "-c", "user.name=A", "-c", "user.email=a@localhost", *words], check=True,
        capture_output=True)
    subprocess.run(["git", "init", "-q", "-b", "gh-pages", copy], check=True)
    (copy / "CNAME").write_text("status.acme.example\n")
    git("add", "CNAME")
    git("commit", "-q", "-m", "Set the domain")
    (copy / "main.c").write_text("int main(void) { return 0; }\n")
    git("push", "-q", repository, "gh-pages")
    git("add", "main.c")
    git("commit", "-q", "-m", "Begin")
    git("push", "-q", repository, "HEAD:main")
    for news in ("", NEWS):
        place.add(news)
        status, output, errors = place.publish()
        assert status == 0, errors
        assert run("rev-list", "--count", "gh-pages") == "1"
        shutil.rmtree(copy)
        subprocess.run(["git", "clone", "-q", "-b", "gh-pages", repository, copy], check=True)
        shutil.rmtree(copy / ".git")
        (copy / ".nojekyll").unlink()
        assert (copy / "CNAME").read_text() == "status.acme.example\n"
        (copy / "CNAME").unlink()
        place.same_as(copy)
    main = run("rev-parse", "main")
    status, _, errors = place.run("publish", "--no-verify", f"git:{repository}#main")
    assert status == 2 and "such as main.c" in errors, errors
    assert run("rev-parse", "main") == main
    return output.strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--binary", default=ROOT / ".build/debug/allclear")
    parser.add_argument("--only", type=lambda text: text.split(","), default=[])
    options = parser.parse_args()
    failed = 0
    for found in TRIALS:
        if options.only and found.__name__ not in options.only:
            continue
        name = "publish/" + found.__name__.replace("_", "-")
        try:
            print(f"{name}: pass: {found(str(options.binary))}", flush=True)
        except AssertionError as error:
            failed += 1
            line = traceback.extract_tb(error.__traceback__)[-1].lineno
            print(f"{name}: FAIL in line {line}: {error}", flush=True)
    print(f"{failed} of the trials failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
