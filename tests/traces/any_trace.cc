// What: the text of any_trace.h.
#include "tests/traces/any_trace.h"

#include <rapidcheck.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace vmwire::traces {
namespace {

rc::Gen<std::string> any_text() {
  return rc::gen::container<std::string>(rc::gen::inRange<char>(' ', '\x7f'));
}
rc::Gen<std::string> any_value() {
  return rc::gen::oneOf(
      any_text(), rc::gen::map(rc::gen::inRange(0u, 1000u), [](unsigned n) {
        return std::to_string(n);
      }));
}
std::string any_hash() {
  return *rc::gen::container<std::string>(16, rc::gen::elementOf(std::string("0123456789abcdef")));
}
template <class T>
T small(rc::Gen<T> gen) {
  return *rc::gen::resize(5, std::move(gen));
}
std::vector<std::string> any_names() {
  return small(rc::gen::container<std::vector<std::string>>(any_text()));
}
WorldText any_world() {
  return small(rc::gen::container<WorldText>(
      any_text(), rc::gen::container<std::map<std::string, std::string>>(any_text(), any_value())));
}

TraceStep any_step() {
  TraceStep step;
  step.actor = *any_text();
  step.operation = *any_text();
  step.arguments = {*any_text(),           *rc::gen::inRange(0u, 256u), *rc::gen::inRange(0u, 256u),
                    *any_text(),           *rc::gen::arbitrary<bool>(),
                    *rc::gen::inRange(0u, 65536u)};
  step.step = *any_text();
  for (unsigned i = *rc::gen::inRange(0u, 4u); i > 0; --i) {
    step.sources.push_back({*any_text(), *any_text()});
    step.changes.push_back({*any_text(), *any_value(), *any_value()});
  }
  step.world = any_hash();
  return step;
}

}  // namespace

Trace any_trace() {
  Trace trace;
  for (std::string* text : {&trace.program, &trace.build, &trace.kernel, &trace.goal,
                            &trace.repeat}) {
    *text = *any_text();
  }
  trace.rules = any_names();
  trace.selection = {*rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>(), any_names(),
                     any_names(), {{*any_text(), *any_text()}}};
  trace.personality = small(
      rc::gen::container<std::map<std::string, std::string>>(any_text(), any_text()));
  trace.size = {{*any_text(), {*rc::gen::inRange(0u, 1000u)}},
                {"threads", {*rc::gen::inRange(0u, 5u)}}};
  trace.ops = any_names();
  trace.invariants = any_names();
  if (*rc::gen::arbitrary<bool>()) trace.scenario = *any_text();
  trace.reduce = *rc::gen::element<std::string>("none", "symmetry", "por", "all");
  trace.verdict = "violated";
  if (*rc::gen::arbitrary<bool>()) trace.rung = Rung{*any_text(), *any_text(), *any_text()};
  trace.violation = {*rc::gen::element<std::string>("law", "panic", "deadlock", "stuck", "goal"),
                     *any_text(), *any_text(), *any_text(), 0,
                     {{*any_text(), *any_text(), any_names()}}};
  trace.initial = any_world();
  trace.initial_hash = any_hash();
  trace.final = any_world();
  for (unsigned i = *rc::gen::inRange(0u, 4u); i > 0; --i) trace.steps.push_back(any_step());
  trace.violation.depth = static_cast<unsigned>(trace.steps.size());
  return trace;
}

Trace small_trace() {
  Trace trace;
  trace.program = "0.1.0";
  trace.build = "0123abc";
  trace.kernel = "netbsd-1.4";
  trace.rules = {"netbsd-vsunlock-clears-mlock"};
  trace.selection.fixed = true;
  trace.selection.with = {"netbsd-vsunlock-clears-mlock"};
  trace.personality = {{"unwire_pte_bit", "always"}};
  trace.size = {{"pages", {2}}, {"threads", {2, 1}}};
  trace.scenario = "P0.t1 mmap anon rw [0,1); P0.t0 mlock [0,1)";
  trace.reduce = "symmetry";
  trace.verdict = "violated";
  trace.repeat = "./vmwire check netbsd-1.4 --size tiny";
  trace.rung = Rung{"netbsd-vsunlock-clears-mlock", "", "raw I/O forgets mlock"};
  trace.violation = {"law", "netbsd.I7", "a wired entry maps nothing unwired", "PTE P0:0", 2, {}};
  trace.initial = {{"process[0]", {{"phase", "ALIVE"}}}, {"system", {{"wired", "0"}}}};
  trace.initial_hash = "0123456789abcdef";
  trace.steps = {
      {"P0.t1", "mmap anon rw [0,1)", {"mmap", 0, 1, "anon rw", true, 0}, "uvm_map, new entry",
       {{"uvm_map", "[M00]"}},
       {{"entry[0][0].phase", "UNUSED", "PAGEABLE"},
        {"entry[0][0].end", "0", "1"},
        {"entry[0][0].prot", "none", "rw"},
        {"thread[1].step", "0", "1"}},
       "00000000000000aa"},
      {"P0.t0", "mlock [0,1)", {"mlock", 0, 1, "", true, 0}, "uvm_map_pageable, pass 1",
       {{"uvm_map_pageable", "[M99]"}},
       {{"entry[0][0].phase", "PAGEABLE", "WIRED"},
        {"entry[0][0].wired_count", "0", "1"},
        {"page[0].phase", "FREE", "WIRED"},
        {"page[0].wire_count", "0", "1"},
        {"page[0].data", "none", "fresh"},
        {"pte[0][0].phase", "ABSENT", "WIRED"},
        {"pte[0][0].prot", "none", "rw"},
        {"pte[0][0].page", "-", "page 0"},
        {"cell[0][0].claim", "-", "page 0"},
        {"process[0].wired_ptes", "0", "1"},
        {"system.wired", "0", "1"},
        {"thread[2].phase", "RUNNING", "SLEEP_BUSY"},
        {"thread[2].page", "-", "page 1"}},
       "00000000000000bb"},
  };
  trace.final = {{"page[0]", {{"wire_count", "1"}}}};
  return trace;
}

}  // namespace vmwire::traces
