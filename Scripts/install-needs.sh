#!/bin/sh
# Sees to it that the libraries that a build links are on this machine: libcmark for Markdown, zlib and
# brotli for packed files; with them pkg-config, through which the build finds them; and, where that asks nobody anything, mimalloc, the
# allocator that makes a release build of ours faster (see release-flags.sh).
# Says nothing and takes no time where it is. `make` calls this before each build.
set -eu

if ! command -v swift >/dev/null 2>&1; then
  echo "Swift 6.2 or newer is needed and 'swift' is not in PATH; see https://www.swift.org/install" >&2
  exit 2
fi

libraries_are_there() {
  pkg-config --exists libcmark zlib libbrotlienc 2>/dev/null
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

mimalloc_is_there() {
  [ -n "$("$(dirname "$0")/release-flags.sh" | grep mimalloc)" ]
}

if libraries_are_there; then
  # Only root installs it later: nobody shall be asked for a password for the sake of speed.
  if [ "$(uname -s)" = Darwin ] || mimalloc_is_there || [ "$(id -u)" -ne 0 ] || ! may_use_apt; then
    exit 0
  fi
  echo "Installing libmimalloc-dev with apt-get ..." >&2
  apt install -y --no-install-recommends libmimalloc-dev 2>/dev/null ||
    { apt update || true; apt install -y --no-install-recommends libmimalloc-dev; } ||
    echo "libmimalloc-dev is not to be had; the program will be the same, only slower." >&2
  exit 0
fi

if [ "$(uname -s)" = Darwin ] && command -v brew >/dev/null 2>&1; then
  echo "Installing cmark, brotli and pkgconf with Homebrew ..." >&2
  brew install --quiet cmark brotli zlib pkgconf >&2 || true
elif may_use_apt; then
  echo "Installing libcmark-dev, zlib1g-dev, libbrotli-dev, pkg-config and libmimalloc-dev with apt-get ..." >&2
  apt update || true # one unreachable source need not stop the others
  apt install -y --no-install-recommends libcmark-dev zlib1g-dev libbrotli-dev pkg-config || true
  apt install -y --no-install-recommends libmimalloc-dev || true
fi

libraries_are_there && exit 0
# The compiler looks here by itself: without pkg-config the build warns, and works.
[ -e /usr/include/cmark.h ] && [ -e /usr/include/zlib.h ] &&
  [ -e /usr/include/brotli/encode.h ] && exit 0

cat >&2 <<'TEXT'
Building Allclear needs libcmark, zlib and brotli with their headers, and pkg-config. Please install them:
  Debian, Ubuntu   sudo apt-get update &&
                   sudo apt-get install libcmark-dev zlib1g-dev libbrotli-dev pkg-config
  Fedora           sudo dnf install cmark-devel zlib-devel brotli-devel pkgconf-pkg-config
  Arch             sudo pacman -S cmark zlib brotli pkgconf
  Alpine           sudo apk add cmark-dev zlib-dev brotli-dev pkgconf
  macOS            brew install cmark zlib brotli pkgconf
then run the same make command again.
TEXT
exit 2
