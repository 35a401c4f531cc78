"""LinkChecker's own command, without its change of user.

Started by root, it becomes `nobody` and then often cannot read the very folder that it runs from.
Here it only talks to a server on loopback.
"""

from linkcheck.command import linkchecker

linkchecker.drop_privileges = lambda: None
linkchecker.linkchecker()
