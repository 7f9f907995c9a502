// What: locks and sleeps of one atomic step.
// Source: netbsd.md sections 1.1 (busy, waiting writers), 2 (SLEEP), 2.5 (downgrade and busy).
#include "model/netbsd/step.h"

#include "model/core/fit.h"
#include "model/netbsd/fault_marks.h"
#include "model/netbsd/machine/thread.h"

namespace vmwire::netbsd {

bool Step::lock_map_read(unsigned i) {
  const Process& map = w.process[i];
  if (map.writer() != ThreadId::none && map.writer() != tid()) {
    block(WaitFor::map_read, holder_bit(map.writer()), i);
    return false;
  }
  // A reader that asks again is not recognised: it sleeps like a new one.
  if (const std::uint32_t waiting = waiting_writers(i); waiting != 0) {
    block(WaitFor::map_read, waiting, i);
    return false;
  }
  if (i == process) held.map_read = true;
  return true;
}

std::uint32_t Step::waiting_writers(unsigned i) const {
  std::uint32_t waiting = 0;
  const unsigned first = size.first_thread(i);
  for (unsigned k = first; k < first + size.threads[i]; ++k) {
    if (k != thread && w.thread[k].waiting) waiting |= 1u << k;
  }
  return waiting;
}

bool Step::lock_map_write(unsigned i) {
  const Process& map = w.process[i];
  const std::uint32_t own = holder_bit(tid());
  // A writer sleeps on the busy flag, or on another writer, without a claim of its own.
  const std::uint32_t exclusive = (holder_bit(map.writer()) | holder_bit(map.busy())) & ~own;
  const std::uint32_t readers = holder_bit(map.reader());
  const std::uint32_t waiting = waiting_writers(i);
  if ((exclusive | readers | waiting) == 0 || map.writer() == tid()) return write_locked(i);
  if (exclusive == 0 && waiting == 0 && !t().waiting &&
      p.waiting_writer == WaitingWriter::blocks_readers) {
    t().waiting = 1;
    Step::mark(mark::waiting_writer);
    return false;
  }
  block(WaitFor::map_write, exclusive | readers | waiting, i);
  return false;
}

bool Step::upgrade_map() {
  // Nobody else holds a read lock over a step: the reader is this thread, or nobody.
  if (proc().reader() == tid()) return write_locked(process);
  return lock_map_write(process);
}

bool Step::write_locked(unsigned i) {
  t().waiting = 0;
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
