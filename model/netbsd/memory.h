// What: what happens to pages, anons, amaps and swap slots inside a step.
// Source: netbsd.md sections 1.3-1.8, 2.0.
// Read next: pmap.h (mappings), fault.h (who calls these).
#pragma once

#include "model/netbsd/step.h"

namespace vmwire::netbsd {

// --- pages ------------------------------------------------------------------------------------
unsigned pages_free(const Step& s);
/// A page off FREE for an owner; requires pages_free > 0. Neither BUSY nor CLEAN, on no queue.
PageId page_alloc(Step& s, OwnerId owner, Data data);
/// page_free: drops identity, forces wire_count to 0, takes the claims with it. All mappings must
/// be gone, the page not PAGEOUT, its owner locked.
void page_free(Step& s, PageId p);
void page_wire(Step& s, PageId p);
/// At wire_count 0 this underflows: the count wraps, as it did until the assertion came.
void page_unwire(Step& s, PageId p);
void page_activate(Step& s, PageId p);
void page_busy(Step& s, PageId p, ActorId who);
/// Clears BUSY and wakes the sleepers. Only who made the page BUSY may do this.
void page_unbusy(Step& s, PageId p);

// --- swap -------------------------------------------------------------------------------------
/// A page that has been wired is marked dirty, and then its swap slot is released, if it belongs
/// to an anon. The order is the fix of PR 7578.
void leave_swap(Step& s, PageId wired);
/// Every slot holds an only copy (or is bad): no pageout to swap can free memory.
bool swap_full(const Step& s);
/// Something could still be reclaimed: swap is not full, or a file page is not wired.
bool reclaimable(const Step& s);
SlotId slot_alloc(Step& s, AnonId owner);  ///< none when every slot is in use
void slot_release(Step& s, AnonId owner);  ///< the anon's slot, if it has one
/// The anon's slot goes bad: its data is lost, the anon's page (if any) is the only copy.
void slot_mark_bad(Step& s, AnonId owner);

// --- anons and amaps --------------------------------------------------------------------------
AnonId anon_alloc(Step& s);
/// Drops one reference. The last one frees page and slot, unless the page is BUSY: then nothing
/// changes and the page to sleep on is returned (the rule since 2001-09).
PageId anon_unref(Step& s, AnonId a);
AmapId amap_alloc(Step& s);
/// Whether kernel memory for an amap can be had now.
bool amap_memory(const Step& s);
/// Drops an entry's reference to its amap, slot by slot; an anon whose page is BUSY stops it half
/// way (what is done stays done) and is returned to sleep on.
PageId amap_unref(Step& s, Entry& e);
/// amap_copy: gives the entry an amap of its own, anons shared. False: no memory, nothing changed.
bool amap_copy(Step& s, Entry& e);

// --- map entries ------------------------------------------------------------------------------
/// Splits the entry that contains `va` strictly inside, if any. Requires the map write lock.
void clip(Step& s, unsigned process, unsigned va);
Entry& entry_insert(Step& s, unsigned process, Entry fields);
/// Puts a process's entries in order: live ones by start, then dead ones, then unused places.
void entries_sort(World& w, unsigned process);
/// True when [start, end) has an entry at every page.
bool covered(const World& w, unsigned process, unsigned start, unsigned end);

}  // namespace vmwire::netbsd
