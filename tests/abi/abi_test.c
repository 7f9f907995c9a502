// What: the interface as a C program sees it: opening, refusals, a search, groups and slots.
// Source: derived: every sentence of abi/vmwire.h that can be seen to be false from outside.
// Leaves out: whether the counts are right; interface_test.cc compares them with our own search.
#include "abi/vmwire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int passed, failed;

#define EXPECT(condition) expect(condition, #condition, __LINE__)

static void expect(int holds, const char *condition, int line) {
  if (holds) {
    ++passed;
    return;
  }
  ++failed;
  fprintf(stderr, "abi_test.c:%d: %s does not hold\n", line, condition);
}

static vmwire_model *open_model(const char *options) {
  char error[200] = "untouched";
  vmwire_model *model = NULL;
  const int code = vmwire_open("netbsd-1.6", options, &model, error, sizeof error);
  EXPECT(code == 0 && model != NULL);
  EXPECT(strcmp(error, "untouched") == 0);
  if (model == NULL) exit(1);
  return model;
}

// --- refusals ----------------------------------------------------------------------------------

static void refuses(const char *kernel, const char *options, const char *because) {
  char error[300];
  vmwire_model *model = (vmwire_model *)error;  // anything but NULL
  memset(error, 'x', sizeof error);
  EXPECT(vmwire_open(kernel, options, &model, error, sizeof error) == 64);
  EXPECT(model == NULL);
  EXPECT(memchr(error, 0, sizeof error) != NULL);
  EXPECT(strchr(error, '\n') == NULL);
  if (strstr(error, because) == NULL) {
    fprintf(stderr, "%s: '%s', expected '%s'\n", options ? options : "NULL", error, because);
    EXPECT(!"the line says why");
  }
}

static void refusals(void) {
  refuses("netbsd-9", "", "no kernel is named 'netbsd-9'");
  refuses("", "", "kernel");
  refuses(NULL, NULL, "kernel");
  refuses("netbsd-1.6", "--fixd", "did you mean '--fixed'");
  refuses("netbsd-1.6", "--size tny", "did you mean 'tiny'");
  refuses("netbsd-1.6", "--pages", "--pages");
  refuses("netbsd-1.6", "--pages 99", "--pages 99 is out of bounds");
  refuses("netbsd-1.6", "--with x", "no rule is named 'x'");
  refuses("netbsd-1.6", "netbsd-1.4", "unexpected argument 'netbsd-1.4'");
  refuses("netbsd-1.6", "--help", "--help");
  refuses("netbsd-1.6", "--invariant stuck", "about a search");
  refuses("netbsd-1.6", "--reduce none", "--reduce is about a search");
  refuses("netbsd-1.6", "--max-states 5", "--max-states is about a search");
  refuses("netbsd-1.6", "--goal page[0].busy", "--goal is about a search");
  refuses("netbsd-1.6", "--format json", "--format is about a search");
  refuses("netbsd-1.6", "--all-violations", "--all-violations is about a search");
  refuses("netbsd-1.6", "--ops 'mmap,mlock", "a quote without an end");
  refuses("netbsd-1.6", "--ops \"mmap,mlock", "a quote without an end");
  refuses("netbsd-1.6", "--ops mmap\\", "a quote without an end");
  refuses("netbsd-1.6", "--fixed=false", "--fixed takes no value");
  refuses("netbsd-1.6", "--ops ''", "--ops is empty");
  char error[4] = "abc";
  EXPECT(vmwire_open("netbsd-1.6", "", NULL, error, sizeof error) == 64);
}

static int emitted;
static void count(void *context, int group, const unsigned char *successor) {
  (void)context, (void)group, (void)successor;
  ++emitted;
}

/// Every function with NULL, and with numbers that there are not.
static void bad_calls(void) {
  vmwire_model *model = open_model("--size \"tiny\" --ops 'mmap,munmap'");
  unsigned char state[256], untouched[256];
  EXPECT(vmwire_initial(model, state) == 0);
  memset(untouched, 7, sizeof untouched);

  EXPECT(vmwire_state_size(NULL) == -1);
  EXPECT(vmwire_initial(NULL, state) == -1);
  EXPECT(vmwire_initial(model, NULL) == -1);
  EXPECT(vmwire_initial_states(NULL) == -1);
  EXPECT(vmwire_canonicalize(NULL, state) == -1);
  EXPECT(vmwire_canonicalize(model, NULL) == -1);
  EXPECT(vmwire_broken(NULL, state) == NULL);
  EXPECT(vmwire_broken(model, NULL) == NULL);
  EXPECT(vmwire_groups(NULL) == -1);
  EXPECT(vmwire_group_name(NULL, 0) == NULL);
  EXPECT(vmwire_fire(NULL, state, 0, untouched) == -1);
  EXPECT(vmwire_fire(model, NULL, 0, untouched) == -1);
  EXPECT(vmwire_fire(model, state, 0, NULL) == -1);
  EXPECT(vmwire_successors(NULL, state, count, NULL) == -1);
  EXPECT(vmwire_successors(model, NULL, count, NULL) == -1);
  EXPECT(vmwire_successors(model, state, NULL, NULL) == -1);
  EXPECT(emitted == 0);
  EXPECT(vmwire_slots(NULL) == -1);
  EXPECT(vmwire_slot_name(NULL, 0) == NULL);
  EXPECT(vmwire_slot_value(NULL, state, 0) == -1);
  EXPECT(vmwire_slot_value(model, NULL, 0) == -1);
  EXPECT(vmwire_reads(NULL, 0) == NULL);
  EXPECT(vmwire_writes(NULL, 0) == NULL);

  const int far[] = {-1, -2147483647 - 1, 2147483647};
  for (int i = 0; i < 5; ++i) {
    const int group = i < 3 ? far[i] : vmwire_groups(model) + i - 3;
    EXPECT(vmwire_group_name(model, group) == NULL);
    EXPECT(vmwire_fire(model, state, group, untouched) == -1);
    EXPECT(vmwire_reads(model, group) == NULL);
    EXPECT(vmwire_writes(model, group) == NULL);
    const int slot = i < 3 ? far[i] : vmwire_slots(model) + i - 3;
    EXPECT(vmwire_slot_name(model, slot) == NULL);
    EXPECT(vmwire_slot_value(model, state, slot) == -1);
    const int index = i < 3 ? far[i] : vmwire_initial_states(model) + i - 3;
    EXPECT(vmwire_initial_state(model, index, untouched) == -1);
  }
  for (size_t i = 0; i < sizeof untouched; ++i) EXPECT(untouched[i] == 7);
  vmwire_close(model);
}

static void error_buffers(void) {
  vmwire_model *model;
  char error[12];
  strcpy(error, "untouched");
  EXPECT(vmwire_open("netbsd-9", "", &model, error, 0) == 64);
  EXPECT(strcmp(error, "untouched") == 0);
  EXPECT(vmwire_open("netbsd-9", "", &model, NULL, 0) == 64);
  EXPECT(vmwire_open("netbsd-9", "", &model, NULL, 12) == 64);
  EXPECT(vmwire_open("netbsd-9", "", &model, error, 1) == 64);
  EXPECT(error[0] == 0 && error[1] == 'n');
  EXPECT(vmwire_open("netbsd-9", "", &model, error, 8) == 64);
  EXPECT(strcmp(error, "no kern") == 0 && error[8] == 'd');
}

// --- a search: a table of states, which is its own queue ---------------------------------------

enum { kStatesMax = 20000, kSlots = 1 << 16 };

struct search {
  const vmwire_model *model;
  int size, states, transitions, canonicalize;
  unsigned char *state;  // kStatesMax of them
  int slot[kSlots];      // index + 1
};

static void meet(struct search *s, const unsigned char *state) {
  unsigned char *tail = s->state + (size_t)s->states * s->size;
  memcpy(tail, state, s->size);
  if (s->canonicalize) {
    unsigned char before[256];
    memcpy(before, tail, s->size);
    const int changed = vmwire_canonicalize(s->model, tail);
    EXPECT(changed == (memcmp(before, tail, s->size) != 0));
    EXPECT(vmwire_canonicalize(s->model, tail) == 0);
  }
  unsigned hash = 0;
  for (int i = 0; i < s->size; ++i) hash = (hash ^ tail[i]) * 16777619u;
  hash ^= hash >> 16;
  for (;; ++hash) {
    int *slot = &s->slot[hash % kSlots];
    if (*slot == 0) {
      if (s->states + 1 < kStatesMax) *slot = ++s->states;
      return;
    }
    if (memcmp(s->state + (size_t)(*slot - 1) * s->size, tail, s->size) == 0) return;
  }
}

static void emit(void *context, int group, const unsigned char *successor) {
  struct search *s = context;
  EXPECT(group >= 0 && group < vmwire_groups(s->model));
  ++s->transitions;
  meet(s, successor);
}

static struct search *explore(const vmwire_model *model, int canonicalize) {
  struct search *s = calloc(1, sizeof *s);
  s->model = model;
  s->canonicalize = canonicalize;
  s->size = vmwire_state_size(model);
  s->state = malloc((size_t)kStatesMax * s->size);
  unsigned char initial[256];
  for (int i = 0; i < vmwire_initial_states(model); ++i) {
    vmwire_initial_state(model, i, initial);
    meet(s, initial);
  }
  vmwire_initial(model, initial);
  EXPECT(memcmp(initial, s->state, s->size) == 0);
  int emitted = 0;
  for (int i = 0; i < s->states; ++i) {
    emitted += vmwire_successors(model, s->state + (size_t)i * s->size, emit, s);
  }
  EXPECT(emitted == s->transitions);
  return s;
}

static void drop(struct search *s) {
  free(s->state);
  free(s);
}

static void searches(void) {
  const char *options = "--proposed --size tiny --ops mmap,mlock,munlock,physio,read,write";
  vmwire_model *model = open_model(options);
  struct search *s = explore(model, 0);
  EXPECT(s->states == 4449 && s->transitions == 13120);  // as `check --reduce none` counts
  for (int i = 0; i < s->states; ++i) {
    EXPECT(vmwire_broken(model, s->state + (size_t)i * s->size) == NULL);
  }
  drop(s);
  s = explore(model, 1);
  EXPECT(s->states == 2341 && s->transitions == 6964);
  drop(s);
  vmwire_close(model);
  vmwire_close(NULL);
}

static void laws(void) {
  vmwire_model *model = NULL;
  char error[100];
  const char *options =
      "--fixed --with netbsd-vsunlock-clears-mlock --size tiny "
      "--invariant 'mlocked memory never traps' --ops mmap,mlock,physio,read,forget";
  EXPECT(vmwire_open("netbsd-1.4", options, &model, error, sizeof error) == 0);
  struct search *s = explore(model, 0);
  int broken = 0;
  for (int i = 0; i < s->states; ++i) {
    const char *law = vmwire_broken(model, s->state + (size_t)i * s->size);
    if (law == NULL) continue;
    ++broken;
    EXPECT(strcmp(law, "mlock-promise") == 0);
  }
  EXPECT(broken > 0);
  drop(s);
  vmwire_close(model);
}

// --- words -------------------------------------------------------------------------------------

static int has_group(const vmwire_model *model, const char *name) {
  int found = 0;
  for (int i = 0; i < vmwire_groups(model); ++i) {
    found += strcmp(vmwire_group_name(model, i), name) == 0;
  }
  return found == 1;
}

static void words(void) {
  vmwire_model *model = open_model("--proposed --size tiny");
  EXPECT(has_group(model, "P0.t1 mlock [0,1)"));
  EXPECT(has_group(model, "P0.t0 mmap anon private rw [0,1)"));
  EXPECT(has_group(model, "P0.t0 truncate to 0"));
  EXPECT(has_group(model, "P0.t1 mlock goes on, step 3, fault read_anon, outcome 1"));
  EXPECT(has_group(model, "P0.t1 munmap goes on, step 1"));
  EXPECT(has_group(model, "pagedaemon deactivate page 1"));
  EXPECT(has_group(model, "disk pageout_done page 1, outcome 2"));
  EXPECT(has_group(model, "pmap forget P0:0"));
  for (int i = 0; i < vmwire_groups(model); ++i) {
    EXPECT(has_group(model, vmwire_group_name(model, i)));
  }
  unsigned char state[256];
  vmwire_initial(model, state);
  int size = -1;
  for (int i = 0; i < vmwire_slots(model); ++i) {
    if (strcmp(vmwire_slot_name(model, i), "file.size") == 0) {
      size = vmwire_slot_value(model, state, i);
    }
  }
  EXPECT(size == 1);  // of --size tiny
  vmwire_close(model);
}

int main(void) {
  refusals();
  bad_calls();
  error_buffers();
  searches();
  laws();
  words();
  printf("%d passed, %d failed\n", passed, failed);
  return failed != 0;
}
