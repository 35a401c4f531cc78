"""Stand-ins for the services that news are sent to, as strict as those are.

Each is an HTTP server on loopback. It answers as the service does, and notes what is wrong with a
request (`problems`), what it would show (`shown`, as people would read it), what it would link to
(`links`) and whom it would ping (`pings`). The rules and their sources stand beside the checks.
"""

import json
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from standardwebhooks import Webhook

JSON = {"Content-Type": "application/json"}
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Listener(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address):
        """A client that was killed is no news."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Receiver:
    """What every service has; `take` answers one good-enough POST."""

    path = "/hook"

    def __init__(self, delay=0.0):
        self.delay = delay
        self.problems, self.shown, self.links, self.pings, self.bodies = [], [], [], [], []
        self.failing = None
        self.lock = threading.Lock()

    def __enter__(self):
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                status, headers, answer = receiver.post(self.path, dict(self.headers), body)
                self.send_response(status)
                for name, value in {"Content-Length": str(len(answer)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer)

            def do_GET(self):
                receiver.problems.append("a GET in place of a POST")
                self.send_error(405)

            def log_message(self, *_):
                pass

        self.listener = Listener(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.listener.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.listener.shutdown()
        self.listener.server_close()

    @property
    def port(self):
        return self.listener.server_port

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}{self.path}"

    def post(self, path, headers, body):
        """(status, headers, body) of the answer; what is wrong goes to the problems."""
        with self.lock:
            headers = {name.lower(): value for name, value in headers.items()}
            if self.failing:
                return self.failing
            before = len(self.problems)
            self.require(urlsplit(path).path == urlsplit(self.path).path, f"the path {path}")
            self.require(headers.get("content-type", "").startswith("application/json"),
                         f"the type {headers.get('content-type')}")
            try:
                message = json.loads(body)
            except ValueError:
                self.problems.append("a body that is no JSON")
                return 400, {}, b"invalid_payload"
            self.require(isinstance(message, dict), "no object")
            answer = self.take(message, headers, body, parse_qs(urlsplit(path).query), before)
            self.bodies.append(message)
        time.sleep(self.delay)
        return answer

    def require(self, holds, problem):
        if not holds:
            self.problems.append(problem)
        return bool(holds)

    def text(self, value, limit, what, least=1):
        """A text of so many letters, without what moves letters or is none."""
        if not self.require(isinstance(value, str), f"{what} is no text"):
            return ""
        length = len(value.encode("utf-16-le")) // 2
        self.require(least <= length <= limit, f"{what} has {length} letters, limit {limit}")
        odd = sorted({c for c in value if c in BIDI or (ord(c) < 32 and c != "\n") or c == "\x7f"})
        self.require(not odd, f"{what} holds {odd}")
        return value


class Slack(Receiver):
    """api.slack.com/reference/block-kit; entities by api.slack.com/docs/message-formatting."""

    path = "/services/T0/B0/{canary}"

    def take(self, message, headers, body, query, before):
        blocks = message.get("blocks", [])
        self.require(len(blocks) <= 50, "more than 50 blocks: invalid_blocks")
        self.require(len(json.dumps(blocks)) <= 13_200, "msg_blocks_too_long")
        self.markup(self.text(message.get("text"), 40_000, "text"))
        for block in blocks:
            self.block(block)
        if len(self.problems) > before:
            return 400, {}, b"invalid_blocks"
        return 200, {"Content-Type": "text/html"}, b"ok"

    def block(self, block):
        text = block.get("text", {})
        kind = text.get("type")
        if block.get("type") == "header":
            self.require(kind == "plain_text", "a header of anything but plain_text")
            self.text(text.get("text"), 150, "a header")
        elif block.get("type") == "section":
            self.require(kind in ("plain_text", "mrkdwn"), f"a text of type {kind}")
            self.text(text.get("text"), 3_000, "a section")
        else:
            self.problems.append(f"a block of type {block.get('type')}")
        if kind == "mrkdwn":
            self.require("emoji" not in text, "emoji beside mrkdwn")
            self.markup(text.get("text", ""))
        else:
            self.shown.append(text.get("text", ""))

    def markup(self, text):
        """`<!channel>` and `<@U1>` ping, `<url|words>` links; entities are what they stand for."""
        for inner in re.findall(r"<([^<>]*)>", text):
            (self.pings if inner[:1] in "!@#" else self.links).append(inner.partition("|")[0])
        plain = re.sub(r"<[^<>]*\|([^<>]*)>", r"\1", text)
        self.require("<" not in plain and ">" not in plain, "a bracket that is no entity")
        self.shown.append(plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))


class Teams(Receiver):
    """A workflow that takes cards; adaptivecards.io 1.2. It answers before it shows anything."""

    path = "/workflows/{canary}/triggers/manual/paths/invoke"
    largest = 28_672

    def take(self, message, headers, body, query, before):
        self.require(len(body) <= self.largest, f"{len(body)} bytes")
        self.require(message.get("type") == "message", "not of type message")
        attachments = message.get("attachments", [])
        self.require(len(attachments) == 1, "not one attachment")
        for attachment in attachments:
            self.require(attachment.get("contentType") == "application/vnd.microsoft.card.adaptive",
                         "no adaptive card")
            self.card(attachment.get("content", {}))
        return 202, {}, b""

    def card(self, card):
        self.require(card.get("type") == "AdaptiveCard", "not of type AdaptiveCard")
        self.require(card.get("version") in ("1.2", "1.3", "1.4", "1.5"), "version of the card")
        self.pings += card.get("msteams", {}).get("entities", [])
        self.require(card.get("body"), "an empty card")
        for block in card.get("body", []):
            if block.get("type") == "RichTextBlock":
                self.require(block.get("inlines"), "a block without text")
                for run in block.get("inlines", []):
                    self.require(run.get("type") == "TextRun", "an inline that is no TextRun")
                    self.shown.append(self.text(run.get("text"), 20_000, "a run"))
            elif block.get("type") == "TextBlock":
                text = self.text(block.get("text"), 20_000, "a text")
                self.shown.append(text)
                self.require(not re.search(r"\[[^\]]*\]\(|\*\w|_\w", text), "Markdown in a TextBlock")
            else:
                self.problems.append(f"a block of type {block.get('type')}")
        for action in card.get("actions", []):
            self.require(action.get("type") == "Action.OpenUrl" and action.get("title"), "an action")
            self.links.append(action.get("url", ""))


class Discord(Receiver):
    """discord-api-docs: resources/webhook.mdx, resources/message.mdx."""

    path = "/api/webhooks/1/{canary}"

    def take(self, message, headers, body, query, before):
        content = message.get("content", "")
        embeds = message.get("embeds", [])
        self.require(content or embeds, "an empty message")
        self.require(len(content) <= 2_000, "content over 2,000 letters")
        self.require(1 <= len(embeds) <= 10, "not one to ten embeds")
        total = sum(len(embed.get(key, "")) for embed in embeds for key in ("title", "description"))
        self.require(total <= 6_000, f"{total} letters in all embeds")
        if "parse" not in message.get("allowed_mentions", {}):
            self.pings += re.findall(r"@everyone|@here|<@[!&]?\w+>", json.dumps(message))
        self.pings += message.get("allowed_mentions", {}).get("parse", [])
        for embed in embeds:
            self.read(self.text(embed.get("title"), 256, "a title"))
            self.read(self.text(embed.get("description"), 4_096, "a description"))
            self.links.append(embed.get("url", ""))
        if len(self.problems) > before:
            return 400, JSON, b'{"message": "Invalid Form Body", "code": 50035}'
        if query.get("wait") == ["true"]:
            return 200, JSON, b'{"id": "1", "type": 0, "content": ""}'
        self.problems.append("not asked with wait=true, so 204 whether it is kept or not")
        return 204, {}, b""

    def read(self, text):
        """As Markdown: a backslash takes a mark's meaning away."""
        bare = re.sub(r"\\[^\w\s]", "", text)
        self.require(not re.search(r"[*_~`|\[\]<>]|^#|^-", bare), f"Markdown that works: {bare[:80]}")
        self.links += re.findall(r"\]\(([^)]*)\)", bare)
        self.shown.append(re.sub(r"\\([^\w\s])", r"\1", text))


class Statuspage(Receiver):
    """The keys that receivers of Statuspage's webhooks rely on; zulip's captures have them all."""

    path = "/api/v1/external/statuspage/{canary}"
    incident = (
        "name status created_at updated_at monitoring_at resolved_at impact shortlink "
        "postmortem_ignored postmortem_body postmortem_body_last_updated_at postmortem_published_at "
        "postmortem_notified_subscribers postmortem_notified_twitter backfilled scheduled_for "
        "scheduled_until scheduled_remind_prior scheduled_reminded_at scheduled_auto_in_progress "
        "scheduled_auto_completed impact_override id page_id incident_updates components").split()
    update = (
        "status body created_at wants_twitter_update twitter_updated_at updated_at display_at "
        "affected_components custom_tweet deliver_notifications id incident_id").split()
    component = ("status name created_at updated_at position description showcase id page_id "
                 "group_id").split()
    change = "old_status new_status created_at component_type id component_id".split()
    states = {"investigating", "identified", "monitoring", "resolved", "postmortem", "scheduled",
              "in_progress", "verifying", "completed"}
    statuses = {"operational", "degraded_performance", "partial_outage", "major_outage",
                "under_maintenance"}
    impacts = {"none", "minor", "major", "critical", "maintenance"}
    # How many of the messages were of a component.
    changes = 0

    def take(self, message, headers, body, query, before):
        self.keys(message.get("meta"), ["unsubscribe", "documentation", "generated_at"], "meta")
        self.keys(message.get("page"), ["id", "status_indicator", "status_description"], "page")
        if "component" in message or "component_update" in message:
            self.require("incident" not in message, "an incident and a component at once")
            self.of_component(message)
        else:
            self.of_incident(message.get("incident"))
        return (422 if len(self.problems) > before else 200), {}, b""

    def keys(self, value, wanted, what):
        if not self.require(isinstance(value, dict), f"{what} is no object"):
            return False
        missing = [key for key in wanted if key not in value]
        return self.require(not missing, f"{what} without {', '.join(missing)}")

    def of_component(self, message):
        self.changes += 1
        if self.keys(message.get("component"), self.component, "component"):
            self.require(message["component"]["status"] in self.statuses, "component.status")
        if self.keys(message.get("component_update"), self.change, "component_update"):
            change = message["component_update"]
            self.require({change["old_status"], change["new_status"]} <= self.statuses, "statuses")
            self.require(change["old_status"] != change["new_status"], "no change of status")
            self.require(change["component_id"] == message.get("component", {}).get("id"),
                         "an update of another component")

    def of_incident(self, incident):
        if not self.keys(incident, self.incident, "incident"):
            return
        self.require(incident["status"] in self.states, f"the status {incident['status']}")
        self.require(incident["impact"] in self.impacts, f"the impact {incident['impact']}")
        self.require(incident["incident_updates"], "no incident_updates")
        self.shown.append(self.text(incident["name"], 1_000, "name"))
        self.links.append(incident["shortlink"])
        for update in incident["incident_updates"]:
            if self.keys(update, self.update, "an update"):
                self.text(update["body"], 60_000, "body", least=0)
                for part in update["affected_components"] or []:
                    self.keys(part, ["code", "name", "old_status", "new_status"], "affected")
        for component in incident["components"]:
            self.keys(component, self.component, "a component")


class Hook(Receiver):
    """Standard Webhooks, verified by the Python package of its authors; without a secret, unverified."""

    path = "/in/{canary}"

    def __init__(self, secret, delay=0.0):
        super().__init__(delay)
        self.secret = secret
        self.ids = []

    def take(self, message, headers, body, query, before):
        try:
            if self.secret:
                Webhook(self.secret).verify(body, headers)
        except Exception as error:  # noqa: BLE001
            self.problems.append(f"not verified: {error!r}")
        self.require(len(body) <= 20_000, f"{len(body)} bytes")
        self.require("." not in headers.get("webhook-id", "."), "a dot in the id")
        self.keys_of(message)
        self.ids.append(headers.get("webhook-id"))
        return (401 if len(self.problems) > before else 204), {}, b""

    def keys_of(self, message):
        self.require(re.fullmatch(r"[a-z]+\.[a-z]+", message.get("type", "")), "type")
        self.require(message.get("timestamp"), "timestamp")
        data = message.get("data", {})
        for item in [data["item"]] if "item" in data else data.get("items", []):
            self.shown.append(self.text(item.get("title"), 1_000, "title"))
            self.links.append(item.get("link", ""))
            self.text(item.get("text"), 20_000, "text", least=0)

    @property
    def items(self):
        """Each item once for each id that it came with."""
        fresh = dict(zip(self.ids, self.bodies)).values()
        return [item["id"] for body in fresh
                for item in ([body["data"]["item"]] if "item" in body["data"]
                             else body["data"]["items"])]
