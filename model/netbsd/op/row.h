// What: what the row of an operation is made of: its operands, its steps, its marks.
// Source: netbsd.md section 2; each row cites its own. The list of rows: ops.h.
// Read next: mlock.cc, an operation with its row at the end.
#pragma once

#include <cstdint>

#include "model/family/op.h"
#include "model/netbsd/footprint.h"
#include "model/netbsd/kernel.h"
#include "model/netbsd/step.h"

namespace vmwire::netbsd {

/// One step of an operation, by its number in Thread::step.
struct StepRow {
  unsigned number;
  const char* name;
  /// What it reads and writes, where no fault is in progress. Null: it is a fault all along.
  Footprint (*touches)(const Parts& parts) = nullptr;
  /// The same while its fault is in progress. Null: it makes none.
  Footprint (*fault)(const Parts& parts, FaultStep step) = nullptr;
  /// Step 0 is the beginning. Whether a thread can also stand there: after a sleep, or waiting for
  /// the map's write lock.
  bool resumes = false;
  /// How many outcomes it has without a fault, at most; null: one. It is the product of what the
  /// step passes to Step::choose.
  unsigned (*outcomes)(const Size& size) = nullptr;
};

// What operations are about.
extern const family::Operands<NetBsd> kNoOperands;
extern const family::Operands<NetBsd> kRange;      ///< VA pages [first, second)
extern const family::Operands<NetBsd> kOneVaPage;  ///< the VA page `first`; second is one more
extern const family::Operands<NetBsd> kFileSize;   ///< the new size of the file, in pages
extern const family::Operands<NetBsd> kPage;       ///< the page with index `first`
extern const family::Operands<NetBsd> kPte;        ///< of process `first` at VA page `second`

/// A fault takes one free page at most; PTEs that outlived their pages can make each free page a
/// choice of its own.
inline unsigned one_page(const Size& size) { return size.pages < 2 ? 2 : size.pages; }

// The rows, each at the end of its operation's file.
#define VMWIRE_ROW(name) extern const Op name##_op;
VMWIRE_NETBSD_OPS(VMWIRE_ROW)
#undef VMWIRE_ROW

}  // namespace vmwire::netbsd
