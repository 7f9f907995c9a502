// What: a size: how much of the world a run uses. The size alone bounds the search.
// Source: netbsd.md section 9 (smallest models).
// Read next: model.h, which turns a size into initial states.
#pragma once

#include <algorithm>
#include <string>

#include "model/family/size.h"
#include "model/netbsd/world.h"

namespace vmwire::netbsd {

/// How many of each thing there are. Bounds stand at the fields; check with `complaint`. Numbers
/// only: size_table has a row for each.
struct Size {
  unsigned processes = 2;                   ///< 1..3
  unsigned threads[kProcessesMax] = {2, 1, 1};  ///< of each process; 4 in all at most
  unsigned in_flight = 2;                   ///< operations begun and not returned, at most; 1..4
  unsigned pages = 2;                       ///< physical pages; 1..6
  unsigned va_pages = 1;                    ///< VA pages of each process; 1..3
  unsigned file_pages = 1;                  ///< largest size of the file in pages; 0..3, 0: none
  unsigned swap_slots = 0;                  ///< 0..2
  unsigned wired_max = 2;                   ///< uvmexp.wiredmax, in pages; 0..6
  unsigned memlock = 3;                     ///< RLIMIT_MEMLOCK of each process, in pages; 0..3
  unsigned wired_count_max = 1;             ///< nested mlocks of one entry, at most; 1..3
  unsigned inactive = 1;                    ///< inactarg: the pagedaemon deactivates while fewer
                                            ///< pages are INACTIVE; 1..6
  unsigned hard_errors = 0;                 ///< lasting swap I/O errors, at most; 0..2

  bool operator==(const Size&) const = default;

  unsigned thread_count() const;            ///< over all processes
  unsigned first_thread(unsigned process) const;
  unsigned process_of(unsigned thread) const;
  std::string thread_name(unsigned thread) const;  ///< "P0.t1"
  /// Entry places of a process: a live generation, and one dead one for each munmap in flight.
  unsigned entries(unsigned process) const;
  unsigned amaps() const;
  unsigned anons() const;
};

inline unsigned Size::thread_count() const { return first_thread(processes); }

inline unsigned Size::first_thread(unsigned process) const {
  unsigned sum = 0;
  for (unsigned p = 0; p < std::min(process, kProcessesMax); ++p) sum += threads[p];
  return sum;
}

inline unsigned Size::process_of(unsigned thread) const {
  unsigned p = 0;
  while (p + 1 < processes && first_thread(p + 1) <= thread) ++p;
  return p;
}

inline std::string Size::thread_name(unsigned thread) const {
  const unsigned p = process_of(thread);
  return "P" + std::to_string(p) + ".t" + std::to_string(thread - first_thread(p));
}

// A generation is va_pages entries, the most that one address space can hold. Each operation in
// flight may keep one unlinked generation; whoever maps the live one is not in munmap itself, so
// that n threads never need more than n generations together.
inline unsigned Size::entries(unsigned process) const {
  if (process >= processes) return 0;
  return va_pages * std::max(1u, std::min(threads[process], in_flight));
}

// derived: an entry refers to one amap at most, and an amap lives while an entry refers to it.
inline unsigned Size::amaps() const {
  unsigned sum = 0;
  for (unsigned p = 0; p < std::min(processes, kProcessesMax); ++p) sum += entries(p);
  return std::min(kAmapsMax, sum);
}

// derived: an anon has a page, a slot, or has lost its data to a lasting I/O error (section 1.4).
inline unsigned Size::anons() const {
  return std::min(kAnonsMax, pages + swap_slots + hard_errors);
}

/// The numbers of a size, derived ones too, as plain fields: for what is done for each world.
struct Shape {
  explicit Shape(const Size& size);

  unsigned threads_of(unsigned process) const {
    return first_thread[process + 1u] - first_thread[process];
  }

  unsigned processes, threads, pages, va_pages, file_pages, swap_slots, amaps, anons;
  unsigned entries[kProcessesMax];
  unsigned first_thread[kProcessesMax + 1];  ///< and one past the last thread
  unsigned process_of[kThreadsMax];
};

/// The knobs, the named sizes, the bounds, and how sizes grow.
const family::SizeTable& size_table();
/// The size with this name. Needs: there is one.
Size named_size(const std::string& name);
/// Empty when the size is within bounds, else one line that says what is wrong.
std::string complaint(const Size& size);

}  // namespace vmwire::netbsd
