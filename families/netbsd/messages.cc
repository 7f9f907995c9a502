// What: the messages: panics and assertions by their text, and symptoms by what a user sees.
// Source: netbsd.md sections 2, 4 and 5; the texts are quoted from the files that each row cites.
// A command has its rules in it, and so shows the same whatever a version's record comes to say.
// Leaves out: what a port prints in words of its own.
#include "families/netbsd/messages.h"

namespace vmwire::families {

namespace {

const char* const kPanic = "panic";
const char* const kAssertion = "assertion";
const char* const kLine = "line";
const char* const kSymptom = "symptom";

// Printed in two forms.
const char* const kCowNowNotResident =
    "check netbsd-1.6 --fixed --with netbsd-mend-wire-count-follows-pte --processes 2 "
    "--threads 1,1 --in-flight 1 --pages 2 --file-pages 0 --swap 1 "
    "--ops mmap,mprotect,mlock,read,write,fork,deactivate,scan_inactive,pageout_done "
    "--invariant panic.cow-now-not-resident";

}  // namespace

std::vector<Message> netbsd_messages() {
  return {
      // --- panics ------------------------------------------------------------------------------
      {kPanic, "uvm_fault_unwire...: unwiring non-wired memory", "1.4 and 1.5",
       {"uvm_fault_unwire", "uvm_fault_unwire_locked"}, "panic.unwire-no-pte",
       "check netbsd-1.6 --fixed --with netbsd-unwire-missing-pte-panic --size tiny "
       "--ops mmap,mlock,munlock,read,write,truncate --invariant panic.unwire-no-pte",
       "Something removed the PTE of a wired page before the unwiring came: a truncated file, "
       "mprotect(PROT_NONE), or a pmap that could forget it since its WIRED bit was gone.",
       "[F99][LOG]"},
      {kPanic, "uvm_fault_unwire_locked: address not in map", "1.5 to 10",
       {"uvm_fault_unwire_locked", "uvm_vsunlock"}, "panic.unwire-no-entry",
       "check netbsd-1.6 --fixed --size tiny --ops mmap,munmap,physio "
       "--invariant panic.unwire-no-entry",
       "The range was unmapped while raw I/O had it wired.", "[F06][F15]"},
      {kPanic, "pmap_page_protect of a wired page", "none, argued for in 1999",
       {"pmap_page_protect"}, "panic.page-protect-wired",
       "check netbsd-1.6 --fixed --with netbsd-page-protect-panics-on-wired --size tiny "
       "--ops mmap,mlock,munlock,read,write,truncate --invariant panic.page-protect-wired",
       "Somebody takes all mappings of a page that is wired, as truncate has to.", "[T99]"},
      {kPanic, "pagedaemon: clean anon page without backing store?", "1.4",
       {"uvmpd_scan_inactive"}, "panic.clean-anon-no-slot",
       "check netbsd-1.6 --fixed --with netbsd-wired-clean-no-backing --size tiny "
       "--ops mmap,mlock,munlock,read,write,deactivate,scan_inactive,pageout_done "
       "--invariant panic.clean-anon-no-slot",
       "A page came back from swap, was wired, which dropped its slot, and was left CLEAN: the "
       "pagedaemon has nowhere to find it again (PR 7578).",
       "[D98][LOG]"},
      {kPanic, "amap_cow_now: non-resident wired page in anon ...",
       "1.4 to 1.6, an assertion by 2012", {"amap_cow_now", "uvmspace_fork"},
       "panic.cow-now-not-resident", kCowNowNotResident,
       "fork copies the pages of a wired entry at once, and one of them was paged out: the entry "
       "is wired and the page was not.",
       "[A12]"},
      {kPanic, "uvm_pagedeactivate: caller did not check wire count", "1.4, with DIAGNOSTIC",
       {"uvm_pagedeactivate"}, "netbsd.I10",
       "check netbsd-1.6 --fixed --size tiny --ops mmap,mlock,munlock,read,write,deactivate,forget "
       "--invariant netbsd.I10",
       "A wired page that is on no queue was to be deactivated.", "[P98][T99]",
       "the pagedaemon deactivates what it finds on ACTIVE, where this check is not made; "
       "netbsd-deactivate-wired-active has what happens there"},
      {kPanic, "fault on non-pageable map ...", "1.4 to 10, with DIAGNOSTIC", {"uvm_fault"}, "", "",
       "A fault in a map of the kernel whose pages are wired from the beginning.", "[F15]",
       "no map but those of processes is modelled"},
      {kPanic, "vmapbuf: null page frame", "1.4 to 10, on most ports", {"vmapbuf", "physio"},
       "panic.vmapbuf-no-frame",
       "check netbsd-1.6 --fixed --size tiny --ops mmap,munmap,physio "
       "--invariant panic.vmapbuf-no-frame",
       "Raw I/O has wired a range and finds an address there without a PTE: somebody has removed "
       "it in between. x86 does not look, and gives the device another frame.",
       "[VB]"},
      {kPanic, "locking against myself", "1.5, with DIAGNOSTIC", {"lockmgr", "uvm_mmap"}, "", "",
       "A thread asks for a lock that it holds: mmap that is over a limit unmaps with the map's "
       "lock held.",
       "[GK]", "mmap never wires in the model: neither MAP_WIRED nor mlockall is there"},

      // --- assertions --------------------------------------------------------------------------
      {kAssertion, "kernel diagnostic assertion \"pg->wire_count != 0\" failed", "9 and 10",
       {"uvm_pageunwire"}, "netbsd.I2",
       "check netbsd-1.6 --fixed --size tiny --ops mmap,mlock,munlock,physio,read,write "
       "--invariant netbsd.I2",
       "A page is unwired more often than it was wired: the unwiring found it through a PTE, and "
       "the wiring had gone to another page. Without the assertion the count wraps, and the page "
       "stays for ever.",
       "[P20][T19]"},
      {kAssertion, "kernel diagnostic assertion \"pg->wire_count > 0\" failed: file ...uvm_page.c",
       "9 and 10", {"uvm_pagewire"}, "panic.wire-count-overflow",
       "check netbsd-1.6 --fixed --size tiny --in-flight 1 --ops mmap,munmap,mlock,munlock,physio "
       "--invariant panic.wire-count-overflow",
       "A page is wired so often that its count wraps to 0.", "[P20]",
       "the model counts to 7, and refuses a size in which a page could be wired that often"},
      {kAssertion, "kernel diagnostic assertion \"pg->wire_count > 0\" failed: file ...uvm_amap.c",
       "by 2012 to 10", {"amap_cow_now", "uvmspace_fork"}, "netbsd.I8",
       "check netbsd-1.6 --fixed --size tiny --ops mmap,mlock,munlock,physio,read,write "
       "--invariant netbsd.I8",
       "fork copies the pages of a wired entry, and one of them is not wired: its wiring was taken "
       "back for another.",
       "[A12]"},
      {kAssertion, "kernel diagnostic assertion \"pg != NULL\" failed: file ...uvm_amap.c",
       "by 2012 to 10", {"amap_cow_now", "uvmspace_fork"}, "panic.cow-now-not-resident",
       kCowNowNotResident,
       "fork copies the pages of a wired entry at once, and one of them is not in memory.",
       "[A12]"},
      {kAssertion, "\"pg == NULL || (pg->flags & (PG_RELEASED|PG_PAGEOUT)) == 0 || (pg->flags & "
       "PG_BUSY) != 0\" failed", "9 and 10", {"uvm_pagelookup"}, "netbsd.I21",
       "check netbsd-1.6 --fixed --size tiny "
       "--ops mmap,mlock,read,write,deactivate,reactivate,scan_inactive,pageout_done "
       "--invariant netbsd.I21",
       "A page is to be freed by whoever ends its BUSY, and is not BUSY any more.", "[P20]",
       "RELEASED is never set, and what ends BUSY clears PAGEOUT first, whatever the rules"},
      {kAssertion, "kernel diagnostic assertion \"!uvmpdpol_pageisqueued_p(pg)\" failed",
       "9 and 10", {"uvm_pageunwire"}, "netbsd.I3",
       "check netbsd-1.6 --fixed --with netbsd-wire-keeps-queue --size tiny --ops mmap,mlock,read "
       "--invariant netbsd.I3",
       "A wired page is on a paging queue, where the pagedaemon finds it.", "[P20]"},
      {kAssertion, "kernel diagnostic assertion \"uvmexp.wired != 0\" failed", "9 and 10",
       {"uvm_pageunwire"}, "netbsd.I4",
       "check netbsd-1.6 --fixed --size tiny --ops mmap,mlock,munlock,physio,read,write "
       "--invariant netbsd.I4",
       "The count of wired pages and the pages that are wired differ.", "[P20]"},
      {kAssertion, "kernel diagnostic assertion \"p->wire_count == 0\" failed", "1.6 to 10",
       {"uvmpd_scan_queue", "uvmpd_scan_inactive"}, "panic.pagedaemon-wired",
       "check netbsd-1.6 --fixed --with netbsd-deactivate-wired-active "
       "--with netbsd-wire-keeps-queue --size tiny "
       "--ops mmap,mlock,read,write,deactivate,scan_inactive --invariant panic.pagedaemon-wired",
       "The pagedaemon's victim is wired: it was left on a queue, or put on one.", "[D23]"},
      {kAssertion, "kernel diagnostic assertion \"!VM_MAPENT_ISWIRED(first_entry)\" failed",
       "1.6 to 10", {"uvm_unmap_detach"}, "panic.dead-entry-wired",
       "check netbsd-1.6 --fixed --size tiny --ops mmap,munmap,mlock,munlock,exit "
       "--invariant panic.dead-entry-wired",
       "An entry is dropped that is still wired: its pages were never unwired.", "[M25]",
       "munmap and exit unwire an entry before they unlink it, and no rule changes that"},
      {kAssertion, "a diagnostic assertion at NEEDSCOPY in a wire fault at maximum protection",
       "1.6 to 10", {"uvm_fault"}, "panic.wire-needs-copy",
       "check netbsd-1.6 --fixed --set wire_amap_copy=prot --size tiny --ops mmap,mlock "
       "--invariant panic.wire-needs-copy",
       "mlock's first pass has not copied an amap that its wire fault has to write to: it looked "
       "at the protection, and the fault at max_protection.",
       "[F15]"},

      // --- lines on the console ----------------------------------------------------------------
      {kLine, "pmap_unwire: wiring for pmap ... didn't change!", "1.5 to 10, with DIAGNOSTIC",
       {"pmap_unwire", "pmap_change_wiring"}, "netbsd.I7",
       "check netbsd-1.6 --fixed --with netbsd-vsunlock-clears-mlock --size tiny "
       "--ops mmap,mlock,munlock,physio,read,write --invariant netbsd.I7",
       "The WIRED bit was clear already when the unwiring came: an earlier unwiring took it for "
       "both. Until then the pmap may forget the PTE.",
       "[X20][LOG]"},
      {kLine, "UVM: pid ..., uid ... killed: out of swap", "1.4 to 10", {"trap", "uvm_fault"}, "",
       "check netbsd-1.6 --fixed --set page_shortage=fails --size tiny --pages 1 "
       "--goal 'thread[0].error == ENOMEM'",
       "A fault got no page, or no PTE, and nothing could be reclaimed: ENOMEM. In 1.4 to 1.6 it "
       "waits in most of these cases.",
       "[F12][GK]"},

      // --- what a user sees --------------------------------------------------------------------
      {kSymptom, "uvmexp.wired, \"pages wired down\", only grows", "1.6 to 10",
       {"uvm_fault_unwire_locked"}, "netbsd.I25",
       "check netbsd-1.6 --fixed --size tiny --ops mmap,mprotect,mlock,munlock "
       "--invariant netbsd.I25",
       "Pages stay wired that nobody has wired any more: the unwiring found no PTE and skipped "
       "them.",
       "[LOG][F15]"},
      {kSymptom, "mlock fails with EAGAIN and little is locked", "1.5 to 10",
       {"sys_mlock", "uvm_map_pageable"}, "netbsd.I6",
       "check netbsd-1.6 --fixed --size tiny --ops mmap,mlock,munlock,read,write "
       "--invariant netbsd.I6",
       "RLIMIT_MEMLOCK is compared with the range and all WIRED PTEs: an mlock that failed has "
       "left some behind, and what is locked already counts twice.",
       "[MM][M25]"},
      {kSymptom, "a process hangs on the lock of its map (vmmapbsy, vm_map)", "1.4 to 10",
       {"uvmspace_fork", "amap_cow_now", "uvm_wait"}, "stuck",
       "check netbsd-1.6 --fixed --processes 2 --threads 1,1 --in-flight 1 --pages 1 "
       "--file-pages 0 --swap 0 --ops mmap,mlock,fork,read,write --invariant stuck",
       "fork sleeps for memory with the map locked, and who could free some needs that lock.",
       "[A12]"},
      {kSymptom, "two threads hang, each on a lock or a page of the other", "none as it was",
       {"uvmspace_fork", "amap_cow_now"}, "deadlock",
       "check netbsd-1.6 --fixed --with netbsd-mend-wire-count-follows-pte --size small "
       "--file-pages 0 --swap 1 "
       "--ops mmap,mprotect,mlock,read,write,fork,deactivate,scan_inactive,pageout_done "
       "--invariant deadlock",
       "One holds the map's lock and sleeps on a BUSY page; who made it BUSY wants that lock.",
       "[A12]"},
      {kSymptom, "two threads hang on the lock of their map, one of them in mlock", "1.4",
       {"lockmgr", "uvm_map_pageable"}, "deadlock",
       "check netbsd-1.6 --fixed --with netbsd-downgrade-without-busy --size tiny "
       "--ops mmap,munmap,mlock --invariant deadlock",
       "mlock has read-locked the map and faults; its fault sleeps behind a writer who waits for "
       "mlock.",
       "[K99][M99]"},
      {kSymptom, "SIGSEGV at a read that the mapping allows", "1.4 to 10", {"uvm_fault"},
       "netbsd.I34",
       "check netbsd-1.6 --fixed --size tiny --ops mmap,mprotect,mlock,read "
       "--invariant netbsd.I34",
       "The fault met a wired entry, asked for all that it allowed, slept, and found less.",
       "[F98][F15]"},
      {kSymptom, "a child sees what raw I/O read in after the fork", "1.4 to 10",
       {"physio", "uvmspace_fork"}, "netbsd.I36",
       "check netbsd-1.6 --fixed --size small --file-pages 0 --ops mmap,physio,fork "
       "--invariant netbsd.I36",
       "fork shared the buffer for copying on write, and the device wrote to the shared page.",
       "[PH22][M00]"},
      {kSymptom, "locked memory takes page faults", "1.4", {"uvm_fault_unwire", "uvm_vsunlock"},
       "mlock-promise",
       "check netbsd-1.6 --fixed --with netbsd-vsunlock-clears-mlock --size tiny "
       "--ops mmap,mlock,munlock,physio,read,write,forget --invariant mlock-promise",
       "The PTE lost its WIRED bit, and the pmap forgot it.", "[LOG]"},
      {kSymptom, "raw I/O reads or writes memory of somebody else", "1.4 to 10",
       {"physio", "uvm_vslock"}, "dma-promise",
       "check netbsd-1.6 --fixed --size tiny --ops mmap,munmap,physio --invariant dma-promise",
       "The pages that vslock wired were freed before the transfer had ended: by munmap or "
       "truncate.",
       "[G06][F06]"},
      {kSymptom, "memory is not what was written to it", "1.4 to 10", {"physio", "uvmspace_fork"},
       "no-data-lost",
       "check netbsd-1.6 --fixed --processes 2 --threads 2,1 --in-flight 2 --pages 2 "
       "--file-pages 0 --swap 0 --ops mmap,physio,fork,write,read,mlock --invariant no-data-lost",
       "A write reached a page that its reader does not have, or another's copy: here a device "
       "writes to a page that fork has made two processes share.",
       "[A12]"},
      {kSymptom, "memory is not given back when the last process has ended", "1.6 to 10",
       {"uvm_fault_unwire_locked", "exit"}, "no-leak",
       "check netbsd-1.6 --fixed --size tiny --ops mmap,mprotect,mlock,write,exit "
       "--invariant no-leak",
       "A page of a file stays wired after its process: exit's unwiring found no PTE.", "[F15]"},
  };
}

}  // namespace vmwire::families
