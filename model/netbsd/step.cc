// What: locks and sleeps of one atomic step.
// Source: netbsd.md sections 1.1 (busy, write lock), 2 (SLEEP), 2.5 (downgrade and busy).
#include "model/netbsd/step.h"

#include "model/core/fit.h"
#include "model/netbsd/machine/thread.h"

namespace vmwire::netbsd {

bool Step::lock_map_read(unsigned i) {
  const Process& map = w.process[i];
  if (map.writer() != ThreadId::none && map.writer() != tid()) {
    block(WaitFor::map_read, holder_bit(map.writer()), i);
    return false;
  }
  if (i == process) held.map_read = true;
  return true;
}

bool Step::lock_map_write(unsigned i) {
  Process& map = w.process[i];
  std::uint32_t others =
      holder_bit(map.writer()) | holder_bit(map.reader()) | holder_bit(map.busy());
  others &= ~holder_bit(tid());
  if (others != 0) {
    block(WaitFor::map_write, others, i);
    return false;
  }
  if (i == process) held.map_read = held.map_write = true;
  // The timestamp: a fault of another thread that is under way must look everything up again.
  const unsigned first = size.first_thread(i);
  for (unsigned k = first; k < first + size.threads[i]; ++k) {
    Thread& other = w.thread[k];
    if (k != thread && other.phase == ThreadPhase::sleep_io) other.map_changed = 1;
  }
  return true;
}

void Step::keep_map_write(unsigned i) {
  w.process[i].writer_bits = fit<3>(static_cast<unsigned>(tid()));
}

void Step::culprit(PageId page, unsigned process_index, unsigned va) {
  w.event.page = fit<3>(static_cast<unsigned>(page));
  w.event.process = fit<2>(process_index);
  w.event.va = fit<2>(va);
}

void Step::sleep_busy(PageId page) {
  t().page = static_cast<std::uint64_t>(page);
  thread_event(t(), ThreadEvent::sleep_busy);
}

void Step::sleep_memory() { thread_event(t(), ThreadEvent::sleep_memory); }

void Step::sleep_io(PageId page) {
  t().page = static_cast<std::uint64_t>(page);
  t().map_changed = 0;
  thread_event(t(), ThreadEvent::sleep_io);
}

void Step::wake(Thread& sleeper) {
  thread_event(sleeper, ThreadEvent::wake);
  sleeper.page = 0;
  sleeper.map_changed = 0;
}

void Step::finish() {
  thread_event(t(), ThreadEvent::finish);
  VMWIRE_CHECK(t().vslocked == 0);
  t() = Thread{};
}

}  // namespace vmwire::netbsd
