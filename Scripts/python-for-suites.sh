#!/bin/sh
# Prints the path of a Python that can make a virtual environment, and installs one where it has to.
set -eu
python=/usr/bin/python3
[ -x "$python" ] || python=python3
if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root=sudo
  $as_root apt-get -qq update >/dev/null || true
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
    python3 python3-venv >/dev/null
fi
echo "$python"
