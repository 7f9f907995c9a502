// What: how this family's operations meet the mechanism: who acts, who sleeps, how worlds begin.
// Source: netbsd.md sections 1 and 2; who may begin what: docs/internals/atomicity.md.
// The model is instantiated here and nowhere else.
#include "model/netbsd/model.h"

#include "model/core/fit.h"
#include "model/core/check.h"
#include "model/family/generate.h"
#include "model/netbsd/machine/process.h"
#include "model/netbsd/machine/thread.h"
#include "model/netbsd/op/row.h"

namespace vmwire::netbsd {

// Each part of a packed world changes little at a time: who does what, the maps, and memory.
family::UsedBytes NetBsd::used(const Size& size) {
  const World w{};
  family::UsedBytes used(&w);
  used.run(w.thread, size.thread_count() * sizeof w.thread[0]);
  used.run(w.process, size.processes * sizeof w.process[0]);
  used.close();
  for (unsigned i = 0; i < size.processes; ++i) {
    used.run(w.entry[i], size.entries(i) * sizeof w.entry[i][0]);
    used.run(w.pte[i], size.va_pages * sizeof w.pte[i][0]);
    used.run(w.cell[i], size.va_pages * sizeof w.cell[i][0]);
  }
  used.close();
  used.run(w.page, size.pages * sizeof w.page[0]);
  used.run(&w.event, sizeof w.event);
  used.run(w.amap, size.amaps() * sizeof w.amap[0]);
  used.run(&w.system, sizeof w.system);
  used.run(&w.file, sizeof w.file);
  used.run(w.anon, size.anons() * sizeof w.anon[0]);
  used.run(w.slot, size.swap_slots * sizeof w.slot[0]);
  used.close();
  return used;
}

/// One process, or all of them: fork needs places that are empty.
std::vector<World> NetBsd::initial(const Size& size) {
  std::vector<World> worlds;
  World w{};
  w.file.size = fit<2>(size.file_pages);
  for (unsigned i = 0; i < size.file_pages; ++i) w.file.set_data(i, Data::fresh);
  for (unsigned i = 0; i < size.processes; ++i) {
    process_event(w.process[i], ProcessEvent::conceive);
    process_event(w.process[i], ProcessEvent::birth);
    if (i == 0 || i + 1u == size.processes) worlds.push_back(w);
  }
  if (size.processes == 1) worlds.resize(1);
  return worlds;
}

void NetBsd::enter(Step& s, const Shape& shape) {
  const family::Action& a = s.action;
  if (a.actor >= kThreadsMax) {
    s.self = kPagedaemon;
    return;
  }
  s.thread = a.actor;
  s.process = shape.process_of[a.actor];
  s.self = actor_of(s.tid());
  if (!a.begins) return;
  // Made by itself and stored as a whole: a processor that reads a word soon after parts of it were
  // written waits for them.
  Thread t = s.w.thread[a.actor];
  thread_event(t, ThreadEvent::begin);
  t.op = fit<4>(family::number(a.op));
  t.start = fit<2>(a.first);
  t.end = fit<2>(a.second);
  t.arg = fit<3>(a.arg);
  s.t() = t;
}

/// A sleeper that its wake-up has not reached yet cannot take a step.
bool NetBsd::still_asleep(Step& s) {
  const Thread& t = s.t();
  if (t.phase == ThreadPhase::sleep_busy) {
    const Page& page = s.w.page[t.page - 1u];
    const auto by = static_cast<unsigned>(page.busy_by);
    s.block(WaitFor::busy_page, by >= 1 && by <= kThreadsMax ? 1u << (by - 1u) : 0u,
            static_cast<unsigned>(t.page) - 1u);
    return true;
  }
  if (t.phase == ThreadPhase::sleep_memory) {
    s.block(WaitFor::memory, 0);
    return true;
  }
  return false;
}

std::string NetBsd::wait_text(const Step& s) {
  const std::string on = std::to_string(s.wait_on());
  switch (s.wait()) {
    case WaitFor::map_read: return "the map read lock of P" + on;
    case WaitFor::map_write: return "the map write lock of P" + on;
    case WaitFor::busy_page: return "BUSY page " + on;
    case WaitFor::memory: return "a free page";
    case WaitFor::vslock: return "a vslock in progress";
    case WaitFor::nothing:
    case WaitFor::not_offered: break;
  }
  return "nothing";
}

std::string NetBsd::actor_name(const Size& size, unsigned actor) {
  if (actor < kThreadsMax) return size.thread_name(actor);
  switch (static_cast<Actor>(actor)) {
    case Actor::pagedaemon: return "pagedaemon";
    case Actor::disk: return "disk";
    case Actor::pmap: return "pmap";
  }
  return "?";
}

family::Action NetBsd::shown(const World& before, family::Action a) {
  const Thread& t = before.thread[a.actor];
  a.first = static_cast<std::uint8_t>(t.start);
  a.second = static_cast<std::uint8_t>(t.end);
  a.arg = static_cast<std::uint8_t>(t.arg);
  if (a.op == op::physio && t.step == 4) a.arg = 0xff;  // vsunlock: the direction is gone by then
  return a;
}

/// Nothing maps the page, if that would unmap it. Two pages at once would have to be followed; and
/// by the other rule wired pages stay on a queue.
bool NetBsd::Rest::unseen(const Config& config, const World& w, unsigned i) {
  if (w.page[i].wire_count != 0 || config.size.inactive != 1) return false;
  if (config.personality.page_wire_queue != PageWireQueue::leaves) return false;
  if (config.personality.deactivate != Deactivate::unmap) return true;
  for (unsigned p = 0; p < config.size.processes; ++p) {
    for (unsigned va = 0; va < config.size.va_pages; ++va) {
      if (w.pte[p][va].present() && w.pte[p][va].page() == id_of<PageId>(i)) return false;
    }
  }
  return true;
}

}  // namespace vmwire::netbsd

namespace vmwire::family {
template class FamilyModel<netbsd::NetBsd>;
template class LateSteps<netbsd::NetBsd>;
}  // namespace vmwire::family
