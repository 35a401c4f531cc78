#ifndef CARENA_H
#define CARENA_H

#include <stddef.h>

/// Memory that is taken piece by piece and given back all at once; each thread has its own.
///
/// A tree of libcmark has a hundred nodes, each asked for and freed by itself, and a long history has
/// fifty thousand trees.

/// How much of the thread's memory is taken.
typedef struct {
  void *chunk;
  size_t used;
} arena_mark;

arena_mark arena_now(void);

/// Gives back whatever was taken since `mark`.
void arena_release(arena_mark mark);

/// Like those of the C library, but that they end the program where no memory is left, as those of
/// libcmark do.
void *arena_calloc(size_t count, size_t size);
void *arena_realloc(void *place, size_t size);
void arena_free(void *place);

#endif
