// What: the personality: each behaviour in which versions of NetBSD differ, as one record.
// Source: netbsd.md section 6; each field's citation stands in personality.cc.
// Operations ask for a behaviour, never for a version. Read next: rules.h, versions.cc.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vmwire::netbsd {

enum class NestedMunlock : std::uint8_t { decrement, all_at_once };
enum class WireProtection : std::uint8_t { current, maximum };
enum class WireAmapCopy : std::uint8_t { prot, prot_or_no_object, max_prot_or_no_object };
enum class WireProtNone : std::uint8_t { unchecked, einval };
enum class WireLock : std::uint8_t { downgrade, downgrade_and_busy, busy };
enum class UnwireMissingPte : std::uint8_t { panic, skip };
enum class UnwirePteBit : std::uint8_t { always, if_entry_unwired };
enum class UnwireMapLock : std::uint8_t { none, read };
enum class WiredSwapPage : std::uint8_t { keeps_clean, dirty_first };
enum class Deactivate : std::uint8_t { unmap, clear_referenced };
enum class DeactivateWired : std::uint8_t { unchecked, checked };
enum class PageWireQueue : std::uint8_t { stays, leaves };
enum class PageProtectWired : std::uint8_t { remove, skip, panic };
enum class ForkWired : std::uint8_t { plain, cow_now };
// Mendings, derived: see rules.h and docs/candidates.md for the argument of each.
enum class PromoteUnmaps : std::uint8_t { every_mapping, sharers };
enum class WireEdge : std::uint8_t { wire_fault, wired_bit };
enum class VslockHold : std::uint8_t { nothing, page };
enum class MlockUndo : std::uint8_t { page_counts, ptes_too };
enum class FaultRestart : std::uint8_t { keeps_wire_mapping, forgets_wire_mapping };
enum class CowNowShortage : std::uint8_t { sleeps, fails };
enum class ProtNoneWired : std::uint8_t { removes, keeps };
enum class ForkShared : std::uint8_t { cow, copies_now };

struct Personality {
  NestedMunlock nested_munlock = NestedMunlock::all_at_once;
  WireProtection wire_protection = WireProtection::maximum;
  WireAmapCopy wire_amap_copy = WireAmapCopy::max_prot_or_no_object;
  WireProtNone wire_prot_none = WireProtNone::einval;
  WireLock wire_lock = WireLock::downgrade_and_busy;
  UnwireMissingPte unwire_missing_pte = UnwireMissingPte::skip;
  UnwirePteBit unwire_pte_bit = UnwirePteBit::if_entry_unwired;
  UnwireMapLock unwire_map_lock = UnwireMapLock::read;
  WiredSwapPage wired_swap_page = WiredSwapPage::dirty_first;
  Deactivate deactivate = Deactivate::clear_referenced;
  DeactivateWired deactivate_wired = DeactivateWired::checked;
  PageWireQueue page_wire_queue = PageWireQueue::leaves;
  PageProtectWired page_protect_wired = PageProtectWired::remove;
  ForkWired fork_wired = ForkWired::cow_now;
  PromoteUnmaps promote_unmaps = PromoteUnmaps::every_mapping;
  WireEdge wire_edge = WireEdge::wire_fault;
  VslockHold vslock_hold = VslockHold::nothing;
  MlockUndo mlock_undo = MlockUndo::page_counts;
  FaultRestart fault_restart = FaultRestart::keeps_wire_mapping;
  CowNowShortage cow_now_shortage = CowNowShortage::sleeps;
  ProtNoneWired prot_none_wired = ProtNoneWired::removes;
  ForkShared fork_shared = ForkShared::cow;

  bool operator==(const Personality&) const = default;
};

/// One field of the record, for `--set FIELD=VALUE`, `list kernels` and traces.
struct PersonalityField {
  const char* name;       ///< as spelt in the struct
  const char* citation;   ///< ids of model/SOURCES.md, or "derived:"
  const char* what;       ///< the question that an operation asks
  std::vector<const char*> values;  ///< as spelt in the enum, in its order
  std::size_t offset;     ///< of the field's byte in Personality

  unsigned get(const Personality& p) const;
  void set(Personality& p, unsigned value) const;
};
const std::vector<PersonalityField>& personality_fields();
const PersonalityField* find_personality_field(const std::string& name);

/// Sets a field by name. Returns an empty string, or one line that says what is wrong.
std::string set_personality(Personality& p, const std::string& field, const std::string& value);

/// A version: a name, and the record of its behaviours with the bugs that it had.
struct Version {
  const char* name;       ///< "netbsd-1.4"
  const char* when;       ///< "May 1999"
  const char* citation;
  const char* sentence;
  std::vector<const char*> later_forms;  ///< behaviours that take their corrected form here
  Personality personality;
};
const std::vector<Version>& versions();
const Version* find_version(const std::string& name);

}  // namespace vmwire::netbsd
