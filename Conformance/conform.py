"""Holds what `allclear build` writes against validators and clients that others wrote."""

import shutil
import sys

import judges  # noqa: F401  (registers them)
import suite
from sites import WORK, Builder


def build_subjects(binary):
    """The sites, then the story. `WORK` is made anew at each run and left for a look."""
    shutil.rmtree(WORK, ignore_errors=True)
    builder = Builder(binary)
    return [*builder.sites(), builder.story()]


if __name__ == "__main__":
    sys.exit(suite.main(__doc__, build_subjects, WORK))
