// What: panic.*: the kernel never stops. Each panic that the rules contain has its own name.
// Source: netbsd.md sections 2 and 5; the assertion or panic named in each row of the table.
// Near-miss: a wrong state that an assertion would catch later is not a panic yet; the numbered
// laws name it earlier. A panic is terminal, so nothing after it is ever asked.
#include "invariants/law.h"

namespace vmwire::invariants {
namespace {

using netbsd::Panic;

/// What the step was about, with the numbers that the kernel's own message leaves out.
bool panicked(const World& w, const Size& size, Culprit* culprit, const char* message) {
  if (culprit == nullptr) return false;
  const unsigned process = w.event.process;
  const unsigned va = w.event.va;
  std::string text = std::string("panic: ") + message + event_place(w);
  if (process < size.processes && va < size.va_pages) {
    text += ": " + pte_state(w, process, va) + ", " + entry_at_name(w, process, va);
  }
  const PageId id = event_page(w);
  if (id != PageId::none) {
    text += "; " + page_name(id) + ": queue " + name(w.at(id).phase) + ", wire_count " +
            std::to_string(unsigned{w.at(id).wire_count}) + ", wiring claims " +
            std::to_string(Claims(w, size).on(id)) + claimants(w, size, id);
  }
  culprit->text = std::move(text);
  return false;
}

}  // namespace

#define VMWIRE_PANIC_LAW(which, message)                                              \
  bool panic_##which(const World& w, const Size& size, Culprit* culprit) {            \
    return w.system.panic != Panic::which || panicked(w, size, culprit, message);     \
  }

VMWIRE_PANIC_LAW(unwire_no_pte, "unwiring non-wired memory")
VMWIRE_PANIC_LAW(unwire_no_entry, "FAULT_UNWIRE: address not in map")
VMWIRE_PANIC_LAW(page_protect_wired, "page_protect(NONE) of a wired page")
VMWIRE_PANIC_LAW(clean_anon_no_slot, "pagedaemon: clean anon page without backing store")
VMWIRE_PANIC_LAW(pagedaemon_wired, "pagedaemon: victim has wire_count > 0")
VMWIRE_PANIC_LAW(dead_entry_wired, "munmap: a dead entry is still wired")
VMWIRE_PANIC_LAW(wire_needs_copy, "wire fault at max_protection met NEEDSCOPY")
VMWIRE_PANIC_LAW(cow_now_not_resident, "amap_cow_now: non-resident wired page")
VMWIRE_PANIC_LAW(wire_count_overflow, "page_wire: wire_count wrapped to 0")

#undef VMWIRE_PANIC_LAW

}  // namespace vmwire::invariants
