"""The API: the Statuspage v2 contract key by key, a client that people run, uptime in figures."""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from judging import Breakage, Verdict, judge, replacing
from markup import Places
from server import SiteServer

PROBES = Path(__file__).resolve().parent.parent / "probes"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)")
STATUSES = {"operational", "under_maintenance", "degraded_performance", "partial_outage",
            "major_outage"}
INDICATORS = {"none", "minor", "major", "critical", "maintenance"}

# File → its keys, in order.
FILES = {
    "summary": "page components incidents scheduled_maintenances status",
    "status": "page status",
    "components": "page components",
    "incidents": "page incidents",
    "incidents/unresolved": "page incidents",
    "scheduled-maintenances": "page scheduled_maintenances",
    "scheduled-maintenances/upcoming": "page scheduled_maintenances",
    "scheduled-maintenances/active": "page scheduled_maintenances",
}
STATES = {
    "incidents": {"investigating", "identified", "monitoring", "resolved", "postmortem"},
    "incidents/unresolved": {"investigating", "identified", "monitoring"},
    "scheduled-maintenances": {"scheduled", "in_progress", "verifying", "completed"},
    "scheduled-maintenances/upcoming": {"scheduled"},
    "scheduled-maintenances/active": {"in_progress", "verifying"},
}
PAGE = "id name url time_zone updated_at"
COMPONENT = ("id name status created_at updated_at position description showcase start_date "
             "group_id page_id group only_show_if_degraded")
INCIDENT = ("id name status created_at updated_at monitoring_at resolved_at impact shortlink "
            "started_at page_id incident_updates components reminder_intervals")
MAINTENANCE = INCIDENT + " scheduled_for scheduled_until"
UPDATE = ("id status body incident_id created_at updated_at display_at affected_components "
          "deliver_notifications custom_tweet tweet_id")
AFFECTED = "code name old_status new_status"


@judge("statuspage-v2", "the Statuspage v2 contract, every file: keys, order, types, times", [
    Breakage("a missing file", "api/v2/status.json", replacing('"status":{', '"state":{')),
    Breakage("a key that is gone", "api/v2/summary.json",
             replacing('"scheduled_maintenances":', '"_scheduled_maintenances":')),
    Breakage("a null in place of a list", "api/v2/incidents/unresolved.json",
             lambda text: '{"page":' + json.dumps(json.loads(text)["page"]) + ',"incidents":null}'),
    Breakage("a time without its fraction", "api/v2/incidents.json", replacing(".000+", "+")),
    Breakage("a position that is text", "api/v2/components.json",
             replacing('"position":1', '"position":"1"')),
    Breakage("an unknown status", "api/v2/components.json",
             replacing('"status":"operational"', '"status":"fine"')),
    Breakage("keys in another order", "api/v2/components.json",
             lambda text: json.dumps(json.loads(text), sort_keys=True)),
    Breakage("an id that stands twice", "api/v2/components.json",
             replacing('"id":"labels"', '"id":"api"')),
])
def statuspage(site):
    verdict = Verdict(f"{len(FILES)} files")
    for name, keys in FILES.items():
        path = f"api/v2/{name}.json"
        if not verdict.require((site.folder / path).is_file(), f"{path} is missing"):
            continue
        content = site.json(path)
        has_keys(content, keys, path, verdict)
        judge_content(site, path, content, STATES.get(name), verdict)
    return verdict


def judge_content(site, path, content, states, verdict):
    page = content.get("page", {})
    has_keys(page, PAGE, f"{path}: page", verdict)
    verdict.require(page.get("url") == site.address, f"{path}: page.url is {page.get('url')!r}")
    have_times(page, ("updated_at",), f"{path}: page", verdict)
    ids = judge_components(path, content.get("components"), verdict) \
        if "components" in content else None
    for listing, keys in (("incidents", INCIDENT), ("scheduled_maintenances", MAINTENANCE)):
        if listing not in content:
            continue
        rows = content[listing]
        if not verdict.require(isinstance(rows, list), f"{path}: {listing} is {rows!r}"):
            continue
        verdict.require(len(rows) <= 50, f"{path}: {len(rows)} rows")
        for row in rows:
            judge_entry(site, path, row, keys, states, ids, verdict)
    if "status" in content:
        status = content["status"]
        verdict.require(status.get("indicator") in INDICATORS and status.get("description"),
                        f"{path}: status is {status}")


def judge_components(path, rows, verdict):
    """The ids of the file's own components."""
    if not verdict.require(isinstance(rows, list) and rows, f"{path}: components is {rows!r}"):
        return set()
    ids = [row.get("id") for row in rows]
    verdict.require(len(set(ids)) == len(ids), f"{path}: a component's id stands twice")
    for row in rows:
        where = f"{path}: component {row.get('id')}"
        has_keys(row, COMPONENT + (" components" if row.get("group") else ""), where, verdict)
        verdict.require(row.get("status") in STATUSES, f"{where} is {row.get('status')!r}")
        verdict.require(type(row.get("position")) is int, f"{where}: position is no number")
        verdict.require(row.get("group_id") in (None, *ids), f"{where}: unknown group")
        verdict.require(set(row.get("components", [])) <= set(ids), f"{where}: unknown members")
        have_times(row, ("created_at", "updated_at"), where, verdict)
    return set(ids)


def judge_entry(site, path, row, keys, states, ids, verdict):
    where = f"{path}: {row.get('id')}"
    has_keys(row, keys, where, verdict)
    if states:
        verdict.require(row.get("status") in states, f"{where} is {row.get('status')!r}")
    problem = Places(site).problem(row.get("shortlink") or "")
    verdict.require(problem is None, f"{where}: {problem}")
    have_times(row, ("created_at", "updated_at", "started_at"), where, verdict)
    have_times(row, [key for key in ("monitoring_at", "resolved_at", "scheduled_for",
                                     "scheduled_until") if row.get(key)], where, verdict)
    updates = row.get("incident_updates")
    if verdict.require(isinstance(updates, list) and updates, f"{where} has no updates"):
        times = [update.get("display_at") for update in updates]
        verdict.require(times == sorted(times, reverse=True), f"{where}: not newest first")
        for update in updates:
            judge_update(update, where, verdict)
    named = {component["id"] for component in row.get("components") or []}
    verdict.require(ids is None or named <= ids, f"{where} names unknown components {named}")


def judge_update(update, where, verdict):
    where = f"{where}: update {update.get('id')}"
    has_keys(update, UPDATE, where, verdict)
    have_times(update, ("created_at", "updated_at", "display_at"), where, verdict)
    verdict.require(isinstance(update.get("body"), str), f"{where} has no body")
    affected = update.get("affected_components")
    if verdict.require(isinstance(affected, list), f"{where}: affected_components {affected!r}"):
        for row in affected:
            has_keys(row, AFFECTED, where, verdict)


def has_keys(row, keys, where, verdict):
    """Exactly these, in this order; ours, with a leading underscore, may stand between them."""
    found = [key for key in row if not key.startswith("_")]
    verdict.require(found == keys.split(), f"{where} has the keys {' '.join(found)}")


def have_times(row, keys, where, verdict):
    for key in keys:
        value = row.get(key)
        verdict.require(isinstance(value, str) and TIME.fullmatch(value),
                        f"{where}: {key} is {value!r}")


@judge("exporter", "PyPI's statuspage-prometheus-exporter shows each component and what is open", [
    Breakage("a status that is no text", "api/v2/summary.json",
             replacing('"status":"operational"', '"status":null')),
    Breakage("components that the list of components does not know", "api/v2/summary.json",
             replacing('"name":"Shipping API"', '"name":"Shipping"')),
    Breakage("an indicator that nobody knows", "api/v2/summary.json",
             lambda text: '{"status":{}}'),
    Breakage("an incident without its impact", "api/v2/summary.json",
             replacing('"impact":"', '"_impact":"')),
])
def exporter(site):
    verdict = Verdict()
    with tempfile.TemporaryDirectory() as scratch, SiteServer(site.folder, site.address) as server:
        service = {"url": f"{server.root}/api/v2/summary.json", "name": site.name}
        Path(scratch, "services.json").write_text(json.dumps({site.name: service}))
        done = subprocess.run([sys.executable, PROBES / "exporter.py"], cwd=scratch,
                              capture_output=True, text=True, timeout=60, check=False)
    if not verdict.require(done.returncode == 0, f"it stopped: {done.stderr[-300:]}"):
        return verdict
    samples = [sample for family in text_string_to_metric_families(done.stdout)
               for sample in family.samples]
    judge_gauges(site, samples, verdict)
    return verdict


def judge_gauges(site, samples, verdict):
    def rows(name):
        """Without the rows of value 0 by which the exporter says that there is none."""
        found = [sample for sample in samples if sample.name == f"statuspage_{name}"]
        return [row for row in found if row.value or not name.endswith("_info")]

    verdict.require([row.value for row in rows("probe_check")] == [1.0], "the probe failed")
    shown = {row.labels["component_name"]: row.value for row in rows("component_status")}
    wanted = {row["name"]: float(row["status"] == "operational")
              for row in site.json("api/v2/components.json")["components"]}
    verdict.require(shown == wanted, f"components differ in {sorted(set(shown) ^ set(wanted))}")
    for gauge, path, key in (
            ("incident_info", "incidents/unresolved", "incidents"),
            ("maintenance_info", "scheduled-maintenances/upcoming", "scheduled_maintenances"),
            ("maintenance_info", "scheduled-maintenances/active", "scheduled_maintenances")):
        found = {row.labels["shortlink"]: row.labels for row in rows(gauge)}
        for entry in site.json(f"api/v2/{path}.json")[key]:
            labels = found.get(entry["shortlink"], {})
            verdict.require(labels, f"{gauge} lacks {entry['name']!r}")
            verdict.require("unknown" not in labels.values(), f"{gauge}: an unknown in {labels}")
    verdict.seen = f"{len(shown)} components, {len(rows('incident_info'))} open incidents"


@judge("uptime", "api/uptime.json: every component, each of its days, figures in range", [
    Breakage("a component that is missing", "api/uptime.json",
             replacing('"id":"api"', '"id":"apj"')),
    Breakage("more than 100 percent", "api/uptime.json",
             replacing('"uptime":100', '"uptime":101')),
    Breakage("a percentage that is text", "api/uptime.json",
             replacing('"uptime":100', '"uptime":"100"')),
    Breakage("a day that is left out", "api/uptime.json",
             lambda text: text.replace("2026-10-11", "2026-10-10")),
])
def uptime(site):
    content = site.json("api/uptime.json")
    rows = content["components"]
    verdict = Verdict(f"{len(rows)} components of {content['window_days']} days")
    verdict.require([row["id"] for row in rows] == [row["id"] for row in site.components],
                    "other components than components.json")
    for row in rows:
        days = row["days"]
        dates = [day["date"] for day in days]
        verdict.require(len(days) == content["window_days"] and dates == sorted(set(dates)),
                        f"{row['id']}: {len(days)} days, or not each once in order")
        for value in [row["uptime"], *(day["uptime"] for day in days)]:
            fits = value is None or (type(value) in (int, float) and 0 <= value <= 100
                                     and round(value, 2) == value)
            verdict.require(fits, f"{row['id']}: uptime {value!r}")
        for day in days:
            verdict.require(day["status"] in (None, *STATUSES), f"{row['id']}: {day['status']!r}")
            verdict.require(sum(day["seconds"].values()) <= 25 * 3600, f"{row['id']}: {day}")
    return verdict
