// What: a thread inside an operation: where it stands and what it waits for.
// Source: netbsd.md section 2 (steps, SLEEP) and 2.9 (the fault's context).
// Leaves out: locks that a thread drops before its step ends. Read next: machine/thread.h.
#pragma once

#include <cstdint>

#include <boost/describe/enum.hpp>

#include "model/core/described.h"
#include "model/core/ids.h"
#include "model/core/protection.h"

namespace vmwire::netbsd {

BOOST_DEFINE_FIXED_ENUM_CLASS(ThreadPhase, std::uint64_t,
  idle,          ///< in no operation
  running,       ///< in an operation; its next step may still have to wait for a map lock
  sleep_busy,    ///< asleep until the page `page` is not BUSY any more
  sleep_memory,  ///< asleep in uvm_wait until a page is free
  sleep_io       ///< asleep on I/O into the page `page`, which it has made BUSY
)
inline constexpr unsigned kThreadPhases = kEnumerators<ThreadPhase>;

/// Where a fault stands between two steps (section 2.9).
enum class FaultStep : std::uint64_t {
  none = 0,       ///< no fault in progress
  lookup = 1,     ///< at F1: everything is looked up anew
  copy = 2,       ///< F4: wants the map write lock for amap_copy
  read_anon = 3,  ///< case 1 step 1: swap is being read into `page`
  read_object = 4 ///< case 2 step 3: the pager is reading the file into `page`
};

/// A thread's outcome so far, a modelled errno.
enum class Error : std::uint64_t {
  none = 0, efault = 1, eacces = 2, enomem = 3, eio = 4, einval = 5, eagain = 6
};

struct Thread {
  ThreadPhase phase : 3;           ///< idle, running, or asleep and on what
  std::uint64_t op : 4;            ///< the operation that it is in
  std::uint64_t step : 3;          ///< the operation's own step
  std::uint64_t start : 2;         ///< argument: first VA page (or file page)
  std::uint64_t end : 2;           ///< argument: one past the last VA page
  std::uint64_t arg : 3;           ///< argument: the operation's own; of mlock: it counts entries
  std::uint64_t va : 2;            ///< the page now worked on
  FaultStep fault : 3;             ///< the fault in progress, if any
  std::uint64_t access : 2;        ///< the access that the fault is for
  std::uint64_t wire_fault : 1;    ///< the fault is a wire fault (wire_paging)
  std::uint64_t wire_mapping : 1;  ///< PTEs are entered WIRED, by what F3 found
  std::uint64_t map_changed : 1;   ///< the map was write-locked since this fault looked it up
  Error error : 3;                 ///< what the operation will return
  std::uint64_t page : 3;          ///< the page slept on or read into
  std::uint64_t vslocked : 9;      ///< the page that vslock wired there (three bits a VA page)
  std::uint64_t frames : 9;        ///< the page in the frame that vmapbuf mapped there
  std::uint64_t gone : 3;          ///< ghost: its process has unmapped the buffer of its raw I/O
  std::uint64_t spoilt : 3;        ///< ghost: the frame was freed, or somebody else has written it
  std::uint64_t trap_promised : 1; ///< ghost: the access that trapped was promised not to
  std::uint64_t trap_wired : 1;    ///< ghost: it trapped in a wired entry that allows the access
  std::uint64_t narrow : 1;        ///< the fault has been through F6 (neighbours) already
  std::uint64_t child : 2;         ///< fork's: the process that it makes (index + 1)
  std::uint64_t waiting : 1;       ///< it has asked for the map's write lock: a waiting writer
  std::uint64_t disallowed : 1;    ///< ghost: the access in progress was not allowed throughout
  bool operator==(const Thread&) const = default;

  PageId vslock_claim(unsigned va_page) const {
    return static_cast<PageId>((vslocked >> (3u * va_page)) & 7u);
  }
  void set_vslock_claim(unsigned va_page, PageId p) {
    const std::uint64_t bits = static_cast<unsigned>(p);
    vslocked = (vslocked & ~(7u << (3u * va_page))) | (bits << (3u * va_page));
  }
  PageId frame(unsigned va_page) const {
    return static_cast<PageId>((frames >> (3u * va_page)) & 7u);
  }
  void set_frame(unsigned va_page, PageId p) {
    const std::uint64_t bits = static_cast<unsigned>(p);
    frames = (frames & ~(7u << (3u * va_page))) | (bits << (3u * va_page));
  }
};
static_assert(sizeof(Thread) == 8);

constexpr const char* name(ThreadPhase p) {
  switch (p) {
    case ThreadPhase::idle: return "IDLE";
    case ThreadPhase::running: return "RUNNING";
    case ThreadPhase::sleep_busy: return "SLEEP_BUSY";
    case ThreadPhase::sleep_memory: return "SLEEP_MEMORY";
    case ThreadPhase::sleep_io: return "SLEEP_IO";
  }
  return "?";
}
constexpr const char* name(FaultStep s) {
  switch (s) {
    case FaultStep::none: return "none";
    case FaultStep::lookup: return "lookup";
    case FaultStep::copy: return "copy";
    case FaultStep::read_anon: return "read_anon";
    case FaultStep::read_object: return "read_object";
  }
  return "?";
}
constexpr const char* name(Error e) {
  switch (e) {
    case Error::none: return "0";
    case Error::efault: return "EFAULT";
    case Error::eacces: return "EACCES";
    case Error::enomem: return "ENOMEM";
    case Error::eio: return "EIO";
    case Error::einval: return "EINVAL";
    case Error::eagain: return "EAGAIN";
  }
  return "?";
}

}  // namespace vmwire::netbsd
