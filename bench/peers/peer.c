// What: the C half of peer.pml: our successors of SPIN's state vector, through libvmwire.
// Source: derived: SPIN's manual on embedded C (c_state, c_expr, c_code).
//
// Each state's successors are computed once, when SPIN tries the first transition; the others copy
// them. A breadth-first search is done with a state before it turns to the next. A depth-first
// one comes back after the successors' own successors, so there each depth keeps its own.
//
// run.py defines PEER_KERNEL, PEER_OPTIONS, PEER_STATE_SIZE and PEER_SUCCESSORS_MAX.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abi/vmwire.h"

static vmwire_model *peer_model;

// One state's successors. They follow the state itself in peer_states, from `first` on.
struct peer_frame {
  size_t first;
  int count;
  int filled;
};
static struct peer_frame *peer_frames;
static long peer_frames_size;
static unsigned char *peer_states;
static size_t peer_states_size;

static void peer_open(void) {
  char error[300];
  if (vmwire_open(PEER_KERNEL, PEER_OPTIONS, &peer_model, error, sizeof error) != 0) {
    fprintf(stderr, "%s\n", error);
    exit(70);
  }
  if (vmwire_state_size(peer_model) != PEER_STATE_SIZE) exit(70);
}

static void peer_initial(unsigned char *world, int index) {
  if (peer_model == NULL) peer_open();
  vmwire_initial_state(peer_model, index, world);
}

static void *peer_grown(void *old, size_t bytes) {
  void *grown = realloc(old, bytes);
  if (grown == NULL) {
    fprintf(stderr, "no memory for successors\n");
    exit(69);
  }
  return grown;
}

static void peer_emit(void *context, int group, const unsigned char *successor) {
  struct peer_frame *frame = context;
  (void)group;
  if (frame->count == PEER_SUCCESSORS_MAX) {
    fprintf(stderr, "more than %d successors\n", frame->count);
    exit(70);
  }
  ++frame->count;
  memcpy(peer_states + (frame->first + frame->count) * PEER_STATE_SIZE, successor,
         PEER_STATE_SIZE);
}

// How many successors the state has; computes them unless that has been done at this depth.
static int peer_expand(const unsigned char *world, long depth) {
  if (depth + 1 >= peer_frames_size) {
    const long size = 2 * depth + 64;
    peer_frames = peer_grown(peer_frames, size * sizeof *peer_frames);
    memset(peer_frames + peer_frames_size, 0, (size - peer_frames_size) * sizeof *peer_frames);
    peer_frames_size = size;
  }
  struct peer_frame *frame = &peer_frames[depth];
  // SPIN evaluates a guard again when it takes the step.
  if (frame->filled &&
      memcmp(peer_states + frame->first * PEER_STATE_SIZE, world, PEER_STATE_SIZE) == 0) {
    return frame->count;
  }
  const struct peer_frame *above = depth > 0 ? frame - 1 : NULL;
  frame->first = above != NULL && above->filled ? above->first + above->count + 1 : 0;
  frame->count = 0;
  frame->filled = 1;
  frame[1].filled = 0;  // it was another state's, and lies elsewhere
  if (frame->first + PEER_SUCCESSORS_MAX + 1 >= peer_states_size) {
    peer_states_size = 2 * peer_states_size + 4 * (PEER_SUCCESSORS_MAX + 1);
    peer_states = peer_grown(peer_states, peer_states_size * PEER_STATE_SIZE);
  }
  memcpy(peer_states + frame->first * PEER_STATE_SIZE, world, PEER_STATE_SIZE);
  vmwire_successors(peer_model, world, peer_emit, frame);
  return frame->count;
}

static void peer_take(unsigned char *world, long depth, int i) {
  memcpy(world, peer_states + (peer_frames[depth].first + 1 + i) * PEER_STATE_SIZE,
         PEER_STATE_SIZE);
}

// What peer.pml says. SPIN does not let a c_expr call a function, so these are macros.
#ifdef BFS
#define PEER_DEPTH 0L
#else
#define PEER_DEPTH depth
#endif
#define PEER_EXPAND peer_expand(now.world, PEER_DEPTH)
#define PEER_COUNT peer_frames[PEER_DEPTH].count
#define PEER_TAKE(i) peer_take(now.world, PEER_DEPTH, i)
