"""Brings the starter's page to real servers on loopback: S3, an rsync daemon, a branch of git.

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
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".build" / "conformance" / "publishing"
STARTER = ROOT / "site-template"
INCIDENT = "incidents/2026-11-20-late-tracking.md"
SECRET = "s3cret-canary-4711"
# The server takes it from its environment, so that only our own command could show it.
SERVER = {"RCLONE_AUTH_KEY": f'"key,{SECRET}"'}
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

    @property
    def output(self):
        return self.site / "public"

    def names(self, target):
        with (self.site / "status.yml").open("a", encoding="utf-8") as file:
            file.write(f"\npublish:\n  - {{to: {json.dumps(target)}}}\n")

    def add(self, text):
        with (self.site / INCIDENT).open("a", encoding="utf-8") as file:
            file.write(text)

    def start(self, *arguments, **environment):
        return subprocess.Popen(
            [self.binary, *arguments, "--site", self.site], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, env={**os.environ, **environment})

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
        env={**os.environ, **environment})
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
            server.kill()


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
        place.same_as(store / "status")
        status, output, errors = place.publish(**s3_settings(port))
        assert status == 0 and not seen and SECRET not in place.said, seen
    return f"{len(place.paths())} objects, then {sent}"


@trial
def dead_bucket(binary):
    """S3 that is killed in the middle: exit 2, nothing deleted, and the next publish completes it."""
    place, port = Place("dead-bucket", binary), free_port()
    place.names("rclone:acme:status")
    store = place.folder / "store"
    (store / "status" / "incidents" / "gone").mkdir(parents=True)
    (store / "status" / "incidents" / "gone" / "index.html").write_text("gone")
    settings = s3_settings(port)
    quick = {**settings, "RCLONE_LOW_LEVEL_RETRIES": "1", "RCLONE_TRANSFERS": "1",
             "RCLONE_BWLIMIT": "200k"}
    with serving(s3(port, store), port, **SERVER) as server:
        process = place.start("publish", "--no-verify", **quick)
        while len(list((store / "status").rglob("*.html"))) < 4 and process.poll() is None:
            time.sleep(0.01)
        server.kill()
        output, errors = process.communicate(timeout=300)
    assert process.returncode == 2, (process.returncode, output, errors)
    assert "nothing was deleted there" in errors, errors
    before = len(list(store.rglob("*.html")))
    assert (store / "status" / "incidents" / "gone" / "index.html").exists()
    assert not (store / "status" / "api" / "ledger.json").exists()
    with serving(s3(port, store), port, **SERVER):
        status, output, errors = place.publish(**settings)
    assert status == 0, errors
    place.same_as(store / "status")
    return f"{before} pages were there when it died"


@trial
def daemon(binary):
    """An rsync daemon: what changed goes there, what is ours and gone is deleted, what is foreign stays."""
    place, port = Place("daemon", binary), free_port()
    there = place.folder / "there"
    there.mkdir(parents=True)
    config = place.folder / "rsyncd.conf"
    config.write_text(
        f"use chroot = no\nport = {port}\naddress = 127.0.0.1\n[status]\npath = {there}\n"
        "read only = no\n" + (f"uid = {os.getuid()}\ngid = {os.getgid()}\n" if os.getuid() == 0 else ""))
    place.names(f"rsync:rsync://127.0.0.1:{port}/status")
    with serving(["rsync", "--daemon", "--no-detach", f"--config={config}"], port):
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
def branch(binary):
    """A bare repository: one commit without a parent, and a push that came between is not lost."""
    place = Place("branch", binary)
    repository = place.folder / "repo.git"
    run = lambda *words: subprocess.run(["git", "-C", repository, *words], check=True,
                                        capture_output=True, text=True).stdout.strip()
    subprocess.run(["git", "init", "-q", "--bare", repository], check=True)
    place.names(f"git:{repository}#gh-pages")
    for news in ("", NEWS):
        place.add(news)
        status, output, errors = place.publish()
        assert status == 0, errors
        assert run("rev-list", "--count", "gh-pages") == "1"
        copy = place.folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        subprocess.run(["git", "clone", "-q", "-b", "gh-pages", repository, copy], check=True)
        shutil.rmtree(copy / ".git")
        (copy / ".nojekyll").unlink()
        place.same_as(copy)
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
            print(f"{name}: FAIL: {error}", flush=True)
    print(f"{failed} of the trials failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
