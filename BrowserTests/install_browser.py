"""Installs the browser, its driver and axe-core, once, and prints the path of the Python to use.

Works as Conformance/install.py does, into `.build/browser/`.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "Conformance"))

from install import install_commands, install_python, unpack  # noqa: E402

HOME = HERE.parent / ".build" / "browser"

# The command, and the Debian package that brings it.
COMMANDS = {"chromium": "chromium", "chromedriver": "chromium-driver"}

# axe-core rides inside this wheel.
AXE = HOME / "axe.min.js"
AXE_WHEEL = "pytest-playwright-axe==4.14.0"
AXE_MEMBER = "pytest_playwright_axe/resources/axe.min.js"
AXE_SHA256 = "20c09fe157a8a34a30e241aaa1fcdade657734f08ab379ecfbeb7d45cc46e878"


def main():
    HOME.mkdir(parents=True, exist_ok=True)
    install_commands(COMMANDS)
    python = install_python(HOME, HERE / "requirements.txt")
    unpack(AXE, AXE_SHA256, AXE_MEMBER, AXE_WHEEL, python)
    print(python)


if __name__ == "__main__":
    main()
