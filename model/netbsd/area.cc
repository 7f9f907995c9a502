// What: which area a field lies in, and in which areas two worlds differ.
// Source: derived, see area.h. A new field of the world needs its row in kRows below; a test holds
// both views of the world, the fields' and the structs', against each other.
#include "model/netbsd/area.h"

#include <string_view>

#include "model/core/check.h"

namespace vmwire::netbsd {
namespace {

struct Row {
  std::string_view noun;    // of the field
  std::string_view member;  // the beginning of its member; "": any other
  AreaSet areas;
};

// The first row that fits is the field's.
constexpr Row kRows[] = {
    {"thread", "phase", {Area::thread_op, Area::thread}},
    {"thread", "op", {Area::thread_op}},
    {"thread", "start", {Area::thread_op}},
    {"thread", "end", {Area::thread_op}},
    {"thread", "arg", {Area::thread_op}},
    {"thread", "vslock", {Area::thread_vslock}},
    {"thread", "frame", {Area::thread_frames}},
    {"thread", "gone", {Area::thread_frames}},
    {"thread", "spoilt", {Area::thread_frames}},
    {"thread", "trap_", {Area::thread_trap}},
    {"thread", "disallowed", {Area::thread_trap}},
    {"thread", "waiting", {Area::thread_waits}},
    {"thread", "", {Area::thread}},
    {"process", "phase", {Area::process}},
    {"process", "wired_ptes", {Area::wired_ptes}},
    {"process", "", {Area::map_lock}},
    {"entry", "", {Area::entry}},
    {"pte", "", {Area::pte_wired, Area::pte_unwired}},
    {"cell", "claim", {Area::claim}},
    {"cell", "", {Area::promise}},
    {"page", "phase", {Area::page_phase, Area::page_queue}},
    {"page", "wire_count", {Area::page_wire_count}},
    {"page", "clean", {Area::page_clean}},
    {"page", "owner", {Area::page_owner}},
    {"page", "data", {Area::page_data}},
    {"page", "", {Area::page_busy}},
    {"amap", "", {Area::amap}},
    {"anon", "", {Area::anon}},
    {"slot", "data", {Area::slot_data}},
    {"slot", "", {Area::slot}},
    {"file", "size", {Area::file_size}},
    {"file", "", {Area::file_data}},
    {"system", "wired", {Area::wired_total}},
    {"system", "hard_errors", {Area::hard_errors}},
    {"system", "panic", {Area::panic}},
    {"event", "", {Area::event}},
};

AreaSet when(bool differs, Area area) { return differs ? AreaSet{area} : AreaSet{}; }

bool queued(const Page& p) {
  return p.phase == PagePhase::active || p.phase == PagePhase::inactive;
}

}  // namespace

const char* name(Area a) {
  constexpr const char* kNames[] = {
      "thread_op", "thread", "thread_vslock", "thread_frames", "thread_trap", "thread_waits",
      "process", "map_lock", "wired_ptes",
      "entry", "pte_wired", "pte_unwired", "claim", "promise", "page_phase", "page_queue",
      "page_wire_count", "page_busy", "page_clean", "page_owner", "page_data", "amap", "anon",
      "slot", "slot_data", "file_size", "file_data", "wired_total", "hard_errors", "panic",
      "event"};
  static_assert(sizeof(kNames) / sizeof(kNames[0]) == kAreas);
  return kNames[static_cast<unsigned>(a)];
}

AreaSet areas_of(const std::string& noun, const std::string& member) {
  for (const Row& row : kRows) {
    if (row.noun == noun && member.starts_with(row.member)) return row.areas;
  }
  VMWIRE_CHECK(!"a field without an area");
  return {};
}

Holder holder_of(const family::Field& field) {
  using enum Holder::Kind;
  const unsigned i = field.indices.empty() ? 0 : field.indices[0];
  const unsigned j = field.indices.size() < 2 ? 0 : field.indices[1];
  if (field.noun == "thread") return {thread, i, 0};
  if (field.noun == "process") return {process, i, 0};
  if (field.noun == "page") return {page, i, 0};
  if (field.noun == "entry") return {entry, i, j};
  if (field.noun == "pte") return {pte, i, j};
  if (field.noun == "cell") return {cell, i, j};
  return {};
}

AreaSet difference(const Thread& a, const Thread& b) {
  const bool a_idle = a.phase == ThreadPhase::idle, b_idle = b.phase == ThreadPhase::idle;
  AreaSet set = when(a_idle != b_idle || a.op != b.op || a.start != b.start || a.end != b.end ||
                         a.arg != b.arg,
                     Area::thread_op);
  set |= when(a.vslocked != b.vslocked, Area::thread_vslock);
  set |= when(a.frames != b.frames || a.gone != b.gone || a.spoilt != b.spoilt,
              Area::thread_frames);
  set |= when(a.trap_promised != b.trap_promised || a.trap_wired != b.trap_wired ||
                  a.disallowed != b.disallowed,
              Area::thread_trap);
  set |= when(a.waiting != b.waiting, Area::thread_waits);
  // Whatever else differs, present and future fields alike.
  Thread rest = a;
  rest.op = b.op;
  rest.start = b.start;
  rest.end = b.end;
  rest.arg = b.arg;
  rest.vslocked = b.vslocked;
  rest.frames = b.frames;
  rest.gone = b.gone;
  rest.spoilt = b.spoilt;
  rest.trap_promised = b.trap_promised;
  rest.trap_wired = b.trap_wired;
  rest.waiting = b.waiting;
  rest.disallowed = b.disallowed;
  return set | when(!(rest == b), Area::thread);
}

AreaSet difference(const Process& a, const Process& b) {
  AreaSet set = when(a.phase_bits != b.phase_bits, Area::process);
  set |= when(a.wired_ptes != b.wired_ptes, Area::wired_ptes);
  Process rest = a;
  rest.phase_bits = b.phase_bits;
  rest.wired_ptes = b.wired_ptes;
  return set | when(!(rest == b), Area::map_lock);
}

AreaSet difference(const Entry& a, const Entry& b) { return when(!(a == b), Area::entry); }

AreaSet difference(const Pte& a, const Pte& b) {
  // Of each half: nothing, unless the PTE is of that half.
  const Pte a_wired = a.wired() ? a : Pte{}, b_wired = b.wired() ? b : Pte{};
  const Pte a_rest = a.wired() ? Pte{} : a, b_rest = b.wired() ? Pte{} : b;
  return when(!(a_wired == b_wired), Area::pte_wired) |
         when(!(a_rest == b_rest), Area::pte_unwired);
}

AreaSet difference(const Cell& a, const Cell& b) {
  Cell rest = a;
  rest.claim_bits = b.claim_bits;
  return when(a.claim_bits != b.claim_bits, Area::claim) | when(!(rest == b), Area::promise);
}

AreaSet difference(const Page& a, const Page& b) {
  AreaSet set;
  if (a.phase != b.phase) {
    set |= when(!queued(a) || !queued(b), Area::page_phase);
    set |= when(queued(a) || queued(b), Area::page_queue);
  }
  set |= when(a.wire_count != b.wire_count, Area::page_wire_count);
  set |= when(a.clean != b.clean, Area::page_clean);
  set |= when(a.owner != b.owner, Area::page_owner);
  set |= when(a.data != b.data, Area::page_data);
  Page rest = a;
  rest.phase = b.phase;
  rest.wire_count = b.wire_count;
  rest.clean = b.clean;
  rest.owner = b.owner;
  rest.data = b.data;
  return set | when(!(rest == b), Area::page_busy);
}

AreaSet difference_anywhere(const World& a, const World& b) {
  AreaSet set;
  for (unsigned i = 0; i < kAmapsMax; ++i) set |= when(!(a.amap[i] == b.amap[i]), Area::amap);
  for (unsigned i = 0; i < kAnonsMax; ++i) set |= when(!(a.anon[i] == b.anon[i]), Area::anon);
  for (unsigned i = 0; i < kSlotsMax; ++i) {
    SwapSlot rest = a.slot[i];
    rest.data_bits = b.slot[i].data_bits;
    set |= when(a.slot[i].data_bits != b.slot[i].data_bits, Area::slot_data);
    set |= when(!(rest == b.slot[i]), Area::slot);
  }
  set |= when(a.file.size != b.file.size, Area::file_size);
  set |= when(a.file.data_bits != b.file.data_bits, Area::file_data);
  set |= when(a.system.wired != b.system.wired, Area::wired_total);
  set |= when(a.system.hard_errors != b.system.hard_errors, Area::hard_errors);
  set |= when(a.system.panic != b.system.panic, Area::panic);
  return set | when(!(a.event == b.event), Area::event);
}

AreaSet difference(const World& a, const World& b) {
  AreaSet set;
  each_difference(a, b, [&](const Holder&, AreaSet areas) { set |= areas; });
  return set;
}

}  // namespace vmwire::netbsd
