#!/bin/sh
# Prints the flag that puts Swift's library into the binary, so that the program runs where no
# toolchain is. Prints nothing where the toolchain cannot do that: on macOS, which has the library
# anyway, and with toolchains that come without the static library.
set -eu
[ "$(uname -s)" = Linux ] || exit 0
resources=$(swiftc -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
if [ -e "${resources}_static/linux/libFoundation.a" ]; then
  echo --static-swift-stdlib
fi
