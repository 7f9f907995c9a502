// What: a counterexample as plain data: what is run, every step, and the law that breaks.
// Source: herdtools7's litmus tests, each of which states its own verdict.
// Leaves out: any kernel's types. Values are text in the kernel's words ("ACTIVE", "page 1", "3").
// Next: codec.h (JSON), explain.h (for a person), world_text.h (from and to a world's bytes).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vmwire::traces {

/// Raised when a reader of the old form could misread the new one. Version 1 is the first.
inline constexpr unsigned kFormatVersion = 1;

/// A world in readable form: group ("page[0]") -> member ("wire_count") -> text of the value.
/// Groups that exist are complete; of others only what is not zero stands here. What does not
/// stand here is zero.
using WorldText = std::map<std::string, std::map<std::string, std::string>>;

/// One field that a step changed. `field` is "page[0].wire_count".
struct Change {
  std::string field;
  std::string from, to;
  bool operator==(const Change&) const = default;
};

/// A kernel function that a step runs in, and where the specification speaks of it.
struct Source {
  std::string function;
  std::string citation;
  bool operator==(const Source&) const = default;
};

/// What has to be given to the model to take the step again. What the two numbers are is for the
/// operation to say: most often the VA pages [first, second), but also a page, a process, a size.
/// In JSON they are called "start" and "end", as they were when every operation had a range: the
/// published format keeps its names.
struct Arguments {
  std::string op;       ///< "mlock"
  unsigned first = 0;   ///< "start"
  unsigned second = 0;  ///< "end"
  std::string arg;      ///< the operation's own argument by name, or its number; "": it has none
  bool begins = false;  ///< the operation begins with this step
  unsigned choice = 0;  ///< which outcome, where the step has several
  bool operator==(const Arguments&) const = default;
};

struct TraceStep {
  std::string actor;      ///< "P0.t1", "pagedaemon"
  std::string operation;  ///< "mlock [0,1)"
  Arguments arguments;
  std::string step;       ///< "uvm_map_pageable, pass 1"
  std::vector<Source> sources;
  std::vector<Change> changes;
  std::string world;      ///< hash of the world after the step: 16 hexadecimal digits
  bool operator==(const TraceStep&) const = default;
};

/// One edge of a deadlock's cycle, or the wait of a stuck thread.
struct TraceWait {
  std::string thread;                 ///< "P0.t0"
  std::string waits_for;              ///< "map write lock of P0"
  std::vector<std::string> held_by;   ///< threads; empty: nobody
  bool operator==(const TraceWait&) const = default;
};

/// What is wrong in the final world.
struct Violation {
  std::string kind;       ///< "law", "panic", "deadlock", "stuck", or "goal"
  std::string invariant;  ///< the law's id; "deadlock", "stuck", "goal" for those
  std::string alias;      ///< the law as a sentence; the goal's predicate
  std::string message;    ///< the culprit with its numbers
  unsigned depth = 0;     ///< number of steps
  std::vector<TraceWait> waits;
  bool operator==(const Violation&) const = default;
};

/// Which rules were asked for, on top of the kernel version's own.
struct Selection {
  bool fixed = false, proposed = false;
  std::vector<std::string> with, without;
  std::vector<std::pair<std::string, std::string>> set;
  bool operator==(const Selection&) const = default;
};

/// What a golden trace says of itself: why it is kept, and what the ladder has to know. With the
/// rule the law breaks as the trace shows; without it, in the same size, the law holds.
struct Rung {
  std::string rule;       ///< "": it stands for no rule, and the ladder leaves it out
  std::string companion;  ///< another rule, without which the law holds all the same; "": none
  std::string story;      ///< what happens, in one sentence
  bool operator==(const Rung&) const = default;
};

struct Trace {
  std::string program;  ///< version of the program that wrote it
  std::string build;    ///< its build id
  std::string kernel;   ///< the version, as the command line has it
  std::vector<std::string> rules;  ///< ids of the rules that are on
  Selection selection;
  std::map<std::string, std::string> personality;      ///< every field; this is what replay uses
  std::map<std::string, std::vector<unsigned>> size;   ///< every knob; only `threads` is a list
  std::vector<std::string> ops;         ///< the operations allowed; empty: all
  std::vector<std::string> invariants;  ///< the laws looked at; empty: all
  std::string goal;                     ///< the predicate searched for; empty: none
  std::string scenario;                 ///< all that threads begin; empty: what they like
  std::string reduce;                   ///< "none", "symmetry", "por" or "all"
  std::string verdict;                  ///< "violated"
  std::string repeat;                   ///< the command line that finds it again
  std::optional<Rung> rung;             ///< golden traces have one
  Violation violation;
  WorldText initial, final;
  std::string initial_hash;  ///< as TraceStep::world
  std::vector<TraceStep> steps;
  bool operator==(const Trace&) const = default;
};

}  // namespace vmwire::traces
