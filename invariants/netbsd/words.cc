// What: how a culprit is spelt: pages, PTEs, entries and threads, as in traces.
// Source: derived: one spelling everywhere, so that a culprit can be found in the trace.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {

std::string page_name(unsigned i) { return "page " + std::to_string(i); }

std::string page_name(PageId p) {
  return p == PageId::none ? "no page" : p == kLostPage ? "a freed page" : page_name(index(p));
}

std::string anon_name(AnonId a) {
  return a == AnonId::none ? "no anon" : "anon " + std::to_string(index(a));
}

std::string slot_name(SlotId s) {
  return s == SlotId::none ? "no slot"
         : s == kBadSlot   ? "a bad slot"
                           : "slot " + std::to_string(index(s));
}

std::string process_name(unsigned process) { return "P" + std::to_string(process); }

std::string pte_name(unsigned process, unsigned va) {
  return process_name(process) + ":" + std::to_string(va);
}

std::string entry_name(unsigned process, const Entry& e) {
  return "entry " + process_name(process) + " [" + std::to_string(unsigned{e.start}) + "," +
         std::to_string(unsigned{e.end}) + ")";
}

std::string entry_at_name(const World& w, unsigned process, unsigned va) {
  const Entry* e = process < kProcessesMax ? entry_at(w, process, va) : nullptr;
  if (e == nullptr) return "no entry";
  return entry_name(process, *e) + " wired_count " + std::to_string(unsigned{e->wired_count});
}

std::string pte_state(const World& w, unsigned process, unsigned va) {
  const Pte& pte = w.pte[process][va];
  std::string text = std::string("PTE ") + name(pte.phase());
  if (pte.present()) text += " on " + page_name(pte.page());
  return text;
}

std::string claimants(const World& w, const Size& size, PageId p) {
  std::string text;
  const auto add = [&text](const std::string& who, const std::string& what) {
    text += (text.empty() ? ": " : ", ") + who + what;
  };
  for (unsigned process = 0; process < size.processes; ++process) {
    for (unsigned va = 0; va < size.va_pages; ++va) {
      const PageId claim = w.cell[process][va].claim();
      const Pte& pte = w.pte[process][va];
      const Entry* e = entry_at(w, process, va);
      const bool entry_wired = e != nullptr && e->wired();
      const bool pte_wired = pte.wired() && vslocks_at(w, size, process, va) == 0;
      if (claim == p) {
        add(pte_name(process, va), " claims it");
      } else if (pte.page() == p && (entry_wired || pte_wired)) {
        add(pte_name(process, va),
            claim == PageId::none ? " claims nothing" : " claims " + page_name(claim));
      }
    }
  }
  for (unsigned t = 0; t < size.thread_count(); ++t) {
    for (unsigned va = 0; va < size.va_pages; ++va) {
      if (w.thread[t].vslock_claim(va) != p) continue;
      add(size.thread_name(t), " vslocks it at " + pte_name(size.process_of(t), va));
    }
  }
  return text;
}

PageId event_page(const World& w) {
  return w.event.page <= kPagesMax ? static_cast<PageId>(w.event.page) : PageId::none;
}

std::string event_place(const World& w) { return " at " + pte_name(w.event.process, w.event.va); }

std::string at_pte(const World& w) {
  const unsigned process = w.event.process, va = w.event.va;
  if (process >= kProcessesMax || va >= kVaMax) return "nowhere";
  return pte_name(process, va) + ": " + pte_state(w, process, va) + ", " +
         entry_at_name(w, process, va);
}

std::string at_page(const World& w, const Size& size, PageId id) {
  if (id == PageId::none) return "no page";
  const Page& page = w.at(id);
  std::string text = page_name(id) + ": queue " + name(page.phase) + ", wire_count " +
                     std::to_string(unsigned{page.wire_count}) + ", wiring claims " +
                     std::to_string(Claims(w, size).on(id));
  if (is_anon(page.owner)) {
    const AnonId a = anon_of(page.owner);
    text += ", " + anon_name(a) + " has " + slot_name(w.at(a).slot());
  }
  return text + claimants(w, size, id);
}

}  // namespace vmwire::netbsd_laws
