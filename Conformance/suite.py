"""Runs the registered judges over what was built.

Prints a line for each judge, `name: pass: details` or `name: FAIL: details`, then one that counts
them. Then each judge is shown damaged copies, and has to notice. Exits 1 when anything failed.
"""

import argparse
import dataclasses
import shutil
import sys
import time

from judging import JUDGES, Verdict, few
from sites import ROOT, Story


def main(about, build_subjects, work):
    """Judges what `build_subjects` makes of a program; damaged copies lie in `work`.

    - about: what the suite is, for its help.
    """
    options = read_arguments(about)
    chosen = [JUDGES[name] for name in options.only or JUDGES]
    if options.list:
        for judge in chosen:
            print(f"{judge.name:15} {judge.about} ({len(judge.breakages)} ways to break it)")
        return 0
    started = time.monotonic()
    subjects = build_subjects(options.binary)
    say(f"built in {time.monotonic() - started:.0f} s")
    outcomes = []
    if not options.self_test:
        outcomes += [report(judge.name, *held(judge, subjects)) for judge in chosen]
    if not options.no_self_test:
        broken = work / "broken"
        outcomes += [report(f"notices/{judge.name}", *noticed(judge, subjects, breakage, broken))
                     for judge in chosen for breakage in judge.breakages]
    failed = outcomes.count(False)
    print(f"{len(outcomes) - failed} passed, {failed} failed "
          f"in {time.monotonic() - started:.0f} s")
    return 1 if failed else 0


def read_arguments(about):
    parser = argparse.ArgumentParser(description=about.partition("\n")[0])
    parser.add_argument("--binary", default=ROOT / ".build/debug/allclear",
                        help="the program to judge")
    parser.add_argument("--only", metavar="NAME,…", type=names, help="these judges alone")
    parser.add_argument("--list", action="store_true", help="what each judge is, and stop")
    parser.add_argument("--self-test", action="store_true",
                        help="only show each judge what it has to notice")
    parser.add_argument("--no-self-test", action="store_true", help="only judge")
    return parser.parse_args()


def names(text):
    chosen = text.split(",")
    unknown = [name for name in chosen if name not in JUDGES]
    if unknown:
        raise argparse.ArgumentTypeError(f"no judge '{unknown[0]}'; known: {', '.join(JUDGES)}")
    return chosen


def subjects_of(judge, subjects):
    return [subject for subject in subjects
            if isinstance(subject, Story) == (judge.subject == "story")
            and judge.of in ("", subject.name)]


def held(judge, subjects):
    """(whether it passes, details) over every subject of its kind."""
    verdicts = [(subject.name, examine(judge, subject)) for subject in subjects_of(judge, subjects)]
    seen = ", ".join(f"{name} {verdict.seen}" for name, verdict in verdicts if verdict.seen)
    problems = [f"{name}: {problem}" for name, verdict in verdicts for problem in verdict.problems]
    return not problems, few(problems) if problems else seen


def noticed(judge, subjects, breakage, broken):
    """A judge notices when it finds something that it does not find in the sound copy."""
    sound = subjects_of(judge, subjects)[0]
    shutil.rmtree(broken, ignore_errors=True)
    try:
        damaged = damaged_copy(sound, breakage, broken)
    except (LookupError, ValueError) as error:
        return False, f"{breakage.what}: {error!r}"
    known = set(examine(judge, sound).problems)
    new = [problem for problem in examine(judge, damaged).problems if problem not in known]
    return bool(new), f"{breakage.what}: {few(new, 1) if new else 'not noticed'}"


def damaged_copy(sound, breakage, folder):
    """A site is copied whole; of a story, its steps."""
    if isinstance(sound, Story):
        shutil.copytree(sound.steps[0].folder.parent, folder)
        steps = [dataclasses.replace(step, folder=folder / step.folder.name)
                 for step in sound.steps]
        damaged = dataclasses.replace(sound, steps=tuple(steps))
    else:
        shutil.copytree(sound.folder, folder)
        damaged = dataclasses.replace(sound, folder=folder, damaged=breakage.path)
    breakage.apply(folder)
    return damaged


EXAMINED = {}


def examine(judge, subject):
    """A judge that stumbles has found something. What is sound is examined once."""
    key = (judge.name, subject.name)
    is_sound = "broken" not in {folder.name for folder in folders(subject)}
    if is_sound and key in EXAMINED:
        return EXAMINED[key]
    try:
        verdict = judge.examine(subject)
    except Exception as error:  # noqa: BLE001
        verdict = Verdict(problems=[f"the judge stumbled: {error!r}"])
    if is_sound:
        EXAMINED[key] = verdict
    return verdict


def folders(subject):
    folder = subject.steps[0].folder if isinstance(subject, Story) else subject.folder
    return [folder, *folder.parents]


def report(name, passed, details):
    print(f"{name}: {'pass' if passed else 'FAIL'}: {details}", flush=True)
    return passed


def say(text):
    print(text, file=sys.stderr, flush=True)
