#define _GNU_SOURCE
#include "CExchange.h"
#include <stdio.h>

#ifdef __APPLE__
int exchange_folders(const char *one, const char *other) {
  return renamex_np(one, other, RENAME_SWAP);
}
#else
#include <fcntl.h>
int exchange_folders(const char *one, const char *other) {
  return renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE);
}
#endif
