#ifndef ALLCLEAR_CEXCHANGE_H
#define ALLCLEAR_CEXCHANGE_H

/// Lets two folders change places in one step. Returns 0, or -1 with `errno` set.
int exchange_folders(const char *one, const char *other);

#endif
