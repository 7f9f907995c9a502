// What: versions, the seeded bug, sizes and fields of the toy kernel.
// Source: derived.
#include <iterator>

#include "model/toykernel/kernel.h"

namespace vmwire::toykernel {

const std::vector<family::Version<Personality>>& versions() {
  static const std::vector<family::Version<Personality>> table = {
      {"toykernel-1", "made up", "derived:", "Wires a page before it counts the wiring.", {},
       {.wire_order = WireOrder::faults_first}},
      {"toykernel-2", "made up", "derived:", "Counts the wiring first.", {}, {}},
  };
  return table;
}

const family::RuleTable& rule_table() {
  static const family::PersonalityTable fields({VMWIRE_TOY_PERSONALITY(VMWIRE_PERSONALITY_ROW)});
  static const family::RuleTable table(
      fields, {family::rule(family::RuleKind::bug, "toykernel-wire-counts-late", "-", "derived:",
                            "wire brings the page in before it counts: the daemon comes between.",
                            &Personality::wire_order, WireOrder::faults_first,
                            WireOrder::counts_first)});
  return table;
}

const family::SizeTable& size_table() {
  using family::knob;
  using family::place_of;
  static const family::SizeTable table{
      {knob("threads", "threads", &Size::threads, 1, kThreadsMax),
       knob("in-flight", "operations in progress at once", &Size::in_flight, 1, kThreadsMax),
       knob("pages", "pages", &Size::pages, 1, kPagesMax)},
      {{"tiny", "One thread and one page.", family::numbers_of(Size{1, 1, 1})},
       {"small", "Two threads and one page.", family::numbers_of(Size{})}},
      family::numbers_of(Size{}),
      [](family::SizeView numbers) -> std::string {
        const Size size = family::size_of<Size>(numbers);
        if (size.in_flight <= size.threads) return "";
        return "--in-flight is more than --threads: lower it";
      },
      {{place_of(&Size::pages)}, {{place_of(&Size::threads), 20}, {place_of(&Size::in_flight), 20}},
       [](family::SizeView) { return false; }, [](family::AnySize&, std::size_t) {}}};
  return table;
}

family::Fields fields(const Size& size) {
  family::FieldTable<World> t;
  const auto areas = [](Area a) { return AreaSet{a}.mask(); };
  for (unsigned i = 0; i < size.threads; ++i) {
    t.thing("thread", {i});
    t.add("op", family::words({std::begin(kOpNames), std::end(kOpNames)}),
          [=](World& w, unsigned v) { w.thread[i].op = v & 7u; });
    t.add("step", family::number(2), [=](World& w, unsigned v) { w.thread[i].step = v & 3u; });
    t.add("page", family::number(size.pages),
          [=](World& w, unsigned v) { w.thread[i].page = v & 1u; });
  }
  for (unsigned i = 0; i < size.pages; ++i) {
    t.thing("page", {i});
    t.add("phase", family::named<PagePhase>(2),
          [=](World& w, unsigned v) { w.page[i].phase_bits = v & 1u; });
    t.add("wire_count", family::number(kWireCountMax + 1u),
          [=](World& w, unsigned v) { w.page[i].wire_count = v & 3u; });
    t.ghost("promised", family::number(kWireCountMax + 1u),
            [=](World& w, unsigned v) { w.page[i].promised = v & 3u; });
  }
  t.thing("event");
  t.ghost("wired_fault", family::yes_no(),
          [](World& w, unsigned v) { w.event.wired_fault = v & 1u; });
  t.ghost("page", family::number(size.pages), [](World& w, unsigned v) { w.event.page = v & 1u; });
  family::Fields rows = t.take();
  for (family::Field& f : rows) {
    const bool thread = f.noun == "thread", page = f.noun == "page";
    f.areas = areas(thread ? Area::thread : page ? Area::page : Area::event);
  }
  return rows;
}

}  // namespace vmwire::toykernel
