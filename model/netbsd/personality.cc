// What: the fields of the personality as a table: names, values, and the source of each.
// Source: netbsd.md section 6 (which rule in which kernel) and 2.0; ids are those of SOURCES.md.
// Leaves out: which version has which value; read versions.cc next.
#include "model/netbsd/personality.h"

#include <cstddef>

namespace vmwire::netbsd {

namespace {

// A field is one byte, so that one table can read and write all of them.
static_assert(sizeof(Personality) == 22, "a new field needs a row below");

}  // namespace

const std::vector<PersonalityField>& personality_fields() {
  static const std::vector<PersonalityField> fields = {
      {"nested_munlock", "[M99][M00][M25]", "what one munlock of a nested mlock takes away",
       {"decrement", "all_at_once"}, offsetof(Personality, nested_munlock)},
      {"wire_protection", "[LOG][M00][M25]", "the protection at which mlock's wire fault runs",
       {"current", "maximum"}, offsetof(Personality, wire_protection)},
      {"wire_amap_copy", "[M99][M00][M25]", "when mlock copies a NEEDSCOPY amap beforehand",
       {"prot", "prot_or_no_object", "max_prot_or_no_object"},
       offsetof(Personality, wire_amap_copy)},
      {"wire_prot_none", "[M99][M00]", "what mlock does with a mapping without access",
       {"unchecked", "einval"}, offsetof(Personality, wire_prot_none)},
      {"wire_lock", "[M99][M00][M25]", "what mlock holds of the map's lock while it faults",
       {"downgrade", "downgrade_and_busy", "busy"}, offsetof(Personality, wire_lock)},
      {"unwire_missing_pte", "[F99][LOG]", "what unwiring does where no PTE is left",
       {"panic", "skip"}, offsetof(Personality, unwire_missing_pte)},
      {"unwire_pte_bit", "[F99][LOG]", "when unwiring clears the PTE's WIRED bit",
       {"always", "if_entry_unwired"}, offsetof(Personality, unwire_pte_bit)},
      {"unwire_map_lock", "[F99][LOG]", "the map lock that vsunlock holds while it unwires",
       {"none", "read"}, offsetof(Personality, unwire_map_lock)},
      {"wired_swap_page", "[LOG][F15]", "whether a wire fault marks the page dirty before it "
       "drops the swap slot", {"keeps_clean", "dirty_first"},
       offsetof(Personality, wired_swap_page)},
      {"deactivate", "[D98][LOG]", "what the pagedaemon does to a page that it deactivates",
       {"unmap", "clear_referenced"}, offsetof(Personality, deactivate)},
      {"deactivate_wired", "[T99][D98][P20]", "whether deactivation looks at wire_count",
       {"unchecked", "checked"}, offsetof(Personality, deactivate_wired)},
      {"page_wire_queue", "[P98][T99]", "whether page_wire takes the page off its queue",
       {"stays", "leaves"}, offsetof(Personality, page_wire_queue)},
      {"page_protect_wired", "[T99][LOG]", "what page_protect(NONE) does to wired mappings",
       {"remove", "skip", "panic"}, offsetof(Personality, page_protect_wired)},
      {"fork_wired", "[T99][A12]", "whether fork copies wired private memory at once",
       {"plain", "cow_now"}, offsetof(Personality, fork_wired)},
      {"promote_unmaps", "derived:", "whose mappings a promotion in a SHARED amap removes",
       {"every_mapping", "sharers"}, offsetof(Personality, promote_unmaps)},
      {"wire_edge", "derived:", "what page_wire goes with: a wire fault, or a WIRED PTE",
       {"wire_fault", "wired_bit"}, offsetof(Personality, wire_edge)},
      {"vslock_hold", "derived:", "what vslock keeps from changing until vsunlock",
       {"nothing", "page"}, offsetof(Personality, vslock_hold)},
      {"mlock_undo", "derived:", "what a failed mlock takes back",
       {"page_counts", "ptes_too"}, offsetof(Personality, mlock_undo)},
      {"fault_restart", "derived:", "whether a fault that starts over still enters WIRED PTEs",
       {"keeps_wire_mapping", "forgets_wire_mapping"}, offsetof(Personality, fault_restart)},
      {"cow_now_shortage", "derived:", "what fork does without memory for a wired page's copy",
       {"sleeps", "fails"}, offsetof(Personality, cow_now_shortage)},
      {"prot_none_wired", "derived:", "what mprotect(PROT_NONE) does to a WIRED PTE",
       {"removes", "keeps"}, offsetof(Personality, prot_none_wired)},
      {"fork_shared", "derived:", "how fork copies an amap that other maps share",
       {"cow", "copies_now"}, offsetof(Personality, fork_shared)},
  };
  return fields;
}

unsigned PersonalityField::get(const Personality& p) const {
  return reinterpret_cast<const unsigned char*>(&p)[offset];
}

void PersonalityField::set(Personality& p, unsigned value) const {
  reinterpret_cast<unsigned char*>(&p)[offset] = static_cast<unsigned char>(value);
}

const PersonalityField* find_personality_field(const std::string& name) {
  for (const PersonalityField& f : personality_fields()) {
    if (name == f.name) return &f;
  }
  return nullptr;
}

std::string set_personality(Personality& p, const std::string& field, const std::string& value) {
  const PersonalityField* f = find_personality_field(field);
  if (f == nullptr) {
    std::string known;
    for (const PersonalityField& each : personality_fields()) {
      known += (known.empty() ? "" : ", ") + std::string(each.name);
    }
    return "no personality field is named '" + field + "'; there are: " + known;
  }
  std::string known;
  for (unsigned i = 0; i < f->values.size(); ++i) {
    if (value == f->values[i]) {
      f->set(p, i);
      return "";
    }
    known += (known.empty() ? "" : ", ") + std::string(f->values[i]);
  }
  return "personality field " + field + " cannot be '" + value + "'; it can be: " + known;
}

}  // namespace vmwire::netbsd
