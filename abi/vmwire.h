// What: a compiled model for other engines, in C: states as bytes, and what follows a state.
// Source: the next-state interfaces of LTSmin and of SPIN's embedded C.
// Leaves out: the search, deadlocks and stuck threads, which are an engine's own.
// Read next: example.py, a whole engine in forty lines.
//
// A model is a kernel with its rules and a size, as on the command line. Once open it never
// changes, and all of these functions but vmwire_close may be called on it by any number of
// threads at once. vmwire_close must be the last call on a model.
//
// Ownership: states are the caller's, vmwire_state_size bytes each, of any alignment. Names and
// matrices are the model's, and live until it is closed.
//
// Cost: no call allocates, but vmwire_open, and the first call of vmwire_fire or
// vmwire_successors that each thread makes on a model.
//
// Errors: vmwire_open says what is wrong. The others refuse NULL where something is needed, and
// numbers out of range: they return -1 (or NULL, if they return a pointer) and write nothing. A
// model that was closed, or a state that the model never handed out, is the caller's mistake and
// is not looked for. A broken assumption of the model ends the process with a line on stderr and
// exit code 70. No exception leaves these functions; one that leaves `emit` ends the call, which
// returns -1.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

typedef struct vmwire_model vmwire_model;

// Opens a model. `options` are those of `vmwire check` that say what the model is, separated by
// blanks, quoted as in a shell with ' and " and \ (a quote without an end is refused): --fixed,
// --proposed, --with, --without, --set, --size and its numbers, --ops, and --invariant for
// vmwire_broken. NULL is the same as "".
// Returns 0 and sets *out; or an exit code of the command line: 64 for options that make no
// sense or are about a search, 69 when there is not enough memory, 70 for our own fault. Then
// *out is NULL, and `error` has one line (cut off where error_size bytes end, its 0 included;
// with error_size 0 nothing is written, and `error` may be NULL).
int vmwire_open(const char *kernel, const char *options, vmwire_model **out, char *error,
                int error_size);

// Also takes NULL.
void vmwire_close(vmwire_model *model);

// --- states ------------------------------------------------------------------------------------

// Bytes of one packed state: the same for all states of the model. Padding is always zero, so
// that two states are equal exactly if their bytes are.
int vmwire_state_size(const vmwire_model *model);

// The initial state; of several, the first. Returns 0.
int vmwire_initial(const vmwire_model *model, unsigned char *state);

// A size with several processes has more than one initial state: who of them is born already.
// An engine that leaves out the others explores a part. `index` counts from 0. Returns how many
// there are; and 0.
int vmwire_initial_states(const vmwire_model *model);
int vmwire_initial_state(const vmwire_model *model, int index, unsigned char *state);

// Replaces a state by the representative of all those that differ from it by interchangeable
// names only. Returns 1 if that changed it, else 0.
int vmwire_canonicalize(const vmwire_model *model, unsigned char *state);

// NULL when all laws hold in the state (or it is refused), else the id of the first one that is
// broken.
const char *vmwire_broken(const vmwire_model *model, const unsigned char *state);

// --- transitions -------------------------------------------------------------------------------

// A group is one actor with one thing to do: to begin an operation with certain arguments, or to
// go on with one from a certain step; and, if that can end in several ways, one of these. So a
// group leads from a state to one successor at most.
int vmwire_groups(const vmwire_model *model);

// Actor, operation, arguments or step, outcome: "P0.t1 mlock [0,1)".
const char *vmwire_group_name(const vmwire_model *model, int group);

// Returns 1 and writes the successor, or returns 0 where the group is not enabled; -1 if there
// was no memory for a thread's first call. `successor` may be `state` itself.
int vmwire_fire(const vmwire_model *model, const unsigned char *state, int group,
                unsigned char *successor);

// Calls emit(context, group, successor) for every enabled group, in one pass, in the order in
// which our own search takes them. The successor's bytes are there during the call of `emit`
// only; `emit` may call any function of the model but vmwire_close. Returns how many there were,
// or -1 as vmwire_fire. Two groups may lead to the same successor: each is a transition.
//
// What follows a broken law is told like all else; our own search stops there.
int vmwire_successors(const vmwire_model *model, const unsigned char *state,
                      void (*emit)(void *context, int group, const unsigned char *successor),
                      void *context);

// --- a state as named fields -------------------------------------------------------------------

// How many there are, their names ("page[0].wire_count"), and the value of one in a state.
int vmwire_slots(const vmwire_model *model);
const char *vmwire_slot_name(const vmwire_model *model, int slot);
int vmwire_slot_value(const vmwire_model *model, const unsigned char *state, int slot);

// One byte for each slot: 1 where the group may read (write) it, else 0. May say too much, and
// never too little. What is not written has the same value in the successor. Whether the group is
// enabled, and what it changes to which values, depends on nothing but what it reads; what it may
// write and does not change stays as it was.
const unsigned char *vmwire_reads(const vmwire_model *model, int group);
const unsigned char *vmwire_writes(const vmwire_model *model, int group);

#ifdef __cplusplus
}
#endif
