// What: one row for each field of the world: its name, its legal values, how it is written.
// Source: derived: world.h and nouns/; this file follows their order and spelling.
// A new field of the world needs a row here: tests/model/fields_test.cc counts the bits.
#include "model/netbsd/fields.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "model/netbsd/area.h"
#include "model/netbsd/ops.h"
#include "model/netbsd/world.h"

namespace vmwire::netbsd {

namespace {

using family::FieldKind;
using family::named;
using family::number;
using family::reference;
using family::reference_or;
using family::words;
using family::yes_no;
using Table = family::FieldTable<World>;

// --- what a value means ---------------------------------------------------------------------

FieldKind page_id(const Size& size) { return reference("page", size.pages); }
FieldKind claimed_page() { return reference_or("page", static_cast<unsigned>(kLostPage), "lost"); }
FieldKind slot_id() { return reference_or("slot", static_cast<unsigned>(kBadSlot), "bad"); }
FieldKind prot() { return named<Prot>(3); }
FieldKind data() { return named<Data>(4); }

FieldKind thread_id(const Size& size) {
  FieldKind kind{{"-"}, "thread"};
  for (unsigned t = 0; t < size.thread_count(); ++t) kind.texts.push_back(size.thread_name(t));
  return kind;
}

/// A thread, or the pagedaemon, whose number is beyond those of all threads there could be.
FieldKind actor_id(const Size& size) {
  FieldKind kind = thread_id(size);
  kind.texts.resize(static_cast<std::size_t>(kPagedaemon), "");
  for (unsigned t = size.thread_count(); t < kThreadsMax; ++t) {
    kind.texts[t + 1u] = size.thread_name(t);
  }
  kind.texts.push_back("pagedaemon");
  return kind;
}

FieldKind owner_id(const Size& size) {
  constexpr unsigned kFile = static_cast<unsigned>(owner_of_file_page(0));
  FieldKind kind = reference("anon", size.file_pages == 0 ? size.anons() : kFile - 1u);
  for (unsigned i = 0; i < size.file_pages; ++i) {
    kind.texts.push_back("file page " + std::to_string(i));
  }
  return kind;
}

FieldKind thread_op() { return words({kOpNames, kOpNames + kThreadOps}); }

FieldKind panic() {
  return words({"-", "unwire_no_pte", "unwire_no_entry", "page_protect_wired",
                "clean_anon_no_slot", "pagedaemon_wired", "dead_entry_wired", "wire_needs_copy",
                "cow_now_not_resident", "wire_count_overflow", "vmapbuf_no_frame"});
}
static_assert(kPanics == 11, "a new panic needs a name above");

// --- the rows -------------------------------------------------------------------------------

std::string numbered(const char* noun, unsigned i) { return noun + std::to_string(i); }

// A bit-field has no address, so its row needs a function that names it. `place` may name the
// caller's i, p and v, so that the function's own parameters bear other names.
#define VMWIRE_BITS(place, bits) \
  [=](World& w, unsigned to) { w.place.bits = static_cast<decltype(w.place.bits)>(to); }

void add_thread(Table& t, const Size& size, unsigned i) {
  const unsigned limits = std::max(size.va_pages, size.file_pages) + 1;
  t.thing("thread", {i});
  t.add("phase", named<ThreadPhase>(kThreadPhases), VMWIRE_BITS(thread[i], phase));
  t.add("op", thread_op(), VMWIRE_BITS(thread[i], op));
  t.add("step", number(8), VMWIRE_BITS(thread[i], step));
  t.add("start", number(limits), VMWIRE_BITS(thread[i], start));
  t.add("end", number(limits), VMWIRE_BITS(thread[i], end));
  t.add("arg", number(8), VMWIRE_BITS(thread[i], arg));
  t.add("va", number(limits), VMWIRE_BITS(thread[i], va));
  t.add("fault", named<FaultStep>(5), VMWIRE_BITS(thread[i], fault));
  t.add("access", prot(), VMWIRE_BITS(thread[i], access));
  t.add("wire_fault", yes_no(), VMWIRE_BITS(thread[i], wire_fault));
  t.add("wire_mapping", yes_no(), VMWIRE_BITS(thread[i], wire_mapping));
  t.add("map_changed", yes_no(), VMWIRE_BITS(thread[i], map_changed));
  t.add("error", named<Error>(7), VMWIRE_BITS(thread[i], error));
  t.add("page", page_id(size), VMWIRE_BITS(thread[i], page));
  for (unsigned v = 0; v < size.va_pages; ++v) {
    t.ghost(numbered("vslock", v), claimed_page(),
            [=](World& w, unsigned x) {
              w.thread[i].set_vslock_claim(v, static_cast<PageId>(x & 7u));
            });
  }
  for (unsigned v = 0; v < size.va_pages; ++v) {
    t.add(numbered("frame", v), reference_or("page", static_cast<unsigned>(kNoFrame), "frame 0"),
          [=](World& w, unsigned x) { w.thread[i].set_frame(v, static_cast<PageId>(x & 7u)); });
    t.ghost(numbered("gone", v), yes_no(),
            [=](World& w, unsigned x) { w.thread[i].gone |= (x & 1u) << v; });
    t.ghost(numbered("spoilt", v), yes_no(),
            [=](World& w, unsigned x) { w.thread[i].spoilt |= (x & 1u) << v; });
  }
  t.ghost("trap_promised", yes_no(), VMWIRE_BITS(thread[i], trap_promised));
  t.ghost("trap_wired", yes_no(), VMWIRE_BITS(thread[i], trap_wired));
  t.add("narrow", yes_no(), VMWIRE_BITS(thread[i], narrow));
  t.add("waiting", yes_no(), VMWIRE_BITS(thread[i], waiting));
  t.ghost("disallowed", yes_no(), VMWIRE_BITS(thread[i], disallowed));
  t.add("child", reference("process", size.processes), VMWIRE_BITS(thread[i], child));
}

void add_entry(Table& t, const Size& size, unsigned p, unsigned i) {
  t.thing("entry", {p, i});
  t.add("phase", named<EntryPhase>(kEntryPhases), VMWIRE_BITS(entry[p][i], phase));
  t.add("start", number(size.va_pages), VMWIRE_BITS(entry[p][i], start));
  t.add("end", number(size.va_pages + 1), VMWIRE_BITS(entry[p][i], end));
  t.add("prot", prot(), VMWIRE_BITS(entry[p][i], prot));
  t.add("max_prot", prot(), VMWIRE_BITS(entry[p][i], max_prot));
  t.add("object", yes_no(), VMWIRE_BITS(entry[p][i], object));
  t.add("offset", number(4), VMWIRE_BITS(entry[p][i], offset));
  t.add("cow", yes_no(), VMWIRE_BITS(entry[p][i], cow));
  t.add("needs_copy", yes_no(), VMWIRE_BITS(entry[p][i], needs_copy));
  t.add("wired_count", number(4), VMWIRE_BITS(entry[p][i], wired_count));
  t.add("amap", reference("amap", size.amaps()), VMWIRE_BITS(entry[p][i], amap));
  t.add("pageoff", number(size.va_pages), VMWIRE_BITS(entry[p][i], pageoff));
  t.add("dead_owner", thread_id(size), VMWIRE_BITS(entry[p][i], dead_owner));
}

void add_page(Table& t, const Size& size, unsigned i) {
  t.thing("page", {i});
  t.add("phase", named<PagePhase>(kPagePhases), VMWIRE_BITS(page[i], phase));
  t.add("wire_count", number(kWireCountWrap), VMWIRE_BITS(page[i], wire_count));
  t.add("busy", yes_no(), VMWIRE_BITS(page[i], busy));
  t.ghost("busy_by", actor_id(size), VMWIRE_BITS(page[i], busy_by));
  t.add("released", yes_no(), VMWIRE_BITS(page[i], released));
  t.add("pageout", yes_no(), VMWIRE_BITS(page[i], pageout));
  t.add("clean", yes_no(), VMWIRE_BITS(page[i], clean));
  t.add("owner", owner_id(size), VMWIRE_BITS(page[i], owner));
  t.ghost("data", data(), VMWIRE_BITS(page[i], data));
}

void add_event(Table& t, const Size& size) {
  t.thing("event");
  t.ghost("underflow", yes_no(), VMWIRE_BITS(event, underflow));
  t.ghost("protect_wired", yes_no(), VMWIRE_BITS(event, protect_wired));
  t.ghost("pagedaemon_wired", yes_no(), VMWIRE_BITS(event, pagedaemon_wired));
  t.ghost("clip_outside", yes_no(), VMWIRE_BITS(event, clip_outside));
  t.ghost("foreign_unbusy", yes_no(), VMWIRE_BITS(event, foreign_unbusy));
  t.ghost("unlocked", yes_no(), VMWIRE_BITS(event, unlocked));
  t.ghost("read_stale", yes_no(), VMWIRE_BITS(event, read_stale));
  t.ghost("read_foreign", yes_no(), VMWIRE_BITS(event, read_foreign));
  t.ghost("write_astray", yes_no(), VMWIRE_BITS(event, write_astray));
  t.ghost("write_shared", yes_no(), VMWIRE_BITS(event, write_shared));
  t.ghost("slot_in_flight", yes_no(), VMWIRE_BITS(event, slot_in_flight));
  t.ghost("dma_lost", yes_no(), VMWIRE_BITS(event, dma_lost));
  t.ghost("dma_unseen", yes_no(), VMWIRE_BITS(event, dma_unseen));
  t.ghost("dma_shared", yes_no(), VMWIRE_BITS(event, dma_shared));
  t.ghost("dma_foreign", yes_no(), VMWIRE_BITS(event, dma_foreign));
  t.ghost("denied", yes_no(), VMWIRE_BITS(event, denied));
  t.ghost("unshared", yes_no(), VMWIRE_BITS(event, unshared));
  t.ghost("page", page_id(size), VMWIRE_BITS(event, page));
  t.ghost("process", number(size.processes), VMWIRE_BITS(event, process));
  t.ghost("va", number(size.va_pages), VMWIRE_BITS(event, va));
}

void add_process(Table& t, const Size& size, unsigned p) {
  t.thing("process", {p});
  t.add("phase", named<ProcessPhase>(4), VMWIRE_BITS(process[p], phase_bits));
  t.add("writer", thread_id(size), VMWIRE_BITS(process[p], writer_bits));
  t.add("reader", thread_id(size), VMWIRE_BITS(process[p], reader_bits));
  t.add("busy", thread_id(size), VMWIRE_BITS(process[p], busy_bits));
  t.add("wired_ptes", number(8), VMWIRE_BITS(process[p], wired_ptes));
}

void add_amap(Table& t, const Size& size, unsigned i) {
  t.thing("amap", {i});
  t.add("ref", number(8), VMWIRE_BITS(amap[i], ref));
  t.add("shared", yes_no(), VMWIRE_BITS(amap[i], shared));
  for (unsigned s = 0; s < size.va_pages; ++s) {
    t.add(numbered("slot", s), reference("anon", size.anons()),
          [=](World& w, unsigned v) { w.amap[i].set_slot(s, static_cast<AnonId>(v & 15u)); });
  }
}

void add_system_and_file(Table& t, const Size& size) {
  t.thing("system", {}, true);
  t.add("wired", number(8), VMWIRE_BITS(system, wired));
  t.add("hard_errors", number(size.hard_errors + 1), VMWIRE_BITS(system, hard_errors));
  t.add("panic", panic(), VMWIRE_BITS(system, panic));
  t.thing("file");
  t.add("size", number(size.file_pages + 1), VMWIRE_BITS(file, size));
  for (unsigned i = 0; i < size.file_pages; ++i) {
    t.ghost(numbered("data", i), data(),
            [=](World& w, unsigned v) { w.file.set_data(i, static_cast<Data>(v & 3u)); });
  }
}

void add_pte(Table& t, const Size& size, unsigned p, unsigned v) {
  t.thing("pte", {p, v});
  t.add("phase", named<PtePhase>(kPtePhases), VMWIRE_BITS(pte[p][v], phase_bits));
  t.add("prot", prot(), VMWIRE_BITS(pte[p][v], prot_bits));
  t.add("page", page_id(size), VMWIRE_BITS(pte[p][v], page_bits));
}

void add_cell(Table& t, unsigned p, unsigned v) {
  t.thing("cell", {p, v});
  t.ghost("claim", claimed_page(), VMWIRE_BITS(cell[p][v], claim_bits));
  t.ghost("promised", yes_no(), VMWIRE_BITS(cell[p][v], promised));
  t.ghost("excused", yes_no(), VMWIRE_BITS(cell[p][v], excused));
  t.ghost("lag", yes_no(), VMWIRE_BITS(cell[p][v], lag));
}

void add_anon(Table& t, const Size& size, unsigned i) {
  t.thing("anon", {i});
  t.add("ref", number(8), VMWIRE_BITS(anon[i], ref));
  t.add("page", page_id(size), VMWIRE_BITS(anon[i], page_bits));
  t.add("slot", slot_id(), VMWIRE_BITS(anon[i], slot_bits));
}

void add_slot(Table& t, const Size& size, unsigned i) {
  t.thing("slot", {i});
  t.add("phase", named<SlotPhase>(kSlotPhases), VMWIRE_BITS(slot[i], phase_bits));
  t.add("owner", reference("anon", size.anons()), VMWIRE_BITS(slot[i], owner_bits));
  t.ghost("data", data(), VMWIRE_BITS(slot[i], data_bits));
}

#undef VMWIRE_BITS

}  // namespace

Fields fields(const Size& size) {
  Table t;
  for (unsigned i = 0; i < size.thread_count(); ++i) add_thread(t, size, i);
  for (unsigned p = 0; p < size.processes; ++p) {
    for (unsigned i = 0; i < size.entries(p); ++i) add_entry(t, size, p, i);
  }
  for (unsigned i = 0; i < size.pages; ++i) add_page(t, size, i);
  add_event(t, size);
  for (unsigned p = 0; p < size.processes; ++p) add_process(t, size, p);
  for (unsigned i = 0; i < size.amaps(); ++i) add_amap(t, size, i);
  add_system_and_file(t, size);
  for (unsigned p = 0; p < size.processes; ++p) {
    for (unsigned v = 0; v < size.va_pages; ++v) add_pte(t, size, p, v);
  }
  for (unsigned p = 0; p < size.processes; ++p) {
    for (unsigned v = 0; v < size.va_pages; ++v) add_cell(t, p, v);
  }
  for (unsigned i = 0; i < size.anons(); ++i) add_anon(t, size, i);
  for (unsigned i = 0; i < size.swap_slots; ++i) add_slot(t, size, i);
  Fields rows = t.take();
  for (Field& field : rows) field.areas = areas_of(field.noun, field.member).mask();
  return rows;
}

}  // namespace vmwire::netbsd
