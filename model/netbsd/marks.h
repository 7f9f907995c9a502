// What: the marks: every atomic step and every noted part of one, with its kernel function.
// Source: netbsd.md section 2. A mark that no size reaches is a defect of the model.
// X(id, operation, kernel function, words, citation)
#pragma once

#define VMWIRE_NETBSD_MARKS(X)                                                                    \
  X(mmap_enter, "mmap", "uvm_map", "new entry", "[MM][M00]")                                      \
  X(mmap_merge, "mmap", "uvm_map", "merged with its neighbour", "[M25]")                          \
  X(munmap_unlink, "munmap", "uvm_unmap_remove", "entries unlinked", "[M00]")                     \
  X(munmap_detach, "munmap", "uvm_unmap_detach", "references dropped", "[M00]")                   \
  X(detach_busy, "munmap", "uvm_anon_free", "anon's page is BUSY: sleep", "[LOG]")                \
  X(exit_unlink, "exit", "uvmspace_free", "DYING; all entries unlinked", "[M25]")                 \
  X(exit_detach, "exit", "uvm_unmap_detach", "references dropped, process gone", "[M25]")         \
  X(mprotect_set, "mprotect", "uvm_map_protect", "protection set", "[M15]")                       \
  X(mprotect_none, "mprotect", "pmap_protect", "PROT_NONE removes PTEs", "[GK]")                  \
  X(mprotect_none_wired, "mprotect", "pmap_protect", "PROT_NONE removes a WIRED PTE", "[GK]")     \
  X(mlock_eagain, "mlock", "sys_mlock", "over a limit: EAGAIN", "[MM]")                           \
  X(mlock_efault, "mlock", "uvm_map_pageable", "no entry at start", "[M25]")                      \
  X(mlock_pass1, "mlock", "uvm_map_pageable", "pass 1", "[M99][M00]")                             \
  X(mlock_pass1_copy, "mlock", "amap_copy", "needs-copy resolved", "[M00]")                       \
  X(mlock_pass1_sleep, "mlock", "amap_copy", "no memory: sleep with the map locked", "[A12]")     \
  X(mlock_pass1_undo, "mlock", "uvm_map_pageable", "hole or PROT_NONE: EINVAL", "[M00]")          \
  X(mlock_nested, "mlock", "uvm_map_pageable", "wired_count > 1: nothing faulted", "[T19]")       \
  X(mlock_done, "mlock", "uvm_map_pageable", "success", "[M00]")                                  \
  X(mlock_undo_wire, "mlock", "uvm_fault_unwire", "fault_wire undoes its own pages", "[F99]")     \
  X(mlock_failed, "mlock", "uvm_map_pageable", "failure: wired_count taken back", "[M00]")        \
  X(munlock_error, "munlock", "uvm_map_pageable", "hole or not wired: ENOMEM", "[MM][M00]")       \
  X(munlock_decrement, "munlock", "uvm_map_pageable", "nested: wired_count--", "[M99]")           \
  X(munlock_done, "munlock", "uvm_map_pageable", "unwired", "[M00][M99]")                         \
  X(unwire_page, "fault", "uvm_fault_unwire_locked", "page unwired", "[F06]")                     \
  X(unwire_pte_bit, "fault", "pmap_unwire", "WIRED bit cleared", "[LOG]")                         \
  X(unwire_skip, "fault", "uvm_fault_unwire_locked", "no PTE: skipped", "[LOG]")                  \
  X(unwire_panic, "fault", "uvm_fault_unwire_locked", "no PTE: panic", "[F99]")                   \
  X(vslock_begin, "physio", "uvm_vslock", "pages wired for I/O", "[G06]")                         \
  X(vslock_undo, "physio", "uvm_fault_unwire", "fault_wire undoes its own pages", "[F06]")        \
  X(vslock_failed, "physio", "uvm_vslock", "failed", "[G06]")                                     \
  X(dma_read, "physio", "device", "DMA: device reads the pages", "[G06]")                         \
  X(dma_write, "physio", "device", "DMA: device writes the pages", "[G06]")                       \
  X(vsunlock, "physio", "uvm_vsunlock", "pages unwired", "[G06]")                                 \
  X(vsunlock_unlocked, "physio", "uvm_vsunlock", "one page unwired, no map lock", "[F99]")        \
  X(access_hit, "read,write", "mmu", "through the PTE", "[GK]")                                   \
  X(access_trap, "read,write", "trap", "no PTE that allows it: fault", "[GK]")                    \
  X(fault_efault, "fault", "uvm_fault", "F1: no entry", "[F15]")                                  \
  X(fault_eacces, "fault", "uvm_fault", "F2: access beyond protection", "[F15]")                  \
  X(fault_wire_mapping, "fault", "uvm_fault", "F3: entry is wired, PTE will be WIRED", "[F15]")   \
  X(fault_needs_copy, "fault", "uvm_fault", "F4: NEEDSCOPY, wants the map write lock", "[F15]")   \
  X(fault_needs_copy_read, "fault", "uvm_fault", "F4: NEEDSCOPY, read only", "[F15]")             \
  X(fault_amap_copy, "fault", "uvmfault_amapcopy", "F4: amap_copy", "[F15]")                      \
  X(fault_amap_copy_sleep, "fault", "uvmfault_amapcopy", "F4: no memory: sleep", "[F15]")         \
  X(fault_neighbours, "fault", "uvm_fault", "F6: neighbours mapped", "[F15]")                     \
  X(fault_anon_busy, "fault", "uvmfault_anonget", "anon's page is BUSY: sleep", "[F15]")          \
  X(fault_anon_read, "fault", "uvmfault_anonget", "swap-in begins", "[F15]")                      \
  X(fault_anon_read_done, "fault", "uvmfault_anonget", "swap-in done", "[F15]")                   \
  X(fault_anon_read_error, "fault", "uvmfault_anonget", "swap-in fails: slot BAD", "[F15]")       \
  X(fault_anon_lost, "fault", "uvmfault_anonget", "anon's data was lost: EIO", "[F15]")           \
  X(fault_no_page_sleep, "fault", "uvm_wait", "no page: sleep for memory", "[F15]")               \
  X(fault_no_page_enomem, "fault", "uvm_fault", "no page, nothing reclaimable: ENOMEM", "[F15]")  \
  X(fault_1a, "fault", "uvm_fault", "case 1A", "[F15]")                                           \
  X(fault_1b, "fault", "uvm_fault", "case 1B: anon copied", "[F15]")                              \
  X(fault_1b_shared, "fault", "amap_add", "case 1B: SHARED amap, old page unmapped", "[A12]")     \
  X(fault_object_busy, "fault", "uvm_fault", "object's page is BUSY: sleep", "[F15]")             \
  X(fault_object_eof, "fault", "uvm_fault", "beyond the end of the file: EINVAL", "[F15]")        \
  X(fault_object_read, "fault", "uvn_get", "page-in begins", "[F15]")                             \
  X(fault_object_read_done, "fault", "uvn_get", "page-in done", "[F15]")                          \
  X(fault_object_read_error, "fault", "uvn_get", "page-in fails: EIO", "[F15]")                   \
  X(fault_restart, "fault", "uvm_fault", "map changed meanwhile: ERESTART", "[F15]")              \
  X(fault_2a, "fault", "uvm_fault", "case 2A", "[F15]")                                           \
  X(fault_2b_zero, "fault", "uvm_fault", "case 2B: zero-filled anon", "[F15]")                    \
  X(fault_2b_copy, "fault", "uvm_fault", "case 2B: object page copied to an anon", "[F15]")       \
  X(fault_2b_shared, "fault", "uvm_fault", "case 2B: SHARED amap, object page unmapped", "[LOG]") \
  X(fault_enter_failed, "fault", "pmap_enter", "pmap_enter fails: sleep for memory", "[LOG]")     \
  X(fault_enter_enomem, "fault", "pmap_enter", "pmap_enter fails: ENOMEM", "[LOG]")               \
  X(fault_page_wire, "fault", "uvm_pagewire", "page wired", "[P98]")                              \
  X(fault_drop_slot, "fault", "uvm_anon_dropswap", "page dirty, swap slot released", "[LOG]")     \
  X(fork_begin, "fork", "uvmspace_fork", "child's map made", "[M00]")                             \
  X(fork_share, "fork", "uvmspace_fork", "entry shared", "[M00]")                                 \
  X(fork_copy, "fork", "uvmspace_fork", "entry copied", "[M00]")                                  \
  X(fork_zero, "fork", "uvmspace_fork", "blank entry", "[M00]")                                   \
  X(fork_protect, "fork", "pmap_protect", "parent write-protected, NEEDSCOPY", "[M00]")           \
  X(fork_amap_copy, "fork", "amap_copy", "amap copied", "[M00]")                                  \
  X(fork_cow_now, "fork", "amap_cow_now", "wired page copied for the child", "[A12]")             \
  X(fork_cow_now_busy, "fork", "amap_cow_now", "BUSY: sleep, maps locked", "[A12]") \
  X(fork_sleep, "fork", "amap_cow_now", "no memory: sleep with the maps locked", "[A12]")         \
  X(fork_done, "fork", "uvmspace_fork", "child can run", "[M00]")                                 \
  X(fork_failed, "fork", "uvmspace_fork", "no memory: ENOMEM, child taken down", "derived:")      \
  X(truncate_free, "truncate", "uvm_vnp_setsize", "page unmapped and freed", "[LOG]")             \
  X(truncate_busy, "truncate", "uvm_vnp_setsize", "page is BUSY: sleep", "[LOG]")                 \
  X(truncate_done, "truncate", "uvm_vnp_setsize", "file is shorter", "[LOG]")                     \
  X(extend_done, "extend", "uvm_vnp_setsize", "file is longer", "[LOG]")                          \
  X(pd_deactivate, "deactivate", "uvm_pagedeactivate", "to INACTIVE", "[D01]")                    \
  X(pd_reactivate, "reactivate", "uvm_pageactivate", "referenced: back to ACTIVE", "[LOG]")       \
  X(pd_free, "scan_inactive", "uvmpd_scan_inactive", "clean page freed", "[D01]")                 \
  X(pd_swap_start, "scan_inactive", "uvmpd_scan_inactive", "pageout to swap begins", "[D01]")     \
  X(pd_swap_full, "scan_inactive", "uvmpd_scan_inactive", "swap full: back to ACTIVE", "[D01]")   \
  X(pd_vnode_start, "scan_inactive", "uvn_put", "pageout to the file begins", "[LOG]")            \
  X(pd_panic_clean, "scan_inactive", "uvmpd_scan_inactive", "clean anon, no slot", "[D98]") \
  X(pd_panic_wired, "scan_inactive", "uvmpd_scan_inactive", "victim is wired", "[D23]")           \
  X(io_swap_done, "pageout_done", "uvm_aio_aiodone", "swap write done, page freed", "[LOG]")      \
  X(io_swap_error, "pageout_done", "uvm_aio_aiodone", "write fails: stays dirty", "[GK]") \
  X(io_swap_hard, "pageout_done", "uvm_aio_aiodone", "write fails: slot BAD", "[GK]") \
  X(io_vnode_done, "pageout_done", "uvm_aio_aiodone", "file write done, page freed", "[LOG]")     \
  X(io_vnode_modified, "pageout_done", "uvm_aio_aiodone", "modified: page stays", "[LOG]") \
  X(io_vnode_error, "pageout_done", "uvm_aio_aiodone", "fails: PAGEOUT cleared", "[LOG]") \
  X(pd_drop_slot, "swap_shortage", "uvmpd_dropswap", "slot freed, page dirty", "[LOG]")           \
  X(pmap_forget, "forget", "pmap_collect", "a PTE that is not wired is forgotten", "[PM9]")
