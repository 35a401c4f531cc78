#!/bin/sh
# Prints the flags that a release build has beside the usual ones, for the linker; on macOS none.
set -eu
[ "$(uname -s)" = Linux ] || exit 0

# Swift's library goes into the binary, so that the program runs where no toolchain is. Some
# toolchains come without the static library.
resources=$(swiftc -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
if [ -e "${resources}_static/linux/libFoundation.a" ]; then
  echo --static-swift-stdlib
fi

# mimalloc takes the place of the C library's allocator, which costs two cores that allocate at
# once a fifth of a large build. Without it the program is the same, only slower.
for library in /usr/lib/libmimalloc.so /usr/lib/*/libmimalloc.so /usr/lib64/libmimalloc.so; do
  [ -e "$library" ] || continue
  echo -Xlinker --no-as-needed -Xlinker -lmimalloc -Xlinker --as-needed
  exit 0
done
