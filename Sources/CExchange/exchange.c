#define _GNU_SOURCE
#include "CExchange.h"
#include <stdio.h>

#ifdef __APPLE__
int exchange_folders(const char *one, const char *other) {
  return renamex_np(one, other, RENAME_SWAP);
}

int spread_folders(int folder, int spreads) {
  (void)folder;
  (void)spreads;
  return -1;
}
#else
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>

int exchange_folders(const char *one, const char *other) {
  return renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE);
}

int spread_folders(int folder, int spreads) {
  int flags = 0;
  if (ioctl(folder, FS_IOC_GETFLAGS, &flags) != 0) return -1;
  flags = spreads ? flags | FS_TOPDIR_FL : flags & ~FS_TOPDIR_FL;
  return ioctl(folder, FS_IOC_SETFLAGS, &flags);
}
#endif
