// What: the marks of the map's lock, the fault and unwiring, which most operations can reach.
// Source: netbsd.md sections 1.1, 2.8, 2.9; each cites its own.
#pragma once

#include "model/family/mark.h"

namespace vmwire::netbsd::mark {

using family::Mark;

inline const Mark waiting_writer{"waiting_writer", "lockmgr",
                                 "asks for the write lock: keeps readers out", "[K99]"};
inline const Mark unwire_page{"unwire_page", "uvm_fault_unwire_locked", "page unwired", "[F06]"};
inline const Mark unwire_pte_bit{"unwire_pte_bit", "pmap_unwire", "WIRED bit cleared", "[LOG]"};
inline const Mark unwire_skip{"unwire_skip", "uvm_fault_unwire_locked", "no PTE: skipped", "[LOG]"};
inline const Mark unwire_panic{"unwire_panic", "uvm_fault_unwire_locked", "no PTE: panic", "[F99]"};
inline const Mark fault_efault{"fault_efault", "uvm_fault", "F1: no entry", "[F15]"};
inline const Mark fault_eacces{"fault_eacces", "uvm_fault",
                               "F2: access beyond protection", "[F15]"};
inline const Mark fault_wire_mapping{"fault_wire_mapping", "uvm_fault",
                                     "F3: entry is wired, PTE will be WIRED", "[F15]"};
inline const Mark fault_needs_copy{"fault_needs_copy", "uvm_fault",
                                   "F4: NEEDSCOPY, wants the map write lock", "[F15]"};
inline const Mark fault_needs_copy_read{"fault_needs_copy_read", "uvm_fault",
                                        "F4: NEEDSCOPY, read only", "[F15]"};
inline const Mark fault_amap_copy{"fault_amap_copy", "uvmfault_amapcopy", "F4: amap_copy", "[F15]"};
inline const Mark fault_amap_copy_sleep{"fault_amap_copy_sleep", "uvmfault_amapcopy",
                                        "F4: no memory: sleep", "[F15]"};
inline const Mark fault_neighbours{"fault_neighbours", "uvm_fault",
                                   "F6: neighbours mapped", "[F15]"};
inline const Mark fault_anon_busy{"fault_anon_busy", "uvmfault_anonget",
                                  "anon's page is BUSY: sleep", "[F15]"};
inline const Mark fault_anon_read{"fault_anon_read", "uvmfault_anonget", "swap-in begins", "[F15]"};
inline const Mark fault_anon_read_done{"fault_anon_read_done", "uvmfault_anonget",
                                       "swap-in done", "[F15]"};
inline const Mark fault_anon_read_error{"fault_anon_read_error", "uvmfault_anonget",
                                        "swap-in fails: slot BAD", "[F15]"};
inline const Mark fault_anon_lost{"fault_anon_lost", "uvmfault_anonget",
                                  "anon's data was lost: EIO", "[F15]"};
inline const Mark fault_no_page_sleep{"fault_no_page_sleep", "uvm_wait",
                                      "no page: sleep for memory", "[F15]"};
inline const Mark fault_no_page_enomem{"fault_no_page_enomem", "uvm_fault",
                                       "no page, nothing reclaimable: ENOMEM", "[F15]"};
inline const Mark fault_1a{"fault_1a", "uvm_fault", "case 1A", "[F15]"};
inline const Mark fault_1b{"fault_1b", "uvm_fault", "case 1B: anon copied", "[F15]"};
inline const Mark fault_1b_shared{"fault_1b_shared", "amap_add",
                                  "case 1B: SHARED amap, old page unmapped", "[A12]"};
inline const Mark fault_object_busy{"fault_object_busy", "uvm_fault",
                                    "object's page is BUSY: sleep", "[F15]"};
inline const Mark fault_object_eof{"fault_object_eof", "uvm_fault",
                                   "beyond the end of the file: EINVAL", "[F15]"};
inline const Mark fault_object_read{"fault_object_read", "uvn_get", "page-in begins", "[F15]"};
inline const Mark fault_object_read_done{"fault_object_read_done", "uvn_get",
                                         "page-in done", "[F15]"};
inline const Mark fault_object_read_error{"fault_object_read_error", "uvn_get",
                                          "page-in fails: EIO", "[F15]"};
inline const Mark fault_restart{"fault_restart", "uvm_fault",
                                "map changed meanwhile: ERESTART", "[F15]"};
inline const Mark fault_2a{"fault_2a", "uvm_fault", "case 2A", "[F15]"};
inline const Mark fault_2b_zero{"fault_2b_zero", "uvm_fault", "case 2B: zero-filled anon", "[F15]"};
inline const Mark fault_2b_copy{"fault_2b_copy", "uvm_fault",
                                "case 2B: object page copied to an anon", "[F15]"};
inline const Mark fault_2b_shared{"fault_2b_shared", "uvm_fault",
                                  "case 2B: SHARED amap, object page unmapped", "[LOG]"};
inline const Mark fault_enter_failed{"fault_enter_failed", "pmap_enter",
                                     "pmap_enter fails: sleep for memory", "[LOG]"};
inline const Mark fault_enter_enomem{"fault_enter_enomem", "pmap_enter",
                                     "pmap_enter fails: ENOMEM", "[LOG]"};
inline const Mark fault_page_wire{"fault_page_wire", "uvm_pagewire", "page wired", "[P98]"};
inline const Mark fault_drop_slot{"fault_drop_slot", "uvm_anon_dropswap",
                                  "page dirty, swap slot released", "[LOG]"};

}  // namespace vmwire::netbsd::mark
