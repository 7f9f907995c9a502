// What: what the successors alone cost: a "dry run", which both engines' times are held against.
// Source: derived. Collects all reachable states once, then only computes their successors again.
//
//   replay KERNEL OPTIONS ROUNDS
//
// Prints one line of JSON: states, transitions, initial states, bytes of a state, the most
// successors of one state, and the seconds of CPU time of each round.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "abi/vmwire.h"

static const vmwire_model *model;
static size_t size;                    // of a state, in bytes
static unsigned char *states;          // all that have been met, in order
static uint64_t states_count, states_room;
static uint32_t *table;                // index + 1; 0: free
static uint64_t table_size;            // a power of two, at most half full
static uint64_t checksum;              // keeps the compiler from leaving a round out

static void *grown(void *old, size_t bytes) {
  void *result = realloc(old, bytes);
  if (result != NULL) return result;
  fprintf(stderr, "replay: out of memory\n");
  exit(69);
}

static uint64_t hash(const unsigned char *state) {
  uint64_t h = size, word = 0;
  for (size_t i = 0; i < size; i += sizeof word) {
    word = 0;
    memcpy(&word, state + i, size - i < sizeof word ? size - i : sizeof word);
    h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    h ^= h >> 32;
  }
  return h;
}

// Where the state stands in the table, or the free place for it.
static uint32_t *place(const unsigned char *state) {
  for (uint64_t i = hash(state);; ++i) {
    uint32_t *at = &table[i & (table_size - 1)];
    if (*at == 0 || memcmp(states + (*at - 1) * size, state, size) == 0) return at;
  }
}

static void grow_table(void) {
  table_size = table_size == 0 ? 1 << 16 : 2 * table_size;
  free(table);
  table = calloc(table_size, sizeof *table);
  if (table == NULL) exit(69);
  for (uint64_t i = 0; i < states_count; ++i) {
    *place(states + i * size) = (uint32_t)(i + 1);
  }
}

static void meet(const unsigned char *state) {
  if (2 * states_count >= table_size) grow_table();
  uint32_t *at = place(state);
  if (*at != 0) return;
  if (states_count == states_room) {
    states_room = states_room == 0 ? 1 << 16 : states_room + states_room / 2;
    states = grown(states, states_room * size);
  }
  memcpy(states + states_count * size, state, size);
  *at = (uint32_t)++states_count;
}

static void collect(void *context, int group, const unsigned char *successor) {
  (void)context, (void)group;
  meet(successor);
}

// As SPIN's driver and our search do, a successor is written to memory once.
static void count(void *context, int group, const unsigned char *successor) {
  memcpy(context, successor, size);
  checksum += *(unsigned char *)context + (unsigned)group;
}

static double cpu_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

int main(int argc, char **argv) {
  char error[300];
  vmwire_model *opened;
  if (argc != 4) {
    fprintf(stderr, "replay KERNEL OPTIONS ROUNDS\n");
    return 64;
  }
  const int code = vmwire_open(argv[1], argv[2], &opened, error, sizeof error);
  if (code != 0) {
    fprintf(stderr, "%s\n", error);
    return code;
  }
  model = opened;
  size = (size_t)vmwire_state_size(model);
  unsigned char *state = grown(NULL, size);
  for (int i = 0; i < vmwire_initial_states(model); ++i) {
    vmwire_initial_state(model, i, state);
    meet(state);
  }
  uint64_t transitions = 0;
  int most = 0;
  for (uint64_t i = 0; i < states_count; ++i) {
    memcpy(state, states + i * size, size);  // the array may move
    const int n = vmwire_successors(model, state, collect, NULL);
    transitions += (uint64_t)n;
    if (n > most) most = n;
  }
  printf("{\"states\": %llu, \"transitions\": %llu, \"initial_states\": %d, "
         "\"state_bytes\": %zu, \"successors_max\": %d, \"seconds\": [",
         (unsigned long long)states_count, (unsigned long long)transitions,
         vmwire_initial_states(model), size, most);
  for (int round = 0; round < atoi(argv[3]); ++round) {
    const double begun = cpu_seconds();
    for (uint64_t i = 0; i < states_count; ++i) {
      vmwire_successors(model, states + i * size, count, state);
    }
    printf("%s%.6f", round == 0 ? "" : ", ", cpu_seconds() - begun);
  }
  printf("], \"checksum\": %llu}\n", (unsigned long long)checksum);
  vmwire_close(opened);
  return 0;
}
