"""The judges, a file for each family; importing them registers them."""

from judges import api, calendars, feeds, pages, plain, readers  # noqa: F401
