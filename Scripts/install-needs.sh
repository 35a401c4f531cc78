#!/bin/sh
# Sees to it that libcmark, the Markdown library that a build links, is on this machine, and
# pkg-config, through which the build finds it.
# Says nothing and takes no time where it is. `make` calls this before each build.
set -eu

if ! command -v swift >/dev/null 2>&1; then
  echo "Swift 6.1 or newer is needed and 'swift' is not in PATH; see https://www.swift.org/install" >&2
  exit 2
fi

libcmark_is_there() {
  pkg-config --exists libcmark 2>/dev/null
}

# apt-get, as root or through sudo.
apt() {
  if [ "$(id -u)" -eq 0 ]; then
    DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" >/dev/null
  else
    sudo DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" >/dev/null
  fi
}

may_use_apt() {
  command -v apt-get >/dev/null 2>&1 &&
    { [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null 2>&1; }
}

libcmark_is_there && exit 0

if [ "$(uname -s)" = Darwin ] && command -v brew >/dev/null 2>&1; then
  echo "Installing cmark and pkgconf with Homebrew ..." >&2
  brew install --quiet cmark pkgconf >&2 || true
elif may_use_apt; then
  echo "Installing libcmark-dev and pkg-config with apt-get ..." >&2
  apt update || true # one unreachable source need not stop the others
  apt install -y --no-install-recommends libcmark-dev pkg-config || true
fi

libcmark_is_there && exit 0
# The compiler looks here by itself: without pkg-config the build warns, and works.
[ -e /usr/include/cmark.h ] && exit 0

cat >&2 <<'TEXT'
Building Allclear needs libcmark with its header, and pkg-config. Please install them:
  Debian, Ubuntu   sudo apt-get update && sudo apt-get install libcmark-dev pkg-config
  Fedora           sudo dnf install cmark-devel pkgconf-pkg-config
  Arch             sudo pacman -S cmark pkgconf
  Alpine           sudo apk add cmark-dev pkgconf
  macOS            brew install cmark pkgconf
then run the same make command again.
TEXT
exit 2
