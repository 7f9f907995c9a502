// What: the physical map: entering, removing, unwiring and protecting PTEs.
// Source: netbsd.md sections 1.7 and 2.0.
// Leaves out: kenter mappings, referenced and modified bits (docs/warts.md).
#pragma once

#include "model/netbsd/step.h"

namespace vmwire::netbsd {

/// Why page_protect(NONE) is called: I9 allows the first three on a wired page.
enum class ProtectReason { truncate, free, promotion, other };

/// Proposed fix: the other threads whose vslock keeps the mapping as it is, as a bit set; by the
/// kernels' own rule, nobody.
std::uint32_t kept_by_vslocks(const Step& s, unsigned process, unsigned va);

/// pte_enter: replaces any mapping at va.
void pte_enter(Step& s, unsigned process, unsigned va, PageId page, Prot prot, bool wired);
/// pte_unwire: clears the WIRED bit; the mapping must exist.
void pte_unwire(Step& s, unsigned process, unsigned va);
/// pte_remove of one page, wired or not; nothing where no mapping is.
void pte_remove(Step& s, unsigned process, unsigned va);
/// pte_protect of one page: lowers; prot none removes, wired or not.
void pte_protect(Step& s, unsigned process, unsigned va, Prot prot);
/// Takes all access from a PTE and leaves it in place (proposed fix).
void pte_disable(Step& s, unsigned process, unsigned va);
/// page_protect(page, NONE): over all managed mappings, by the policy for wired ones.
/// With `only_amap` set, only mappings of entries that use that amap (proposed fix).
void page_protect_none(Step& s, PageId page, ProtectReason why, AmapId only_amap = AmapId::none);

}  // namespace vmwire::netbsd
