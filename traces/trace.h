// What: a counterexample as plain data: what is run, every step, and the law that breaks.
// Source: derived: herdtools7's litmus tests, each of which states its own verdict.
// Leaves out: any kernel's types. Values are text in the kernel's words ("ACTIVE", "page 1", "3").
// Next: codec.h (JSON), explain.h (for a person), world_text.h (from and to NetBSD's world).
#pragma once

#include <map>
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

/// What has to be given to the model to take the step again.
struct Arguments {
  std::string op;      ///< "mlock"
  unsigned start = 0;  ///< first VA page; of kernel-side operations what their op says
  unsigned end = 0;    ///< one past the last VA page
  std::string arg;     ///< the operation's own argument by name, or its number; "" when it has none
  bool begins = false; ///< the operation begins with this step
  unsigned choice = 0; ///< which outcome, where the step has several
  bool operator==(const Arguments&) const = default;
};

struct Step {
  std::string actor;      ///< "P0.t1", "pagedaemon"
  std::string operation;  ///< "mlock [0,1)"
  Arguments arguments;
  std::string step;       ///< "uvm_map_pageable, pass 1"
  std::vector<Source> sources;
  std::vector<Change> changes;
  std::string world;      ///< hash of the world after the step: 16 hexadecimal digits
  bool operator==(const Step&) const = default;
};

/// One edge of a deadlock's cycle, or the wait of a stuck thread.
struct Wait {
  std::string thread;                 ///< "P0.t0"
  std::string waits_for;              ///< "map write lock of P0"
  std::vector<std::string> held_by;   ///< threads; empty: nobody
  bool operator==(const Wait&) const = default;
};

/// What is wrong in the final world.
struct Violation {
  std::string kind;       ///< "law", "panic", "deadlock", "stuck", or "goal"
  std::string invariant;  ///< "netbsd.I7"; "deadlock", "stuck", "goal" for those
  std::string alias;      ///< the law as a sentence; the goal's predicate
  std::string message;    ///< the culprit with its numbers
  unsigned depth = 0;     ///< number of steps
  std::vector<Wait> waits;
  bool operator==(const Violation&) const = default;
};

/// Which rules were asked for, on top of the kernel version's own.
struct Selection {
  bool fixed = false, proposed = false;
  std::vector<std::string> with, without;
  std::vector<std::pair<std::string, std::string>> set;
  bool operator==(const Selection&) const = default;
};

struct Trace {
  std::string program;  ///< version of the program that wrote it
  std::string build;    ///< its build id
  std::string kernel;   ///< "netbsd-1.4"
  std::vector<std::string> rules;  ///< ids of the rules that are on
  Selection selection;
  std::map<std::string, std::string> personality;      ///< every field; this is what replay uses
  std::map<std::string, std::vector<unsigned>> size;   ///< every knob; only `threads` is a list
  std::vector<std::string> ops;         ///< the operations allowed; empty: all
  std::vector<std::string> invariants;  ///< the laws looked at; empty: all
  std::string goal;                     ///< the predicate searched for; empty: none
  std::string reduce;                   ///< "none", "symmetry", "por" or "all"
  std::string verdict;                  ///< "violated"
  std::string repeat;                   ///< the command line that finds it again
  Violation violation;
  WorldText initial, final;
  std::string initial_hash;  ///< as Step::world
  std::vector<Step> steps;
  bool operator==(const Trace&) const = default;
};

}  // namespace vmwire::traces
