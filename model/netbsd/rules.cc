// What: the rows of the table of rules, and how a selection of rules makes a personality.
// Source: netbsd.md sections 5 and 6.1; ids of citations are those of SOURCES.md.
// Leaves out: what a rule breaks. A row changes one field; the one `if` that asks is in op/.
#include "model/netbsd/rules.h"

#include <algorithm>

namespace vmwire::netbsd {

const std::vector<Rule>& rules() {
  using enum RuleKind;
  static const std::vector<Rule> table = {
      {"netbsd-vsunlock-clears-mlock", bug, "1999", {"netbsd-1.4"}, "[LOG][F99]",
       "The end of raw I/O clears the PTE's WIRED bit although mlock still wants the page wired.",
       "unwire_pte_bit", "always", "if_entry_unwired", nullptr},
      {"netbsd-wired-clean-no-backing", bug, "1999", {"netbsd-1.4"}, "[LOG][D98]",
       "A wire fault drops the page's swap slot and leaves the page marked CLEAN (PR 7578).",
       "wired_swap_page", "keeps_clean", "dirty_first", nullptr},
      {"netbsd-deactivate-wired-active", bug, "1999", {"netbsd-1.4"}, "[T99][D98]",
       "The pagedaemon deactivates what is on ACTIVE without a look at wire_count.",
       "deactivate_wired", "unchecked", "checked", "netbsd-wire-keeps-queue"},
      {"netbsd-wire-keeps-queue", policy, "-", {}, "[T99][P98]",
       "Hypothetical: page_wire leaves the page on its paging queue.",
       "page_wire_queue", "stays", "leaves", nullptr},
      {"netbsd-page-protect-skips-wired", policy, "1999", {}, "[T99][LOG]",
       "page_protect(NONE) leaves wired mappings in place, as the pmap of hp300 did.",
       "page_protect_wired", "skip", "remove", nullptr},
      {"netbsd-page-protect-panics-on-wired", policy, "1999", {}, "[T99]",
       "page_protect(NONE) panics at a wired page, as was argued for in 1999.",
       "page_protect_wired", "panic", "remove", nullptr},
      {"netbsd-cow-of-wired-page", policy, "1999", {}, "[T99][A12]",
       "fork marks wired private memory copy-on-write like any other instead of copying it.",
       "fork_wired", "plain", "cow_now", nullptr},
      {"netbsd-unwire-missing-pte-panic", bug, "2002", {"netbsd-1.4"}, "[F99][LOG]",
       "Unwiring panics where the PTE is gone, which a truncated file is enough for.",
       "unwire_missing_pte", "panic", "skip", nullptr},
      {"netbsd-unwire-without-map-lock", bug, "1999", {"netbsd-1.4"}, "[F99][LOG]",
       "The end of raw I/O unwires without the map's lock and races with munmap.",
       "unwire_map_lock", "none", "read", nullptr},
      {"netbsd-mend-promote-unmaps-sharers", mending, "-", {}, "derived:",
       "A promotion in a SHARED amap unmaps the old page from that amap's sharers alone.",
       "promote_unmaps", "sharers", "every_mapping", nullptr},
      {"netbsd-mend-wire-count-follows-pte", mending, "-", {}, "derived:",
       "A page is wired where its PTE becomes WIRED and unwired where that ends, by any fault.",
       "wire_edge", "wired_bit", "wire_fault", nullptr},
      {"netbsd-mend-vslock-holds-page", mending, "-", {}, "derived:",
       "vslock keeps its pages: vsunlock finds them again, and a freed one waits for it; fork "
       "waits for raw I/O.",
       "vslock_hold", "page", "nothing", nullptr},
      {"netbsd-mend-prot-none-keeps-wired", mending, "-", {}, "derived:",
       "mprotect(PROT_NONE) takes all access from a WIRED PTE and leaves it in place.",
       "prot_none_wired", "keeps", "removes", nullptr},
      {"netbsd-mend-fork-copies-shared", mending, "-", {}, "derived:",
       "fork that must copy an amap which other maps share copies its resident pages at once.",
       "fork_shared", "copies_now", "cow", nullptr},
      {"netbsd-mend-mlock-undo-unwires-ptes", mending, "-", {}, "derived:",
       "A failed mlock clears the WIRED bits that it has set, and not only the page counts.",
       "mlock_undo", "ptes_too", "page_counts", nullptr},
      {"netbsd-mend-restart-forgets-wire-mapping", mending, "-", {}, "derived:",
       "A fault that starts over asks the entry anew whether its PTE is to be WIRED.",
       "fault_restart", "forgets_wire_mapping", "keeps_wire_mapping", nullptr},
      {"netbsd-mend-cow-now-fails", mending, "-", {}, "derived:",
       "fork fails without memory for a wired page's copy, where it slept with both maps locked.",
       "cow_now_shortage", "fails", "sleeps", nullptr},
  };
  return table;
}

const Rule* find_rule(const std::string& id) {
  for (const Rule& r : rules()) {
    if (id == r.id) return &r;
  }
  return nullptr;
}

namespace {

bool has(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool is_on(const Rule& r, const Personality& p) {
  const PersonalityField* f = find_personality_field(r.field);
  return std::string(f->values[f->get(p)]) == r.on;
}

std::string complaint_about_ids(const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    if (find_rule(id) == nullptr) return "no rule is named '" + id + "'; see the list of rules";
  }
  return "";
}

// Two requests for different values of one field have no right order, so they are refused.
std::string complaint_about_conflicts(const Selection& selection) {
  for (const std::string& id : selection.with) {
    const Rule& r = *find_rule(id);
    if (has(selection.without, id)) return "rule " + id + " is both with and without: drop one";
    for (const std::string& other_id : selection.with) {
      const Rule& other = *find_rule(other_id);
      if (std::string(r.field) == other.field && std::string(r.on) != other.on) {
        return "rules " + id + " and " + other_id + " want different values of " + r.field +
               ": drop one";
      }
    }
  }
  for (const auto& [field, value] : selection.set) {
    for (const auto& [other_field, other_value] : selection.set) {
      if (field == other_field && value != other_value) {
        return "personality field " + field + " is set to both " + value + " and " + other_value +
               ": drop one";
      }
    }
  }
  return "";
}

}  // namespace

std::string apply(const Selection& selection, Personality& personality) {
  for (const auto* ids : {&selection.with, &selection.without}) {
    const std::string unknown = complaint_about_ids(*ids);
    if (!unknown.empty()) return unknown;
  }
  const std::string conflict = complaint_about_conflicts(selection);
  if (!conflict.empty()) return conflict;

  Personality p = personality;
  // `with` and `without` never name the same rule, but perhaps two rules of one field: turning a
  // rule off then must not undo the other, so `without` comes last and looks at who has the field.
  const bool all_off = selection.fixed || selection.proposed;
  for (const Rule& r : rules()) {
    if (r.kind != RuleKind::mending && all_off) set_personality(p, r.field, r.off);
    if (r.kind == RuleKind::mending && selection.proposed) set_personality(p, r.field, r.on);
  }
  for (const std::string& id : selection.with) {
    const Rule& r = *find_rule(id);
    set_personality(p, r.field, r.on);
  }
  for (const std::string& id : selection.without) {
    const Rule& r = *find_rule(id);
    if (is_on(r, p)) set_personality(p, r.field, r.off);
  }
  for (const auto& [field, value] : selection.set) {
    const std::string wrong = set_personality(p, field, value);
    if (!wrong.empty()) return wrong;
  }
  personality = p;
  return "";
}

std::vector<std::string> rules_on(const Personality& personality) {
  std::vector<std::string> on;
  for (const Rule& r : rules()) {
    if (is_on(r, personality)) on.push_back(r.id);
  }
  return on;
}

std::string options_of(const Selection& selection) {
  std::vector<std::string> words;
  const auto say = [&words](const std::string& word) {
    if (!has(words, word)) words.push_back(word);
  };
  // --proposed means --fixed as well.
  if (selection.fixed && !selection.proposed) say("--fixed");
  if (selection.proposed) say("--proposed");
  for (const std::string& id : selection.with) say("--with " + id);
  for (const std::string& id : selection.without) say("--without " + id);
  for (const auto& [field, value] : selection.set) say("--set " + field + "=" + value);
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : " ") + word;
  return line;
}

}  // namespace vmwire::netbsd
