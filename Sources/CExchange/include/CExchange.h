#ifndef ALLCLEAR_CEXCHANGE_H
#define ALLCLEAR_CEXCHANGE_H

/// Lets two folders change places in one step. Returns 0, or -1 with `errno` set.
int exchange_folders(const char *one, const char *other);

/// Asks the file system to put each folder that is made in this one elsewhere on the disk, as ext4
/// does for home folders; or, without `spreads`, near this one again. Returns 0, or -1 where it does
/// not know how.
///
/// ext4 without a journal passes over every file deleted in the last minutes, one by one, for each
/// new file that it makes nearby. A site that grows where an older one was just deleted takes three
/// times as long.
int spread_folders(int folder, int spreads);

#endif
