"""The checks; each module registers its own."""

from checks import (  # noqa: F401
    accessibility, clockwork, days, keyboard, layout, plain, quiet, refresh, times, ways)
