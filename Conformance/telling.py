"""Sends news to real software and to strict stand-ins on loopback, and looks at what they got.

Prints a line for each trial and exits 1 when one failed. Then each trial and each stand-in is shown
what it has to notice. Each works in a folder of its own below `.build/conformance/telling`, which is
left for a look.
"""

import argparse
import contextlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import traceback
from datetime import datetime, timedelta, timezone
from pathlib import Path

from mailhost import MailHost
from receivers import BIDI, Discord, Hook, Slack, Statuspage, Teams
from websub import RealHub, Served, Subscriber

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".build" / "conformance" / "telling"
CANARY = "c4n4ry-of-a-secret"
KEY = "whsec_YzRuNHJ5LW9mLWEtc2VjcmV0LTAxMjM0NTY3ODk="
OTHER_KEY = "whsec_" + "QUJD" * 10
# As YAML in single quotes: the backslashes are letters.
HOSTILE = r"<!channel> @everyone *b* [x](javascript:1) </script> \r\nBcc: x@example.com"
TRIALS, BREAKS = [], []


def trial(function):
    TRIALS.append(function)
    return function


def has_to_notice(what, trial_):
    """Marks a function that gives a program (or a setting) with which a trial has to fail."""

    def register(function):
        BREAKS.append((what, trial_, function))
        return function

    return register


def written(moment):
    return moment.strftime("%Y-%m-%d %H:%M UTC")


class Site:
    """A site folder, what it sends to, and all that the program said."""

    def __init__(self, name, binary, url="https://status.acme.example"):
        self.folder = WORK / name
        shutil.rmtree(self.folder, ignore_errors=True)
        self.site = self.folder / "site"
        (self.site / "incidents").mkdir(parents=True)
        (self.folder / "tmp").mkdir()
        self.binary, self.url, self.said = binary, url, ""
        self.environment = {"TMPDIR": str(self.folder / "tmp")}
        self.targets = []
        self.start = datetime.now(timezone.utc) - timedelta(minutes=30)
        self.save()

    def save(self):
        lines = [f"name: Acme Status\nurl: {self.url}\ncomponents:",
                 "  - {id: api, name: Public API}\n  - {id: web, name: Website}",
                 "publish:\n  - {to: public}"]
        if self.targets:
            lines += ["notify:", *(f"  - {json.dumps(target)}" for target in self.targets)]
        (self.site / "status.yml").write_text("\n".join(lines) + "\n")

    def tell(self, name, to, receiver=None, **more):
        """Adds a target; the address of a receiver goes into the environment, with a canary."""
        target = {"name": name, "to": to, **more}
        if receiver:
            receiver.path = receiver.path.format(canary=CANARY)
            target["url"] = {"env": f"{name.upper()}_URL"}
            self.environment[f"{name.upper()}_URL"] = receiver.url
        self.targets.append(target)
        self.save()

    def incident(self, name, title="Elevated API error rates", text="Some requests fail.", later=0,
                 head=""):
        time_ = written(self.start + timedelta(minutes=later))
        quoted = title.replace("'", "''")
        (self.site / "incidents" / f"{name}.md").write_text(
            f"---\ntitle: '{quoted}'\nseverity: SEV1\ncomponents: [api]\n---\n\n"
            f"## Investigating - {time_}{head}\n\n{text}\n")

    def update(self, name, text, later, state="Identified", head=""):
        with (self.site / "incidents" / f"{name}.md").open("a") as file:
            file.write(f"\n## {state} - {written(self.start + timedelta(minutes=later))}{head}\n\n{text}\n")

    def started(self, *arguments):
        return subprocess.Popen(
            [self.binary, *arguments, "--site", self.site], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, env={**os.environ, **self.environment})

    def run(self, *arguments):
        process = self.started(*arguments)
        output, errors = process.communicate(timeout=300)
        self.said += output + errors
        return process.returncode, output, errors

    def publish(self, status=0):
        found, output, errors = self.run("publish", "--no-verify")
        assert found == status, f"publish ended with {found}, not {status}: {output}{errors}"
        return output + errors

    def meets(self):
        """A first publish, after which each target is known."""
        said = self.publish()
        for target in self.targets:
            assert f"nothing is sent to '{target['name']}'" in said, said

    @property
    def outbox(self):
        return self.site / ".allclear" / "outbox"


def sound(*receivers):
    for receiver in receivers:
        kind = type(receiver).__name__
        assert not receiver.problems, f"{kind}: {receiver.problems[:3]}"
        assert not receiver.pings, f"{kind} pings {receiver.pings}"
        wrong = [link for link in receiver.links
                 if not link.startswith("https://status.acme.example/")]
        assert not wrong, f"{kind} links to {wrong}"


@contextlib.contextmanager
def chats(site):
    """One of each service that is told by a POST."""
    with Slack() as slack, Teams() as teams, Discord() as discord, Statuspage() as page, \
            Hook(KEY) as hook:
        for name, receiver in (("slack", slack), ("teams", teams), ("discord", discord),
                               ("statuspage", page)):
            site.tell(name, name, receiver)
        (site.site / "key").write_text(KEY)
        site.tell("hook", "webhook", hook, secret={"file": "key"})
        yield slack, teams, discord, page, hook


# MARK: Mail

@trial
def mail(binary):
    """msmtp and aiosmtpd: one thread per incident, nothing injected, and its refusals are understood."""
    site = Site("mail", binary)
    with MailHost() as host:
        programs, home = host.sendmail(site.folder)
        site.environment |= {"PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(home)}
        site.tell("list", "mail", address="status@lists.acme.example",
                  **{"from": "Zoë at Acme <status@acme.example>"})
        site.meets()
        title = HOSTILE + " größer"
        site.incident("one", title, "Some *requests* fail.\n\nFrom here on.\n\n.\n\n" + "wörter " * 400)
        site.publish()
        site.update("one", "A node is down.", 5)
        site.publish()
        site.incident("long", "W" * 500, later=6)
        site.publish()
        first, second, long = host.messages
        assert all(envelope.rcpt_tos == ["status@lists.acme.example"] for envelope in host.envelopes)
        assert all(envelope.mail_from == "status@acme.example" for envelope in host.envelopes), \
            host.envelopes[0].mail_from
        for message in host.messages:
            addresses = [address.addr_spec for address in message["From"].addresses]
            assert addresses == ["status@acme.example"], addresses
            assert message["From"].addresses[0].display_name == "Zoë at Acme"
            assert [a.addr_spec for a in message["To"].addresses] == ["status@lists.acme.example"]
            assert message["Bcc"] is None and message["Cc"] is None
            assert message["Auto-Submitted"] == "auto-generated"
            assert message["List-Id"].endswith("<status.status.acme.example>"), message["List-Id"]
            age = datetime.now(timezone.utc) - message["Date"].datetime
            assert timedelta(0) <= age + timedelta(seconds=2) < timedelta(minutes=2), age
            assert not message.defects and not message["Subject"].defects, message.defects
            assert len(message.get_all("Message-ID")) == 1
        assert first["Subject"] == f"Acme Status: {title}", first["Subject"]
        assert second["Subject"] == first["Subject"]
        assert first["In-Reply-To"] is None
        assert second["In-Reply-To"] == second["References"] == first["Message-ID"]
        assert second["Message-ID"] != first["Message-ID"]
        # A space at a line's end says that the paragraph goes on.
        body = first.get_content().replace("\r", "").replace(" \n", " ")
        assert f"[Investigating] {title}" in body and "\n.\n" in body, body
        assert "https://status.acme.example/incidents/one/#" in body
        assert len(long["Subject"]) <= 200 and "W" * 150 in long["Subject"]
        assert "https://status.acme.example/incidents/long/#" in long.get_content()
        lines = [line for e in host.envelopes for line in e.content.split(b"\r\n")]
        assert max(map(len, lines)) <= 998
        host.refused = {"status@lists.acme.example": "451 4.7.1 come back later"}
        site.update("one", "Nearly.", 7, state="Monitoring")
        said = site.publish(2)
        assert "tried again after" in said, said
        host.refused = {}
        site.run("notify", "retry")
        site.run("notify", "--ledger", site.site / "public/api/ledger.json")
        assert len(host.messages) == 4 and "Nearly." in host.messages[3].get_content()
    return f"{len(host.messages)} messages"


# MARK: WebSub

@trial
def websub(binary):
    """Flask-WebSub: it takes the ping, fetches the feed that it names, and brings it to a subscriber."""
    with Served() as served, Subscriber() as subscriber:
        site = Site("websub", binary, url=served.url)
        served.folder = site.site / "public"
        with RealHub(site.folder) as hub:
            site.tell("hub", "websub", hub=hub.url)
            site.meets()
            subscriber.subscribe(hub, f"{served.url}/feed.xml")
            time.sleep(0.5)
            site.incident("one", HOSTILE, "Half of the requests fail.")
            site.publish()
            assert subscriber.came.wait(10), f"nothing came; {hub.later.failures} {hub.refused}"
            time.sleep(0.3)
            assert not hub.refused, hub.refused
            assert len(subscriber.got) == 1, len(subscriber.got)
            assert subscriber.got[0] == (site.site / "public/feed.xml").read_text()
            assert "Half of the requests fail." in subscriber.got[0]
            assert [t for t in hub.topics if "/components/" not in t] == [
                f"{served.url}/{name}" for name in ("feed.xml", "atom.xml", "feed.json")], hub.topics
            site.publish()
            assert len(subscriber.got) == 1, "brought twice"
    return f"told of {len(hub.topics)} feeds"


# MARK: Services that are told by a POST

@trial
def services(binary):
    """Slack, Teams, Discord, Statuspage and a signed webhook: an incident, an update, a digest."""
    site = Site("services", binary)
    with chats(site) as receivers:
        site.meets()
        site.incident("one")
        site.publish()
        site.update("one", "A node is down.", 5, head=" - next: 2h")
        site.publish()
        site.update("one", "It is back.", 6, state="Resolved", head=" - api: operational")
        site.publish()
        counts = [len(receiver.bodies) for receiver in receivers]
        # Statuspage tells of the component by itself: it went down, and came back.
        assert counts == [3, 3, 3, 5, 3] and receivers[3].changes == 2, counts
        for number in range(8):
            site.incident(f"many-{number}", later=10)
        site.publish()
        counts = [len(receiver.bodies) - count for receiver, count in zip(receivers, counts)]
        assert counts == [1, 1, 1, 16, 1] and receivers[3].changes == 10, counts
        sound(*receivers)
        for receiver in receivers[:3]:
            assert any("[Identified] Elevated API error rates" in text for text in receiver.shown)
            assert any("A node is down." in text for text in receiver.shown)
            assert any("Acme Status: 8 updates" in text for text in receiver.shown), receiver.shown
        assert len(set(receivers[4].ids)) == 4
    return "11 items each"


@trial
def hostile(binary):
    """Titles full of markup, of 500 letters, with signs that turn letters round: inert, with the link."""
    site = Site("hostile", binary)
    with chats(site) as receivers:
        site.meets()
        site.incident("long", "W" * 5_000)
        said = site.publish(1)
        assert "'title' has more than 500 characters" in said, said
        turned = "Left \u202edlrow\u2066 and \u200fback"
        site.incident("markup", HOSTILE, "<!here> <@U024BE7LH> @here [y](javascript:2)\n\n    code <b>")
        site.incident("long", "W" * 500, "x" * 40_000)
        site.publish()
        sound(*receivers)
        for receiver in receivers:
            kind = type(receiver).__name__
            assert any(HOSTILE in text for text in receiver.shown), f"{kind}: {receiver.shown}"
            # A header of Slack has 150 letters.
            assert any("W" * 120 in text for text in receiver.shown), kind
            for name in ("markup", "long"):
                assert any(f"/incidents/{name}/" in link for link in receiver.links), kind
        # In a title, what turns letters round is refused; from a text it is taken out.
        site.incident("turned", turned, later=3)
        assert "turned.md:2" in site.publish(1)
        site.incident("turned", text=f"Text {turned}", later=3)
        site.publish()
        sound(*receivers)
        for receiver in receivers[:3]:
            assert any("Text Left dlrow and back" in text for text in receiver.shown), receiver.shown
    return f"inert in {len(receivers)}"


@trial
def wrong_secret(binary):
    """A webhook with another secret is refused by its receiver, and the run says so."""
    site = Site("wrong-secret", binary)
    with Hook(OTHER_KEY) as hook:
        (site.site / "key").write_text(KEY)
        site.tell("hook", "webhook", hook, secret={"file": "key"})
        site.meets()
        site.incident("one")
        said = site.publish(2)
        assert hook.problems and "No matching signature" in hook.problems[0], hook.problems
        assert "it answered 401" in said, said
    return "refused"


# MARK: Secrets

@contextlib.contextmanager
def watched(folder, words):
    """Notes command lines of this machine, and files of a folder, that hold one of the words."""
    seen, done = [], threading.Event()
    encoded = [word.encode() for word in words]

    def look():
        while not done.is_set():
            files = [entry / "cmdline" for entry in Path("/proc").iterdir() if entry.name.isdigit()]
            for file in [*files, *(file for file in folder.rglob("*") if file.is_file())]:
                with contextlib.suppress(OSError):
                    bytes_ = file.read_bytes()
                    seen.extend(str(file) for word in encoded if word in bytes_)
            time.sleep(0.005)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        done.set()
        thread.join()


@trial
def secrets(binary):
    """No address and no key shows: in output, outbox, page, temporary files or the list of processes."""
    site = Site("secrets", binary)
    words = [CANARY, KEY, KEY[6:]]
    answers = [
        None, (500, {"Retry-After": "3600"}, CANARY.encode()), (404, {}, f"no {CANARY}".encode()),
        (302, {"Location": f"http://127.0.0.1:9/{CANARY}"}, b""), (410, {}, CANARY.encode())]
    with chats(site) as receivers:
        site.meets()
        with watched(site.folder / "tmp", words) as seen:
            for number, answer in enumerate(answers):
                for receiver in receivers:
                    receiver.failing = answer
                    receiver.delay = 0.05
                site.incident(f"i{number}", later=number)
                site.run("publish", "--no-verify")
            for receiver in receivers:
                receiver.__exit__()
            site.run("notify", "retry")
            site.run("publish", "--no-verify")
            site.run("notify", "status")
            site.run("notify", "status", "--json")
            site.run("notify", "--json", "--ledger", site.site / "public/api/ledger.json")
            site.environment["HOOK_URL"] = "not an address " + CANARY
            site.run("notify", "retry")
            site.run("publish", "--no-verify")
        # Somebody has to get them, or nothing was looked for.
        assert receivers[0].bodies, "nothing was sent at all"
        for receiver in receivers:
            receiver.__enter__()
    holders = {str(file.relative_to(site.site)) for file in site.site.rglob("*") if file.is_file()
               and any(word.encode() in file.read_bytes() for word in words)}
    assert holders == {"key"}, holders
    assert not seen, sorted(set(seen))[:3]
    said = [word for word in words if word in site.said]
    assert not said, f"it printed {said}"
    return f"{len(site.said.splitlines())} lines printed"


# MARK: Once

class Program:
    """A `command` target: a script that writes down each item's id."""

    def __init__(self, site):
        self.log = site.folder / "told"
        self.log.touch()
        script = site.site / "tell.sh"
        script.write_text(
            f"#!/bin/sh\nitem=$(grep -o '\"id\":\"incident/[^\"]*\"')\nsleep 0.02\n"
            f"echo \"$item\" >> {self.log}\n")
        script.chmod(0o755)
        site.tell("program", "command", run="./tell.sh")

    @property
    def items(self):
        return re.findall(r'"id":"([^"]*)"', self.log.read_text())


def of_slack(slack):
    """The items that it was sent, by their links."""
    links = [link for link in slack.links if "#" in link]
    return [re.sub(r".*/incidents/(.*)/#", r"incident/\1#", link) for link in links]


@contextlib.contextmanager
def three(site, delay=0.02):
    with Hook(KEY, delay) as hook, Slack(delay) as slack:
        (site.site / "key").write_text(KEY)
        site.tell("hook", "webhook", hook, secret={"file": "key"})
        site.tell("slack", "slack", slack)
        yield hook, slack, Program(site)


def five_news(site, number):
    for place in range(5):
        site.incident(f"r{number:02}-{place}", f"Outage {number}.{place}")


@trial
def kills(binary, seed=None, count=100):
    """A hundred kills, five news at a time: nothing is lost, nobody gets twice what cannot be told apart."""
    seed = seed or int(time.time())
    chance = random.Random(seed)
    site = Site("kills", binary)
    site.start = datetime.now(timezone.utc) - timedelta(minutes=5)
    killed, rounds, held = 0, 0, {"slack": [], "program": []}
    with three(site) as (hook, slack, program):
        site.meets()
        begun = time.monotonic()
        five_news(site, rounds)
        site.publish()
        longest = time.monotonic() - begun

        def keep_held(said):
            for name, item in re.findall(r"'(\w+)' may or may not have got (\S+), and", said):
                held[name].append(item)

        while killed < count:
            rounds += 1
            five_news(site, rounds)
            for _ in range(10):
                process = site.started("publish", "--no-verify")
                # Most of the time goes into sending.
                time.sleep(chance.uniform(0.1 if chance.random() < 0.2 else longest * 0.3, longest))
                process.send_signal(signal.SIGKILL)
                output, errors = process.communicate()
                killed += process.returncode == -signal.SIGKILL
                keep_held(errors)
                if process.returncode != -signal.SIGKILL:
                    break
            status, output, errors = site.run("publish", "--no-verify")
            keep_held(errors)
            assert status in (0, 2), f"seed {seed}: {output}{errors}"
        status, output, errors = site.run("publish", "--no-verify")
        assert status == 0, f"seed {seed}: {output}{errors}"
        rows = {row["name"]: row for row in json.loads(
            site.run("notify", "status", "--json")[1])["targets"]}
        wanted = {f"r{number:02}-{place}" for number in range(rounds + 1) for place in range(5)}
        names = lambda items: [item.split("/")[1].split("#")[0] for item in items]  # noqa: E731
        hook_names = names(hook.items)
        assert sorted(hook_names) == sorted(wanted), \
            f"seed {seed}: the webhook got {len(hook_names)} of {len(wanted)}"
        assert not rows["hook"]["open"], rows["hook"]
        for name, got in (("slack", names(of_slack(slack))), ("program", names(program.items))):
            twice = {item for item in got if got.count(item) > 1}
            assert not twice, f"seed {seed}: {name} got {sorted(twice)[:3]} twice"
            open_ = names(row["item"] for row in rows[name]["open"])
            assert set(got) | set(open_) == wanted, \
                f"seed {seed}: {name} lost {sorted(wanted - set(got) - set(open_))[:3]}"
            unreported = set(open_) - set(names(held[name]))
            assert not unreported, f"seed {seed}: {name}: {sorted(unreported)} not reported"
            assert len(open_) <= killed
        resent = len(hook.ids) - len(set(hook.ids))
    return (f"seed {seed}: {killed} kills, {len(wanted)} items; {resent} sent again to the webhook, "
            f"{len(rows['slack']['open'])} and {len(rows['program']['open'])} held")


@trial
def two_at_once(binary):
    """Two publishers and a third who only tells, at the same time, send once."""
    site = Site("two", binary)
    with three(site, delay=0.05) as (hook, slack, program):
        site.meets()
        ledger = site.site / "public/api/ledger.json"
        for number in range(3):
            five_news(site, number)
            before = ledger.read_bytes()
            processes = [site.started("publish", "--no-verify") for _ in range(2)]
            while ledger.read_bytes() == before:
                time.sleep(0.005)
            processes += [site.started("notify", "--ledger", ledger) for _ in range(2)]
            for process in processes:
                output, errors = process.communicate(timeout=300)
                is_late = process.returncode == 2 and "Another build is writing" in errors
                assert process.returncode == 0 or is_late, output + errors
        for got in (hook.ids, of_slack(slack), program.items):
            assert len(got) == len(set(got)) == 15, len(got)
    return "15 items each"


@trial
def git_outbox(binary):
    """Runners that start from a clone, several at once, some killed: each item is sent once."""
    chance = random.Random(11)
    site = Site("git-outbox", binary)
    bare = site.folder / "remote.git"
    git = lambda *words: subprocess.run(  # noqa: E731
        ["git", "-C", site.site, "-c", "user.name=x", "-c", "user.email=x@y.example", *words],
        check=True, capture_output=True, text=True).stdout.strip()
    git("init", "-q", "-b", "main", ".")
    git("init", "-q", "--bare", "-b", "main", bare)
    git("remote", "add", "origin", bare)
    (site.site / ".gitignore").write_text("/public/\n/.allclear/\n")
    clones = 0

    def runner(*arguments, later=0):
        nonlocal clones
        clones += 1
        clone = site.folder / f"runner-{clones}"
        subprocess.run(["git", "clone", "-q", "--depth", "1", bare.as_uri(), clone], check=True)
        ledger = site.site / "public/api/ledger.json"
        # The time is moved, since a run that was killed blocks others for five minutes.
        moved = {"SOURCE_DATE_EPOCH": str(int(time.time()) + later)}
        return subprocess.Popen(
            [binary, "notify", *arguments, "--outbox", "git", "--ledger", ledger, "--site", clone],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, **site.environment, **moved})

    def commits():
        assert site.run("build")[0] == 0, site.said[-300:]
        git("add", "-A")
        git("commit", "-q", "-m", "News")
        git("push", "-q", "-f", "origin", "main")

    def ended(process):
        output, errors = process.communicate(timeout=120)
        assert process.returncode == 0, output + errors
        return output

    with Hook(KEY, 0.05) as hook, Slack(0.05) as slack:
        (site.site / "key").write_text(KEY)
        site.tell("hook", "webhook", hook, secret={"file": "key"})
        site.tell("slack", "slack", slack)
        commits()
        assert "nothing is sent to 'slack'" in ended(runner())
        busy = 0
        for number in range(4):
            five_news(site, number)
            commits()
            said = [ended(process) for process in [runner() for _ in range(3)]]
            busy += sum("another run is sending" in output for output in said)
            ended(runner())
        assert len(hook.ids) == len(slack.bodies) == 20, (len(hook.ids), len(slack.bodies))
        assert len(set(hook.ids)) == 20
        names = git("ls-remote", "origin").split()[1::2]
        assert sorted(names) == ["HEAD", "refs/allclear/sent", "refs/heads/main"], names
        # One that is killed is followed by another one, as if it were five minutes later.
        held = set()
        hook.secret = None
        for number in range(4, 10):
            five_news(site, number)
            commits()
            process, goal = runner(), len(slack.bodies) + number % 4
            while len(slack.bodies) < goal and process.poll() is None:
                time.sleep(0.005)
            time.sleep(chance.uniform(0, 0.3))
            process.kill()
            process.communicate()
            output, errors = runner(later=301).communicate(timeout=120)
            held |= set(re.findall(r"'slack' may or may not have got (\S+), and", errors))
        got = of_slack(slack)
        assert len(got) == len(set(got)), "twice"
        wanted = {f"incident/r{number:02}-{place}" for number in range(10) for place in range(5)}
        assert {item.split("#")[0] for item in set(got) | held} == wanted, \
            wanted - {item.split("#")[0] for item in set(got) | held}
        assert len(set(hook.ids)) == 50, len(set(hook.ids))
    return f"{clones} runners, {busy} stayed away, {len(held)} held after 6 kills"


@trial
def first_publish(binary):
    """A history of hundreds is told to nobody; neither is an update that is edited, or a quiet one."""
    site = Site("first", binary)
    with three(site) as (hook, slack, program):
        for number in range(300):
            site.incident(f"old-{number}", text="It was so.")
        said = site.publish()
        for name in ("hook", "slack", "program"):
            assert f"300 entries known: nothing is sent to '{name}'" in said, said
        site.publish()
        site.incident("old-7", text="It was otherwise.")
        site.update("old-8", "Nobody needs to hear of it.", 5, head=" - quiet")
        said = site.publish()
        assert "sent to" not in said, said
        assert not hook.ids and not slack.bodies and not program.items
        site.update("old-9", "Now this is news.", 6)
        site.publish()
        assert len(hook.ids) == len(slack.bodies) == len(program.items) == 1
    return "300 entries, nothing sent"


# MARK: What has to be noticed

def wrapper(name, text):
    """A program that does something beside, and then what allclear does."""
    path = WORK / f"broken-{name}"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\nfor last; do :; done\n{text}\n")
    path.chmod(0o755)
    return str(path)


@has_to_notice("a run that forgets what was on its way", kills)
def forgetful(binary):
    return wrapper("forgetful", f'[ -e "$last/.allclear/outbox" ] && '
                   f'sed -i "/\\"state\\":\\"sending\\"/d" "$last/.allclear/outbox"\nexec {binary} "$@"')


@has_to_notice("an outbox that every run throws away", kills)
def forgotten(binary):
    return wrapper("forgotten", f'rm -f "$last/.allclear/outbox"\nexec {binary} "$@"')


@has_to_notice("an outbox of its own for each run", two_at_once)
def alone(binary):
    return wrapper("alone", f'[ "$1" = notify ] || exec {binary} "$@"\n'
                   'own=$(mktemp -d)\ncp -R "$last/." "$own"\n'
                   f'exec {binary} notify --ledger "$3" --site "$own"')


@has_to_notice("a push that overwrites what another one pushed", git_outbox)
def forced(binary):
    git = wrapper("git/git", f'for word; do shift\ncase $word in --force-with-lease=*) word=--force;; esac\n'
                  f'set -- "$@" "$word"\ndone\nexec {shutil.which("git")} "$@"')
    return wrapper("forced", f'PATH="{Path(git).parent}:$PATH" exec {binary} "$@"')


@has_to_notice("a first publish that tells everything", first_publish)
def flooding(binary):
    record = '{"state":"skipped","targets":["hook","slack","program"],"time":0}'
    return wrapper("flooding", f'mkdir -p "$last/.allclear"\n[ -e "$last/.allclear/outbox" ] || '
                   f"echo '{record}' > \"$last/.allclear/outbox\"\nexec {binary} \"$@\"")


@has_to_notice("a page without the hub in its headers", websub)
def hubless(binary):
    # The page is there before anybody is told, and has to change in between.
    return wrapper("hubless", f'(for turn in $(seq 400); do sed -i /Link:/d "$last/public/_headers"; '
                   f'sleep 0.005; done) 2>/dev/null &\nexec {binary} "$@"')


@has_to_notice("a signature with the receiver's own secret", wrong_secret)
def signed(binary):
    return wrapper("signed", f'echo {OTHER_KEY} > "$last/key"\nexec {binary} "$@"')


@has_to_notice("a secret in the arguments of a program", secrets)
def argued(binary):
    return wrapper("argued", f'sh -c "sleep 0.1; :" "$SLACK_URL"\nexec {binary} "$@"')


@has_to_notice("a secret that is printed", secrets)
def printed(binary):
    return wrapper("printed", f'echo "$SLACK_URL" >&2\nexec {binary} "$@"')


@has_to_notice("a secret in a file of the page", secrets)
def kept(binary):
    return wrapper("kept", f'[ ! -e "$last/public/index.html" ] || echo "$SLACK_URL" > "$last/public/x"\n'
                   f'exec {binary} "$@"')


@has_to_notice("mail under another envelope", mail)
def enveloped(binary):
    return wrapper("enveloped", 'p=${PATH%%:*}\nrm -f "$p/sendmail"\nprintf \'#!/bin/sh\\nexec msmtp -t -f '
                   'x@y.example\\n\' > "$p/sendmail"\nchmod +x "$p/sendmail"\n'
                   f'exec {binary} "$@"')


def notices():
    """Each stand-in is shown requests that its service would refuse, or that would ping somebody."""
    long = "x" * 30_000
    card = {"type": "AdaptiveCard", "version": "1.2", "body": [
        {"type": "TextBlock", "text": "[x](javascript:1)"}]}
    section = lambda text, kind="plain_text": {  # noqa: E731
        "text": "x", "blocks": [{"type": "section", "text": {"type": kind, "text": text}}]}
    embed = lambda **fields: {  # noqa: E731
        "embeds": [{"title": "x", "description": "x", "url": "u", **fields}],
        "allowed_mentions": {"parse": []}}
    teams = lambda card: {"type": "message", "attachments": [{  # noqa: E731
        "contentType": "application/vnd.microsoft.card.adaptive", "content": card}]}
    cases = [
        (Slack, section("x" * 3_001)), (Slack, section("<!channel>", "mrkdwn")),
        (Slack, section("a < b", "mrkdwn")), (Slack, section("\u202ex")),
        (Slack, {"text": "x", "blocks": [{"type": "header", "text": {
            "type": "mrkdwn", "text": "x"}}]}),
        (Slack, {"text": "x", "blocks": section("x")["blocks"] * 51}),
        (Slack, {"text": "x", "blocks": section("x" * 2_900)["blocks"] * 5}),
        (Teams, teams(card)), (Teams, teams({**card, "version": "9"})), (Teams, {"text": long}),
        (Discord, embed(title="x" * 257)), (Discord, embed(description="*b*")),
        (Discord, embed(description="x" * 4_097)), (Discord, {**embed(description="@everyone"), "allowed_mentions": {}}),
        (Discord, {"content": "@everyone", "allowed_mentions": {"parse": ["everyone"]}}),
        (Discord, embed(description="[x](javascript:1)")),
        (Statuspage, {"meta": {}, "page": {}}), (Statuspage, {"incident": {"name": "x"}}),
        (Statuspage, {"incident": {}, "component": {}}), (Statuspage, {"component": {"id": "x"}}),
        (lambda: Hook(KEY), {"type": "incident.update"}),
    ]
    missed = []
    for make, body in cases:
        receiver = make()
        receiver.post(receiver.path + "?wait=true", {"Content-Type": "application/json"},
                      json.dumps(body).encode())
        if not receiver.problems and not receiver.pings:
            missed.append(f"{type(receiver).__name__}: {json.dumps(body)[:60]}")
    assert not missed, missed
    return f"{len(cases)} bad requests"


def outcome(name, work):
    """Prints how one ended; whether it was well."""
    started = time.monotonic()
    try:
        words, passed = work(), True
    except Exception as error:  # noqa: BLE001
        line = traceback.extract_tb(error.__traceback__)[-1]
        words, passed = f"{str(error) or 'it does not hold'}, at line {line.lineno}: {line.line}", False
    short = str(words).replace("\n", " ")[:600]
    print(f"{name}: {'pass' if passed else 'FAIL'}: {short} ({time.monotonic() - started:.0f} s)",
          flush=True)
    return passed


def noticed(trial_, binary):
    try:
        trial_(binary, **({"count": 25} if trial_ is kills else {}))
    except Exception as error:  # noqa: BLE001
        return f"noticed: {str(error)[:100]}"
    raise AssertionError("not noticed")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--binary", default=ROOT / ".build/debug/allclear")
    parser.add_argument("--only", type=lambda text: text.split(","), default=[])
    parser.add_argument("--no-self-test", action="store_true", help="only the trials")
    parser.add_argument("--seed", type=int, help="of the kills; default: the clock's")
    options = parser.parse_args()
    binary = str(Path(options.binary).resolve())
    WORK.mkdir(parents=True, exist_ok=True)
    chosen = [t for t in TRIALS if not options.only or t.__name__ in options.only]
    done = []
    for found in chosen:
        more = {"seed": options.seed} if found is kills else {}
        done.append(outcome("tell/" + found.__name__.replace("_", "-"),
                            lambda: found(binary, **more)))
    if not options.no_self_test:
        done.append(outcome("notices/receivers", notices))
        for what, found, broken in BREAKS:
            if found in chosen:
                done.append(outcome(f"notices/{found.__name__.replace('_', '-')}: {what}",
                                    lambda: noticed(found, broken(binary))))
    print(f"{done.count(True)} passed, {done.count(False)} failed")
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
