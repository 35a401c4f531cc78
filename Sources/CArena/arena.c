#include "CArena.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/// Before each piece stands its size; every piece is aligned for whatever it may hold.
enum { alignment = 16, usual_room = 256 * 1024 };

struct chunk {
  struct chunk *before;
  size_t room;
  size_t used;
  _Alignas(alignment) char bytes[];
};

static _Thread_local struct chunk *newest;

static size_t rounded(size_t size) {
  if (size > SIZE_MAX / 2) abort();
  return (size + alignment - 1) / alignment * alignment;
}

static size_t *size_of(void *place) { return (size_t *)((char *)place - alignment); }

static void *take(size_t size) {
  size_t whole = alignment + rounded(size);
  if (!newest || newest->room - newest->used < whole) {
    size_t room = whole > usual_room ? whole : usual_room;
    struct chunk *chunk = malloc(sizeof(struct chunk) + room);
    if (!chunk) abort();
    chunk->before = newest;
    chunk->room = room;
    chunk->used = 0;
    newest = chunk;
  }
  char *place = newest->bytes + newest->used + alignment;
  newest->used += whole;
  *size_of(place) = size;
  return place;
}

arena_mark arena_now(void) {
  arena_mark mark = {newest, newest ? newest->used : 0};
  return mark;
}

void arena_release(arena_mark mark) {
  while (newest != mark.chunk) {
    struct chunk *chunk = newest;
    // The first one is kept for the next tree, unless it had to be a large one.
    if (!mark.chunk && !chunk->before && chunk->room == usual_room) {
      chunk->used = 0;
      return;
    }
    newest = chunk->before;
    free(chunk);
  }
  if (newest) newest->used = mark.used;
}

void *arena_calloc(size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) abort();
  void *place = take(count * size);
  return memset(place, 0, count * size);
}

void *arena_realloc(void *place, size_t size) {
  if (!place) return take(size);
  size_t old = *size_of(place);
  char *end = (char *)place + rounded(old);
  size_t more = rounded(size) > rounded(old) ? rounded(size) - rounded(old) : 0;
  if (end == newest->bytes + newest->used && newest->room - newest->used >= more) {
    // The last piece grows where it is: a page that is rendered is one.
    newest->used += more;
  } else if (more > 0) {
    void *moved = take(size);
    return memcpy(moved, place, old);
  }
  *size_of(place) = size;
  return place;
}

void arena_free(void *place) {
  // What was taken last is often given back first: a label that is only looked up is.
  if (!place) return;
  char *end = (char *)place + rounded(*size_of(place));
  if (end == newest->bytes + newest->used) newest->used = (char *)size_of(place) - newest->bytes;
}
